"""Families as the rows and lines of the city's files."""

from collections.abc import Iterator

from local.city.people import BirthCase, Family, FamilyCard, Marriage, Resident
from local.city.tables import CityFiles

Row = tuple[object, ...]


def write_family(files: CityFiles, family: Family) -> None:
    """Appends a family to every file that it has a part in."""
    files.rows("penduduk", map(resident_row, family.people))
    files.rows("kartu_keluarga", map(card_row, family.cards))
    for card in family.cards:
        files.rows("anggota_keluarga", member_rows(card))
    files.rows("perkawinan", map(marriage_row, family.marriages))
    for case in family.cases:
        if case.kind:
            files.line("kasus", {"kasus": case.kind, **couple_line(case), **_particulars(case)})
        else:
            files.line("keluarga", couple_line(case))
    for witness in family.witnesses:
        files.line("saksi", {"nik": witness.nik})


def resident_row(person: Resident) -> Row:
    return (
        person.nik,
        person.name,
        person.sex,
        person.birthplace,
        person.born,
        person.faith,
        person.education,
        person.job,
        person.blood,
        person.marital,
        "WNI",
        person.standing,
        person.died,
        person.father.nik,
        person.mother.nik,
        person.father.name,
        person.mother.name,
        person.card,
    )


def card_row(card: FamilyCard) -> Row:
    village = card.village
    return (
        card.number,
        card.head.nik,
        card.address,
        card.rt,
        card.rw,
        village.code,
        village.postal_code,
        card.issued,
        1,
        "AKTIF",
    )


def member_rows(card: FamilyCard) -> Iterator[Row]:
    for place, (member, relation) in enumerate(card.members, start=1):
        yield card.number, member.nik, place, relation


def marriage_row(marriage: Marriage) -> Row:
    recorded = "t" if marriage.recorded else "f"
    husband, wife = marriage.husband.nik, marriage.wife.nik
    return husband, wife, recorded, marriage.proof, marriage.number, marriage.day, marriage.state


def couple_line(case: BirthCase) -> dict[str, object]:
    """What a birth report needs to know of a couple; `anak` counts the children so far."""
    marriage = case.marriage
    return {
        "nik_ibu": case.mother.nik,
        "nik_ayah": case.father_nik or None,
        "nomor_kk": case.card.number,
        "perkawinan": {
            "bukti": marriage.proof if marriage else "TIDAK_ADA",
            "nomor": (marriage.number or None) if marriage else None,
        },
        "anak": case.children,
    }


def _particulars(case: BirthCase) -> dict[str, object]:
    father = case.marriage.husband if case.marriage else None
    dead = case.mother.died or (father.died if father else None)
    extra = {
        "nomor_kk_ayah": father.card if father and father.card != case.card.number else "",
        "nik_wali": case.guardian_nik,
        "tanggal_meninggal": dead.isoformat() if dead else "",
    }
    return {name: value for name, value in extra.items() if value}

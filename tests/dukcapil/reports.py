"""A report that agrees with the register in everything, and what the register holds about it."""

from dataclasses import replace
from datetime import date
from typing import Any

from contracts.types import BuktiPerkawinan, JenisKelamin
from services.dukcapil.domain.birth import BirthReport, Limits, Marriage, RegisterExtract, ReportedChild
from services.dukcapil.domain.family_card import CardStatus, FamilyCard, Member, Relation
from services.dukcapil.domain.nik import Nik
from services.dukcapil.domain.resident import MaritalStatus, Resident, ResidentStatus
from services.dukcapil.domain.verification import Verdict, compare

FATHER, MOTHER = Nik("3277011505900001"), Nik("3277015505920001")
WITNESSES = (Nik("3277010101800001"), Nik("3277014101850002"))
CARD, OTHER_CARD = "3277010101180001", "3277010101180002"
BORN = date(2026, 11, 19)
LIMITS = Limits(usia_ibu_min=10, usia_ibu_tinjau=16, usia_ibu_maks=60, usia_ktp=17, hari_setelah_ayah_meninggal=300)
SERVED = frozenset({"3277", "3274"})

REPORT = BirthReport(
    pelapor_nik=FATHER,
    pelapor_hubungan="AYAH",
    nomor_kk=CARD,
    ibu_nik=MOTHER,
    ayah_nik=FATHER,
    bukti=BuktiPerkawinan.BUKU_NIKAH,
    nomor_bukti="123/45/VI/2017",
    anak=(ReportedChild(1, "SITI NUR AISYAH", JenisKelamin.P, BORN),),
    saksi_nik=WITNESSES,
)
MARRIAGE = Marriage(
    FATHER, MOTHER, tercatat=True, bukti=BuktiPerkawinan.BUKU_NIKAH, nomor="123/45/VI/2017", tanggal=date(2017, 6, 10),
    status="AKTIF",
)  # fmt: skip


def resident(nik: str, **other: Any) -> Resident:
    """A grown-up and married resident whose sex and date of birth are those of the NIK."""
    number = Nik(nik)
    plain = Resident(
        nik=number,
        nama="BUDI SANTOSO",
        jenis_kelamin=number.sex,
        tempat_lahir_kode="32.77",
        tanggal_lahir=number.born(BORN),
        agama="ISLAM",
        pendidikan="SLTA/SEDERAJAT",
        pekerjaan="WIRASWASTA",
        golongan_darah="O",
        status_kawin=MaritalStatus.KAWIN_TERCATAT,
        kewarganegaraan="WNI",
        status=ResidentStatus.AKTIF,
        nomor_kk=CARD,
    )
    return replace(plain, **other)


def card(*members: tuple[str, str], village: str = "32.77.01.1001", status: str = "AKTIF") -> FamilyCard:
    """A card with some members; of father and mother unless given."""
    lines = members or ((FATHER, "KEPALA_KELUARGA"), (MOTHER, "ISTRI"))
    numbered = tuple(Member(Nik(nik), place, Relation(word)) for place, (nik, word) in enumerate(lines, start=1))
    address = ("JALAN MELATI NO. 7", "003", "005", village, "40534")
    return FamilyCard(CARD, numbered[0].nik, *address, date(2018, 1, 1), 1, CardStatus(status), numbered)


REGISTER = RegisterExtract(
    residents={nik: resident(nik) for nik in (FATHER, MOTHER, *WITNESSES)},
    card=card(),
    mothers_card=card(),
    marriages=(MARRIAGE,),
)


def knowing(register: RegisterExtract = REGISTER, **people: Resident | None) -> RegisterExtract:
    """The register with other entries: `ibu`, `ayah`, `saksi`, or `lain` for someone new; None takes an entry out."""
    place = {"ibu": MOTHER, "ayah": FATHER, "saksi": WITNESSES[0]}
    residents = dict(register.residents)
    for who, entry in people.items():
        residents.pop(place.get(who, ""), None)
        if entry is not None:
            residents[entry.nik] = entry
    return replace(register, residents=residents)


def judged(report: BirthReport = REPORT, register: RegisterExtract = REGISTER) -> Verdict:
    """The verdict on a report."""
    return compare(report, register, LIMITS, SERVED)


def codes(verdict: Verdict) -> dict[str, str]:
    """The faults that were found, by their place in the report."""
    return {finding.lokasi: finding.kode for finding in verdict.findings if finding.kode}

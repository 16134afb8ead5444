"""One birth to try the public API with: a citizen's report and the facility's notice of the same birth."""

from datetime import datetime, timedelta

from local.city.dice import Dice
from local.city.institutions import Facility
from local.city.names import full_name
from local.city.people import BirthCase, Resident


def example_birth(
    dice: Dice, couple: BirthCase, witnesses: list[Resident], hospital: Facility, now: datetime
) -> dict[str, object]:
    """Bodies of `POST /v1/kelahiran` and `POST /v1/faskes/kelahiran`; the child is born some hours before `now`."""
    born = (now - timedelta(hours=dice.between(3, 9), minutes=dice.below(60))).replace(second=0, microsecond=0)
    letter = f"SKL/{born:%Y/%m}/{dice.between(1, 9999):04}"
    body = {"jenis_kelamin": "P", "waktu_lahir": born.isoformat(), "jenis_kelahiran": "TUNGGAL"}
    size = {"berat_gram": dice.between(26, 38) * 100, "panjang_cm": dice.between(46, 52)}
    return {
        "kelahiran": {
            "paket": "TIGA_DALAM_SATU",
            **_parents(couple),
            "anak": [
                {
                    "nama": _child_name(dice, couple),
                    **body,
                    "tempat_lahir": f"{hospital.city[:2]}.{hospital.city[2:]}",
                    "tempat_dilahirkan": "RUMAH_SAKIT",
                    "kelahiran_ke": couple.children + 1,
                    "penolong": "BIDAN",
                    **size,
                }
            ],
            "saksi": [{"nik": witness.nik} for witness in witnesses[:2]],
            "surat_keterangan_lahir": {"nomor": letter, "faskes": hospital.code},
            "sptjm": {"kelahiran": False, "suami_istri": False},
            "lampiran": [],
            "pernyataan_benar": True,
        },
        "faskes_kelahiran": {
            "nomor_surat": letter,
            "faskes": hospital.code,
            "ibu": {"nik": couple.mother.nik},
            "anak": [{**body, "urutan": 1, **size}],
            "penolong": "BIDAN",
        },
    }


def _parents(couple: BirthCase) -> dict[str, object]:
    if couple.marriage is None:
        raise ValueError("the example needs a married couple")
    return {
        "pelapor": {
            "nik": couple.father_nik,
            "hubungan": "AYAH",
            "telepon": "+6281200000001",
            "surel": "ayah@example.id",
        },
        "nomor_kk": couple.card.number,
        "ibu": {"nik": couple.mother.nik},
        "ayah": {"nik": couple.father_nik},
        "perkawinan": {"bukti": couple.marriage.proof, "nomor": couple.marriage.number},
    }


def _child_name(dice: Dice, couple: BirthCase) -> str:
    """At least two words, as Permendagri 73/2022 asks."""
    while True:
        name = full_name(dice, couple.mother.culture, "P", 2026)
        if " " in name and len(name) <= 40:
            return name

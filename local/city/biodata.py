"""Schooling, work and blood group that fit a person's age; the words are those that a family card prints."""

from local.city.dice import Dice, Weighted
from local.city.names import Sex

BLOOD = Weighted({"TIDAK TAHU": 45, "O": 21, "B": 15, "A": 14, "AB": 5})

_NONE, _SOME = "TIDAK/BELUM SEKOLAH", "BELUM TAMAT SD/SEDERAJAT"
_PRIMARY, _MIDDLE, _HIGH = "TAMAT SD/SEDERAJAT", "SLTP/SEDERAJAT", "SLTA/SEDERAJAT"
_DIPLOMA, _BACHELOR, _MASTER, _DOCTOR = "AKADEMI/DIPLOMA III/S. MUDA", "DIPLOMA IV/STRATA I", "STRATA II", "STRATA III"
_SCHOOL_BY_AGE = ((6, _NONE), (12, _SOME), (15, _PRIMARY), (18, _MIDDLE))
_ADULT = Weighted({_PRIMARY: 12, _MIDDLE: 17, _HIGH: 47, _DIPLOMA: 7, _BACHELOR: 15, _MASTER: 2})
_ELDER = Weighted({_NONE: 6, _SOME: 10, _PRIMARY: 38, _MIDDLE: 16, _HIGH: 22, _BACHELOR: 6, _MASTER: 1, _DOCTOR: 1})

_STUDENT, _NO_WORK, _RETIRED, _HOUSEWIFE = (
    "PELAJAR/MAHASISWA",
    "BELUM/TIDAK BEKERJA",
    "PENSIUNAN",
    "MENGURUS RUMAH TANGGA",
)
_MEN_WORK = Weighted({
    "KARYAWAN SWASTA": 38, "WIRASWASTA": 20, "BURUH HARIAN LEPAS": 14, "PEDAGANG": 8, _NO_WORK: 5,
    "PEGAWAI NEGERI SIPIL": 4, "TENTARA NASIONAL INDONESIA": 3, "SOPIR": 3, "GURU": 2, "KARYAWAN BUMN": 1,
    "KEPOLISIAN RI": 1, "DOKTER": 1,
})  # fmt: skip
_WOMEN_WORK = Weighted({
    _HOUSEWIFE: 55, "KARYAWAN SWASTA": 22, "WIRASWASTA": 7, "PEDAGANG": 4, "GURU": 4, "PEGAWAI NEGERI SIPIL": 3,
    "BURUH HARIAN LEPAS": 2, "BIDAN": 1, "PERAWAT": 1, "DOKTER": 1,
})  # fmt: skip


def education(dice: Dice, age: int) -> str:
    """The highest schooling completed at `age` years."""
    for limit, school in _SCHOOL_BY_AGE:
        if age < limit:
            return school
    return dice.draw(_ADULT if age < 60 else _ELDER)


def job(dice: Dice, age: int, sex: Sex) -> str:
    """Work at `age` years: school until 17, often a pension from 60."""
    if age < 5:
        return _NO_WORK
    if age < 18 or (age < 23 and dice.chance(0.5)):
        return _STUDENT
    if age >= 60 and dice.chance(0.5):
        return _RETIRED if dice.chance(0.4) else _NO_WORK
    return dice.draw(_MEN_WORK if sex == "L" else _WOMEN_WORK)

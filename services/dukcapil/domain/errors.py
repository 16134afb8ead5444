"""What can be wrong in the register, each with a code that stays; the sentence is for people."""

from typing import ClassVar


class DukcapilError(Exception):
    """The base of all errors of this domain."""

    kode: ClassVar[str]


class InvalidNik(DukcapilError):
    """A text that cannot be a NIK; `rincian` says why, without the text."""

    kode = "nik_tidak_sah"

    def __init__(self, rincian: str) -> None:
        super().__init__(rincian)
        self.rincian = rincian


class NikSerialExhausted(DukcapilError):
    """All 9,999 numbers of one area, day and sex are given: an officer of the ministry must help."""

    kode = "urutan_nik_habis"


class CardClosed(DukcapilError):
    """The family card is not active any more, so nobody can be entered on it."""

    kode = "kk_tidak_aktif"


class ParentNotOnCard(DukcapilError):
    """Neither parent stands on the family card any more."""

    kode = "orang_tua_pindah_kk"


class ReservationLost(DukcapilError):
    """A deed names a NIK that is not reserved for its application."""

    kode = "nik_tidak_dipesan"


class NotOnCard(DukcapilError):
    """Someone who is to be taken off a family card does not stand on it."""

    kode = "bukan_anggota_kk"


class IllegalTransition(DukcapilError):
    """A step that the lifecycle of a package does not know."""

    kode = "langkah_tidak_sah"

"""What perizinan refuses, each with a stable code; the sentence is for people."""

from chassis.failures import Park, Refused, TemporaryFailure


class IllegalStep(Refused):
    """The lifecycle knows no such step: a fault of ours, never of the applicant's."""

    def __init__(self, now: str, wanted: str) -> None:
        super().__init__("langkah_tidak_sah", f"Berkas berstatus {now} tidak dapat menjadi {wanted}.")


class FileNotFound(Refused):
    """There is no birth file with this number."""

    def __init__(self) -> None:
        super().__init__("berkas_tidak_ditemukan", "Berkas tidak ditemukan.", status=404)


class DocumentNotFound(Refused):
    """There is no issued document with this identifier."""

    def __init__(self) -> None:
        super().__init__("dokumen_tidak_ditemukan", "Dokumen tidak ditemukan.", status=404)


class FileNotOpenedYet(TemporaryFailure):
    """A fact about a file came before the report that opens it; facts may overtake each other."""


class DeedNotIssuedYet(TemporaryFailure):
    """An order about a deed came before the deed, or names one that never was; it parks when it stays so."""


class ParentsMissing(Park):
    """The register's answer does not name a parent whom the deed must name."""

    def __init__(self) -> None:
        super().__init__("orang_tua_tidak_lengkap")


class NikMissing(Park):
    """The register's answer reserves no NIK for one of the children: no deed can be written on it."""

    def __init__(self) -> None:
        super().__init__("nik_anak_tidak_lengkap")

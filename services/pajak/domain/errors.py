"""What pajak refuses, each with a stable code; the sentence is for people.

At a door it is an answer; in a fact it is final: no retry makes it right, so the message is parked with the code.
"""

from chassis.failures import Park, Refused, TemporaryFailure


class IllegalStep(Refused, Park):
    """The lifecycle knows no such step."""

    def __init__(self, what: str, now: str, wanted: str) -> None:
        super().__init__("langkah_tidak_sah", f"{what} berstatus {now} tidak dapat menjadi {wanted}.")


class TaxpayerNotFound(Refused, Park):
    """There is no taxpayer with this number."""

    def __init__(self) -> None:
        super().__init__("wajib_pajak_tidak_ditemukan", "Wajib pajak tidak ditemukan.", status=404)


class ObjectNotFound(Refused, Park):
    """There is no such tax object, or it is not this taxpayer's; the answer does not say which."""

    def __init__(self) -> None:
        super().__init__("objek_tidak_ditemukan", "Objek pajak tidak ditemukan.", status=404)


class BillNotFound(Refused, Park):
    """There is no bill with this payment code."""

    def __init__(self) -> None:
        super().__init__("tagihan_tidak_ditemukan", "Tagihan tidak ditemukan.", status=404)


class ReturnNotFound(Refused, Park):
    """There is no return with this number."""

    def __init__(self) -> None:
        super().__init__("sptpd_tidak_ditemukan", "SPTPD tidak ditemukan.", status=404)


class RequestNotFound(Refused, Park):
    """There is no request with this number in this city."""

    def __init__(self) -> None:
        super().__init__("permohonan_tidak_ditemukan", "Permohonan tidak ditemukan.", status=404)


class DocumentNotFound(Refused, Park):
    """There is no issued document with this identifier."""

    def __init__(self) -> None:
        super().__init__("dokumen_tidak_ditemukan", "Dokumen tidak ditemukan.", status=404)


class NotAllowed(Refused, Park):
    """The law or four eyes stand against it."""


class NotKnownYet(TemporaryFailure):
    """A fact came before the one that it follows from; facts may overtake each other."""

"""The block at the foot of a document: who signed it electronically, where and when, and how to check it."""

from dataclasses import dataclass
from datetime import datetime

from chassis.documents.code import VerificationCode, verification_url
from chassis.documents.qr import qr_svg
from chassis.documents.words import long_date, numeric_date


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """What every document says of its signing; templates draw it with `tte-block` of `sheet.typ`."""

    city: str
    """The government that issues, in full: `Kota Cimahi`."""
    place: str
    """Where it is issued: `Cimahi`."""
    issued_at: datetime
    """Aware, in the city's own time zone: the page shows its date."""
    signer_title: str
    """`Kepala Dinas Kependudukan dan Pencatatan Sipil`; the city is added by the template."""
    signer_name: str
    signer_nip: str
    certificate_issuer: str
    """`Signer.certificate_issuer`: a page must not name BSrE when BSrE did not certify the signer."""
    code: VerificationCode
    public_url: str

    def __post_init__(self) -> None:
        if self.issued_at.tzinfo is None:
            raise ValueError("issued_at must be aware")

    def as_data(self) -> dict[str, str]:
        """The names that `sheet.typ` reads."""
        url = verification_url(self.public_url, self.code)
        return {
            "kota": self.city,
            "tempat": self.place,
            "tanggal": long_date(self.issued_at.date()),
            "tanggal_angka": numeric_date(self.issued_at.date()),
            "jabatan": self.signer_title,
            "nama": self.signer_name,
            "nip": self.signer_nip,
            "penerbit_sertifikat": self.certificate_issuer,
            "kode": self.code,
            "alamat": url,
            "qr": qr_svg(url),
        }

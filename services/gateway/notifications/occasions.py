"""What an applicant is told: which steps are worth a message, and its words. No name and no NIK stands in any."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from contracts.types import StatusPermohonan


class Channel(StrEnum):
    """A way on which a message goes; `key` is where the application keeps its address."""

    SUREL = "SUREL"
    WHATSAPP = "WHATSAPP"

    @property
    def key(self) -> str:
        return {Channel.SUREL: "surel", Channel.WHATSAPP: "telepon"}[self]


@dataclass(frozen=True, slots=True)
class Words:
    """The subject, and the sentence that says what happened and what is to be done."""

    subject: str
    sentence: str


OCCASIONS: Mapping[StatusPermohonan, Words] = {
    StatusPermohonan.VERIFIKASI: Words(
        "Laporan Anda kami terima", "Laporan Anda kami terima dan sedang diperiksa. Anda tidak perlu berbuat apa-apa."
    ),
    StatusPermohonan.PERLU_PERBAIKAN: Words(
        "Ada yang perlu Anda perbaiki",
        "Ada isian yang perlu Anda perbaiki. Buka permohonan Anda untuk melihat yang mana dan memperbaikinya.",
    ),
    StatusPermohonan.SELESAI: Words(
        "Dokumen Anda sudah terbit", "Permohonan Anda selesai. Buka permohonan Anda untuk mengunduh dokumennya."
    ),
    StatusPermohonan.DITOLAK: Words(
        "Permohonan Anda ditolak", "Permohonan Anda ditolak. Buka permohonan Anda untuk membaca alasannya."
    ),
    StatusPermohonan.KEDALUWARSA: Words(
        "Permohonan Anda berakhir",
        "Perbaikan tidak kami terima sampai batas waktunya. Permohonan Anda berakhir; Anda boleh melapor lagi.",
    ),
}


def occasion(before: str, after: StatusPermohonan) -> StatusPermohonan | None:
    """The occasion for a message when a status became another one; None when it is not worth one."""
    return after if after in OCCASIONS and before != after else None

"""The facts by which an application and its documents are tracked: one shape for every service, no personal data."""

from datetime import date

from pydantic import AwareDatetime, Field

from contracts.envelope import EventData
from contracts.types import Galat, JenisDokumen, NomorPermohonan, Pelaku, Sla, StatusPermohonan


class DokumenTerbitData(EventData):
    """A signed document exists from now on."""

    dokumen_id: str
    nomor_permohonan: NomorPermohonan | None
    jenis: JenisDokumen
    nomor_tersamar: str = Field(description="the number; masked when it is a NIK or a family card number")
    nama_tersamar: str = Field(description="the holder's name, masked")
    kode_verifikasi: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="of the whole signed file")
    ukuran: int = Field(gt=0, description="bytes")
    tanggal_terbit: date
    penanda_tangan: str = Field(description="office, not person")


class DokumenDigantikanData(EventData):
    """A newer document has taken the place of this one."""

    dokumen_id: str
    oleh_dokumen_id: str
    pada: AwareDatetime


class DokumenDicabutData(EventData):
    """A document is no longer valid and none has taken its place."""

    dokumen_id: str
    alasan: str
    pada: AwareDatetime


class PermohonanBerubahStatusData(EventData):
    """An application took a step: the one shape by which every service tells how it goes on."""

    nomor: NomorPermohonan
    status: StatusPermohonan
    pada: AwareDatetime
    oleh: Pelaku
    catatan: str | None = Field(
        default=None, description="for the applicant, in Bahasa Indonesia, without personal data"
    )
    perbaikan: tuple[Galat, ...] = ()
    sla: Sla | None = None

"""The facts that agencies may hear: made from what the services tell, without a NIK, a name or a verification code."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from contracts.envelope import EventData
from contracts.gateway.tax import Npwpd
from contracts.pajak.events import StatusKswpd
from contracts.types import JenisDokumen, KodeKota, NomorPermohonan, StatusPermohonan

Kota = Annotated[KodeKota | None, Field(description="kota yang melayani; kosong bila tidak diketahui")]
Sha256 = Annotated[str | None, Field(description="sidik SHA-256 berkas PDF, untuk mencocokkan salinan yang dipegang")]


class AmplopAcara(BaseModel):
    """CloudEvents 1.0, structured JSON: the envelope in which agencies get their facts."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    specversion: Literal["1.0"] = "1.0"
    id: str = Field(description="UUID; sama pada setiap pengiriman ulang: kunci agar satu acara diolah satu kali")
    source: Literal["/terpadu/gateway"] = "/terpadu/gateway"
    type: str = Field(pattern=r"^publik\.[a-z0-9_]+\.v[0-9]+$")
    subject: str = Field(description="hal yang diceritakan; urutan dijaga di dalam satu subject")
    time: AwareDatetime
    datacontenttype: Literal["application/json"] = "application/json"
    dataschema: str
    sequence: str = Field(description="penunjuk acara ini, untuk `setelah`", pattern=r"^[0-9]{20}$")


class DokumenTerbit(EventData):
    """Sebuah dokumen bertanda tangan elektronik terbit."""

    type: ClassVar[str] = "publik.dokumen_terbit.v1"

    dokumen_id: str = Field(description="tanda dokumen; bukan nomor dan bukan kode verifikasinya")
    jenis: JenisDokumen = Field(description="jenis dokumen")
    kota: Kota = None
    tanggal_terbit: date = Field(description="tanggal terbit, waktu setempat")
    penanda_tangan: str = Field(description="jabatan penanda tangan")
    sha256: Sha256 = None


class DokumenDigantikan(EventData):
    """Sebuah dokumen digantikan oleh yang lebih baru."""

    type: ClassVar[str] = "publik.dokumen_digantikan.v1"

    dokumen_id: str = Field(description="tanda dokumen yang tidak berlaku lagi")
    oleh_dokumen_id: str = Field(description="tanda dokumen penggantinya")
    kota: Kota = None
    sha256: Sha256 = None
    pada: AwareDatetime = Field(description="sejak kapan digantikan")


class DokumenDicabut(EventData):
    """Sebuah dokumen dicabut dan tidak ada penggantinya."""

    type: ClassVar[str] = "publik.dokumen_dicabut.v1"

    dokumen_id: str = Field(description="tanda dokumen yang tidak berlaku lagi")
    kota: Kota = None
    sha256: Sha256 = None
    pada: AwareDatetime = Field(description="sejak kapan dicabut")


class KelahiranTercatat(EventData):
    """Kelahiran dicatat dan aktanya terbit; untuk statistik, tanpa tanda siapa pun."""

    type: ClassVar[str] = "publik.kelahiran_tercatat.v1"

    kota: KodeKota = Field(description="kota yang mencatat")
    jumlah_anak: int = Field(ge=1, description="anak dari satu persalinan (orang)")
    terbit_pada: AwareDatetime = Field(description="saat akta terbit")


class PaketSelesai(EventData):
    """Satu paket tiga-dalam-satu selesai; untuk mengukur standar pelayanan."""

    type: ClassVar[str] = "publik.paket_3in1_selesai.v1"

    kota: Kota = None
    menit_kerja: int = Field(ge=0, description="lama pelayanan (menit kerja)")


class PaketTerlambat(EventData):
    """Janji satu hari kerja dari satu paket tiga-dalam-satu tidak terpenuhi."""

    type: ClassVar[str] = "publik.paket_3in1_terlambat.v1"

    kota: Kota = None
    batas: AwareDatetime = Field(description="batas waktu yang terlewati")


class KswpdBerubah(EventData):
    """Keterangan pajak daerah (KSWPD) seorang wajib pajak berubah; tidak pernah jumlah dan tidak pernah alasan."""

    type: ClassVar[str] = "publik.kswpd_berubah.v1"

    npwpd: Npwpd = Field(description="nomor pokok wajib pajak daerah")
    kota: KodeKota = Field(description="kota yang memungut")
    status: StatusKswpd = Field(description="keterangan sesudah perubahan")
    berlaku_sampai: date | None = Field(default=None, description="tanggal terakhir berlaku")
    pada: AwareDatetime = Field(description="saat berubah")


class PermohonanBerubahStatus(EventData):
    """Permohonan yang dikirim oleh klien ini sendiri berubah status."""

    type: ClassVar[str] = "publik.permohonan_berubah_status.v1"

    nomor: NomorPermohonan = Field(description="nomor permohonan yang diterima saat mengirim")
    jenis: str = Field(description="jenis permohonan")
    status: StatusPermohonan = Field(description="status sesudah perubahan")
    kota: Kota = None
    pada: AwareDatetime = Field(description="saat berubah")


class UjiCoba(EventData):
    """Acara uji yang diminta oleh pelanggan sendiri; hanya dikirim ke langganan itu."""

    type: ClassVar[str] = "publik.uji_coba.v1"

    langganan: str = Field(description="langganan yang diuji")
    pesan: str = Field(description="kalimat tetap")


@dataclass(frozen=True, slots=True)
class Offer:
    """Who may hear a fact: clients with `scope`; with `only_own`, and only what they have sent in themselves."""

    model: type[EventData]
    scope: str
    only_own: bool = False


DOCUMENTS, BIRTHS = "acara:dokumen", "acara:kelahiran"
SERVICE, OWN_APPLICATIONS = "acara:layanan", "acara:permohonan"
TAX_CLEARANCE = "pajak:kswpd"  # who may ask for it may hear of it
SCOPES = (DOCUMENTS, BIRTHS, SERVICE, OWN_APPLICATIONS, TAX_CLEARANCE)

OFFERS: Mapping[str, Offer] = {
    offer.model.type: offer
    for offer in (
        Offer(DokumenTerbit, DOCUMENTS),
        Offer(DokumenDigantikan, DOCUMENTS),
        Offer(DokumenDicabut, DOCUMENTS),
        Offer(KelahiranTercatat, BIRTHS),
        Offer(PaketSelesai, SERVICE),
        Offer(PaketTerlambat, SERVICE),
        Offer(KswpdBerubah, TAX_CLEARANCE),
        Offer(PermohonanBerubahStatus, OWN_APPLICATIONS, only_own=True),
    )
}
"""What can be subscribed to. `UjiCoba` is not in it: it comes to whoever asks for it, subscribed or not."""

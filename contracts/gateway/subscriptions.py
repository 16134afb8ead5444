"""The bodies of the doors by which agencies hear facts: subscriptions, their deliveries, and the feed."""

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from contracts.gateway.agency_events import AmplopAcara
from contracts.types import Beku, KodeKota, Masukan, Saat, jumlah

Penunjuk = Annotated[
    str,
    StringConstraints(strict=True),
    Field(pattern=r"^[0-9]{1,20}$", description="`sequence` dari acara terakhir yang sudah dimiliki; 0 dari awal"),
]
JenisAcara = Annotated[
    str, StringConstraints(strict=True, max_length=100), Field(pattern=r"^publik\.[a-z0-9_]+\.v[0-9]+$")
]
# No user, no fragment, no white space; where the name leads is looked at when it is connected to.
TARGET = r"^https?://[A-Za-z0-9.\-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~!$&'()*+,;=:@%/\-]*)?(\?[A-Za-z0-9._~!$&'()*+,;=:@%/?\-]*)?$"
Tujuan = Annotated[
    str,
    StringConstraints(strict=True, max_length=500),
    Field(pattern=TARGET, description="alamat penerima webhook; https dan dapat dicapai dari internet"),
]


class StatusLangganan(StrEnum):
    """The states of a subscription; the last one is final."""

    AKTIF = "AKTIF"
    JEDA = "JEDA"
    BERAKHIR = "BERAKHIR"


class StatusKiriman(StrEnum):
    """The states of one delivery; only the first one is not final."""

    MENUNGGU = "MENUNGGU"
    TERKIRIM = "TERKIRIM"
    GAGAL = "GAGAL"
    DIBATALKAN = "DIBATALKAN"


class LanggananBaru(Masukan):
    """The body of POST /v1/langganan."""

    jenis: Annotated[tuple[JenisAcara, ...], *jumlah(1, 20)]
    kota: Annotated[tuple[KodeKota, ...], Field(strict=False, max_length=20)] = ()
    url: Tujuan
    setelah: Penunjuk | None = Field(
        default=None, description="kirim juga acara yang sudah lewat, sesudah penunjuk ini"
    )


class Langganan(Beku):
    """A subscription as its owner sees it; `rahasia` is shown only in the answer that made it."""

    id: str
    jenis: tuple[str, ...]
    kota: tuple[str, ...]
    url: str
    status: StatusLangganan
    alasan: str | None = Field(default=None, description="mengapa berakhir")
    gagal_berturut: int = Field(description="pengiriman yang gagal berturut-turut")
    dicoba_lagi_pada: AwareDatetime | None = Field(
        default=None, description="pemutus arus: tidak ada kiriman sebelum ini"
    )
    terkirim_terakhir: AwareDatetime | None = None
    dibuat_pada: AwareDatetime
    rahasia: str | None = Field(default=None, description="rahasia tanda tangan webhook, whsec_…")


class DaftarLangganan(Beku):
    """All subscriptions of a client."""

    langganan: tuple[Langganan, ...]


class UbahLangganan(Masukan):
    """The body of POST /v1/langganan/{id}/status: pause or resume."""

    status: Literal["AKTIF", "JEDA"]


class GantiRahasia(Masukan):
    """The body of POST /v1/langganan/{id}/rahasia; the old secret signs along for so many hours."""

    tumpang_tindih_jam: Annotated[int, Field(ge=0, le=168)] = 24


class RahasiaBaru(Beku):
    """The new secret, shown this once; until `lama_sampai` deliveries bear the old one's signature too."""

    rahasia: str
    lama_sampai: AwareDatetime


class PutarUlang(Masukan):
    """The body of POST /v1/langganan/{id}/putar-ulang: from a cursor or from a time."""

    setelah: Penunjuk | None = None
    sejak: Saat | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> "PutarUlang":
        if (self.setelah is None) == (self.sejak is None):
            raise PydanticCustomError(
                "setelah_atau_sejak", "Isi salah satu: setelah (penunjuk) atau sejak (waktu).", {"lokasi": "/setelah"}
            )
        return self


class DiputarUlang(Beku):
    """How many deliveries were put in line again; with `berikutnya`, ask again from there."""

    jumlah: int
    berikutnya: str | None = None


class MintaUji(Masukan):
    """The body of POST /v1/langganan/{id}/uji; with `jenis`, a made-up example of that event is sent."""

    jenis: JenisAcara | None = None


class UjiDiminta(Beku):
    """The test event that is on its way."""

    acara_id: str


class Percobaan(Beku):
    """One attempt to deliver."""

    pada: AwareDatetime
    hasil: str = Field(
        description="TERKIRIM, DITOLAK, DIMINTA_MENUNGGU, HABIS_WAKTU, TIDAK_TERJANGKAU, ALAMAT_DITOLAK, DIALIHKAN, "
        "atau BERAKHIR"
    )
    status: int | None = Field(default=None, description="status HTTP jawaban penerima")
    milidetik: int


class Kiriman(Beku):
    """One delivery of one event, with its attempts."""

    penunjuk: str
    acara_id: str
    jenis: str
    status: StatusKiriman
    dicoba: int
    dicoba_lagi_pada: AwareDatetime | None = None
    selesai_pada: AwareDatetime | None = None
    percobaan: tuple[Percobaan, ...] = ()


class DaftarKiriman(Beku):
    """A page of deliveries in the order of the events."""

    kiriman: tuple[Kiriman, ...]
    berikutnya: str | None = None


class Acara(AmplopAcara):
    """One event, in the feed as in a webhook."""

    data: dict[str, Any]


class DaftarAcara(Beku):
    """A page of the feed; `berikutnya` is the cursor of the next, also when this one is empty."""

    acara: tuple[Acara, ...]
    berikutnya: str

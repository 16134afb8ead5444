"""How an agency's system gets its access: registering, asking for production, credentials, and officers' decisions."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field, model_validator
from pydantic_core import PydanticCustomError

from contracts.types import Beku, Masukan, Tanggal, Teks, TeksPanjang, jumlah


class IsianVerifikasi(StrEnum):
    """The fields of a resident that a client may be allowed to compare; `nik` is what all others hang on."""

    NIK = "nik"
    NAMA = "nama"
    JENIS_KELAMIN = "jenis_kelamin"
    TEMPAT_LAHIR = "tempat_lahir"
    TANGGAL_LAHIR = "tanggal_lahir"
    NAMA_IBU = "nama_ibu"
    NOMOR_KK = "nomor_kk"


Lingkungan = Literal["SANDBOX", "PRODUKSI"]
Cakupan = Annotated[str, Field(pattern=r"^[a-z_]{2,40}:[a-z_]{2,40}$", description="misalnya kependudukan:verifikasi")]
NomorPks = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ./-]{2,79}$", description="nomor perjanjian kerja sama")
]
AlamatIp = Annotated[str, Field(max_length=43, description="alamat atau jaringan, misalnya 203.0.113.0/24")]
SidikSertifikat = Annotated[
    str, Field(pattern=r"^[0-9a-f]{64}$", description="sidik SHA-256 sertifikat klien (DER), 64 angka heksadesimal")
]
Jwks = Annotated[dict[str, Any], Field(description="JWK Set (RFC 7517): 1 sampai 5 kunci publik P-256, Ed25519, RSA")]
AlamatJwks = Annotated[
    str, Field(pattern=r"^https://[^\s@#?]{4,400}$", description="alamat https tempat JWK Set diambil setiap menit")
]


class TujuanAkses(Masukan):
    """One purpose for which a client reads personal data, with its legal basis."""

    tujuan: TeksPanjang
    dasar_hukum: TeksPanjang


class KunciKlien(Masukan):
    """The body of PUT /v1/klien/saya/kunci: keys that take the place of all earlier ones; keep the old one among them
    as long as it is still in use."""

    jwks: Jwks | None = None
    jwks_url: AlamatJwks | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "KunciKlien":
        if self.jwks is not None and self.jwks_url is not None:
            raise PydanticCustomError("kunci_ganda", "Kirim jwks atau jwks_url, tidak keduanya.", {"lokasi": "/jwks"})
        return self


class PendaftaranKlien(KunciKlien):
    """The body of POST /v1/klien: an agency asks for access; without a key it is given a secret."""

    nama: Teks = Field(description="instansi dan sistemnya")
    penanggung_jawab: Teks = Field(description="jabatan yang bertanggung jawab")
    surel: Annotated[str, Field(pattern=r"^[^@\s]{1,64}@[^@\s]{1,180}\.[^@\s]{2,}$", max_length=254)]
    cakupan: Annotated[tuple[Cakupan, ...], *jumlah(1, 20)]
    isian: Annotated[
        tuple[Annotated[IsianVerifikasi, Field(strict=False)], ...], Field(strict=False, max_length=7)
    ] = ()
    tujuan: Annotated[tuple[TujuanAkses, ...], Field(strict=False, max_length=50)] = ()
    alamat_ip: Annotated[tuple[AlamatIp, ...], Field(strict=False, max_length=50)] = ()


class KlienTerdaftar(Beku):
    """A client of the sandbox, which works at once; its secret is shown this once."""

    client_id: str
    client_secret: str | None = None
    lingkungan: Lingkungan
    cakupan: tuple[str, ...]
    isian: tuple[str, ...]
    tujuan: tuple[TujuanAkses, ...]
    berlaku_sampai: AwareDatetime


class PerjanjianKlien(Beku):
    """What the client and the city agreed on."""

    nomor_pks: str
    berlaku_dari: date
    berlaku_sampai: date
    isian: tuple[str, ...]
    tujuan: tuple[TujuanAkses, ...]
    alamat_ip: tuple[str, ...]
    wajib_tanda_tangan: bool = Field(description="every call to personal data is signed (RFC 9421)")
    kuota_harian: int | None = None
    laju_per_detik: int | None = None
    sertifikat: tuple[str, ...] = ()


class KeadaanKlien(Beku):
    """A client as it stands now; no secret is in it."""

    client_id: str
    nama: str
    jenis: str
    lingkungan: Lingkungan
    aktif: bool
    cakupan: tuple[str, ...]
    perjanjian: PerjanjianKlien | None = None
    kunci: tuple[str, ...] = Field(description="kid of each uploaded key")
    jwks_url: str | None = None
    rahasia: int = Field(description="how many secrets are right at this moment")


class GantiRahasiaKlien(Masukan):
    """The body of POST /v1/klien/saya/rahasia."""

    tumpang_tindih_jam: Annotated[int, Field(ge=0, le=168, description="how long the earlier secrets stay right")] = 24


class RahasiaKlienBaru(Beku):
    """A new secret, shown this once."""

    client_id: str
    client_secret: str
    rahasia_lama_berlaku_sampai: AwareDatetime


class KlienProduksi(Beku):
    """The first secret of a client of production, shown this once."""

    client_id: str
    client_secret: str


class PermintaanProduksi(Masukan):
    """The body of POST /v1/klien/saya/produksi: what was tried in the sandbox is asked for in earnest."""

    nomor_pks: NomorPks
    catatan: TeksPanjang | None = None


class KeadaanPermintaan(Beku):
    """A request for production; `client_id` is there once it is approved."""

    id: str
    status: Literal["MENUNGGU", "DISETUJUI", "DITOLAK"]
    nomor_pks: str
    diminta_pada: AwareDatetime
    alasan: str | None = None
    client_id: str | None = None


class PermintaanKlien(KeadaanPermintaan):
    """A request for production as an officer sees it."""

    nama: str
    penanggung_jawab: str
    surel: str
    catatan: str | None = None
    cakupan: tuple[str, ...]
    isian: tuple[str, ...]
    tujuan: tuple[TujuanAkses, ...]
    alamat_ip: tuple[str, ...]


class SisiBukti(Beku):
    """One side of a signed exchange: what was signed (RFC 9421, 2.5), by which key, and the signature in Base64."""

    kunci: str = Field(description="keyid; the gateway's own stand at /.well-known/jwks.json")
    dasar: str = Field(description="the signature base, byte by byte")
    tanda_tangan: str


class BuktiPertukaran(Beku):
    """A receipt of a signed exchange; `jawaban` is missing when the request was refused after it was accepted."""

    id: str
    waktu: AwareDatetime
    permintaan: SisiBukti
    jawaban: SisiBukti | None = None


class HimpunanKunci(Beku):
    """A JWK Set (RFC 7517)."""

    keys: tuple[dict[str, Any], ...]


class DaftarPermintaanKlien(Beku):
    """Requests for production, the oldest first, at most a hundred."""

    permintaan: tuple[PermintaanKlien, ...]


class IsiPerjanjian(Masukan):
    """The body of PUT /v1/petugas/klien/{client_id}/perjanjian; what is left out stays as it is."""

    nomor_pks: NomorPks
    berlaku_dari: Tanggal
    berlaku_sampai: Tanggal
    cakupan: Annotated[tuple[Cakupan, ...], Field(strict=False, max_length=20)] | None = None
    isian: (
        Annotated[tuple[Annotated[IsianVerifikasi, Field(strict=False)], ...], Field(strict=False, max_length=7)] | None
    ) = None
    tujuan: Annotated[tuple[TujuanAkses, ...], Field(strict=False, max_length=50)] | None = None
    alamat_ip: Annotated[tuple[AlamatIp, ...], Field(strict=False, max_length=50)] | None = None
    wajib_tanda_tangan: bool | None = None
    kuota_harian: Annotated[int, Field(ge=1, le=1_000_000_000)] | None = None
    laju_per_detik: Annotated[int, Field(ge=1, le=100_000)] | None = None
    # Two and more, so that a certificate is replaced without a gap.
    sertifikat: Annotated[tuple[SidikSertifikat, ...], Field(strict=False, max_length=5)] | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "IsiPerjanjian":
        if self.berlaku_sampai < self.berlaku_dari:
            raise PydanticCustomError(
                "masa_pks_terbalik", "Akhir perjanjian mendahului awalnya.", {"lokasi": "/berlaku_sampai"}
            )
        return self


class KeputusanKlien(Masukan):
    """The body of POST /v1/petugas/klien/permintaan/{id}/keputusan."""

    keputusan: Literal["SETUJU", "TOLAK"]
    alasan: TeksPanjang | None = None
    perjanjian: IsiPerjanjian | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> "KeputusanKlien":
        if self.keputusan == "TOLAK" and not self.alasan:
            raise PydanticCustomError("alasan_wajib", "Penolakan harus disertai alasan.", {"lokasi": "/alasan"})
        if self.keputusan == "SETUJU" and self.perjanjian is None:
            raise PydanticCustomError(
                "perjanjian_wajib", "Persetujuan memerlukan nomor PKS dan masa berlakunya.", {"lokasi": "/perjanjian"}
            )
        return self


class PencabutanKlien(Masukan):
    """The body of POST /v1/petugas/klien/{client_id}/pencabutan."""

    alasan: TeksPanjang

"""The bodies of the API, made from contracts/published/openapi.json by generate.sh: not to be edited."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, RootModel


class Acara(BaseModel):
    """
    One event, in the feed as in a webhook.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    data: Annotated[dict[str, Any], Field(title='Data')]
    datacontenttype: Annotated[
        Literal['application/json'], Field(title='Datacontenttype')
    ] = 'application/json'
    dataschema: Annotated[str, Field(title='Dataschema')]
    id: Annotated[
        str,
        Field(
            description='UUID; sama pada setiap pengiriman ulang: kunci agar satu acara diolah satu kali',
            title='Id',
        ),
    ]
    sequence: Annotated[
        str,
        Field(
            description='penunjuk acara ini, untuk `setelah`',
            pattern='^[0-9]{20}$',
            title='Sequence',
        ),
    ]
    source: Annotated[Literal['/terpadu/gateway'], Field(title='Source')] = (
        '/terpadu/gateway'
    )
    specversion: Annotated[Literal['1.0'], Field(title='Specversion')] = '1.0'
    subject: Annotated[
        str,
        Field(
            description='hal yang diceritakan; urutan dijaga di dalam satu subject',
            title='Subject',
        ),
    ]
    time: Annotated[AwareDatetime, Field(title='Time')]
    type: Annotated[str, Field(pattern='^publik\\.[a-z0-9_]+\\.v[0-9]+$', title='Type')]


class AktaBerkas(BaseModel):
    """
    A deed of the file; `anak` is the child's place in the report, from 1.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    anak: Annotated[int, Field(title='Anak')]
    dokumen_id: Annotated[str, Field(title='Dokumen Id')]
    keadaan: Annotated[
        str, Field(pattern='^(DISETUJUI|TERBIT|DICABUT)$', title='Keadaan')
    ]
    nomor_akta: Annotated[
        str,
        Field(
            pattern='^[0-9]{4}-(LU|LT|LD|KM|KW|CR)-(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])[0-9]{4}-[0-9]{4,6}$',
            title='Nomor Akta',
        ),
    ]
    tanggal: Annotated[date, Field(title='Tanggal')]


class BarisHitung(BaseModel):
    """
    One line of how a tax was found, with its source; the amount is a decimal number as text.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    dasar_hukum: Annotated[str, Field(title='Dasar Hukum')]
    jumlah: Annotated[str, Field(title='Jumlah')]
    uraian: Annotated[str, Field(title='Uraian')]


class BarisPemanfaatan(BaseModel):
    """
    What one agency used of one field for one purpose.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    akses: Annotated[int, Field(title='Akses')]
    dasar_hukum: Annotated[str, Field(title='Dasar Hukum')]
    diberikan: Annotated[int, Field(title='Diberikan')]
    ditolak: Annotated[int, Field(title='Ditolak')]
    isian: Annotated[str, Field(title='Isian')]
    klien: Annotated[str, Field(title='Klien')]
    layanan: Annotated[str, Field(title='Layanan')]
    nama: Annotated[str, Field(title='Nama')]
    orang: Annotated[int, Field(description='different people', title='Orang')]
    tujuan: Annotated[str, Field(title='Tujuan')]


class AtasNamaFaskes(RootModel[str]):
    root: Annotated[str, Field(pattern='^F[0-9]{7}$', title='Atas Nama Faskes')]


class BuktiKonsistensi(BaseModel):
    """
    Proof that the log of `dari` entries is the beginning of that of `ke` entries (RFC 9162, 2.1.4).
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    dari: Annotated[int, Field(title='Dari')]
    jalur: Annotated[list[str], Field(title='Jalur')]
    ke: Annotated[int, Field(title='Ke')]
    titik_periksa: Annotated[
        str | None,
        Field(
            description='of the size `ke`, if one was signed just there',
            title='Titik Periksa',
        ),
    ] = None


class BuktiPenyertaan(BaseModel):
    """
    Proof that an entry is in the log (RFC 9162, 2.1.3); hashes in base64.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    entri: Annotated[
        str,
        Field(description='the entry, byte by byte as it was hashed', title='Entri'),
    ]
    hash_daun: Annotated[str, Field(title='Hash Daun')]
    id: Annotated[UUID, Field(title='Id')]
    jalur: Annotated[list[str], Field(title='Jalur')]
    posisi: Annotated[int, Field(title='Posisi')]
    titik_periksa: Annotated[str, Field(title='Titik Periksa')]


class ButirKeputusan(BaseModel):
    """
    One item that the applicant is to correct.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    lokasi: Annotated[
        str,
        Field(
            description='JSON pointer',
            max_length=100,
            pattern='^(/[a-z0-9_]+)*$',
            title='Lokasi',
        ),
    ]
    pesan: Annotated[str, Field(max_length=200, min_length=1, title='Pesan')]


class DaftarAcara(BaseModel):
    """
    A page of the feed; `berikutnya` is the cursor of the next, also when this one is empty.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    acara: Annotated[list[Acara], Field(title='Acara')]
    berikutnya: Annotated[str, Field(title='Berikutnya')]


class Nama(RootModel[str]):
    root: Annotated[
        str,
        Field(
            description='as the asker knows it; titles are no fault here',
            max_length=200,
            min_length=1,
            title='Nama',
        ),
    ] = None


class NamaIbu(RootModel[str]):
    root: Annotated[str, Field(max_length=200, min_length=1, title='Nama Ibu')] = None


class NomorKk(RootModel[str]):
    root: Annotated[
        str, Field(description='16 angka', pattern='^[0-9]{16}$', title='Nomor Kk')
    ] = None


class TempatLahir(RootModel[str]):
    root: Annotated[
        str,
        Field(
            description='kode Kemendagri, misalnya 32.77',
            pattern='^[0-9]{2}\\.[0-9]{2}$',
            title='Tempat Lahir',
        ),
    ] = None


class DiputarUlang(BaseModel):
    """
    How many deliveries were put in line again; with `berikutnya`, ask again from there.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    berikutnya: Annotated[str | None, Field(title='Berikutnya')] = None
    jumlah: Annotated[int, Field(title='Jumlah')]


class EntriAudit(BaseModel):
    """
    Entries in a row, each byte by byte as it was hashed.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    dari: Annotated[int, Field(title='Dari')]
    entri: Annotated[list[str], Field(title='Entri')]
    jumlah_entri: Annotated[
        int, Field(description='number of sealed entries', title='Jumlah Entri')
    ]


class Galat(BaseModel):
    """
    One fault: where it is (JSON pointer), its stable code, and how to mend it.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    kode: Annotated[str, Field(title='Kode')]
    lokasi: Annotated[str, Field(title='Lokasi')]
    pesan: Annotated[str, Field(title='Pesan')]


class GantiRahasia(BaseModel):
    """
    The body of POST /v1/langganan/{id}/rahasia; the old secret signs along for so many hours.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    tumpang_tindih_jam: Annotated[
        int | None, Field(ge=0, le=168, title='Tumpang Tindih Jam')
    ] = 24


class GantiRahasiaKlien(BaseModel):
    """
    The body of POST /v1/klien/saya/rahasia.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    tumpang_tindih_jam: Annotated[
        int | None,
        Field(
            description='how long the earlier secrets stay right',
            ge=0,
            le=168,
            title='Tumpang Tindih Jam',
        ),
    ] = 24


class HasilVerifikasiKependudukan(BaseModel):
    """
    For each field that was sent whether it agrees with the register; never the register's value.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    jenis_kelamin: Literal['SESUAI', 'TIDAK_SESUAI'] | None = None
    nama: Literal['SESUAI', 'TIDAK_SESUAI'] | None = None
    nama_ibu: Literal['SESUAI', 'TIDAK_SESUAI'] | None = None
    nik: Annotated[
        Literal['SESUAI', 'TIDAK_SESUAI'],
        Field(
            description='The answer to a comparison with the register: never the stored value.',
            title='HasilCocok',
        ),
    ]
    nomor_kk: Literal['SESUAI', 'TIDAK_SESUAI'] | None = None
    tanggal_lahir: Literal['SESUAI', 'TIDAK_SESUAI'] | None = None
    tempat_lahir: Literal['SESUAI', 'TIDAK_SESUAI'] | None = None


class HasilVerifikasiMassal(BaseModel):
    """
    One answer for each that was asked about, in the same order.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    hasil: Annotated[list[HasilVerifikasiKependudukan], Field(title='Hasil')]


class HimpunanKunci(BaseModel):
    """
    A JWK Set (RFC 7517).
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    keys: Annotated[list[dict[str, Any]], Field(title='Keys')]


class AlamatIpItem(RootModel[str]):
    root: Annotated[
        str,
        Field(
            description='alamat atau jaringan, misalnya 203.0.113.0/24', max_length=43
        ),
    ]


class AlamatIp(RootModel[list[AlamatIpItem]]):
    root: Annotated[list[AlamatIpItem], Field(max_length=50, title='Alamat Ip')] = None


class CakupanItem(RootModel[str]):
    root: Annotated[
        str,
        Field(
            description='misalnya kependudukan:verifikasi',
            pattern='^[a-z_]{2,40}:[a-z_]{2,40}$',
        ),
    ]


class Cakupan(RootModel[list[CakupanItem]]):
    root: Annotated[list[CakupanItem], Field(max_length=20, title='Cakupan')] = None


class KuotaHarian(RootModel[int]):
    root: Annotated[int, Field(ge=1, le=1000000000, title='Kuota Harian')] = None


class LajuPerDetik(RootModel[int]):
    root: Annotated[int, Field(ge=1, le=100000, title='Laju Per Detik')] = None


class SertifikatItem(RootModel[str]):
    root: Annotated[
        str,
        Field(
            description='sidik SHA-256 sertifikat klien (DER), 64 angka heksadesimal',
            pattern='^[0-9a-f]{64}$',
        ),
    ]


class Sertifikat(RootModel[list[SertifikatItem]]):
    root: Annotated[list[SertifikatItem], Field(max_length=5, title='Sertifikat')] = (
        None
    )


class KeadaanPermintaan(BaseModel):
    """
    A request for production; `client_id` is there once it is approved.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    alasan: Annotated[str | None, Field(title='Alasan')] = None
    client_id: Annotated[str | None, Field(title='Client Id')] = None
    diminta_pada: Annotated[AwareDatetime, Field(title='Diminta Pada')]
    id: Annotated[str, Field(title='Id')]
    nomor_pks: Annotated[str, Field(title='Nomor Pks')]
    status: Annotated[
        Literal['MENUNGGU', 'DISETUJUI', 'DITOLAK'], Field(title='Status')
    ]


class KeberatanDiminta(BaseModel):
    """
    The body of POST /v1/pajak/keberatan.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    alasan: Annotated[str, Field(max_length=200, min_length=1, title='Alasan')]
    ketetapan: Annotated[str, Field(pattern='^[0-9A-Z_-]{5,60}$', title='Ketetapan')]


class KeberatanMenunggu(BaseModel):
    """
    An objection that waits for a decision, and the letter against which it was raised.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    alasan: Annotated[str, Field(title='Alasan')]
    batas_putusan: Annotated[
        date,
        Field(description='after this day silence grants it', title='Batas Putusan'),
    ]
    diajukan: Annotated[date, Field(title='Diajukan')]
    jenis: Annotated[str, Field(title='Jenis')]
    ketetapan: Annotated[str, Field(title='Ketetapan')]
    masa: Annotated[str, Field(title='Masa')]
    nomor: Annotated[str, Field(title='Nomor')]
    nopd: Annotated[str, Field(title='Nopd')]
    pokok: Annotated[int, Field(title='Pokok')]
    sanksi: Annotated[int, Field(title='Sanksi')]


class Alasan(RootModel[str]):
    root: Annotated[str, Field(max_length=2000, min_length=1, title='Alasan')] = None


class Keputusan(BaseModel):
    """
    The body of POST /v1/petugas/permohonan/{nomor}/keputusan.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    alasan: Annotated[Alasan | None, Field(title='Alasan')] = None
    butir: Annotated[
        list[ButirKeputusan] | None,
        Field(max_length=50, title='Butir', validate_default=True),
    ] = []
    keputusan: Annotated[
        Literal['SETUJU', 'TOLAK', 'PERBAIKI'], Field(title='Keputusan')
    ]


class KeputusanDiterima(BaseModel):
    """
    An officer's order was taken down; its effect follows.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    lacak: Annotated[str | None, Field(title='Lacak')] = None
    nomor: Annotated[str, Field(title='Nomor')]
    status: Annotated[Literal['DICATAT'], Field(title='Status')] = 'DICATAT'


class KlienProduksi(BaseModel):
    """
    The first secret of a client of production, shown this once.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    client_id: Annotated[str, Field(title='Client Id')]
    client_secret: Annotated[str, Field(title='Client Secret')]


class KunciAudit(BaseModel):
    """
    The public key of the log, as C2SP signed-note writes it.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    asal: Annotated[
        str,
        Field(
            description='the name of the log, first line of each checkpoint',
            title='Asal',
        ),
    ]
    kunci_pemeriksa: Annotated[
        str, Field(description='name+id+key', title='Kunci Pemeriksa')
    ]


class JwksUrl(RootModel[str]):
    root: Annotated[
        str,
        Field(
            description='alamat https tempat JWK Set diambil setiap menit',
            pattern='^https://[^\\s@#?]{4,400}$',
            title='Jwks Url',
        ),
    ] = None


class KunciKlien(BaseModel):
    """
    The body of PUT /v1/klien/saya/kunci: keys that take the place of all earlier ones; keep the old one among them
    as long as it is still in use.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    jwks: Annotated[dict[str, Any] | None, Field(title='Jwks')] = None
    jwks_url: Annotated[JwksUrl | None, Field(title='Jwks Url')] = None


class Lampiran(BaseModel):
    """
    An uploaded file that the report refers to.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    id: Annotated[str, Field(pattern='^[0-9a-f-]{36}$', title='Id')]
    jenis: Annotated[
        str | None,
        Field(
            pattern='^(SURAT_KETERANGAN_LAHIR|BUKU_NIKAH|SPTJM_KELAHIRAN|SPTJM_SUAMI_ISTRI|BAP_POLISI|LAINNYA)$',
            title='Jenis',
        ),
    ] = 'LAINNYA'


class LampiranTersimpan(BaseModel):
    """
    A stored upload; its digest is that of what is kept, which for an image is the re-encoded one.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    id: Annotated[str, Field(title='Id')]
    jenis: Annotated[
        str, Field(description='media type, found by content', title='Jenis')
    ]
    sha256: Annotated[str, Field(title='Sha256')]
    ukuran: Annotated[int, Field(title='Ukuran')]


class Jeni(RootModel[str]):
    root: Annotated[
        str, Field(max_length=100, pattern='^publik\\.[a-z0-9_]+\\.v[0-9]+$')
    ]


class KotaItem(RootModel[str]):
    root: Annotated[
        str,
        Field(
            description='kode Kemendagri tanpa titik, misalnya 3277',
            pattern='^[0-9]{4}$',
        ),
    ]


class Setelah(RootModel[str]):
    root: Annotated[
        str,
        Field(
            description='`sequence` dari acara terakhir yang sudah dimiliki; 0 dari awal',
            pattern='^[0-9]{1,20}$',
            title='Setelah',
        ),
    ] = None


class LanggananBaru(BaseModel):
    """
    The body of POST /v1/langganan.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    jenis: Annotated[list[Jeni], Field(max_length=20, min_length=1, title='Jenis')]
    kota: Annotated[
        list[KotaItem] | None, Field(max_length=20, title='Kota', validate_default=True)
    ] = []
    setelah: Annotated[
        Setelah | None,
        Field(
            description='kirim juga acara yang sudah lewat, sesudah penunjuk ini',
            title='Setelah',
        ),
    ] = None
    url: Annotated[
        str,
        Field(
            description='alamat penerima webhook; https dan dapat dicapai dari internet',
            max_length=500,
            pattern="^https?://[A-Za-z0-9.\\-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~!$&'()*+,;=:@%/\\-]*)?(\\?[A-Za-z0-9._~!$&'()*+,;=:@%/?\\-]*)?$",
            title='Url',
        ),
    ]


class Pengecualian(RootModel[str]):
    root: Annotated[str, Field(pattern='^[A-Z_]{3,40}$', title='Pengecualian')] = None


class LaporanPemanfaatan(BaseModel):
    """
    What agencies used of the population data in a semester (Permendagri 102/2019).
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    baris: Annotated[list[BarisPemanfaatan], Field(title='Baris')]
    dari: Annotated[AwareDatetime, Field(title='Dari')]
    sampai: Annotated[AwareDatetime, Field(title='Sampai')]
    semester: Annotated[str, Field(title='Semester')]


class MasaRiwayat(BaseModel):
    """
    One month of an object's history.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    dibayar: Annotated[int, Field(title='Dibayar')]
    masa: Annotated[str, Field(title='Masa')]
    nomor: Annotated[
        str | None,
        Field(
            description="the return's number; none before it is filed", title='Nomor'
        ),
    ] = None
    omzet: Annotated[int | None, Field(title='Omzet')]
    pokok: Annotated[int | None, Field(title='Pokok')]
    status: Annotated[str, Field(title='Status')]


class MasaTerbuka(BaseModel):
    """
    A period whose return is still to come, with its two deadlines.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    batas_bayar: Annotated[date, Field(title='Batas Bayar')]
    batas_lapor: Annotated[date, Field(title='Batas Lapor')]
    masa: Annotated[str, Field(title='Masa')]
    status: Annotated[str, Field(title='Status')]


class Masalah(BaseModel):
    """
    A problem document (RFC 9457) with a stable code; for invalid input, every fault with its place.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    correlation_id: Annotated[str, Field(title='Correlation Id')]
    detail: Annotated[str, Field(title='Detail')]
    galat: Annotated[
        list[Galat] | None, Field(title='Galat', validate_default=True)
    ] = []
    kode: Annotated[str, Field(title='Kode')]
    status: Annotated[int, Field(title='Status')]
    title: Annotated[str, Field(title='Title')]
    type: Annotated[str, Field(title='Type')]


class Jenis(RootModel[str]):
    root: Annotated[
        str,
        Field(max_length=100, pattern='^publik\\.[a-z0-9_]+\\.v[0-9]+$', title='Jenis'),
    ] = None


class MintaUji(BaseModel):
    """
    The body of POST /v1/langganan/{id}/uji; with `jenis`, a made-up example of that event is sent.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    jenis: Annotated[Jenis | None, Field(title='Jenis')] = None


class ObjekDidaftarkan(BaseModel):
    """
    One tax object: karaoke inside a restaurant is two.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    alamat: Annotated[str, Field(max_length=200, min_length=1, title='Alamat')]
    golongan: Annotated[
        str | None, Field(pattern='^[A-Z_]{3,40}$', title='Golongan')
    ] = 'UMUM'
    jenis: Annotated[
        Literal['MAKANAN_MINUMAN', 'TENAGA_LISTRIK', 'HOTEL', 'PARKIR', 'HIBURAN'],
        Field(description='What is taxed (UU 1/2022 ps. 50).', title='JenisObjekPajak'),
    ]
    kode_kelurahan: Annotated[
        str,
        Field(
            pattern='^[0-9]{2}\\.[0-9]{2}\\.[0-9]{2}\\.[0-9]{4}$',
            title='Kode Kelurahan',
        ),
    ]
    mulai_usaha: Annotated[
        date | None,
        Field(
            description='the day on which it opened; today unless given. Periods since then are owed',
            title='Mulai Usaha',
        ),
    ] = None
    nama: Annotated[str, Field(max_length=100, min_length=1, title='Nama')]


class ObjekPermohonan(BaseModel):
    """
    A tax object that a registration led to.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    golongan: Annotated[str, Field(title='Golongan')]
    jenis: Annotated[str, Field(title='Jenis')]
    nama: Annotated[str, Field(title='Nama')]
    nopd: Annotated[str, Field(title='Nopd')]


class ObjekWajibPajak(BaseModel):
    """
    One object with what is still to be reported of it.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    belum_dilaporkan: Annotated[list[MasaTerbuka], Field(title='Belum Dilaporkan')]
    ditutup: Annotated[date | None, Field(title='Ditutup')]
    golongan: Annotated[str, Field(title='Golongan')]
    jenis: Annotated[
        Literal['MAKANAN_MINUMAN', 'TENAGA_LISTRIK', 'HOTEL', 'PARKIR', 'HIBURAN'],
        Field(description='What is taxed (UU 1/2022 ps. 50).', title='JenisObjekPajak'),
    ]
    mulai: Annotated[date, Field(title='Mulai')]
    nama: Annotated[str, Field(title='Nama')]
    nopd: Annotated[str, Field(title='Nopd')]


class Orang(BaseModel):
    """
    A person known to the register.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    nik: Annotated[str, Field(pattern='^[0-9]{16}$', title='Nik')]


class OrangTua(BaseModel):
    """
    A parent as the deed names them.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    nama: Annotated[str, Field(title='Nama')]
    nik: Annotated[str, Field(pattern='^[0-9]{16}$', title='Nik')]


class Surel(RootModel[str]):
    root: Annotated[
        str,
        Field(
            max_length=254,
            pattern='^[^@\\s]{1,64}@[^@\\s]{1,180}\\.[^@\\s]{2,}$',
            title='Surel',
        ),
    ] = None


class Telepon(RootModel[str]):
    root: Annotated[str, Field(pattern='^\\+62[0-9]{8,13}$', title='Telepon')] = None


class Pelapor(BaseModel):
    """
    Who reports, and where an answer reaches them.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    hubungan: Annotated[
        Literal['AYAH', 'IBU', 'KAKEK_NENEK', 'SAUDARA', 'WALI', 'LAINNYA'],
        Field(description='What the reporter is to the child.', title='Hubungan'),
    ]
    nik: Annotated[str, Field(pattern='^[0-9]{16}$', title='Nik')]
    surel: Annotated[Surel | None, Field(title='Surel')] = None
    telepon: Annotated[Telepon | None, Field(title='Telepon')] = None


class PembacaData(BaseModel):
    """
    Who read, as far as the person concerned is told: never the name of an officer.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    jenis: Annotated[Literal['WARGA', 'PETUGAS', 'KLIEN'], Field(title='Jenis')]
    nama: Annotated[str, Field(title='Nama')]


class PembalikanBank(BaseModel):
    """
    The body of POST /v1/pajak/pembayaran/{ntpd}/pembalikan.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    alasan: Annotated[str, Field(max_length=200, min_length=1, title='Alasan')]


class PembayaranBank(BaseModel):
    """
    The body of POST /v1/pajak/pembayaran, from a bank.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    jumlah: Annotated[int, Field(gt=0, le=999999999999999, title='Jumlah')]
    kanal: Annotated[str, Field(pattern='^[A-Z_]{2,30}$', title='Kanal')]
    kode_bayar: Annotated[str, Field(pattern='^[0-9]{18}$', title='Kode Bayar')]
    referensi_bank: Annotated[
        str, Field(pattern='^[0-9A-Za-z./-]{4,60}$', title='Referensi Bank')
    ]
    waktu: Annotated[AwareDatetime, Field(title='Waktu')]


class PembayaranDicatat(BaseModel):
    """
    A bank's payment was received; what it came to shows its number.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    ntpd: Annotated[str, Field(title='Ntpd')]
    status: Annotated[Literal['DITERIMA'], Field(title='Status')] = 'DITERIMA'


class PemberitahuanBerkas(BaseModel):
    """
    A facility's notice of the same delivery; without differences it confirms the report.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    beda: Annotated[
        list[str],
        Field(description='codes of where it disagrees with the report', title='Beda'),
    ]
    faskes: Annotated[str, Field(pattern='^F[0-9]{7}$', title='Faskes')]


class PemberitahuanPajak(BaseModel):
    """
    Something that a taxpayer should know: a day that comes, a letter, a changed clearance.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    batas: Annotated[date | None, Field(title='Batas')]
    keterangan: Annotated[str | None, Field(title='Keterangan')]
    masa: Annotated[str | None, Field(title='Masa')]
    nopd: Annotated[str | None, Field(title='Nopd')]
    npwpd: Annotated[str, Field(title='Npwpd')]
    pada: Annotated[AwareDatetime, Field(title='Pada')]
    perihal: Annotated[str, Field(title='Perihal')]


class Penarikan(BaseModel):
    """
    The body of POST /v1/permohonan/{nomor}/pembatalan.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    pernyataan_benar: Annotated[
        Literal[True],
        Field(description='the applicant means it', title='Pernyataan Benar'),
    ] = True


class PencabutanKlien(BaseModel):
    """
    The body of POST /v1/petugas/klien/{client_id}/pencabutan.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    alasan: Annotated[str, Field(max_length=2000, min_length=1, title='Alasan')]


class Nib(RootModel[str]):
    root: Annotated[str, Field(pattern='^[0-9]{13}$', title='Nib')] = None


class Nik(RootModel[str]):
    root: Annotated[str, Field(pattern='^[0-9]{16}$', title='Nik')] = None


class PendaftaranWajibPajak(BaseModel):
    """
    The body of POST /v1/pajak/pendaftaran; a person has a NIK, an entity a NIB.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    jenis_wp: Annotated[
        Literal['ORANG', 'BADAN'],
        Field(
            description='Whether a person or a legal entity is taxed.', title='JenisWp'
        ),
    ]
    nama: Annotated[str, Field(max_length=100, min_length=1, title='Nama')]
    nib: Annotated[Nib | None, Field(title='Nib')] = None
    nik: Annotated[Nik | None, Field(title='Nik')] = None
    objek: Annotated[
        list[ObjekDidaftarkan], Field(max_length=20, min_length=1, title='Objek')
    ]


class Nopd(RootModel[str]):
    root: Annotated[str, Field(pattern='^[0-9A-Z.]{5,30}$', title='Nopd')] = None


class PenutupanDiminta(BaseModel):
    """
    The body of POST /v1/pajak/penutupan: one object, or the taxpayer with all of them.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    nopd: Annotated[Nopd | None, Field(title='Nopd')] = None
    npwpd: Annotated[str, Field(pattern='^[0-9A-Z.]{5,30}$', title='Npwpd')]


class Percobaan(BaseModel):
    """
    One attempt to deliver.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    hasil: Annotated[
        str,
        Field(
            description='TERKIRIM, DITOLAK, DIMINTA_MENUNGGU, HABIS_WAKTU, TIDAK_TERJANGKAU, ALAMAT_DITOLAK, DIALIHKAN, atau BERAKHIR',
            title='Hasil',
        ),
    ]
    milidetik: Annotated[int, Field(title='Milidetik')]
    pada: Annotated[AwareDatetime, Field(title='Pada')]
    status: Annotated[
        int | None, Field(description='status HTTP jawaban penerima', title='Status')
    ] = None


class PerintahPembatalanAkta(BaseModel):
    """
    The body of POST /v1/petugas/akta/{nomor_akta}/pembatalan (UU 24/2013 ps. 72).
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    dasar: Annotated[
        str,
        Field(
            description="number of the court's or the agency's decision",
            max_length=200,
            min_length=1,
            title='Dasar',
        ),
    ]


class PerintahPemeriksaan(BaseModel):
    """
    The body of POST /v1/petugas/pajak/pemeriksaan: an audit begins, and corrections end.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    masa_pertama: Annotated[
        str,
        Field(
            description='masa pajak, misalnya 2026-10',
            pattern='^2[0-9]{3}-(0[1-9]|1[0-2])$',
            title='Masa Pertama',
        ),
    ]
    masa_terakhir: Annotated[
        str,
        Field(
            description='masa pajak, misalnya 2026-10',
            pattern='^2[0-9]{3}-(0[1-9]|1[0-2])$',
            title='Masa Terakhir',
        ),
    ]
    nomor_surat: Annotated[
        str, Field(max_length=200, min_length=1, title='Nomor Surat')
    ]
    nopd: Annotated[str, Field(pattern='^[0-9A-Z.]{5,30}$', title='Nopd')]


class Nomor(RootModel[str]):
    root: Annotated[str, Field(max_length=200, min_length=1, title='Nomor')] = None


class Perkawinan(BaseModel):
    """
    The proof of the parents' marriage; a number when there is a proof.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    bukti: Annotated[
        Literal['BUKU_NIKAH', 'AKTA_PERKAWINAN', 'TIDAK_ADA'],
        Field(
            description="The proof of the parents' marriage.", title='BuktiPerkawinan'
        ),
    ]
    nomor: Annotated[Nomor | None, Field(title='Nomor')] = None


class Catatan(RootModel[str]):
    root: Annotated[str, Field(max_length=2000, min_length=1, title='Catatan')] = None


class PermintaanProduksi(BaseModel):
    """
    The body of POST /v1/klien/saya/produksi: what was tried in the sandbox is asked for in earnest.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    catatan: Annotated[Catatan | None, Field(title='Catatan')] = None
    nomor_pks: Annotated[
        str,
        Field(
            description='nomor perjanjian kerja sama',
            pattern='^[A-Za-z0-9][A-Za-z0-9 ./-]{2,79}$',
            title='Nomor Pks',
        ),
    ]


class PersetujuanAngsuran(BaseModel):
    """
    The body of POST /v1/petugas/pajak/tagihan/{kode_bayar}/angsuran.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    bulan: Annotated[int, Field(ge=2, le=24, title='Bulan')]


class Alamat(RootModel[str]):
    root: Annotated[str, Field(max_length=200, min_length=1, title='Alamat')] = None


class Nama1(RootModel[str]):
    root: Annotated[str, Field(max_length=100, min_length=1, title='Nama')] = None


class PerubahanDiminta(BaseModel):
    """
    The body of POST /v1/pajak/perubahan: another name of the taxpayer, or name or address of one object.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    alamat: Annotated[Alamat | None, Field(title='Alamat')] = None
    nama: Annotated[Nama1 | None, Field(title='Nama')] = None
    nopd: Annotated[Nopd | None, Field(title='Nopd')] = None
    npwpd: Annotated[str, Field(pattern='^[0-9A-Z.]{5,30}$', title='Npwpd')]


class PutarUlang(BaseModel):
    """
    The body of POST /v1/langganan/{id}/putar-ulang: from a cursor or from a time.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    sejak: Annotated[AwareDatetime | None, Field(title='Sejak')] = None
    setelah: Annotated[Setelah | None, Field(title='Setelah')] = None


class Jumlah(RootModel[int]):
    root: Annotated[
        int, Field(description='rupiah utuh', ge=0, le=999999999999999, title='Jumlah')
    ] = None


class PutusanKeberatan(BaseModel):
    """
    The body of POST /v1/petugas/pajak/keberatan/{ketetapan}/keputusan; granted in part, `jumlah` stays owed.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    hasil: Annotated[
        Literal['DIKABULKAN', 'DIKABULKAN_SEBAGIAN', 'DITOLAK'],
        Field(description='How an objection is decided.', title='HasilKeberatan'),
    ]
    jumlah: Annotated[Jumlah | None, Field(title='Jumlah')] = None


class PutusanPajak(BaseModel):
    """
    The body of POST /v1/petugas/pajak/permohonan/{nomor}/keputusan: two officers approve, one sends back.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    alasan: Annotated[Alasan | None, Field(title='Alasan')] = None
    keputusan: Annotated[
        Literal['SETUJU', 'TOLAK', 'PERBAIKI'],
        Field(
            description='What an officer may decide on a request.',
            title='KeputusanPajak',
        ),
    ]


class PutusanUsulan(BaseModel):
    """
    The body of POST /v1/petugas/pajak/usulan/{id}/keputusan, by another officer than who proposed.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    keputusan: Annotated[Literal['SETUJU', 'TOLAK'], Field(title='Keputusan')]


class RahasiaBaru(BaseModel):
    """
    The new secret, shown this once; until `lama_sampai` deliveries bear the old one's signature too.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    lama_sampai: Annotated[AwareDatetime, Field(title='Lama Sampai')]
    rahasia: Annotated[str, Field(title='Rahasia')]


class RahasiaKlienBaru(BaseModel):
    """
    A new secret, shown this once.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    client_id: Annotated[str, Field(title='Client Id')]
    client_secret: Annotated[str, Field(title='Client Secret')]
    rahasia_lama_berlaku_sampai: Annotated[
        AwareDatetime, Field(title='Rahasia Lama Berlaku Sampai')
    ]


class RekamanDicatat(BaseModel):
    """
    A recorder's batch was received.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    perekam: Annotated[str, Field(title='Perekam')]
    status: Annotated[Literal['DITERIMA'], Field(title='Status')] = 'DITERIMA'
    urutan: Annotated[int, Field(title='Urutan')]


class RekamanMasuk(BaseModel):
    """
    What a recorder saw in one interval: how many sales, and their sum without tax, in rupiah.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    dari: Annotated[AwareDatetime, Field(title='Dari')]
    penjualan: Annotated[
        int,
        Field(description='rupiah utuh', ge=0, le=999999999999999, title='Penjualan'),
    ]
    sampai: Annotated[AwareDatetime, Field(title='Sampai')]
    transaksi: Annotated[int, Field(ge=0, le=1000000, title='Transaksi')]


class RincianOmzet(BaseModel):
    """
    One of them; `jumlah` of CUMA_CUMA is the price of its like, of VOUCHER the face value.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    jenis: Annotated[
        Literal['SERVICE_CHARGE', 'VOUCHER', 'CUMA_CUMA', 'POTONGAN'],
        Field(
            description='Takings, or what was taken off, that stand apart from plain sales.',
            title='JenisRincian',
        ),
    ]
    jumlah: Annotated[
        int, Field(description='rupiah utuh', ge=0, le=999999999999999, title='Jumlah')
    ]


class RiwayatObjek(BaseModel):
    """
    An object's history, the newest month first.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    masa: Annotated[list[MasaRiwayat], Field(title='Masa')]
    nama: Annotated[str, Field(title='Nama')]
    nopd: Annotated[str, Field(title='Nopd')]


class Saya(BaseModel):
    """
    Who the bearer of a citizen's token is.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    nama: Annotated[str, Field(title='Nama')]
    nik: Annotated[str, Field(title='Nik')]
    peran: Annotated[Literal['WARGA'], Field(title='Peran')] = 'WARGA'


class SayaV2(BaseModel):
    """
    Who the bearer of a citizen's token is, without the NIK: what `/v2/saya` answers in the place of `/v1/saya`.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    akun: Annotated[
        str,
        Field(
            description="the account's own name, which says nothing of its owner",
            title='Akun',
        ),
    ]
    nama: Annotated[str, Field(title='Nama')]
    nik_tersamar: Annotated[
        str, Field(description='first and last four figures', title='Nik Tersamar')
    ]
    peran: Annotated[Literal['WARGA'], Field(title='Peran')] = 'WARGA'


class SisiBukti(BaseModel):
    """
    One side of a signed exchange: what was signed (RFC 9421, 2.5), by which key, and the signature in Base64.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    dasar: Annotated[
        str, Field(description='the signature base, byte by byte', title='Dasar')
    ]
    kunci: Annotated[
        str,
        Field(
            description="keyid; the gateway's own stand at /.well-known/jwks.json",
            title='Kunci',
        ),
    ]
    tanda_tangan: Annotated[str, Field(title='Tanda Tangan')]


class Sptjm(BaseModel):
    """
    The declarations of absolute responsibility that take the place of a missing proof (Permendagri 108/2019).
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    kelahiran: Annotated[bool | None, Field(title='Kelahiran')] = False
    suami_istri: Annotated[bool | None, Field(title='Suami Istri')] = False


class SuratKeteranganLahir(BaseModel):
    """
    The facility's birth letter.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    faskes: Annotated[str, Field(pattern='^F[0-9]{7}$', title='Faskes')]
    nomor: Annotated[str, Field(max_length=200, min_length=1, title='Nomor')]


class SuratKetetapan(BaseModel):
    """
    A letter that the city sent; an objection may be raised until `batas_keberatan`.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    batas_keberatan: Annotated[date | None, Field(title='Batas Keberatan')]
    diterbitkan: Annotated[date, Field(title='Diterbitkan')]
    jenis: Annotated[str, Field(title='Jenis')]
    keberatan: Annotated[str | None, Field(title='Keberatan')]
    kode_bayar: Annotated[str | None, Field(title='Kode Bayar')]
    masa: Annotated[str, Field(title='Masa')]
    nomor: Annotated[str, Field(title='Nomor')]
    nopd: Annotated[str, Field(title='Nopd')]


class TagihanBank(BaseModel):
    """
    A bill as a bank sees it on the day on which it asks; `jumlah` is what settles it that day.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    jatuh_tempo: Annotated[date, Field(title='Jatuh Tempo')]
    jumlah: Annotated[int, Field(title='Jumlah')]
    kode_bayar: Annotated[str, Field(title='Kode Bayar')]
    masa: Annotated[str, Field(title='Masa')]
    nama_tersamar: Annotated[str, Field(title='Nama Tersamar')]
    perihal: Annotated[str, Field(title='Perihal')]
    pokok: Annotated[int, Field(title='Pokok')]
    qris: Annotated[
        str | None,
        Field(
            description='EMVCo payload; none when nothing is to be paid', title='Qris'
        ),
    ] = None
    sanksi: Annotated[int, Field(title='Sanksi')]
    status: Annotated[str, Field(title='Status')]


class TagihanPermohonan(BaseModel):
    """
    The bill that an application led to, in rupiah; `jumlah` settles it on the day `per`.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    jatuh_tempo: Annotated[date, Field(title='Jatuh Tempo')]
    jumlah: Annotated[int, Field(title='Jumlah')]
    kode_bayar: Annotated[str, Field(title='Kode Bayar')]
    per: Annotated[date, Field(title='Per')]
    pokok: Annotated[int, Field(title='Pokok')]
    sanksi: Annotated[int, Field(title='Sanksi')]
    status: Annotated[str, Field(title='Status')]


class TagihanSptpd(BaseModel):
    """
    A bill as its taxpayer sees it.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    jatuh_tempo: Annotated[date, Field(title='Jatuh Tempo')]
    jumlah: Annotated[int, Field(title='Jumlah')]
    kode_bayar: Annotated[str, Field(title='Kode Bayar')]
    pokok: Annotated[int, Field(title='Pokok')]
    sanksi: Annotated[int, Field(title='Sanksi')]
    status: Annotated[str, Field(title='Status')]
    terbayar: Annotated[int, Field(title='Terbayar')]


class TagihanTerbuka(BaseModel):
    """
    A bill that is not settled, of whatever kind, with what it is for.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    dokumen: Annotated[
        list[str], Field(description='identifiers of its documents', title='Dokumen')
    ]
    jatuh_tempo: Annotated[date, Field(title='Jatuh Tempo')]
    jenis: Annotated[str, Field(title='Jenis')]
    jumlah: Annotated[int, Field(title='Jumlah')]
    kode_bayar: Annotated[str, Field(title='Kode Bayar')]
    masa: Annotated[str, Field(title='Masa')]
    nopd: Annotated[str, Field(title='Nopd')]
    pokok: Annotated[int, Field(title='Pokok')]
    sanksi: Annotated[int, Field(title='Sanksi')]
    status: Annotated[str, Field(title='Status')]
    terbayar: Annotated[int, Field(title='Terbayar')]


class TandaRisiko(BaseModel):
    """
    One signal with its explanation.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    bobot: Annotated[int, Field(title='Bobot')]
    kode: Annotated[str, Field(title='Kode')]
    penjelasan: Annotated[str, Field(title='Penjelasan')]


class TemuanRisiko(BaseModel):
    """
    One return that deserves a look.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    masa: Annotated[str, Field(title='Masa')]
    nopd: Annotated[str, Field(title='Nopd')]
    skor: Annotated[int, Field(title='Skor')]
    tanda: Annotated[list[TandaRisiko], Field(title='Tanda')]


class TitikPeriksa(BaseModel):
    """
    The newest signed checkpoint of the log.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    akar: Annotated[str, Field(description='root of the tree, base64', title='Akar')]
    ditandatangani_pada: Annotated[AwareDatetime, Field(title='Ditandatangani Pada')]
    jumlah_entri: Annotated[int, Field(title='Jumlah Entri')]
    menunggu: Annotated[
        int,
        Field(
            description='entries that are recorded and not yet sealed', title='Menunggu'
        ),
    ]
    titik_periksa: Annotated[
        str,
        Field(description='signed note, C2SP tlog-checkpoint', title='Titik Periksa'),
    ]


class Token(BaseModel):
    """
    The answer of POST /oauth2/token (RFC 6749, RFC 9068).
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    access_token: Annotated[str, Field(title='Access Token')]
    expires_in: Annotated[int, Field(description='seconds', title='Expires In')]
    scope: Annotated[str, Field(title='Scope')]
    token_type: Annotated[Literal['Bearer'], Field(title='Token Type')] = 'Bearer'


class TujuanAkses(BaseModel):
    """
    One purpose for which a client reads personal data, with its legal basis.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    dasar_hukum: Annotated[
        str, Field(max_length=2000, min_length=1, title='Dasar Hukum')
    ]
    tujuan: Annotated[str, Field(max_length=2000, min_length=1, title='Tujuan')]


class UbahLangganan(BaseModel):
    """
    The body of POST /v1/langganan/{id}/status: pause or resume.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    status: Annotated[Literal['AKTIF', 'JEDA'], Field(title='Status')]


class UjiDiminta(BaseModel):
    """
    The test event that is on its way.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    acara_id: Annotated[str, Field(title='Acara Id')]


class Usulan(BaseModel):
    """
    A proposal as other officers see it before they decide.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    diusulkan_oleh: Annotated[str, Field(title='Diusulkan Oleh')]
    diusulkan_pada: Annotated[AwareDatetime, Field(title='Diusulkan Pada')]
    id: Annotated[str, Field(title='Id')]
    isi: Annotated[dict[str, Any], Field(title='Isi')]
    jenis: Annotated[Literal['KETETAPAN', 'PENDAFTARAN_JABATAN'], Field(title='Jenis')]


class UsulanDicatat(BaseModel):
    """
    A proposal that waits for a second officer, or what became of it.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    id: Annotated[str, Field(title='Id')]
    status: Annotated[
        Literal['MENUNGGU_PERSETUJUAN', 'DISETUJUI', 'DITOLAK'], Field(title='Status')
    ]


class UsulanKetetapan(BaseModel):
    """
    The body of POST /v1/petugas/pajak/ketetapan: what one officer proposes and another approves.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    dasar: Annotated[str, Field(max_length=200, min_length=1, title='Dasar')]
    jenis: Annotated[
        Literal['SKPDKB', 'SKPDKB_JABATAN', 'SKPDKBT'], Field(title='Jenis')
    ]
    masa: Annotated[
        str,
        Field(
            description='masa pajak, misalnya 2026-10',
            pattern='^2[0-9]{3}-(0[1-9]|1[0-2])$',
            title='Masa',
        ),
    ]
    nopd: Annotated[str, Field(pattern='^[0-9A-Z.]{5,30}$', title='Nopd')]
    pajak_terutang: Annotated[
        int,
        Field(
            description='rupiah; all that the period owes',
            ge=0,
            le=999999999999999,
            title='Pajak Terutang',
        ),
    ]


class UsulanPendaftaranJabatan(BaseModel):
    """
    The body of POST /v1/petugas/pajak/pendaftaran-jabatan: a permit shows a business that nobody registered.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    dasar: Annotated[
        str,
        Field(
            description='number of the permit',
            max_length=200,
            min_length=1,
            title='Dasar',
        ),
    ]
    jenis_wp: Annotated[
        Literal['ORANG', 'BADAN'],
        Field(
            description='Whether a person or a legal entity is taxed.', title='JenisWp'
        ),
    ]
    nama: Annotated[str, Field(max_length=100, min_length=1, title='Nama')]
    nib: Annotated[Nib | None, Field(title='Nib')] = None
    nik: Annotated[Nik | None, Field(title='Nik')] = None
    objek: ObjekDidaftarkan


class Verifikasi(BaseModel):
    """
    What anyone may know of a document: never a NIK, never a whole name.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    alasan: Annotated[
        str | None, Field(description='why a file is not recognised', title='Alasan')
    ] = None
    jenis: Annotated[
        str | None,
        Field(
            description="as in an application's documents; more may come", title='Jenis'
        ),
    ] = None
    nama_tersamar: Annotated[str | None, Field(title='Nama Tersamar')] = None
    nomor: Annotated[str | None, Field(title='Nomor')] = None
    penanda_tangan: Annotated[str | None, Field(title='Penanda Tangan')] = None
    status: Annotated[
        Literal['AKTIF', 'DIGANTIKAN', 'DICABUT', 'TIDAK_DITEMUKAN'],
        Field(
            description='What anyone may know of a document (handbook 1.5).',
            title='StatusDokumen',
        ),
    ]
    tanggal_terbit: Annotated[date | None, Field(title='Tanggal Terbit')] = None


class Nama2(RootModel[str]):
    root: Annotated[
        str,
        Field(
            description='as the asker knows it; titles are no fault here',
            max_length=200,
            min_length=1,
            title='Nama',
        ),
    ] = None


class VerifikasiKependudukan(BaseModel):
    """
    The body of POST /v1/kependudukan/verifikasi (Permendagri 102/2019): compare, never look up.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    dasar_hukum: Annotated[
        str,
        Field(
            description="the legal basis; stands in the client's agreement",
            max_length=2000,
            min_length=1,
            title='Dasar Hukum',
        ),
    ]
    jenis_kelamin: Literal['L', 'P'] | None = None
    nama: Annotated[
        Nama2 | None,
        Field(
            description='as the asker knows it; titles are no fault here', title='Nama'
        ),
    ] = None
    nama_ibu: Annotated[NamaIbu | None, Field(title='Nama Ibu')] = None
    nik: Annotated[str, Field(pattern='^[0-9]{16}$', title='Nik')]
    nomor_kk: Annotated[NomorKk | None, Field(title='Nomor Kk')] = None
    tanggal_lahir: Annotated[date | None, Field(title='Tanggal Lahir')] = None
    tempat_lahir: Annotated[TempatLahir | None, Field(title='Tempat Lahir')] = None
    tujuan: Annotated[
        str,
        Field(
            description="what the answer is needed for; stands in the client's agreement",
            max_length=2000,
            min_length=1,
            title='Tujuan',
        ),
    ]


class WajibPajakPermohonan(BaseModel):
    """
    The numbers that a registration led to.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    npwpd: Annotated[str, Field(title='Npwpd')]
    objek: Annotated[list[ObjekPermohonan], Field(title='Objek')]


class AksesData(BaseModel):
    """
    One reading of my data.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    alamat_bukti: Annotated[
        str,
        Field(
            description='where the proof is that this stands in the log',
            title='Alamat Bukti',
        ),
    ]
    dasar_hukum: Annotated[str, Field(title='Dasar Hukum')]
    hasil: Annotated[Literal['DIBERIKAN', 'DITOLAK'], Field(title='Hasil')]
    id: Annotated[UUID, Field(title='Id')]
    isian: Annotated[list[str], Field(title='Isian')]
    layanan: Annotated[str, Field(title='Layanan')]
    oleh: PembacaData
    tujuan: Annotated[str, Field(title='Tujuan')]
    waktu: Annotated[AwareDatetime, Field(title='Waktu')]


class Anak(BaseModel):
    """
    One child of the birth.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    berat_gram: Annotated[
        int, Field(description='gram', ge=200, le=9000, title='Berat Gram')
    ]
    jenis_kelahiran: Annotated[
        Literal['TUNGGAL', 'KEMBAR_2', 'KEMBAR_3', 'KEMBAR_4', 'LAINNYA'] | None,
        Field(description='Single or one of several (F-2.01).', title='JenisKelahiran'),
    ] = 'TUNGGAL'
    jenis_kelamin: Annotated[
        Literal['L', 'P'],
        Field(
            description='Laki-laki atau perempuan, as the register writes them.',
            title='JenisKelamin',
        ),
    ]
    kelahiran_ke: Annotated[int, Field(ge=1, le=30, title='Kelahiran Ke')]
    nama: Annotated[
        str,
        Field(
            description='paling panjang 60 huruf (Permendagri 73/2022 ps. 4(2)); disimpan dengan huruf besar',
            max_length=120,
            min_length=1,
            title='Nama',
        ),
    ]
    panjang_cm: Annotated[
        int, Field(description='cm', ge=15, le=80, title='Panjang Cm')
    ]
    penolong: Annotated[
        Literal['DOKTER', 'BIDAN', 'PERAWAT', 'DUKUN', 'LAINNYA'],
        Field(description='Who attended the birth (F-2.01).', title='Penolong'),
    ]
    tempat_dilahirkan: Annotated[
        Literal['RUMAH_SAKIT', 'PUSKESMAS', 'POLINDES', 'RUMAH', 'LAINNYA'],
        Field(
            description='Where the child was delivered (F-2.01).',
            title='TempatDilahirkan',
        ),
    ]
    tempat_lahir: Annotated[
        str,
        Field(
            description='kabupaten/kota tempat anak lahir',
            pattern='^[0-9]{2}\\.[0-9]{2}$',
            title='Tempat Lahir',
        ),
    ]
    waktu_lahir: Annotated[
        AwareDatetime,
        Field(
            description='dengan offset, misalnya 2026-11-20T04:15:00+07:00',
            title='Waktu Lahir',
        ),
    ]


class AnakDiberitahukan(BaseModel):
    """
    One child of a facility's notice; it has no name yet.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    berat_gram: Annotated[
        int, Field(description='gram', ge=200, le=9000, title='Berat Gram')
    ]
    jenis_kelahiran: Annotated[
        Literal['TUNGGAL', 'KEMBAR_2', 'KEMBAR_3', 'KEMBAR_4', 'LAINNYA'] | None,
        Field(description='Single or one of several (F-2.01).', title='JenisKelahiran'),
    ] = 'TUNGGAL'
    jenis_kelamin: Annotated[
        Literal['L', 'P'],
        Field(
            description='Laki-laki atau perempuan, as the register writes them.',
            title='JenisKelamin',
        ),
    ]
    panjang_cm: Annotated[
        int, Field(description='cm', ge=15, le=80, title='Panjang Cm')
    ]
    urutan: Annotated[
        int,
        Field(
            description='urutan lahir di antara anak kembar', ge=1, le=4, title='Urutan'
        ),
    ]
    waktu_lahir: Annotated[
        AwareDatetime,
        Field(
            description='dengan offset, misalnya 2026-11-20T04:15:00+07:00',
            title='Waktu Lahir',
        ),
    ]


class BerkasMenunggu(BaseModel):
    """
    One file of the officers' queue, without anyone's data.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    dilaporkan_pada: Annotated[AwareDatetime, Field(title='Dilaporkan Pada')]
    jenis_akta: (
        Literal['AYAH_IBU', 'AYAH_IBU_FRASA', 'ANAK_SEORANG_IBU', 'TANPA_ASAL_USUL']
        | None
    )
    jumlah_anak: Annotated[int, Field(title='Jumlah Anak')]
    menunggu_sejak: Annotated[AwareDatetime, Field(title='Menunggu Sejak')]
    nomor: Annotated[str, Field(title='Nomor')]
    penilaian: Annotated[
        list[str],
        Field(description='codes of why a person must look', title='Penilaian'),
    ]
    status: Annotated[
        Literal[
            'DIAJUKAN',
            'VERIFIKASI',
            'PERLU_PERBAIKAN',
            'MENUNGGU_PETUGAS',
            'MENUNGGU_PERSETUJUAN_KADIS',
            'DISETUJUI',
            'PENANDATANGANAN',
            'MENUNGGU_TTE',
            'TERBIT',
            'SELESAI',
            'DITOLAK',
            'DIBATALKAN',
            'KEDALUWARSA',
        ],
        Field(
            description='Where an application stands; the last four are final.',
            title='StatusPermohonan',
        ),
    ]
    terlambat: Annotated[bool, Field(title='Terlambat')]
    versi: Annotated[int, Field(title='Versi')]


class BerkasPajak(BaseModel):
    """
    A request with all that an officer needs to decide on it; `isi` is what was asked for, as it was sent.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    diajukan_pada: Annotated[AwareDatetime, Field(title='Diajukan Pada')]
    disetujui_oleh: Annotated[
        str | None,
        Field(
            description='the officer who approved first; the second must be another',
            title='Disetujui Oleh',
        ),
    ]
    identitas: Annotated[str, Field(title='Identitas')]
    isi: Annotated[dict[str, Any], Field(title='Isi')]
    jenis: Annotated[str, Field(title='Jenis')]
    menunggu_sejak: Annotated[AwareDatetime, Field(title='Menunggu Sejak')]
    nomor: Annotated[str, Field(title='Nomor')]
    npwpd: Annotated[str | None, Field(title='Npwpd')]
    pemohon_nik: Annotated[str, Field(pattern='^[0-9]{16}$', title='Pemohon Nik')]
    status: Annotated[
        Literal[
            'DIAJUKAN',
            'VERIFIKASI',
            'PERLU_PERBAIKAN',
            'MENUNGGU_PETUGAS',
            'MENUNGGU_PERSETUJUAN_KADIS',
            'DISETUJUI',
            'PENANDATANGANAN',
            'MENUNGGU_TTE',
            'TERBIT',
            'SELESAI',
            'DITOLAK',
            'DIBATALKAN',
            'KEDALUWARSA',
        ],
        Field(
            description='Where an application stands; the last four are final.',
            title='StatusPermohonan',
        ),
    ]


class BuktiBayar(BaseModel):
    """
    A payment as its bank and its payer may see it.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    jumlah: Annotated[int, Field(title='Jumlah')]
    kode_bayar: Annotated[str, Field(title='Kode Bayar')]
    ntpd: Annotated[str, Field(title='Ntpd')]
    status: Annotated[
        Literal['LUNAS', 'SEBAGIAN', 'LEBIH_BAYAR', 'KODE_TIDAK_DIKENAL', 'DIBALIK'],
        Field(description='What a payment came to.', title='StatusPembayaran'),
    ]
    waktu: Annotated[AwareDatetime, Field(title='Waktu')]


class BuktiPertukaran(BaseModel):
    """
    A receipt of a signed exchange; `jawaban` is missing when the request was refused after it was accepted.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    id: Annotated[str, Field(title='Id')]
    jawaban: SisiBukti | None = None
    permintaan: SisiBukti
    waktu: Annotated[AwareDatetime, Field(title='Waktu')]


class ButirVerifikasi(BaseModel):
    """
    One comparison with the register: a place in the report, the answer, and a code when it does not match.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    hasil: Annotated[
        Literal['SESUAI', 'TIDAK_SESUAI'],
        Field(
            description='The answer to a comparison with the register: never the stored value.',
            title='HasilCocok',
        ),
    ]
    kode: Annotated[str | None, Field(title='Kode')] = None
    lokasi: Annotated[str, Field(title='Lokasi')]


class DaftarKeberatan(BaseModel):
    """
    The objections of a city that wait, the oldest first.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    keberatan: Annotated[list[KeberatanMenunggu], Field(title='Keberatan')]


class DaftarRisiko(BaseModel):
    """
    The officers' work list, the highest score first.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    temuan: Annotated[list[TemuanRisiko], Field(title='Temuan')]


class DaftarUsulan(BaseModel):
    """
    The proposals of a city that wait for a second officer, the oldest first.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    usulan: Annotated[list[Usulan], Field(title='Usulan')]


class DataDicocokkan(BaseModel):
    """
    What somebody believes about a resident; fields that are not given are not compared.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    jenis_kelamin: Literal['L', 'P'] | None = None
    nama: Annotated[
        Nama | None,
        Field(
            description='as the asker knows it; titles are no fault here', title='Nama'
        ),
    ] = None
    nama_ibu: Annotated[NamaIbu | None, Field(title='Nama Ibu')] = None
    nik: Annotated[str, Field(pattern='^[0-9]{16}$', title='Nik')]
    nomor_kk: Annotated[NomorKk | None, Field(title='Nomor Kk')] = None
    tanggal_lahir: Annotated[date | None, Field(title='Tanggal Lahir')] = None
    tempat_lahir: Annotated[TempatLahir | None, Field(title='Tempat Lahir')] = None


class Diterima(BaseModel):
    """
    The receipt of an application; `peringatan` does not stop it.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    lacak: Annotated[
        str, Field(description='where the application is tracked', title='Lacak')
    ]
    nomor: Annotated[str, Field(title='Nomor')]
    peringatan: Annotated[
        list[Galat] | None, Field(title='Peringatan', validate_default=True)
    ] = []
    status: Annotated[
        Literal[
            'DIAJUKAN',
            'VERIFIKASI',
            'PERLU_PERBAIKAN',
            'MENUNGGU_PETUGAS',
            'MENUNGGU_PERSETUJUAN_KADIS',
            'DISETUJUI',
            'PENANDATANGANAN',
            'MENUNGGU_TTE',
            'TERBIT',
            'SELESAI',
            'DITOLAK',
            'DIBATALKAN',
            'KEDALUWARSA',
        ],
        Field(
            description='Where an application stands; the last four are final.',
            title='StatusPermohonan',
        ),
    ]


class DokumenPermohonan(BaseModel):
    """
    A document that an application brought.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    id: Annotated[str, Field(title='Id')]
    jenis: Annotated[
        str,
        Field(
            description='AKTA_KELAHIRAN, KARTU_KELUARGA, KIA, TAGIHAN_PAJAK, BUKTI_SPTPD; more may come',
            title='Jenis',
        ),
    ]
    kode_verifikasi: Annotated[str, Field(title='Kode Verifikasi')]
    nomor: Annotated[str, Field(title='Nomor')]
    status: Annotated[
        Literal['AKTIF', 'DIGANTIKAN', 'DICABUT', 'TIDAK_DITEMUKAN'],
        Field(
            description='What anyone may know of a document (handbook 1.5).',
            title='StatusDokumen',
        ),
    ]
    tanggal_terbit: Annotated[date | None, Field(title='Tanggal Terbit')] = None
    unduh: Annotated[
        str, Field(description='where its owner gets the PDF', title='Unduh')
    ]


class HasilVerifikasiBerkas(BaseModel):
    """
    What the register said of the present version of a report.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    ayah: OrangTua | None
    cocok: Annotated[bool, Field(title='Cocok')]
    hasil: Annotated[list[ButirVerifikasi], Field(title='Hasil')]
    ibu: OrangTua | None
    suami_istri_di_kk: Annotated[bool, Field(title='Suami Istri Di Kk')]


class Isian(
    RootModel[
        list[
            Literal[
                'nik',
                'nama',
                'jenis_kelamin',
                'tempat_lahir',
                'tanggal_lahir',
                'nama_ibu',
                'nomor_kk',
            ]
        ]
    ]
):
    root: Annotated[
        list[
            Literal[
                'nik',
                'nama',
                'jenis_kelamin',
                'tempat_lahir',
                'tanggal_lahir',
                'nama_ibu',
                'nomor_kk',
            ]
        ],
        Field(max_length=7, title='Isian'),
    ] = None


class Tujuan(RootModel[list[TujuanAkses]]):
    root: Annotated[list[TujuanAkses], Field(max_length=50, title='Tujuan')] = None


class IsiPerjanjian(BaseModel):
    """
    The body of PUT /v1/petugas/klien/{client_id}/perjanjian; what is left out stays as it is.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    alamat_ip: Annotated[AlamatIp | None, Field(title='Alamat Ip')] = None
    berlaku_dari: Annotated[date, Field(title='Berlaku Dari')]
    berlaku_sampai: Annotated[date, Field(title='Berlaku Sampai')]
    cakupan: Annotated[Cakupan | None, Field(title='Cakupan')] = None
    isian: Annotated[Isian | None, Field(title='Isian')] = None
    kuota_harian: Annotated[KuotaHarian | None, Field(title='Kuota Harian')] = None
    laju_per_detik: Annotated[LajuPerDetik | None, Field(title='Laju Per Detik')] = None
    nomor_pks: Annotated[
        str,
        Field(
            description='nomor perjanjian kerja sama',
            pattern='^[A-Za-z0-9][A-Za-z0-9 ./-]{2,79}$',
            title='Nomor Pks',
        ),
    ]
    sertifikat: Annotated[Sertifikat | None, Field(title='Sertifikat')] = None
    tujuan: Annotated[Tujuan | None, Field(title='Tujuan')] = None
    wajib_tanda_tangan: Annotated[bool | None, Field(title='Wajib Tanda Tangan')] = None


class KeputusanKlien(BaseModel):
    """
    The body of POST /v1/petugas/klien/permintaan/{id}/keputusan.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    alasan: Annotated[Alasan | None, Field(title='Alasan')] = None
    keputusan: Annotated[Literal['SETUJU', 'TOLAK'], Field(title='Keputusan')]
    perjanjian: IsiPerjanjian | None = None


class Kiriman(BaseModel):
    """
    One delivery of one event, with its attempts.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    acara_id: Annotated[str, Field(title='Acara Id')]
    dicoba: Annotated[int, Field(title='Dicoba')]
    dicoba_lagi_pada: Annotated[
        AwareDatetime | None, Field(title='Dicoba Lagi Pada')
    ] = None
    jenis: Annotated[str, Field(title='Jenis')]
    penunjuk: Annotated[str, Field(title='Penunjuk')]
    percobaan: Annotated[
        list[Percobaan] | None, Field(title='Percobaan', validate_default=True)
    ] = []
    selesai_pada: Annotated[AwareDatetime | None, Field(title='Selesai Pada')] = None
    status: Annotated[
        Literal['MENUNGGU', 'TERKIRIM', 'GAGAL', 'DIBATALKAN'],
        Field(
            description='The states of one delivery; only the first one is not final.',
            title='StatusKiriman',
        ),
    ]


class KirimanRekaman(BaseModel):
    """
    The body of POST /v1/pajak/rekaman; without `rekaman` it says that the recorder lives.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    nopd: Annotated[str, Field(pattern='^[0-9A-Z.]{5,30}$', title='Nopd')]
    perekam: Annotated[str, Field(pattern='^[0-9a-z-]{3,64}$', title='Perekam')]
    rekaman: Annotated[
        list[RekamanMasuk] | None,
        Field(max_length=1000, title='Rekaman', validate_default=True),
    ] = []
    urutan: Annotated[
        int,
        Field(
            description='grows by one with each batch of the recorder',
            ge=1,
            le=4611686018427387904,
            title='Urutan',
        ),
    ]


class KlienTerdaftar(BaseModel):
    """
    A client of the sandbox, which works at once; its secret is shown this once.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    berlaku_sampai: Annotated[AwareDatetime, Field(title='Berlaku Sampai')]
    cakupan: Annotated[list[str], Field(title='Cakupan')]
    client_id: Annotated[str, Field(title='Client Id')]
    client_secret: Annotated[str | None, Field(title='Client Secret')] = None
    isian: Annotated[list[str], Field(title='Isian')]
    lingkungan: Annotated[Literal['SANDBOX', 'PRODUKSI'], Field(title='Lingkungan')]
    tujuan: Annotated[list[TujuanAkses], Field(title='Tujuan')]


class Kswpd(BaseModel):
    """
    The tax clearance: never an amount.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    alasan: Annotated[
        list[Literal['BELUM_TERDAFTAR', 'TUNGGAKAN', 'SPTPD_BELUM_LAPOR']] | None,
        Field(title='Alasan'),
    ] = []
    berlaku_sampai: Annotated[date | None, Field(title='Berlaku Sampai')] = None
    status: Annotated[
        Literal['VALID', 'TIDAK_VALID', 'TIDAK_DITEMUKAN'],
        Field(
            description='Whether a taxpayer is clear (handbook 5).', title='StatusKswpd'
        ),
    ]


class Langganan(BaseModel):
    """
    A subscription as its owner sees it; `rahasia` is shown only in the answer that made it.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    alasan: Annotated[
        str | None, Field(description='mengapa berakhir', title='Alasan')
    ] = None
    dibuat_pada: Annotated[AwareDatetime, Field(title='Dibuat Pada')]
    dicoba_lagi_pada: Annotated[
        AwareDatetime | None,
        Field(
            description='pemutus arus: tidak ada kiriman sebelum ini',
            title='Dicoba Lagi Pada',
        ),
    ] = None
    gagal_berturut: Annotated[
        int,
        Field(
            description='pengiriman yang gagal berturut-turut', title='Gagal Berturut'
        ),
    ]
    id: Annotated[str, Field(title='Id')]
    jenis: Annotated[list[str], Field(title='Jenis')]
    kota: Annotated[list[str], Field(title='Kota')]
    rahasia: Annotated[
        str | None,
        Field(description='rahasia tanda tangan webhook, whsec_…', title='Rahasia'),
    ] = None
    status: Annotated[
        Literal['AKTIF', 'JEDA', 'BERAKHIR'],
        Field(
            description='The states of a subscription; the last one is final.',
            title='StatusLangganan',
        ),
    ]
    terkirim_terakhir: Annotated[
        AwareDatetime | None, Field(title='Terkirim Terakhir')
    ] = None
    url: Annotated[str, Field(title='Url')]


class Langkah(BaseModel):
    """
    One step of an application.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    catatan: Annotated[str | None, Field(title='Catatan')] = None
    oleh: Annotated[
        Literal['PEMOHON', 'SISTEM', 'PETUGAS', 'FASKES'],
        Field(
            description='Who made a step happen, as a citizen may know it.',
            title='Pelaku',
        ),
    ]
    status: Annotated[
        Literal[
            'DIAJUKAN',
            'VERIFIKASI',
            'PERLU_PERBAIKAN',
            'MENUNGGU_PETUGAS',
            'MENUNGGU_PERSETUJUAN_KADIS',
            'DISETUJUI',
            'PENANDATANGANAN',
            'MENUNGGU_TTE',
            'TERBIT',
            'SELESAI',
            'DITOLAK',
            'DIBATALKAN',
            'KEDALUWARSA',
        ],
        Field(
            description='Where an application stands; the last four are final.',
            title='StatusPermohonan',
        ),
    ]
    waktu: Annotated[AwareDatetime, Field(title='Waktu')]


class LangkahBerkas(BaseModel):
    """
    One line of a file's history: a step, a decision, or a decision that could not count.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    catatan: Annotated[str | None, Field(title='Catatan')] = None
    kode: Annotated[str | None, Field(title='Kode')] = None
    oleh: Annotated[
        Literal['PEMOHON', 'SISTEM', 'PETUGAS', 'FASKES'],
        Field(
            description='Who made a step happen, as a citizen may know it.',
            title='Pelaku',
        ),
    ]
    pada: Annotated[AwareDatetime, Field(title='Pada')]
    perbaikan: Annotated[
        list[Galat] | None, Field(title='Perbaikan', validate_default=True)
    ] = []
    petugas: Annotated[str | None, Field(title='Petugas')] = None
    status: Annotated[
        Literal[
            'DIAJUKAN',
            'VERIFIKASI',
            'PERLU_PERBAIKAN',
            'MENUNGGU_PETUGAS',
            'MENUNGGU_PERSETUJUAN_KADIS',
            'DISETUJUI',
            'PENANDATANGANAN',
            'MENUNGGU_TTE',
            'TERBIT',
            'SELESAI',
            'DITOLAK',
            'DIBATALKAN',
            'KEDALUWARSA',
        ],
        Field(
            description='Where an application stands; the last four are final.',
            title='StatusPermohonan',
        ),
    ]


class Laporan(BaseModel):
    """
    The report as the owner of the birth file needs it: without what only the gateway uses (telephone, e-mail).
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    anak: Annotated[list[Anak], Field(title='Anak')]
    ayah: Orang | None
    ibu: Orang | None
    lampiran: Annotated[list[Lampiran], Field(title='Lampiran')]
    nomor_kk: Annotated[
        str, Field(description='16 angka', pattern='^[0-9]{16}$', title='Nomor Kk')
    ]
    paket: Annotated[
        Literal['TIGA_DALAM_SATU', 'AKTA'],
        Field(description='What an applicant asks for.', title='Paket'),
    ]
    pelapor_hubungan: Annotated[
        Literal['AYAH', 'IBU', 'KAKEK_NENEK', 'SAUDARA', 'WALI', 'LAINNYA'],
        Field(description='What the reporter is to the child.', title='Hubungan'),
    ]
    pelapor_nik: Annotated[str, Field(pattern='^[0-9]{16}$', title='Pelapor Nik')]
    perkawinan: Perkawinan
    saksi: Annotated[list[Orang], Field(title='Saksi')]
    sptjm: Sptjm
    surat_keterangan_lahir: SuratKeteranganLahir | None


class LaporanKelahiran(BaseModel):
    """
    The body of POST /v1/kelahiran (F-2.01).
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    anak: Annotated[list[Anak], Field(max_length=4, min_length=1, title='Anak')]
    ayah: Orang | None = None
    ibu: Orang | None = None
    lampiran: Annotated[
        list[Lampiran] | None,
        Field(max_length=10, title='Lampiran', validate_default=True),
    ] = []
    nomor_kk: Annotated[
        str, Field(description='16 angka', pattern='^[0-9]{16}$', title='Nomor Kk')
    ]
    paket: Annotated[
        Literal['TIGA_DALAM_SATU', 'AKTA'] | None,
        Field(description='What an applicant asks for.', title='Paket'),
    ] = 'TIGA_DALAM_SATU'
    pelapor: Pelapor
    perkawinan: Perkawinan
    pernyataan_benar: Annotated[
        bool,
        Field(
            description='UU 24/2013 ps. 94: data palsu diancam pidana',
            title='Pernyataan Benar',
        ),
    ]
    saksi: Annotated[list[Orang], Field(max_length=2, min_length=2, title='Saksi')]
    sptjm: Annotated[Sptjm | None, Field(validate_default=True)] = {
        'kelahiran': False,
        'suami_istri': False,
    }
    surat_keterangan_lahir: SuratKeteranganLahir | None = None


class LaporanOmzet(BaseModel):
    """
    The body of POST /v1/pajak/omzet; `termasuk_pajak` says that bills did not show the tax.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    masa: Annotated[
        str,
        Field(
            description='masa pajak, misalnya 2026-10',
            pattern='^2[0-9]{3}-(0[1-9]|1[0-2])$',
            title='Masa',
        ),
    ]
    nopd: Annotated[str, Field(pattern='^[0-9A-Z.]{5,30}$', title='Nopd')]
    omzet: Annotated[
        int, Field(description='rupiah utuh', ge=0, le=999999999999999, title='Omzet')
    ]
    pembetulan_ke: Annotated[int | None, Field(ge=0, le=99, title='Pembetulan Ke')] = 0
    pengecualian: Annotated[Pengecualian | None, Field(title='Pengecualian')] = None
    rincian: Annotated[
        list[RincianOmzet] | None,
        Field(max_length=50, title='Rincian', validate_default=True),
    ] = []
    termasuk_pajak: Annotated[bool | None, Field(title='Termasuk Pajak')] = False


class LogAkses(BaseModel):
    """
    Who read my data, newest first.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    akses: Annotated[list[AksesData], Field(title='Akses')]
    berikutnya: Annotated[
        str | None, Field(description='cursor of the next page', title='Berikutnya')
    ] = None


class PemberitahuanFaskes(BaseModel):
    """
    The body of POST /v1/faskes/kelahiran.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    anak: Annotated[
        list[AnakDiberitahukan], Field(max_length=4, min_length=1, title='Anak')
    ]
    faskes: Annotated[str, Field(pattern='^F[0-9]{7}$', title='Faskes')]
    ibu: Orang
    nomor_surat: Annotated[
        str, Field(max_length=200, min_length=1, title='Nomor Surat')
    ]
    penolong: Annotated[
        Literal['DOKTER', 'BIDAN', 'PERAWAT', 'DUKUN', 'LAINNYA'],
        Field(description='Who attended the birth (F-2.01).', title='Penolong'),
    ]


class PendaftaranKlien(BaseModel):
    """
    The body of POST /v1/klien: an agency asks for access; without a key it is given a secret.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    alamat_ip: Annotated[
        list[AlamatIpItem] | None,
        Field(max_length=50, title='Alamat Ip', validate_default=True),
    ] = []
    cakupan: Annotated[
        list[CakupanItem], Field(max_length=20, min_length=1, title='Cakupan')
    ]
    isian: Annotated[
        list[
            Literal[
                'nik',
                'nama',
                'jenis_kelamin',
                'tempat_lahir',
                'tanggal_lahir',
                'nama_ibu',
                'nomor_kk',
            ]
        ]
        | None,
        Field(max_length=7, title='Isian'),
    ] = []
    jwks: Annotated[dict[str, Any] | None, Field(title='Jwks')] = None
    jwks_url: Annotated[JwksUrl | None, Field(title='Jwks Url')] = None
    nama: Annotated[
        str,
        Field(
            description='instansi dan sistemnya',
            max_length=200,
            min_length=1,
            title='Nama',
        ),
    ]
    penanggung_jawab: Annotated[
        str,
        Field(
            description='jabatan yang bertanggung jawab',
            max_length=200,
            min_length=1,
            title='Penanggung Jawab',
        ),
    ]
    surel: Annotated[
        str,
        Field(
            max_length=254,
            pattern='^[^@\\s]{1,64}@[^@\\s]{1,180}\\.[^@\\s]{2,}$',
            title='Surel',
        ),
    ]
    tujuan: Annotated[
        list[TujuanAkses] | None,
        Field(max_length=50, title='Tujuan', validate_default=True),
    ] = []


class PerjanjianKlien(BaseModel):
    """
    What the client and the city agreed on.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    alamat_ip: Annotated[list[str], Field(title='Alamat Ip')]
    berlaku_dari: Annotated[date, Field(title='Berlaku Dari')]
    berlaku_sampai: Annotated[date, Field(title='Berlaku Sampai')]
    isian: Annotated[list[str], Field(title='Isian')]
    kuota_harian: Annotated[int | None, Field(title='Kuota Harian')] = None
    laju_per_detik: Annotated[int | None, Field(title='Laju Per Detik')] = None
    nomor_pks: Annotated[str, Field(title='Nomor Pks')]
    sertifikat: Annotated[list[str] | None, Field(title='Sertifikat')] = []
    tujuan: Annotated[list[TujuanAkses], Field(title='Tujuan')]
    wajib_tanda_tangan: Annotated[
        bool,
        Field(
            description='every call to personal data is signed (RFC 9421)',
            title='Wajib Tanda Tangan',
        ),
    ]


class PermintaanKlien(BaseModel):
    """
    A request for production as an officer sees it.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    alamat_ip: Annotated[list[str], Field(title='Alamat Ip')]
    alasan: Annotated[str | None, Field(title='Alasan')] = None
    cakupan: Annotated[list[str], Field(title='Cakupan')]
    catatan: Annotated[str | None, Field(title='Catatan')] = None
    client_id: Annotated[str | None, Field(title='Client Id')] = None
    diminta_pada: Annotated[AwareDatetime, Field(title='Diminta Pada')]
    id: Annotated[str, Field(title='Id')]
    isian: Annotated[list[str], Field(title='Isian')]
    nama: Annotated[str, Field(title='Nama')]
    nomor_pks: Annotated[str, Field(title='Nomor Pks')]
    penanggung_jawab: Annotated[str, Field(title='Penanggung Jawab')]
    status: Annotated[
        Literal['MENUNGGU', 'DISETUJUI', 'DITOLAK'], Field(title='Status')
    ]
    surel: Annotated[str, Field(title='Surel')]
    tujuan: Annotated[list[TujuanAkses], Field(title='Tujuan')]


class PermohonanPajak(BaseModel):
    """
    One request of the officers' queue.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    identitas: Annotated[str, Field(title='Identitas')]
    jenis: Annotated[str, Field(title='Jenis')]
    menunggu_sejak: Annotated[AwareDatetime, Field(title='Menunggu Sejak')]
    nomor: Annotated[str, Field(title='Nomor')]
    status: Annotated[
        Literal[
            'DIAJUKAN',
            'VERIFIKASI',
            'PERLU_PERBAIKAN',
            'MENUNGGU_PETUGAS',
            'MENUNGGU_PERSETUJUAN_KADIS',
            'DISETUJUI',
            'PENANDATANGANAN',
            'MENUNGGU_TTE',
            'TERBIT',
            'SELESAI',
            'DITOLAK',
            'DIBATALKAN',
            'KEDALUWARSA',
        ],
        Field(
            description='Where an application stands; the last four are final.',
            title='StatusPermohonan',
        ),
    ]


class RingkasanPermohonan(BaseModel):
    """
    One line of a list of applications.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    diajukan_pada: Annotated[AwareDatetime, Field(title='Diajukan Pada')]
    jenis: Annotated[str, Field(title='Jenis')]
    lacak: Annotated[str, Field(title='Lacak')]
    nomor: Annotated[str, Field(title='Nomor')]
    status: Annotated[
        Literal[
            'DIAJUKAN',
            'VERIFIKASI',
            'PERLU_PERBAIKAN',
            'MENUNGGU_PETUGAS',
            'MENUNGGU_PERSETUJUAN_KADIS',
            'DISETUJUI',
            'PENANDATANGANAN',
            'MENUNGGU_TTE',
            'TERBIT',
            'SELESAI',
            'DITOLAK',
            'DIBATALKAN',
            'KEDALUWARSA',
        ],
        Field(
            description='Where an application stands; the last four are final.',
            title='StatusPermohonan',
        ),
    ]


class SlaPermohonan(BaseModel):
    """
    The service clock, computed at the moment of the answer.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    batas: Annotated[AwareDatetime | None, Field(title='Batas')] = None
    sisa_menit_kerja: Annotated[
        int | None,
        Field(description='working minutes until `batas`', title='Sisa Menit Kerja'),
    ] = None
    status: Annotated[
        Literal['BERJALAN', 'JEDA', 'TERPENUHI', 'TERLAMBAT'],
        Field(description='The state of the service clock.', title='StatusSla'),
    ]


class Sptpd(BaseModel):
    """
    A return as its taxpayer and tax officers see it.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    batas_lapor: Annotated[date, Field(title='Batas Lapor')]
    dokumen: Annotated[
        list[str], Field(description='identifiers of its documents', title='Dokumen')
    ]
    masa: Annotated[str, Field(title='Masa')]
    nomor: Annotated[str, Field(title='Nomor')]
    nomor_bps: Annotated[str | None, Field(title='Nomor Bps')]
    nopd: Annotated[str, Field(title='Nopd')]
    npwpd: Annotated[str, Field(title='Npwpd')]
    omzet: Annotated[int | None, Field(title='Omzet')]
    pembetulan_ke: Annotated[int, Field(title='Pembetulan Ke')]
    perhitungan: Annotated[list[BarisHitung], Field(title='Perhitungan')]
    pokok: Annotated[int | None, Field(title='Pokok')]
    status: Annotated[str, Field(title='Status')]
    tagihan: Annotated[list[TagihanSptpd], Field(title='Tagihan')]


class VerifikasiMassal(BaseModel):
    """
    The body of POST /v1/kependudukan/verifikasi-massal: one purpose, up to a thousand people, each once.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    dasar_hukum: Annotated[
        str,
        Field(
            description="the legal basis; stands in the client's agreement",
            max_length=2000,
            min_length=1,
            title='Dasar Hukum',
        ),
    ]
    data: Annotated[
        list[DataDicocokkan], Field(max_length=1000, min_length=1, title='Data')
    ]
    tujuan: Annotated[
        str,
        Field(
            description="what the answer is needed for; stands in the client's agreement",
            max_length=2000,
            min_length=1,
            title='Tujuan',
        ),
    ]


class WajibPajak(BaseModel):
    """
    A taxpayer as they see themselves: objects, duties, bills, letters and clearance.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    ditutup_pada: Annotated[AwareDatetime | None, Field(title='Ditutup Pada')]
    jenis_wp: Annotated[
        Literal['ORANG', 'BADAN'],
        Field(
            description='Whether a person or a legal entity is taxed.', title='JenisWp'
        ),
    ]
    kswpd: Kswpd
    nama: Annotated[str, Field(title='Nama')]
    npwpd: Annotated[str, Field(title='Npwpd')]
    objek: Annotated[list[ObjekWajibPajak], Field(title='Objek')]
    surat: Annotated[list[SuratKetetapan], Field(title='Surat')]
    tagihan: Annotated[list[TagihanTerbuka], Field(title='Tagihan')]
    terdaftar_pada: Annotated[AwareDatetime, Field(title='Terdaftar Pada')]


class Antrian(BaseModel):
    """
    A page of the files that wait for one role in one city, the longest waiting first.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    berikutnya: Annotated[
        str | None, Field(description='cursor of the next page', title='Berikutnya')
    ] = None
    berkas: Annotated[list[BerkasMenunggu], Field(title='Berkas')]


class AntrianPajak(BaseModel):
    """
    A page of requests that wait for this officer, the longest waiting first.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    berikutnya: Annotated[
        str | None, Field(description='cursor of the next page', title='Berikutnya')
    ] = None
    permohonan: Annotated[list[PermohonanPajak], Field(title='Permohonan')]


class BerkasPetugas(BaseModel):
    """
    Everything that an officer needs to decide on a file.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    akta: Annotated[list[AktaBerkas], Field(title='Akta')]
    atas_nama_faskes: Annotated[AtasNamaFaskes | None, Field(title='Atas Nama Faskes')]
    dilaporkan_pada: Annotated[AwareDatetime, Field(title='Dilaporkan Pada')]
    jenis_akta: (
        Literal['AYAH_IBU', 'AYAH_IBU_FRASA', 'ANAK_SEORANG_IBU', 'TANPA_ASAL_USUL']
        | None
    )
    kota: Annotated[
        str,
        Field(
            description='kode Kemendagri tanpa titik, misalnya 3277',
            pattern='^[0-9]{4}$',
            title='Kota',
        ),
    ]
    laporan: Laporan
    nomor: Annotated[str, Field(title='Nomor')]
    pemberitahuan: Annotated[list[PemberitahuanBerkas], Field(title='Pemberitahuan')]
    penilaian: Annotated[list[str], Field(title='Penilaian')]
    peringatan: Annotated[list[Galat], Field(title='Peringatan')]
    riwayat: Annotated[list[LangkahBerkas], Field(title='Riwayat')]
    status: Annotated[
        Literal[
            'DIAJUKAN',
            'VERIFIKASI',
            'PERLU_PERBAIKAN',
            'MENUNGGU_PETUGAS',
            'MENUNGGU_PERSETUJUAN_KADIS',
            'DISETUJUI',
            'PENANDATANGANAN',
            'MENUNGGU_TTE',
            'TERBIT',
            'SELESAI',
            'DITOLAK',
            'DIBATALKAN',
            'KEDALUWARSA',
        ],
        Field(
            description='Where an application stands; the last four are final.',
            title='StatusPermohonan',
        ),
    ]
    terlambat: Annotated[bool, Field(title='Terlambat')]
    verifikasi: HasilVerifikasiBerkas | None
    versi: Annotated[int, Field(title='Versi')]


class DaftarKiriman(BaseModel):
    """
    A page of deliveries in the order of the events.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    berikutnya: Annotated[str | None, Field(title='Berikutnya')] = None
    kiriman: Annotated[list[Kiriman], Field(title='Kiriman')]


class DaftarLangganan(BaseModel):
    """
    All subscriptions of a client.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    langganan: Annotated[list[Langganan], Field(title='Langganan')]


class DaftarPermintaanKlien(BaseModel):
    """
    Requests for production, the oldest first, at most a hundred.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    permintaan: Annotated[list[PermintaanKlien], Field(title='Permintaan')]


class DaftarPermohonan(BaseModel):
    """
    A page of applications, newest first.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    berikutnya: Annotated[
        str | None, Field(description='cursor of the next page', title='Berikutnya')
    ] = None
    permohonan: Annotated[list[RingkasanPermohonan], Field(title='Permohonan')]


class KeadaanKlien(BaseModel):
    """
    A client as it stands now; no secret is in it.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    aktif: Annotated[bool, Field(title='Aktif')]
    cakupan: Annotated[list[str], Field(title='Cakupan')]
    client_id: Annotated[str, Field(title='Client Id')]
    jenis: Annotated[str, Field(title='Jenis')]
    jwks_url: Annotated[str | None, Field(title='Jwks Url')] = None
    kunci: Annotated[
        list[str], Field(description='kid of each uploaded key', title='Kunci')
    ]
    lingkungan: Annotated[Literal['SANDBOX', 'PRODUKSI'], Field(title='Lingkungan')]
    nama: Annotated[str, Field(title='Nama')]
    perjanjian: PerjanjianKlien | None = None
    rahasia: Annotated[
        int,
        Field(description='how many secrets are right at this moment', title='Rahasia'),
    ]


class PajakSaya(BaseModel):
    """
    Everything of local tax that concerns a person: taxpayers, duties, and what they were told lately.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    pemberitahuan: Annotated[list[PemberitahuanPajak], Field(title='Pemberitahuan')]
    wajib_pajak: Annotated[list[WajibPajak], Field(title='Wajib Pajak')]


class Permohonan(BaseModel):
    """
    An application as its owner sees it.
    """

    model_config = ConfigDict(
        extra='ignore',
    )
    diajukan_pada: Annotated[AwareDatetime, Field(title='Diajukan Pada')]
    dokumen: Annotated[
        list[DokumenPermohonan] | None, Field(title='Dokumen', validate_default=True)
    ] = []
    jenis: Annotated[str, Field(title='Jenis')]
    nomor: Annotated[str, Field(title='Nomor')]
    perbaikan: Annotated[
        list[Galat] | None, Field(title='Perbaikan', validate_default=True)
    ] = []
    riwayat: Annotated[
        list[Langkah] | None, Field(title='Riwayat', validate_default=True)
    ] = []
    sla: SlaPermohonan | None = None
    status: Annotated[
        Literal[
            'DIAJUKAN',
            'VERIFIKASI',
            'PERLU_PERBAIKAN',
            'MENUNGGU_PETUGAS',
            'MENUNGGU_PERSETUJUAN_KADIS',
            'DISETUJUI',
            'PENANDATANGANAN',
            'MENUNGGU_TTE',
            'TERBIT',
            'SELESAI',
            'DITOLAK',
            'DIBATALKAN',
            'KEDALUWARSA',
        ],
        Field(
            description='Where an application stands; the last four are final.',
            title='StatusPermohonan',
        ),
    ]
    tagihan: TagihanPermohonan | None = None
    wajib_pajak: WajibPajakPermohonan | None = None

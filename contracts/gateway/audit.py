"""What stands in the public log, without personal data, and the answers of the doors to it and to the access ledger."""

from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from contracts.types import Beku, KodeKota

HasilAkses = Literal["DIBERIKAN", "DITOLAK"]

_PELAKU = "client in clear; a citizen or officer as a keyed hash"
_ISI = "keyed hash of what the city keeps of it: shows that it was not changed, and tells nothing without the key"


class CatatanAkses(Beku):
    """Someone read, or was refused, the data of one person."""

    jenis: Literal["AKSES_DATA"] = "AKSES_DATA"
    id: UUID
    waktu: AwareDatetime
    pelaku: str = Field(description=_PELAKU)
    subjek: str | None = Field(default=None, description="keyed hash of the person whose data it is")
    layanan: str
    isian: tuple[str, ...]
    hasil: HasilAkses
    isi: str = Field(description=_ISI)


class CatatanKeputusan(Beku):
    """An officer decided."""

    jenis: Literal["KEPUTUSAN_PETUGAS"] = "KEPUTUSAN_PETUGAS"
    id: UUID
    waktu: AwareDatetime
    pelaku: str = Field(description=_PELAKU)
    peran: str
    kota: KodeKota
    keputusan: str
    nomor: str | None = Field(default=None, description="the application, when it is about one")
    tentang: str | None = Field(default=None, description="the client or the request, when it is about one")
    isi: str = Field(description=_ISI)


class CatatanDokumen(Beku):
    """A document was issued, replaced or revoked; the digest is that of the signed file."""

    jenis: Literal["DOKUMEN_TERBIT", "DOKUMEN_DIGANTIKAN", "DOKUMEN_DICABUT"]
    id: UUID
    waktu: AwareDatetime
    pelaku: str = Field(description="the service that told it")
    dokumen_id: str
    jenis_dokumen: str | None = None
    sha256: str | None = None
    pengganti: str | None = Field(default=None, description="the document that took its place")


Catatan = CatatanAkses | CatatanKeputusan | CatatanDokumen


class TitikPeriksa(Beku):
    """The newest signed checkpoint of the log."""

    titik_periksa: str = Field(description="signed note, C2SP tlog-checkpoint")
    jumlah_entri: int
    akar: str = Field(description="root of the tree, base64")
    ditandatangani_pada: AwareDatetime
    menunggu: int = Field(description="entries that are recorded and not yet sealed")


class BuktiPenyertaan(Beku):
    """Proof that an entry is in the log (RFC 9162, 2.1.3); hashes in base64."""

    id: UUID
    posisi: int
    entri: str = Field(description="the entry, byte by byte as it was hashed")
    hash_daun: str
    jalur: tuple[str, ...]
    titik_periksa: str


class BuktiKonsistensi(Beku):
    """Proof that the log of `dari` entries is the beginning of that of `ke` entries (RFC 9162, 2.1.4)."""

    dari: int
    ke: int
    jalur: tuple[str, ...]
    titik_periksa: str | None = Field(default=None, description="of the size `ke`, if one was signed just there")


class EntriAudit(Beku):
    """Entries in a row, each byte by byte as it was hashed."""

    dari: int
    entri: tuple[str, ...]
    jumlah_entri: int = Field(description="number of sealed entries")


class KunciAudit(Beku):
    """The public key of the log, as C2SP signed-note writes it."""

    asal: str = Field(description="the name of the log, first line of each checkpoint")
    kunci_pemeriksa: str = Field(description="name+id+key")


class PembacaData(Beku):
    """Who read, as far as the person concerned is told: never the name of an officer."""

    jenis: Literal["WARGA", "PETUGAS", "KLIEN"]
    nama: str


class AksesData(Beku):
    """One reading of my data."""

    id: UUID
    waktu: AwareDatetime
    oleh: PembacaData
    layanan: str
    isian: tuple[str, ...]
    tujuan: str
    dasar_hukum: str
    hasil: HasilAkses
    alamat_bukti: str = Field(description="where the proof is that this stands in the log")


class LogAkses(Beku):
    """Who read my data, newest first."""

    akses: tuple[AksesData, ...]
    berikutnya: str | None = Field(default=None, description="cursor of the next page")


class BarisPemanfaatan(Beku):
    """What one agency used of one field for one purpose."""

    klien: str
    nama: str
    layanan: str
    tujuan: str
    dasar_hukum: str
    isian: str
    akses: int
    orang: int = Field(description="different people")
    diberikan: int
    ditolak: int


class LaporanPemanfaatan(Beku):
    """What agencies used of the population data in a semester (Permendagri 102/2019)."""

    semester: str
    dari: AwareDatetime
    sampai: AwareDatetime
    baris: tuple[BarisPemanfaatan, ...]

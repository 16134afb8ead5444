"""perizinan's answers at its internal doors: birth files for officers, and without any person for operators."""

from datetime import date

from pydantic import AwareDatetime, Field

from contracts.dukcapil.events import ButirVerifikasi, OrangTua
from contracts.gateway.events import Laporan
from contracts.types import Beku, Galat, JenisAkta, KodeFaskes, KodeKota, NomorAkta, Pelaku, StatusPermohonan


class BerkasMenunggu(Beku):
    """One file of the officers' queue, without anyone's data."""

    nomor: str
    status: StatusPermohonan
    menunggu_sejak: AwareDatetime
    dilaporkan_pada: AwareDatetime
    versi: int
    terlambat: bool
    jenis_akta: JenisAkta | None
    jumlah_anak: int
    penilaian: tuple[str, ...] = Field(description="codes of why a person must look")


class Antrian(Beku):
    """A page of the files that wait for one role in one city, the longest waiting first."""

    berkas: tuple[BerkasMenunggu, ...]
    berikutnya: str | None = Field(default=None, description="cursor of the next page")


class HasilVerifikasiBerkas(Beku):
    """What the register said of the present version of a report."""

    cocok: bool
    hasil: tuple[ButirVerifikasi, ...]
    suami_istri_di_kk: bool
    ibu: OrangTua | None
    ayah: OrangTua | None


class PemberitahuanBerkas(Beku):
    """A facility's notice of the same delivery; without differences it confirms the report."""

    faskes: KodeFaskes
    beda: tuple[str, ...] = Field(description="codes of where it disagrees with the report")


class LangkahBerkas(Beku):
    """One line of a file's history: a step, a decision, or a decision that could not count."""

    pada: AwareDatetime
    status: StatusPermohonan
    oleh: Pelaku
    kode: str | None = None
    catatan: str | None = None
    petugas: str | None = None
    perbaikan: tuple[Galat, ...] = ()


class AktaBerkas(Beku):
    """A deed of the file; `anak` is the child's place in the report, from 1."""

    nomor_akta: NomorAkta
    anak: int
    tanggal: date
    keadaan: str = Field(pattern=r"^(DISETUJUI|TERBIT|DICABUT)$")
    dokumen_id: str


class BerkasPetugas(Beku):
    """Everything that an officer needs to decide on a file."""

    nomor: str
    kota: KodeKota
    status: StatusPermohonan
    versi: int
    dilaporkan_pada: AwareDatetime
    terlambat: bool
    atas_nama_faskes: KodeFaskes | None
    jenis_akta: JenisAkta | None
    penilaian: tuple[str, ...]
    laporan: Laporan
    peringatan: tuple[Galat, ...]
    verifikasi: HasilVerifikasiBerkas | None
    pemberitahuan: tuple[PemberitahuanBerkas, ...]
    akta: tuple[AktaBerkas, ...]
    riwayat: tuple[LangkahBerkas, ...]


class LangkahOperator(Beku):
    """One line of a file's history as operators may read it."""

    pada: AwareDatetime
    status: StatusPermohonan
    oleh: Pelaku
    kode: str | None = None


class StatusBerkas(Beku):
    """Where a file stands, for operators: no personal data."""

    nomor: str
    kota: KodeKota
    status: StatusPermohonan
    sejak: AwareDatetime
    versi: int
    terlambat: bool
    penilaian: tuple[str, ...]
    akta: tuple[AktaBerkas, ...]
    riwayat: tuple[LangkahOperator, ...]

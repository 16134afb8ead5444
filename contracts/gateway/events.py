"""The facts that the gateway tells: what came in through the public doors."""

from typing import ClassVar

from pydantic import AwareDatetime, Field

from contracts.envelope import EventData
from contracts.gateway.birth import (
    Anak,
    AnakDiberitahukan,
    Hubungan,
    Lampiran,
    Orang,
    Penolong,
    Perkawinan,
    Sptjm,
    SuratKeteranganLahir,
)
from contracts.types import Beku, KodeFaskes, KodeKota, Nik, NomorAkta, NomorKk, NomorPermohonan, Paket, Teks


class Laporan(Beku):
    """The report as the owner of the birth file needs it: without what only the gateway uses (telephone, e-mail)."""

    paket: Paket
    pelapor_nik: Nik
    pelapor_hubungan: Hubungan
    nomor_kk: NomorKk
    ibu: Orang | None
    ayah: Orang | None
    perkawinan: Perkawinan
    anak: tuple[Anak, ...]
    saksi: tuple[Orang, ...]
    surat_keterangan_lahir: SuratKeteranganLahir | None
    sptjm: Sptjm
    lampiran: tuple[Lampiran, ...]


class KelahiranDilaporkan(EventData):
    """A birth was reported by a citizen, or by a facility on behalf of one."""

    type: ClassVar[str] = "gateway.kelahiran_dilaporkan.v1"

    nomor: NomorPermohonan
    kota: KodeKota = Field(description="the city whose gateway took the report")
    dilaporkan_pada: AwareDatetime
    atas_nama_faskes: KodeFaskes | None = None
    laporan: Laporan


class KelahiranDiberitahukan(EventData):
    """A health facility told of a birth as it happened."""

    type: ClassVar[str] = "gateway.kelahiran_diberitahukan.v1"

    nomor: NomorPermohonan
    kota: KodeKota
    diberitahukan_pada: AwareDatetime
    nomor_surat: Teks
    faskes: KodeFaskes
    ibu_nik: Nik
    anak: tuple[AnakDiberitahukan, ...]
    penolong: Penolong


class PerbaikanDiajukan(EventData):
    """The applicant sent the report again, corrected."""

    type: ClassVar[str] = "gateway.perbaikan_diajukan.v1"

    nomor: NomorPermohonan
    diajukan_pada: AwareDatetime
    laporan: Laporan


class PermohonanDitarik(EventData):
    """The applicant withdrew the application."""

    type: ClassVar[str] = "gateway.permohonan_ditarik.v1"

    nomor: NomorPermohonan
    ditarik_pada: AwareDatetime


class ButirPerbaikan(Beku):
    """One item that an officer wants corrected."""

    lokasi: str
    pesan: str


class Petugas(Beku):
    """The officer who decided: a number of the staff register, a role and a city, never a name."""

    id: str
    nik: Nik | None = Field(default=None, description="so that nobody decides on a matter that they are a party to")
    peran: str
    kota: KodeKota


class PutusanPetugasDicatat(EventData):
    """An officer decided on an application."""

    type: ClassVar[str] = "gateway.putusan_petugas_dicatat.v1"

    nomor: NomorPermohonan
    keputusan: str = Field(pattern=r"^(SETUJU|TOLAK|PERBAIKI)$")
    alasan: str | None = None
    butir: tuple[ButirPerbaikan, ...] = ()
    petugas: Petugas
    diputuskan_pada: AwareDatetime


class PembatalanAktaDiputuskan(EventData):
    """An officer ordered the annulment of a deed (UU 24/2013 ps. 72)."""

    type: ClassVar[str] = "gateway.pembatalan_akta_diputuskan.v1"

    nomor_akta: NomorAkta
    dasar: str = Field(description="number of the court's or the agency's decision")
    petugas: Petugas
    diputuskan_pada: AwareDatetime


EVENTS = (
    KelahiranDilaporkan,
    KelahiranDiberitahukan,
    PerbaikanDiajukan,
    PermohonanDitarik,
    PutusanPetugasDicatat,
    PembatalanAktaDiputuskan,
)

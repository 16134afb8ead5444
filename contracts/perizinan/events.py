"""The facts that perizinan tells: the way of a birth file to its deeds."""

from typing import ClassVar

from pydantic import AwareDatetime, Field

from contracts.envelope import EventData
from contracts.gateway.birth import Anak, Hubungan
from contracts.tracking import DokumenDicabutData, DokumenTerbitData, PermohonanBerubahStatusData
from contracts.types import Beku, BuktiPerkawinan, JenisAkta, KodeKota, Nik, NomorAkta, NomorKk, NomorPermohonan, Paket


class BerkasKelahiranSiapDiverifikasi(EventData):
    """A birth file is complete and may be compared with the register; the service clock starts or goes on."""

    type: ClassVar[str] = "perizinan.berkas_kelahiran_siap_diverifikasi.v1"

    nomor: NomorPermohonan
    versi: int = Field(ge=1, description="1 for the first report, one more for each correction")
    kota: KodeKota
    paket: Paket
    lengkap_pada: AwareDatetime
    pelapor_nik: Nik
    pelapor_hubungan: Hubungan
    nomor_kk: NomorKk
    ibu_nik: Nik | None
    ayah_nik: Nik | None
    bukti_perkawinan: BuktiPerkawinan
    nomor_bukti_perkawinan: str | None
    anak: tuple[Anak, ...]
    saksi_nik: tuple[Nik, ...]


class AktaKelahiranDisetujui(EventData):
    """A birth file is approved and its deed numbers are given; perizinan's own document worker goes on."""

    type: ClassVar[str] = "perizinan.akta_kelahiran_disetujui.v1"

    nomor: NomorPermohonan


class AktaAnak(Beku):
    """One child's deed."""

    urutan: int
    nik: Nik
    nama: str
    jenis_kelamin: str
    tempat_lahir: str
    waktu_lahir: AwareDatetime
    nomor_akta: NomorAkta
    jenis_akta: JenisAkta
    dokumen_id: str


class AktaKelahiranTerbit(EventData):
    """The deeds of one application are signed and stored."""

    type: ClassVar[str] = "perizinan.akta_kelahiran_terbit.v1"

    nomor: NomorPermohonan
    kota: KodeKota
    paket: Paket
    nomor_kk: NomorKk
    ibu_nik: Nik | None
    ayah_nik: Nik | None
    anak: tuple[AktaAnak, ...]
    terbit_pada: AwareDatetime


class AktaDibatalkan(Beku):
    """One deed that is no longer valid."""

    nik: Nik
    nomor_akta: NomorAkta
    dokumen_id: str


class AktaKelahiranDibatalkan(EventData):
    """Deeds were annulled; what was built on them must be undone."""

    type: ClassVar[str] = "perizinan.akta_kelahiran_dibatalkan.v1"

    nomor: NomorPermohonan
    akta: tuple[AktaDibatalkan, ...]
    dasar: str
    dibatalkan_pada: AwareDatetime


class PermohonanBerubahStatus(PermohonanBerubahStatusData):
    """An application took a step in perizinan."""

    type: ClassVar[str] = "perizinan.permohonan_berubah_status.v1"


class DokumenTerbit(DokumenTerbitData):
    """perizinan issued a document."""

    type: ClassVar[str] = "perizinan.dokumen_terbit.v1"


class DokumenDicabut(DokumenDicabutData):
    """perizinan revoked a document."""

    type: ClassVar[str] = "perizinan.dokumen_dicabut.v1"


EVENTS = (
    BerkasKelahiranSiapDiverifikasi,
    AktaKelahiranDisetujui,
    AktaKelahiranTerbit,
    AktaKelahiranDibatalkan,
    PermohonanBerubahStatus,
    DokumenTerbit,
    DokumenDicabut,
)

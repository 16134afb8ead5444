"""Which of the four kinds of birth deed a report leads to (handbook 2.2), and what a report lacks for any of them."""

from contracts.gateway.events import Laporan
from contracts.types import BuktiPerkawinan, Galat, JenisAkta

NO_MOTHER = Galat(
    lokasi="/ibu",
    kode="ibu_wajib",
    pesan="Sebutkan ibu. Tanpa ibu, akta hanya dapat dibuat bila asal usul anak sama sekali tidak diketahui.",
)
NO_FATHER = Galat(
    lokasi="/ayah",
    kode="ayah_wajib_bila_ada_bukti_perkawinan",
    pesan="Ada bukti perkawinan, tetapi ayah tidak disebut. Sebutkan ayah, atau pilih TIDAK_ADA sebagai bukti.",
)
NO_POLICE_REPORT = Galat(
    lokasi="/lampiran",
    kode="bap_polisi_wajib",
    pesan="Untuk anak yang tidak diketahui asal usulnya, lampirkan berita acara pemeriksaan kepolisian.",
)
NO_COUPLE_STATEMENT = Galat(
    lokasi="/sptjm/suami_istri",
    kode="sptjm_suami_istri_wajib",
    pesan="Kartu keluarga menunjukkan suami istri tanpa bukti perkawinan; setujui SPTJM sebagai pasangan suami istri.",
)


def missing(report: Laporan) -> tuple[Galat, ...]:
    """What a report lacks whatever the register says."""
    if report.ibu is None and report.ayah is not None:
        return (NO_MOTHER,)
    if report.ibu is None:
        return () if _has_police_report(report) else (NO_POLICE_REPORT,)
    if report.ayah is None and _has_proof(report):
        return (NO_FATHER,)
    return ()


def deed_kind(report: Laporan, *, couple_on_card: bool) -> JenisAkta | Galat:
    """The kind of deed, or the fault that stands in its way.

    `couple_on_card`: the family card shows the parents as husband and wife. A couple without proof of marriage is
    written with the sentence of Permendagri 108/2019 ps. 48; where the card does not show a couple, only the mother.
    """
    if report.ibu is None:
        return JenisAkta.TANPA_ASAL_USUL
    if report.ayah is None:
        return JenisAkta.ANAK_SEORANG_IBU
    if _has_proof(report):
        return JenisAkta.AYAH_IBU
    if not couple_on_card:
        return JenisAkta.ANAK_SEORANG_IBU
    return JenisAkta.AYAH_IBU_FRASA if report.sptjm.suami_istri else NO_COUPLE_STATEMENT


def _has_proof(report: Laporan) -> bool:
    return report.perkawinan.bukti is not BuktiPerkawinan.TIDAK_ADA


def _has_police_report(report: Laporan) -> bool:
    return any(file.jenis == "BAP_POLISI" for file in report.lampiran)

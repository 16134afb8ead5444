"""What can be wrong with a birth report, as one table: code → who can mend it, and the sentence for the applicant.

The sentences name no one and quote nothing of the register: they are read by whoever sent the report.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Remedy(StrEnum):
    """Who can mend a fault; later members weigh more."""

    OFFICER = "PETUGAS"
    """An officer must look at papers that the register cannot judge."""
    APPLICANT = "PEMOHON"
    """The applicant can correct the report."""
    NONE = "TIDAK_ADA"
    """It cannot be registered here whatever is corrected."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; `dasar` is the source of the rule."""

    remedy: Remedy
    pesan: str
    dasar: str


_REPORT = "UU 24/2013 ps. 27; F-2.01"
_300_DAYS = "KUHPerdata ps. 255"
_DOMICILE = "UU 24/2013 ps. 27 (asas domisili)"
_MARRIAGE = "Permendagri 108/2019; SPTJM hanya menggantikan bukti yang tidak pernah ada"
_WITNESS = "Perpres 96/2018 ps. 33; dua saksi ber-NIK"

FAULTS: Mapping[str, Fault] = {
    # the mother
    "ibu_kosong": Fault(Remedy.APPLICANT, "Isi NIK ibu.", _REPORT),
    "asal_usul_tidak_diketahui": Fault(Remedy.OFFICER, "Asal usul anak diperiksa petugas.", "Perpres 96/2018 ps. 33"),
    "nik_ibu_tidak_ditemukan": Fault(
        Remedy.APPLICANT, "NIK ibu tidak ditemukan dalam data kependudukan; periksa kembali angkanya.", _REPORT
    ),
    "ibu_bukan_perempuan": Fault(Remedy.APPLICANT, "NIK ibu bukan milik seorang perempuan.", _REPORT),
    "ibu_meninggal_sebelum_kelahiran": Fault(
        Remedy.APPLICANT, "NIK ibu tercatat meninggal sebelum anak lahir; periksa kembali angkanya.", _REPORT
    ),
    "ibu_meninggal": Fault(Remedy.OFFICER, "Akta kematian ibu diperiksa petugas.", "handbook 2.2"),
    "ibu_sudah_pindah": Fault(
        Remedy.NONE,
        "Ibu tercatat sudah pindah dari wilayah ini; laporkan kelahiran di Dinas Dukcapil tempat tinggal yang baru.",
        _DOMICILE,
    ),
    "ibu_terlalu_muda": Fault(
        Remedy.APPLICANT, "Usia ibu pada saat anak lahir tidak mungkin; periksa NIK ibu dan tanggal lahir.", _REPORT
    ),
    "usia_ibu_tidak_lazim": Fault(Remedy.OFFICER, "Usia ibu pada saat anak lahir diperiksa petugas.", _REPORT),
    "ibu_belum_dewasa": Fault(
        Remedy.OFFICER, "Ibu belum ber-KTP-el; petugas memeriksa keterangan wali.", "UU 24/2013 ps. 63(1)"
    ),
    # the father
    "ayah_sama_dengan_ibu": Fault(Remedy.APPLICANT, "NIK ayah sama dengan NIK ibu.", _REPORT),
    "nik_ayah_tidak_ditemukan": Fault(
        Remedy.APPLICANT, "NIK ayah tidak ditemukan dalam data kependudukan; periksa kembali angkanya.", _REPORT
    ),
    "ayah_bukan_laki_laki": Fault(Remedy.APPLICANT, "NIK ayah bukan milik seorang laki-laki.", _REPORT),
    "ayah_terlalu_muda": Fault(
        Remedy.APPLICANT, "Usia ayah pada saat anak lahir tidak mungkin; periksa NIK ayah dan tanggal lahir.", _REPORT
    ),
    "ayah_meninggal_sebelum_pembuahan": Fault(
        Remedy.APPLICANT, "NIK ayah tercatat meninggal lama sebelum anak lahir; periksa kembali angkanya.", _300_DAYS
    ),
    "ayah_meninggal": Fault(Remedy.OFFICER, "Akta kematian ayah diperiksa petugas.", _300_DAYS),
    # the parents' marriage
    "ayah_kosong": Fault(Remedy.APPLICANT, "Bukti perkawinan diisi, tetapi NIK ayah kosong.", _MARRIAGE),
    "bukti_perkawinan_wajib": Fault(
        Remedy.APPLICANT,
        "Perkawinan orang tua sudah tercatat; isi nomor buku nikah atau akta perkawinan (bila hilang, minta duplikat).",
        _MARRIAGE,
    ),
    "perkawinan_tidak_tercatat": Fault(Remedy.OFFICER, "Bukti perkawinan diperiksa petugas.", _MARRIAGE),
    "bukti_perkawinan_berbeda": Fault(Remedy.OFFICER, "Nomor bukti perkawinan diperiksa petugas.", _MARRIAGE),
    "perkawinan_berakhir": Fault(Remedy.OFFICER, "Perkawinan orang tua tercatat sudah berakhir.", _300_DAYS),
    "lahir_sebelum_perkawinan": Fault(
        Remedy.OFFICER, "Anak lahir sebelum perkawinan orang tua; diperiksa petugas.", "UU 1/1974 ps. 42"
    ),
    "ibu_terikat_perkawinan": Fault(
        Remedy.OFFICER, "Ibu tercatat dalam perkawinan; diperiksa petugas.", "UU 1/1974 ps. 42"
    ),
    # the family card
    "kk_tidak_ditemukan": Fault(
        Remedy.APPLICANT, "Nomor kartu keluarga tidak ditemukan; periksa kembali angkanya.", _REPORT
    ),
    "kk_tidak_aktif": Fault(Remedy.APPLICANT, "Kartu keluarga ini sudah tidak aktif; isi nomor yang berlaku.", _REPORT),
    "kk_kota_lain": Fault(
        Remedy.APPLICANT, "Kartu keluarga ini dari kota lain; isi nomor kartu keluarga ibu.", _DOMICILE
    ),
    "kk_bukan_milik_orang_tua": Fault(
        Remedy.APPLICANT, "Orang tua tidak tercantum pada kartu keluarga ini; isi nomor kartu keluarga ibu.", _DOMICILE
    ),
    "kk_bukan_milik_ibu": Fault(
        Remedy.APPLICANT, "Ibu tidak tercantum pada kartu keluarga ini; isi nomor kartu keluarga ibu.", _DOMICILE
    ),
    "ibu_tidak_di_kk": Fault(Remedy.OFFICER, "Ibu tercantum pada kartu keluarga lain; diperiksa petugas.", _DOMICILE),
    "kk_wali": Fault(Remedy.OFFICER, "Kartu keluarga wali diperiksa petugas.", "handbook 2.2"),
    "domisili_luar_wilayah": Fault(
        Remedy.NONE, "Laporkan kelahiran di Dinas Dukcapil {kota}, tempat orang tua berdomisili.", _DOMICILE
    ),
    # the reporter
    "pelapor_tidak_ditemukan": Fault(Remedy.OFFICER, "Identitas pelapor diperiksa petugas.", _REPORT),
    "pelapor_meninggal": Fault(Remedy.OFFICER, "Identitas pelapor diperiksa petugas.", _REPORT),
    "pelapor_belum_dewasa": Fault(Remedy.OFFICER, "Pelapor belum ber-KTP-el; petugas memeriksa wali.", _REPORT),
    "pelapor_bukan_ibu": Fault(Remedy.APPLICANT, "Pelapor mengaku ibu, tetapi NIK-nya bukan NIK ibu.", _REPORT),
    "pelapor_bukan_ayah": Fault(Remedy.APPLICANT, "Pelapor mengaku ayah, tetapi NIK-nya bukan NIK ayah.", _REPORT),
    # the witnesses
    "saksi_tidak_ditemukan": Fault(
        Remedy.APPLICANT, "NIK saksi tidak ditemukan dalam data kependudukan; periksa kembali angkanya.", _WITNESS
    ),
    "saksi_meninggal": Fault(Remedy.APPLICANT, "NIK saksi tercatat meninggal; pilih saksi lain.", _WITNESS),
    "saksi_belum_dewasa": Fault(Remedy.APPLICANT, "Saksi belum dewasa; pilih saksi lain.", _WITNESS),
    # the children
    "anak_mungkin_sudah_terdaftar": Fault(
        Remedy.OFFICER, "Anak dengan nama dan tanggal lahir ini mungkin sudah terdaftar; diperiksa petugas.", _REPORT
    ),
}

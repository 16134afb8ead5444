"""What can be chosen at a question: the contract's own values, each with the word that people know."""

from contracts.gateway.birth import Hubungan, JenisKelahiran, Penolong, TempatDilahirkan
from contracts.types import BuktiPerkawinan, JenisKelamin

Options = tuple[tuple[str, str], ...]

YES_NO: Options = (("YA", "Ya"), ("TIDAK", "Tidak"))
# Long lists are put in when the page is made.
FACILITIES: Options = (("faskes", ""),)
REGENCIES: Options = (("kota", ""),)

RELATIONS: Options = (
    (Hubungan.AYAH, "Saya ayahnya"),
    (Hubungan.IBU, "Saya ibunya"),
    (Hubungan.KAKEK_NENEK, "Saya kakek atau neneknya"),
    (Hubungan.SAUDARA, "Saya saudaranya"),
    (Hubungan.WALI, "Saya walinya"),
    (Hubungan.LAINNYA, "Lainnya"),
)
MARRIAGES: Options = (
    (BuktiPerkawinan.BUKU_NIKAH, "Buku nikah"),
    (BuktiPerkawinan.AKTA_PERKAWINAN, "Akta perkawinan"),
    (BuktiPerkawinan.TIDAK_ADA, "Tidak ada"),
)
BIRTHS: Options = (
    (JenisKelahiran.TUNGGAL, "Satu"),
    (JenisKelahiran.KEMBAR_2, "Dua (kembar)"),
    (JenisKelahiran.KEMBAR_3, "Tiga (kembar)"),
    (JenisKelahiran.KEMBAR_4, "Empat (kembar)"),
)
SEXES: Options = ((JenisKelamin.P, "Perempuan"), (JenisKelamin.L, "Laki-laki"))
PLACES: Options = (
    (TempatDilahirkan.RUMAH_SAKIT, "Rumah sakit atau rumah bersalin"),
    (TempatDilahirkan.PUSKESMAS, "Puskesmas"),
    (TempatDilahirkan.POLINDES, "Polindes"),
    (TempatDilahirkan.RUMAH, "Rumah"),
    (TempatDilahirkan.LAINNYA, "Tempat lain"),
)
ATTENDANTS: Options = (
    (Penolong.BIDAN, "Bidan"),
    (Penolong.DOKTER, "Dokter"),
    (Penolong.PERAWAT, "Perawat"),
    (Penolong.DUKUN, "Dukun"),
    (Penolong.LAINNYA, "Lainnya"),
)

"""How the desk says things: why a person must look, and where in a report something stands."""

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "BELUM_DIKONFIRMASI_FASKES": "Belum ada pemberitahuan dari fasilitas kesehatan",
    "BERBEDA_DARI_FASKES": "Berbeda dari pemberitahuan fasilitas kesehatan",
    "TIDAK_COCOK_DENGAN_REGISTER": "Tidak cocok dengan data penduduk",
    "PERKAWINAN_BELUM_TERCATAT": "Perkawinan orang tua belum tercatat",
    "ANAK_SEORANG_IBU": "Anak seorang ibu",
    "TANPA_ASAL_USUL": "Asal-usul anak tidak diketahui",
    "NAMA_PERLU_PENILAIAN": "Nama anak perlu dinilai",
    "KEMBAR_BERJARAK_JAUH": "Waktu lahir anak kembar berjauhan",
    "KELAHIRAN_BERDEKATAN": "Ibu mempunyai kelahiran lain yang berdekatan",
}

# What can be asked to be mended, by its place in the report.
PLACES: Mapping[str, str] = {
    "/anak/0/nama": "Nama anak",
    "/anak/0/jenis_kelamin": "Jenis kelamin anak",
    "/anak/0/waktu_lahir": "Waktu lahir",
    "/anak/0/tempat_lahir": "Kota atau kabupaten lahir",
    "/anak/0/berat_gram": "Berat dan panjang",
    "/ibu/nik": "NIK ibu",
    "/ayah/nik": "NIK ayah",
    "/nomor_kk": "Nomor kartu keluarga",
    "/perkawinan/nomor": "Bukti perkawinan",
    "/surat_keterangan_lahir/nomor": "Surat keterangan lahir",
    "/saksi/0/nik": "NIK saksi pertama",
    "/saksi/1/nik": "NIK saksi kedua",
    "/lampiran": "Foto surat",
}


def reason(code: str) -> str:
    """Why a person must look."""
    return REASONS.get(code, plain(code))


def place(pointer: str) -> str:
    """What stands at a place of a report."""
    return PLACES.get(pointer, plain(pointer.strip("/").replace("/", " ")))


def plain(code: str) -> str:
    """A code as a sentence would have it."""
    return code.replace("_", " ").lower().capitalize()

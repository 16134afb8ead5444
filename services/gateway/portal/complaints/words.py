"""How a complaint's state is said, and with which colour."""

from collections.abc import Mapping

STATUSES: Mapping[str, tuple[str, str, str]] = {
    "DITERIMA": ("Diterima", "jalan", "Sudah kami terima. Kami jawab paling lambat pada tanggal di bawah ini."),
    "DIKERJAKAN": ("Sedang dikerjakan", "jalan", "Petugas sedang mengerjakannya."),
    "SELESAI": ("Selesai", "baik", "Sudah selesai. Jawabannya ada di bawah ini."),
    "DITOLAK": ("Tidak dapat ditangani", "awas", "Tidak dapat kami tangani. Alasannya ada di bawah ini."),
}

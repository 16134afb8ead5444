"""The files of a city and their columns: CSV for COPY (UTF-8, header, empty is NULL) and JSON lines."""

import csv
import json
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TextIO

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    table: tuple(columns.split())
    for table, columns in {
        "penduduk": (
            "nik nama jenis_kelamin tempat_lahir_kode tanggal_lahir agama pendidikan pekerjaan golongan_darah"
            " status_kawin kewarganegaraan status tanggal_meninggal nik_ayah nik_ibu nama_ayah nama_ibu nomor_kk"
        ),
        "kartu_keluarga": "nomor_kk nik_kepala alamat rt rw kode_kelurahan kode_pos tanggal_terbit versi status",
        "anggota_keluarga": "nomor_kk nik urutan hubungan",
        "perkawinan": "nik_suami nik_istri tercatat bukti nomor tanggal status",
        "nik_urutan": "prefix12 terakhir",
        "kk_urutan": "prefix12 terakhir",
        "faskes": "kode nama jenis kode_kota alamat",
        "petugas": "id nama nip peran kode_kota",
        "klien": "client_id nama jenis faskes cakupan client_secret",
        "wajib_pajak": "npwpd kota jenis nik nib nama terdaftar_pada",
        "objek_pajak": "nopd npwpd kota jenis golongan nama kode_kelurahan alamat mulai",
        "sptpd": (
            "nomor kota npwpd nopd masa pembetulan_ke status status_sejak omzet dasar tarif pokok perhitungan"
            " dilaporkan_pada batas_lapor nomor_bps correlation_id"
        ),
        "tagihan": (
            "kode_bayar kota npwpd nopd masa jenis sptpd status pokok sanksi_tetap jatuh_tempo terbayar_pokok"
            " dinilai_sampai terbit_pada correlation_id"
        ),
        "pembayaran": ("ntpd bank referensi_bank kode_bayar tagihan jumlah waktu kanal sumber dibukukan_pada"),
        "jurnal": "id jenis kode_bayar ntpd pada",
        "posting": "jurnal akun jumlah",
        "nomor_urut": "kota seri terakhir",
    }.items()
}
LINES: Final = ("keluarga", "kasus", "saksi")
_BUFFER = 1 << 20


class CityFiles:
    """Every file of the city, open for writing; use it as a context."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self._closing = ExitStack()
        self._tables = {
            name: csv.writer(self._open(directory / f"{name}.csv"), lineterminator="\n") for name in COLUMNS
        }
        self._lines = {name: self._open(directory / f"{name}.jsonl") for name in LINES}
        self.written = dict.fromkeys((*COLUMNS, *LINES), 0)
        for name, columns in COLUMNS.items():
            self._tables[name].writerow(columns)

    def rows(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Appends rows in the order of `COLUMNS`; None and the empty text are NULL."""
        write = self._tables[table].writerow
        count = 0
        for count, row in enumerate(rows, start=1):  # noqa: B007 - the last number is the count
            write(row)
        self.written[table] += count

    def line(self, name: str, value: dict[str, object]) -> None:
        """Appends one JSON object."""
        self._lines[name].write(json.dumps(value, ensure_ascii=False) + "\n")
        self.written[name] += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.close()

    def _open(self, path: Path) -> TextIO:
        return self._closing.enter_context(path.open("w", encoding="utf-8", newline="", buffering=_BUFFER))

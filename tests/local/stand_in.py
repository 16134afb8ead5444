"""Stands in for the services in the launcher's own tests: small processes with the same command lines.

Copied into a project of its own; `python -m services.gateway web` and all others run this file.
"""

import json
import os
import signal
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

DOCUMENTS = ("AKTA_KELAHIRAN", "KARTU_KELUARGA", "KIA")
APPLICATION = {
    "status": "SELESAI",
    "riwayat": [{"status": "DIAJUKAN", "waktu": "2026-11-22T08:00:00+07:00"}],
    "dokumen": [{"jenis": kind, "nomor": "1", "unduh": f"/v1/dokumen/{kind}"} for kind in DOCUMENTS],
}
RETURN = {
    **APPLICATION,
    "dokumen": [
        {"jenis": kind, "nomor": "1", "unduh": f"/v1/dokumen/{kind}"} for kind in ("TAGIHAN_PAJAK", "BUKTI_SPTPD")
    ],
    "tagihan": {"kode_bayar": "1"},
    "wajib_pajak": {"npwpd": "1", "objek": [{"nopd": "1"}]},
}
CITY = {
    "penduduk": "nik,nama\n1,SATU\n2,DUA\n",
    "wajib_pajak": "nik\n",
    "objek_pajak": "kode_kelurahan\n32.77.01.1001\n",
}
IDENTITIES = {
    "warga": {"token": "t"},
    "faskes": {"kode": "F1", "client_id": "f", "client_secret": "s"},
    "contoh": {"kelahiran": {"paket": "TIGA_DALAM_SATU"}, "faskes_kelahiran": {"nomor_surat": "1"}},
}


class Door(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/v1/dokumen/"):
            self._answer(200, b"%PDF-1.7\n")
        elif self.path.startswith("/v1/permohonan/PJ"):
            self._answer(200, json.dumps(RETURN).encode())
        elif self.path.startswith("/v1/permohonan/"):
            self._answer(200, json.dumps(APPLICATION).encode())
        else:
            self._answer(200, b"ready")

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        number = "PJ-1" if "/pajak/" in self.path else "KL-1"
        self._answer(202, json.dumps({"nomor": number, "access_token": "t", "token": "t"}).encode())

    def log_message(self, *_: object) -> None:
        return

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def serve() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    host, _, port = os.environ["HTTP_ADDRESS"].rpartition(":")
    ThreadingHTTPServer((host, int(port)), Door).serve_forever()


def main() -> None:
    command = Path(sys.argv[0]).parent.name + " " + " ".join(sys.argv[1:2])
    if command.strip() == os.environ.get("STAND_IN_FAILS"):
        sys.exit("the reason")
    if sys.argv[1:2] == ["demo-tokens"]:
        target = Path(sys.argv[3])
        (target / "demo.json").write_text(json.dumps(IDENTITIES))
        (target / "keluarga.jsonl").write_text("{}\n")
        (target / "saksi.jsonl").write_text('{"nik": "1"}\n{"nik": "2"}\n')
    elif Path(sys.argv[0]).parent.name == "city":
        folder = Path(sys.argv[1])
        folder.mkdir(parents=True, exist_ok=True)
        for table, rows in CITY.items():
            (folder / f"{table}.csv").write_text(rows)
    elif "HTTP_ADDRESS" in os.environ:
        serve()


main()

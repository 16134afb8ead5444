"""BSrE's Esign Client Service, against a small HTTP double that answers as the service does."""

import json
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from email.message import Message
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from chassis.documents.esign import EsignAccount, EsignSigner
from chassis.documents.sign import LocalSigner, SignerRefused, SignerUnavailable
from tests.chassis.documents.samples import ORDER

NIK, PASSPHRASE = "3277010101700001", "kunci-rahasia"


@dataclass
class EsignDouble:
    """Signs as the service would when NIK and passphrase are right; `mode` makes it misbehave."""

    signer: LocalSigner
    mode: str = "pdf"
    account: EsignAccount = field(init=False)
    waiting: dict[str, bytes] = field(default_factory=dict)
    asked: list[dict[str, bytes]] = field(default_factory=list)

    def answer(self, fields: dict[str, bytes]) -> tuple[int, str, bytes]:
        self.asked.append(fields)
        if fields["nik"].decode() != NIK:
            return 400, "application/json", json.dumps({"status_code": 2011, "error": "User tidak terdaftar"}).encode()
        if fields["passphrase"].decode() != PASSPHRASE:
            return 400, "application/json", json.dumps({"status_code": 2031, "error": "Passphrase anda salah"}).encode()
        signed = self.signer.sign(fields["file"], ORDER)
        if self.mode == "id":
            self.waiting["dok123"] = signed
            return 200, "application/json", json.dumps({"message": "Proses berhasil", "id_dokumen": "dok123"}).encode()
        return 200, "application/pdf", signed


MISBEHAVIOUR: dict[str, tuple[int, str, bytes]] = {
    "down": (503, "text/html", b"<h1>Service Unavailable</h1>"),
    "broken": (500, "application/json", b'{"timestamp":"2026","status":500,"error":"Internal Server Error"}'),
    "busy": (429, "text/plain", b"too many"),
    "proxy": (200, "text/html", b"<html>masuk dulu</html>"),
    "list": (200, "application/json", b"[1, 2]"),
    "forbidden": (401, "application/json", b'{"error":"Unauthorized"}'),
    "redirect": (302, "text/html", b""),
}


def _handler(double: EsignDouble) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path != "/api/sign/pdf" or not self.headers["Authorization"].startswith("Basic "):
                return self._send(404, "text/plain", b"")
            fields = _multipart(self.headers, body)
            if double.mode == "echo":
                return self._send(200, "application/pdf", fields["file"])
            if double.mode in {"hang", "drip"}:
                return self._stall()
            return self._send(*MISBEHAVIOUR.get(double.mode) or double.answer(fields))

        def do_GET(self) -> None:
            self._send(200, "application/pdf", double.waiting[self.path.rpartition("/")[2]])

        def _send(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _stall(self) -> None:
            if double.mode == "drip":
                self.send_response(200)
                self.end_headers()
            for _ in range(30):
                time.sleep(0.1)
                if double.mode == "drip":
                    self.wfile.write(b"%")

        def log_message(self, format: str, *args: object) -> None:
            pass

        def handle(self) -> None:
            with suppress(BrokenPipeError, ConnectionResetError):  # the client gave up, as it should
                super().handle()

    return Handler


def _multipart(headers: Message, body: bytes) -> dict[str, bytes]:
    whole = BytesParser().parsebytes(b"Content-Type: " + headers["Content-Type"].encode() + b"\r\n\r\n" + body)
    parts = whole.get_payload()
    assert isinstance(parts, list)
    return {str(part.get_param("name", header="content-disposition")): part.get_payload(decode=True) for part in parts}


@pytest.fixture
def service(signer: LocalSigner) -> Iterator[EsignDouble]:
    double = EsignDouble(signer)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(double))
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    double.account = EsignAccount(f"http://127.0.0.1:{server.server_port}", "terpadu", "sandi", NIK, PASSPHRASE)
    yield double
    server.shutdown()
    server.server_close()


@pytest.fixture
def esign(service: EsignDouble) -> Iterator[EsignSigner]:
    signer = EsignSigner(service.account, answer_seconds=0.5)
    yield signer
    signer.close()


@pytest.mark.parametrize("mode", ["pdf", "id"])
def test_a_document_comes_back_signed_whether_sent_at_once_or_fetched_by_its_id(
    service: EsignDouble, esign: EsignSigner, unsigned: bytes, mode: str
) -> None:
    service.mode = mode
    signed = esign.sign(unsigned, ORDER)
    assert signed.startswith(unsigned)
    assert b"/ByteRange" in signed


def test_the_service_is_asked_for_an_invisible_signature_with_reason_and_place(
    service: EsignDouble, esign: EsignSigner, unsigned: bytes
) -> None:
    esign.sign(unsigned, ORDER)
    asked = service.asked[0]
    assert asked["file"] == unsigned
    assert {name: asked[name].decode() for name in ("tampilan", "reason", "location")} == {
        "tampilan": "invisible",
        "reason": ORDER.reason,
        "location": "Cimahi",
    }


@pytest.mark.parametrize(
    ("wrong", "status_code"), [({"passphrase": "salah"}, 2031), ({"nik": "3277010101700002"}, 2011)]
)
def test_a_wrong_passphrase_or_an_unknown_official_is_a_refusal(
    service: EsignDouble, unsigned: bytes, wrong: dict[str, str], status_code: int
) -> None:
    signer = EsignSigner(replace(service.account, **wrong))
    with pytest.raises(SignerRefused) as caught:
        signer.sign(unsigned, ORDER)
    assert caught.value.status_code == status_code
    signer.close()


def test_a_wrong_account_is_a_refusal(service: EsignDouble, esign: EsignSigner, unsigned: bytes) -> None:
    service.mode = "forbidden"
    with pytest.raises(SignerRefused):
        esign.sign(unsigned, ORDER)


@pytest.mark.parametrize("mode", ["down", "broken", "busy", "proxy", "list", "redirect", "echo", "hang", "drip"])
def test_a_service_out_of_order_is_unavailable_in_time_and_never_gives_an_unsigned_document(
    service: EsignDouble, esign: EsignSigner, unsigned: bytes, mode: str
) -> None:
    service.mode = mode
    started = time.monotonic()
    with pytest.raises(SignerUnavailable):
        esign.sign(unsigned, ORDER)
    assert time.monotonic() - started < 2


def test_a_service_that_does_not_listen_is_unavailable(service: EsignDouble, unsigned: bytes) -> None:
    signer = EsignSigner(replace(service.account, url="http://127.0.0.1:9"))
    with pytest.raises(SignerUnavailable):
        signer.sign(unsigned, ORDER)
    signer.close()


def test_neither_passphrase_nor_password_nor_nik_shows_in_what_may_be_logged(
    service: EsignDouble, unsigned: bytes
) -> None:
    shown = repr(service.account)
    assert NIK not in shown
    assert PASSPHRASE not in shown
    assert "sandi" not in shown

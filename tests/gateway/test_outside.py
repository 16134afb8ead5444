"""What is fetched from an address that somebody else chose comes from a public host, over TLS, whole and small."""

import asyncio
import http.server
import json
import ssl
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from joserfc.jwk import ECKey

from services.gateway.clients.key_sets import KeySets
from services.gateway.interop.addresses import is_inside
from services.gateway.questions.outside import FetchFailed, Outside

HOST = "kunci.dinsos.example.id"
KEY = ECKey.generate_key("P-256", {"kid": "satu"})


class Keys(http.server.BaseHTTPRequestHandler):
    """Serves a key set, a redirect inside, and something huge."""

    asked: list[tuple[str, str]] = []  # noqa: RUF012  reset by the fixture

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["Host"]))
        if self.path == "/redirect":
            self.send_response(302)
            self.send_header("Location", "https://169.254.169.254/")
            self.end_headers()
            return
        body = b"x" * 100_000 if self.path == "/huge" else json.dumps({"keys": [KEY.as_dict(private=False)]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Be quiet."""


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    certificate(tmp_path)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Keys)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    Keys.asked.clear()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


def certificate(folder: Path) -> None:
    """A certificate for HOST that stands for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(pem)


def outside(folder: Path, *answers: str, everywhere: bool = True) -> Outside:
    """Fetches with a name server that gives these answers in turn; `everywhere` lets it reach this machine."""
    left = list(answers)

    async def resolver(host: str, port: int) -> Sequence[str]:
        del host, port
        return [left.pop(0)] if left else ["127.0.0.1"]

    forbidden = (lambda _: False) if everywhere else is_inside
    return Outside(
        resolver=resolver, forbidden=forbidden, tls=ssl.create_default_context(cafile=str(folder / "cert.pem"))
    )


def fetch(outside: Outside, url: str) -> bytes:
    return asyncio.run(outside.get(url, most_bytes=64 * 1024))


def test_a_key_set_is_fetched_from_the_host_that_was_named(port: int, tmp_path: Path) -> None:
    found = asyncio.run(KeySets(outside(tmp_path)).fetch(f"https://{HOST}:{port}/jwks"))

    assert list(found) == ["satu"]
    assert Keys.asked == [("/jwks", f"{HOST}:{port}")]


def test_another_hosts_certificate_is_refused(port: int, tmp_path: Path) -> None:
    with pytest.raises(FetchFailed):
        fetch(outside(tmp_path), f"https://lain.example.id:{port}/jwks")


@pytest.mark.parametrize("path", ["/redirect", "/huge"])
def test_a_redirect_is_not_followed_and_what_is_huge_is_left(port: int, tmp_path: Path, path: str) -> None:
    with pytest.raises(FetchFailed):
        fetch(outside(tmp_path), f"https://{HOST}:{port}{path}")


def test_a_name_that_leads_inside_is_not_even_asked(port: int, tmp_path: Path) -> None:
    with pytest.raises(FetchFailed):
        fetch(outside(tmp_path, "127.0.0.1", everywhere=False), f"https://{HOST}:{port}/jwks")

    assert Keys.asked == []


def test_the_name_server_is_asked_once_so_that_its_second_answer_counts_for_nothing(port: int, tmp_path: Path) -> None:
    fetch(outside(tmp_path, "127.0.0.1", "169.254.169.254"), f"https://{HOST}:{port}/jwks")

    assert len(Keys.asked) == 1


@pytest.mark.parametrize("url", ["http://example.id/", "https://u:p@example.id/", "file:///etc/passwd", "https:///x"])
def test_what_is_no_plain_https_address_is_refused(tmp_path: Path, port: int, url: str) -> None:
    with pytest.raises(FetchFailed):
        fetch(outside(tmp_path), url)

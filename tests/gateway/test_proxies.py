"""What proxies tell is believed from ours alone; a certificate is told in one way, and in no other."""

import asyncio
import base64
import hashlib
from typing import Any

import pytest

from services.gateway.web.proxies import Proxies, thumbprint_told

DER = b"\x30\x82 a certificate"
TOLD = b":" + base64.b64encode(DER) + b":"
THUMBPRINT = hashlib.sha256(DER).hexdigest()
OURS, STRANGER = "10.0.0.7", "198.51.100.9"


def seen(peer: str, *, trusted: str = "10.0.0.0/8", tell: bool = True, told: bytes = TOLD) -> tuple[str, str | None]:
    """The address and the thumbprint that the application sees."""
    scopes: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        del receive, send
        scopes.append(scope)

    async def nothing(*_: Any) -> Any:
        """Nobody is read from or written to."""

    headers = [(b"x-forwarded-for", b"203.0.113.5"), (b"client-cert", told)]
    scope = {"type": "http", "client": (peer, 1), "scheme": "http", "headers": headers, "state": {}}
    asyncio.run(Proxies(app, trusted, tell_certificates=tell)(scope, nothing, nothing))
    return scopes[0]["client"][0], scopes[0]["state"]["certificate"]


def test_our_proxy_tells_address_and_certificate() -> None:
    assert seen(OURS) == ("203.0.113.5", THUMBPRINT)


def test_a_stranger_tells_neither() -> None:
    assert seen(STRANGER) == (STRANGER, None)


def test_without_the_setting_no_proxy_tells_of_certificates() -> None:
    assert seen(OURS, tell=False) == ("203.0.113.5", None)


@pytest.mark.parametrize("peer", [OURS, STRANGER, "127.0.0.1"])
def test_without_proxies_nobody_tells_anything(peer: str) -> None:
    assert seen(peer, trusted="") == (peer, None)


@pytest.mark.parametrize("told", [b"", b":", b"::", TOLD[1:], TOLD[:-1], TOLD + b", " + TOLD, b":YQ:", b":a b:", DER])
def test_what_is_not_one_certificate_is_none(told: bytes) -> None:
    assert thumbprint_told([(b"client-cert", told)]) is None


def test_two_certificates_are_none() -> None:
    assert thumbprint_told([(b"client-cert", TOLD), (b"Client-Cert", TOLD)]) is None

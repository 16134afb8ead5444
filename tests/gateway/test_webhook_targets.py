"""A webhook leads to no machine of ours, however its address is written and whatever the name server says later."""

import asyncio
from collections.abc import Sequence
from typing import Any

import httpcore
import pytest

from services.gateway.interop.addresses import OutsideOnly, is_inside
from services.gateway.interop.outcomes import Attempt, Outcome
from services.gateway.interop.post import Letter, Post
from services.gateway.interop.targets import refuse_target
from services.gateway.web.problems import Problem
from tests.gateway.integration.receiver import receiving

SECRET = "whsec_c2VidWFoIGNvbnRvaCByYWhhc2lhIHlhbmcgcGFuamFuZw=="
OUTSIDE = "8.8.8.8"

INSIDE = [
    "127.0.0.1",
    "127.8.9.10",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fd00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2002:a9fe:a9fe::",
    "::127.0.0.1",
]


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_of_the_inside_is_known_for_one(address: str) -> None:
    assert is_inside(address)


@pytest.mark.parametrize("address", [OUTSIDE, "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_an_address_of_the_internet_is_none(address: str) -> None:
    assert not is_inside(address)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]"],
)
def test_nothing_is_sent_inside_however_it_is_written(host: str) -> None:
    with receiving() as receiver:
        port = receiver.url.rpartition(":")[2]

        attempt = _send(Post(inside=False), f"https://{host}:{port}/hook")

        assert attempt.outcome is Outcome.ALAMAT_DITOLAK
        assert receiver.taken == []


def test_without_tls_nothing_is_sent() -> None:
    assert _send(Post(inside=False), "http://opd.example.id/hook").outcome is Outcome.ALAMAT_DITOLAK


def test_the_sandbox_may_send_to_its_own_machine() -> None:
    with receiving() as receiver:
        assert _send(Post(inside=True), f"{receiver.url}/hook").outcome is Outcome.TERKIRIM


@pytest.mark.parametrize("addresses", [["10.0.0.1"], [OUTSIDE, "10.0.0.1"], ["::1", "2606:4700::1111"]])
def test_a_name_with_any_address_of_the_inside_is_refused(addresses: list[str]) -> None:
    post = Post(inside=False, backend=OutsideOnly(resolve=_names([addresses]), inner=_Connections()))

    assert _send(post, "https://opd.example.id/hook").outcome is Outcome.ALAMAT_DITOLAK


def test_a_name_server_that_changes_its_mind_cannot_lead_inside() -> None:
    """The address that was checked is the one that is connected to: the name is not looked up a second time."""
    connections = _Connections()
    post = Post(inside=False, backend=OutsideOnly(resolve=_names([[OUTSIDE], ["127.0.0.1"]]), inner=connections))

    attempt = _send(post, "https://opd.example.id/hook")

    assert attempt.outcome is Outcome.TIDAK_TERJANGKAU
    assert connections.made == [(OUTSIDE, 443)]


@pytest.mark.parametrize(
    ("url", "kode"),
    [
        ("http://opd.example.id/hook", "https_wajib"),
        ("https://127.0.0.1/hook", "alamat_di_dalam"),
        ("https://10.1.2.3:8443/hook", "alamat_di_dalam"),
        ("https://localhost/hook", "alamat_di_dalam"),
        ("https://2130706433/hook", "alamat_di_dalam"),
        ("https://gateway-web/hook", "alamat_di_dalam"),
        ("https://opd.example.id:0/hook", "alamat_tidak_sah"),
        ("https://opd.example.id:70000/hook", "alamat_tidak_sah"),
    ],
)
def test_a_target_that_can_be_none_is_refused_when_it_is_asked_for(url: str, kode: str) -> None:
    with pytest.raises(Problem) as refused:
        refuse_target(url, inside=False)

    assert (refused.value.kode, refused.value.galat[0].lokasi) == (kode, "/url")


def test_a_target_on_the_internet_is_taken() -> None:
    refuse_target("https://opd.example.id:8443/terpadu?kunci=1", inside=False)


def _send(post: Post, url: str) -> Attempt:
    async def send() -> Attempt:
        try:
            return await post.send(Letter(url, "1", "{}", [SECRET]))
        finally:
            await post.close()

    return asyncio.run(send())


def _names(answers: Sequence[list[str]]) -> Any:
    told = iter(answers)

    async def resolve(host: str, port: int) -> list[str]:
        return next(told)

    return resolve


class _Connections(httpcore.AsyncNetworkBackend):
    """Notes where a connection is wanted to, and makes none."""

    def __init__(self) -> None:
        self.made: list[tuple[str, int]] = []

    async def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        self.made.append((host, port))
        raise httpcore.ConnectError

"""The kit for agencies: what it sends again and what not, what it takes for genuine, and that its models are ours."""

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from local.custody import PROJECT

SDK = PROJECT / "docs/sdk"
sys.path.insert(0, str(SDK))

from terpadu_opd import AsyncClient, Client, NotGenuine, Refused, Unreachable, calls, kit, open_webhook  # noqa: E402
from terpadu_opd.models import VerifikasiKependudukan  # noqa: E402

SECRET = "whsec_c2VidWFoIGNvbnRvaCByYWhhc2lhIHlhbmcgcGFuamFuZw=="
ASKED = VerifikasiKependudukan(tujuan="t", dasar_hukum="d", nik="3277010101909001", nama="BUDI")
TOKEN = httpx.Response(200, json={"access_token": "satu", "token_type": "Bearer", "expires_in": 600, "scope": ""})
FOUND = httpx.Response(200, json={"nik": "SESUAI", "nama": "TIDAK_SESUAI"})
BUSY = httpx.Response(503, headers={"retry-after": "0"}, json={})
Answer = httpx.Response | Exception


class City:
    """Answers in turn, and keeps what it was asked."""

    def __init__(self, *answers: Answer) -> None:
        self.asked: list[httpx.Request] = []
        self._answers = iter(answers)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = next(self._answers)
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)


def blocking(city: City, call: Callable[..., Any], *arguments: Any) -> Any:
    with Client("http://kota", "a", "b", http=httpx.Client(transport=httpx.MockTransport(city))) as client:
        client.session.first_pause = 0
        return client.do(call, *arguments)


def awaited(city: City, call: Callable[..., Any], *arguments: Any) -> Any:
    async def run() -> Any:
        http = httpx.AsyncClient(transport=httpx.MockTransport(city))
        async with AsyncClient("http://kota", "a", "b", http=http) as client:
            client.session.first_pause = 0
            return await client.do(call, *arguments)

    return asyncio.run(run())


both = pytest.mark.parametrize("do", [blocking, awaited])


@both
def test_a_call_gets_its_token_and_then_its_answer(do: Callable[..., Any]) -> None:
    city = City(TOKEN, FOUND)

    assert do(city, calls.verify_resident, ASKED).nama == "TIDAK_SESUAI"

    assert [request.url.path for request in city.asked] == ["/oauth2/token", "/v1/kependudukan/verifikasi"]
    assert city.asked[1].headers["authorization"] == "Bearer satu"
    assert set(json.loads(city.asked[1].content)) == {"tujuan", "dasar_hukum", "nik", "nama"}


@both
@pytest.mark.parametrize("trouble", [BUSY, httpx.ConnectError("x"), httpx.ReadTimeout("x")])
def test_a_write_is_sent_again_under_the_same_key(do: Callable[..., Any], trouble: Answer) -> None:
    done = httpx.Response(202, json={"acara_id": "a"})
    city = City(TOKEN, trouble, trouble, done)

    assert do(city, calls.send_test, "s") == "a"

    keys = {request.headers["idempotency-key"] for request in city.asked[1:]}
    assert (len(city.asked), len(keys)) == (4, 1)


@both
def test_a_token_that_is_no_longer_taken_is_renewed_once(do: Callable[..., Any]) -> None:
    unauthorized = httpx.Response(401, json={})

    assert do(City(TOKEN, unauthorized, TOKEN, FOUND), calls.verify_resident, ASKED).nik == "SESUAI"
    with pytest.raises(Refused):
        do(City(TOKEN, unauthorized, TOKEN, unauthorized), calls.verify_resident, ASKED)


@both
def test_a_refusal_says_its_code_and_the_place_of_each_fault_and_is_not_sent_again(do: Callable[..., Any]) -> None:
    problem = {
        "type": "urn:x",
        "title": "x",
        "status": 422,
        "detail": "x",
        "kode": "nik_tidak_sah",
        "galat": [{"lokasi": "/nik", "kode": "nik_tidak_sah", "pesan": "x"}],
        "correlation_id": "c",
    }

    with pytest.raises(Refused) as refused:
        do(City(TOKEN, httpx.Response(422, json=problem)), calls.verify_resident, ASKED)

    assert (refused.value.kode, refused.value.galat[0].lokasi, refused.value.correlation_id) == (
        "nik_tidak_sah",
        "/nik",
        "c",
    )


@both
def test_a_city_that_stays_away_is_given_up(do: Callable[..., Any]) -> None:
    with pytest.raises(Unreachable):
        do(City(TOKEN, *[httpx.ConnectError("x")] * 4), calls.verify_resident, ASKED)
    with pytest.raises(Refused):
        do(City(TOKEN, *[BUSY] * 4), calls.verify_resident, ASKED)


def test_what_is_genuine_is_opened_and_all_else_is_not() -> None:
    for check in kit.checks(SECRET):
        try:
            open_webhook(check.letter.body, check.letter.headers, "whsec_c2VidWFoIHJhaGFzaWEgbGFtYSB5YW5n", SECRET)
            opened = True
        except NotGenuine:
            opened = False
        assert opened == check.taken, check.says


@pytest.mark.parametrize("body", [b"\xff\xfe", b"[]", b"null"])
def test_a_body_that_is_no_event_is_refused_without_a_stumble(body: bytes) -> None:
    letter = next(iter(kit.checks(SECRET))).letter

    with pytest.raises(NotGenuine):
        open_webhook(body, letter.headers, SECRET)


def test_the_kit_passes_a_good_receiver_and_fails_one_that_believes_everything() -> None:
    said: list[str] = []
    with _receiver(believes=False) as url:
        assert kit.run(url, SECRET, said.append)
    with _receiver(believes=True) as url:
        assert not kit.run(url, SECRET, said.append)
    assert sum(line.startswith("FAILED") for line in said) == 6


def test_the_models_are_those_of_the_published_contract(tmp_path: Path) -> None:
    made = tmp_path / "models.py"
    subprocess.run([SDK / "generate.sh", made], check=True, capture_output=True)

    assert made.read_text() == (SDK / "terpadu_opd/models.py").read_text(), "run: docs/sdk/generate.sh"


@contextmanager
def _receiver(*, believes: bool) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            try:
                open_webhook(body, dict(self.headers), SECRET)
                status = 204
            except NotGenuine:
                status = 204 if believes else 401
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/hook"
        server.shutdown()
        thread.join()

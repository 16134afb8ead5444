"""What is slow, huge or no HTTP at all is ended in time, and everyone else is served meanwhile."""

import socket
import time

import pytest

from tests.gateway.integration.town import Town
from tests.gateway.reports import report


def said(town: Town, *parts: bytes, wait: float = 0.0) -> bytes:
    """What comes back for bytes on a bare connection, until it is closed or a few seconds have passed."""
    host, port = town.url.removeprefix("http://").split(":")
    answer = b""
    with socket.create_connection((host, int(port)), timeout=15) as connection:
        try:
            for part in parts:
                connection.sendall(part)
                time.sleep(wait)
            connection.shutdown(socket.SHUT_WR)
            while chunk := connection.recv(65536):
                answer += chunk
        except (ConnectionError, TimeoutError):
            pass
    return answer


def test_an_endless_head_is_ended(town: Town) -> None:
    parts = [b"GET / HTTP/1.1\r\nHost: x\r\n", *[b"X-Pad: " + b"x" * 60_000 + b"\r\n" for _ in range(20)]]

    answer = said(town, *parts)

    assert answer == b"" or answer.startswith(b"HTTP/1.1 431")


def test_a_large_head_is_refused(town: Town) -> None:
    answer = town.http.get("/v1/saya", headers={"X-Pad": "x" * 40_000})

    assert (answer.status_code, answer.json()["kode"]) == (431, "kepala_terlalu_besar")


@pytest.mark.parametrize(
    "request_",
    [
        b"nonsense\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
        b"GET /livez HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"POST /livez HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET /livez HTTP/1.1\r\nHost: x\r\nA: b\r\n folded\r\n\r\n",
        b"GET /livez HTTP/1.1\nHost: x\n\n",
    ],
    ids=["nonsense", "version", "two lengths", "length and chunks", "folded", "bare line feeds"],
)
def test_what_is_not_quite_http_is_never_an_error_of_ours(town: Town, request_: bytes) -> None:
    answer = said(town, request_)

    assert not answer.startswith(b"HTTP/1.1 5")
    assert answer.count(b"HTTP/1.1 ") <= 1


def test_a_request_cannot_be_hidden_behind_another(town: Town) -> None:
    smuggled = b"POST /livez HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"

    answer = said(town, smuggled + b"0\r\n\r\nGET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n")

    assert b"openapi" not in answer


def test_others_are_served_while_someone_is_slow(town: Town) -> None:
    host, port = town.url.removeprefix("http://").split(":")
    slow = [socket.create_connection((host, int(port))) for _ in range(50)]
    try:
        for one in slow:
            one.sendall(b"POST /v1/kelahiran HTTP/1.1\r\nHost: x\r\n")
        started = time.monotonic()
        assert town.http.get("/livez").status_code == 200
        assert time.monotonic() - started < 2
        slow[0].settimeout(14)
        assert slow[0].recv(100).startswith(b"HTTP/1.1 408")
    finally:
        for one in slow:
            one.close()


def test_unknown_paths_and_methods_are_problems_too(town: Town) -> None:
    for method, path, status in (
        ("GET", "/tidak/ada", 404),
        ("DELETE", "/v1/kelahiran", 405),
        ("GET", "/tidak//ada", 404),
        ("GET", "/%00", 404),
    ):
        answer = town.http.request(method, path)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["correlation_id"] == answer.headers["x-correlation-id"]


def test_counts_are_there_for_operators_and_name_no_one(town: Town) -> None:
    number = town.accepted()
    town.http.get(f"/v1/permohonan/{number}", headers=town.citizen())

    text = town.http.get("/metrics").text

    assert 'terpadu_http_answers_total{method="POST",route="/v1/kelahiran",status="202"}' in text
    assert number not in text


def test_a_database_that_is_away_is_told_and_healed_without_a_restart(own_town: Town) -> None:
    who = own_town.citizen()
    own_town.accepted(who)

    own_town.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'gateway%%'")

    assert own_town.post("/v1/kelahiran", report(), who).status_code == 202


def test_a_table_that_is_locked_too_long_is_a_clear_answer(own_town: Town) -> None:
    who = own_town.citizen()
    with own_town.database.transaction() as connection:
        connection.execute("LOCK TABLE application IN ACCESS EXCLUSIVE MODE")
        answer = own_town.post("/v1/kelahiran", report(), who)

    assert answer.status_code in (409, 503)
    assert answer.json()["kode"] in ("sedang_diproses", "sementara_tidak_tersedia")
    assert "retry-after" in answer.headers
    assert own_town.post("/v1/kelahiran", report(), who).status_code == 202

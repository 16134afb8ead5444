"""Agencies may flood the gateway: citizens' applications go on, and no address guesses without end."""

import statistics
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import httpx

from services.gateway.limits.addresses import FAILURES_OF_ONE, MISSES
from tests.gateway.double import Reply
from tests.gateway.integration.town import Town
from tests.gateway.reports import FATHER, Json, report

PATH = "/v1/kependudukan/verifikasi"
QUESTION = {"tujuan": "Penyaluran bantuan sosial 2026", "dasar_hukum": "PKS 470/12/2026", "nik": FATHER}


def flood(town: Town, who: Json, stop: threading.Event, seen: Counter[int]) -> None:
    """One of many connections that ask as fast as they are answered, and faster than the register answers."""
    with httpx.Client(base_url=town.url, timeout=20, trust_env=False) as http:
        while not stop.is_set():
            seen[http.post(PATH, json=QUESTION, headers=who).status_code] += 1


def test_citizens_applications_go_on_while_agencies_flood(own_town: Town) -> None:
    own_town.dukcapil.replies["/internal/kependudukan/verifikasi"] = Reply.json(
        {"hasil": [{"nik": "SESUAI"}]}, seconds=0.3
    )
    agencies = [own_town.client(f"opd-banjir-{number}", ["kependudukan:verifikasi"]) for number in range(3)]
    citizen = own_town.citizen()
    own_town.accepted(citizen)
    stop, seen = threading.Event(), Counter[int]()
    with ThreadPoolExecutor(40) as threads:
        for number in range(40):
            threads.submit(flood, own_town, agencies[number % 3], stop, seen)
        try:
            time.sleep(2)
            times = []
            for _ in range(20):
                started = time.monotonic()
                assert own_town.post("/v1/kelahiran", report(), citizen).status_code == 202
                times.append(time.monotonic() - started)
        finally:
            stop.set()

    assert seen[200] > 0
    assert seen[503] > 0
    assert set(seen) <= {200, 429, 503}
    assert statistics.median(times) < 0.5
    assert max(times) < 2


def test_secrets_cannot_be_guessed_for_long(own_town: Town) -> None:
    own_town.add_client("opd-sasaran", "OPD", [])
    form = {"grant_type": "client_credentials", "client_id": "opd-sasaran", "client_secret": "salah"}

    answers = [own_town.http.post("/oauth2/token", data=form) for _ in range(FAILURES_OF_ONE + 1)]

    assert [each.status_code for each in answers] == [401] * FAILURES_OF_ONE + [429]
    assert int(answers[-1].headers["retry-after"]) >= 1


def test_codes_of_documents_cannot_be_searched_for_long(own_town: Town) -> None:
    answers = [own_town.http.get(f"/v1/verifikasi/X{number:04}") for number in range(MISSES + 1)]

    assert [each.status_code for each in answers] == [200] * MISSES + [429]
    assert '"alamat";q=' in answers[0].headers["ratelimit-policy"]


def test_a_compressed_body_is_not_opened(town: Town) -> None:
    headers = town.citizen() | {"Content-Encoding": "gzip", "Content-Type": "application/json"}

    refused = town.http.post("/v1/kelahiran", content=b"\x1f\x8b", headers=headers | {"Idempotency-Key": "x"})

    assert (refused.status_code, refused.json()["kode"]) == (415, "isi_terkompresi")

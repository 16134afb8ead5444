"""Whoever watches an application hears of each step as it happens, and can come back where they left."""

import json
import threading
import time
from collections.abc import Iterator

import httpx

from contracts.dukcapil import events as dukcapil
from contracts.perizinan import events as perizinan
from tests.gateway.integration.town import Town
from tests.gateway.reports import Json


def events(answer: httpx.Response) -> Iterator[Json]:
    """The events of a stream; comments are left out."""
    found: Json = {}
    for line in answer.iter_lines():
        if not line and "event" in found:
            yield {**found, "data": json.loads(found["data"])}
            found = {}
        elif line and not line.startswith(":"):
            name, _, value = line.partition(": ")
            found[name] = value


def watch(town: Town, number: str, after: str | None = None) -> list[Json]:
    """All events until the stream ends."""
    headers = town.citizen() | ({"Last-Event-ID": after} if after else {})
    with town.http.stream("GET", f"/v1/permohonan/{number}/acara", headers=headers, timeout=30) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        return list(events(answer))


def test_steps_are_told_as_they_happen_and_the_stream_ends_with_the_application(town: Town) -> None:
    number = town.accepted(paket="AKTA")
    times: list[float] = []

    def go_on() -> None:
        time.sleep(0.5)
        for status, source in (("VERIFIKASI", perizinan), ("TERBIT", perizinan)):
            town.step(number, status, source)
            times.append(time.monotonic())
            time.sleep(0.2)
        town.document(perizinan, number, "AKTA_KELAHIRAN")
        town.step(number, "SELESAI", dukcapil)

    worker = threading.Thread(target=go_on)
    worker.start()
    started = time.monotonic()
    heard = watch(town, number)
    took = time.monotonic() - started
    worker.join()

    steps = [event["data"]["status"] for event in heard if event["event"] == "langkah"]
    assert steps == ["DIAJUKAN", "VERIFIKASI", "TERBIT", "SELESAI"]
    assert [event["data"][0]["jenis"] for event in heard if event["event"] == "dokumen"] == ["AKTA_KELAHIRAN"]
    assert heard[-1] == {"event": "akhir", "data": {"nomor": number, "status": "SELESAI"}}
    assert took < 4  # woken by notices: looking every five seconds would take longer


def test_who_comes_back_hears_only_what_is_new(town: Town) -> None:
    number = town.accepted()
    town.step(number, "VERIFIKASI", perizinan)
    town.step(number, "DITOLAK", perizinan)
    first = [event for event in watch(town, number) if event["event"] == "langkah"]

    again = [event for event in watch(town, number, after=first[1]["id"]) if event["event"] == "langkah"]

    assert [event["data"]["status"] for event in again] == ["DITOLAK"]


def test_an_id_that_is_no_number_begins_from_the_start(town: Town) -> None:
    number = town.accepted()
    town.step(number, "DIBATALKAN", perizinan)

    assert len(watch(town, number, after="abc")) == 3


def test_a_stream_lets_the_process_stop(own_town: Town) -> None:
    number = own_town.accepted()
    with own_town.http.stream("GET", f"/v1/permohonan/{number}/acara", headers=own_town.citizen()) as answer:
        assert answer.status_code == 200  # the fixture now stops the process, and would wait fifteen seconds at most

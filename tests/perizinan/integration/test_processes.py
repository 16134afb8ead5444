"""perizinan's real processes on a real broker: facts come in by their queues, questions by the internal doors."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pika
import psycopg
import pytest
from joserfc.jwk import ECKey
from psycopg.rows import dict_row

from chassis.broker import declare, parameters
from chassis.database import uuid7
from chassis.documents.authority import Official, ensure_signer
from chassis.tokens import Minter
from contracts.envelope import Envelope, EventData, dataschema, sequence_text
from contracts.topology import EXCHANGE
from tests.conftest import UrlOf
from tests.perizinan.births import child, decision, notice, number, report, reported, told_child, verified

BORN = datetime.now(UTC) - timedelta(days=1)
OURS = {"anak": [child(waktu_lahir=BORN)]}
PATIENCE_SECONDS = 30


class Suite:
    """Worker, document worker and relay of perizinan."""

    def __init__(self, database_url: str, amqp_url: str, folder: Path) -> None:
        self.database_url, self.amqp_url, self.folder = database_url, amqp_url, folder
        self._processes: list[subprocess.Popen[bytes]] = []
        key = ECKey.generate_key("P-256")
        (folder / "private.json").write_text(json.dumps(key.as_dict(private=True)))
        (folder / "public.json").write_text(json.dumps(key.as_dict(private=False)))
        self._minter = Minter(folder / "private.json")
        official = Official("3277", "Drs. Rekaan Wirasasmita, M.Si.", "197001011995031001", "Kota Cimahi")
        ensure_signer(folder / "signing", official, now=datetime.now(UTC))
        with pika.BlockingConnection(parameters(amqp_url, name="test")) as connection:
            declare(connection.channel())
        ports = [self._start(*command) for command in COMMANDS]
        for port in ports:
            eventually(lambda port=port: _is_ready(port), said=(folder / "log").read_text)
        self.url = f"http://127.0.0.1:{ports[0]}"

    def tell(self, *facts: EventData) -> None:
        """Put facts on the exchange as their producers' relays would."""
        with pika.BlockingConnection(parameters(self.amqp_url, name="test")) as connection:
            for fact in facts:
                connection.channel().basic_publish(EXCHANGE, fact.type, _message(fact))

    def ask(self, method: str, path: str, **request: Any) -> httpx.Response:
        """Knock at an internal door as the gateway does."""
        headers = {"Authorization": f"Bearer {self._minter.token('perizinan')}"}
        return httpx.request(method, self.url + path, headers=headers, timeout=5, **request)

    def row(self, query: str) -> dict[str, Any] | None:
        with psycopg.connect(self.database_url, row_factory=dict_row) as connection:
            return connection.execute(query).fetchone()

    def close(self) -> None:
        for process in self._processes:
            process.kill()
            process.wait()

    def _start(self, *command: str) -> int:
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        settings = {
            "SERVICE": "perizinan",
            "DATABASE_URL": self.database_url,
            "AMQP_URL": self.amqp_url,
            "HTTP_ADDRESS": f"127.0.0.1:{port}",
            "PUBLIC_URL": "https://terpadu.example",
            "INTERNAL_PUBLIC_KEY": str(self.folder / "public.json"),
            "STORAGE_URL": f"file://{self.folder}/documents",
            "SIGNING_DIR": str(self.folder / "signing"),
        }
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *command], env={**os.environ, **settings}, stdout=log, stderr=subprocess.STDOUT
            )
        self._processes.append(process)
        return port


COMMANDS = (("services.perizinan", "worker"), ("services.perizinan", "documents"), ("chassis.relay",))


def eventually(check: Callable[[], Any], *, said: Callable[[], str] = str) -> Any:
    """The first true answer of `check`, or a failure when none comes in time."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while not (found := check()):
        assert time.monotonic() < give_up, said()
        time.sleep(0.05)
    return found


def _is_ready(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/readyz").status_code == 200
    except httpx.HTTPError:
        return False


def _message(fact: EventData) -> bytes:
    envelope = Envelope(
        id=uuid7(),
        source=f"/terpadu/{fact.type.partition('.')[0]}",
        type=fact.type,
        subject=number(1),
        time=datetime.now(UTC),
        dataschema=dataschema(fact.type),
        correlationid=uuid7(),
        sequence=sequence_text(1),
        data=fact.model_dump(mode="json"),
    )
    return envelope.model_dump_json().encode()


@pytest.fixture
def suite(database_url_for: UrlOf, amqp_url: str, tmp_path: Path) -> Iterator[Suite]:
    suite = Suite(database_url_for("perizinan"), amqp_url, tmp_path)
    yield suite
    suite.close()


def test_facts_on_the_broker_become_a_deed_that_the_doors_hand_out(suite: Suite) -> None:
    told = notice(anak=[told_child(waktu_lahir=BORN)])
    # In no useful order: what comes too early is tried again.
    suite.tell(verified(), told, reported(at=datetime.now(UTC), **OURS))
    deed = eventually(lambda: suite.row("SELECT dokumen_id, sha256, ukuran FROM deed WHERE keadaan = 'TERBIT'"))
    answer = suite.ask("GET", f"/internal/dokumen/{deed['dokumen_id']}")
    assert answer.headers["content-type"] == "application/pdf"
    assert len(answer.content) == deed["ukuran"]
    status = suite.ask("GET", f"/internal/permohonan/{number(1)}").json()
    assert status["status"] == "TERBIT"
    eventually(lambda: suite.row("SELECT count(*) AS n FROM outbox WHERE sent_at IS NULL") == {"n": 0})


def test_every_door_answers_and_refuses_in_the_contracts_words(suite: Suite) -> None:
    suite.tell(reported(at=datetime.now(UTC), **OURS), verified())
    eventually(lambda: suite.row("SELECT nomor FROM birth_file WHERE status = 'MENUNGGU_PETUGAS'"))
    faulty = report(anak=[child(nama="H AHMAD", waktu_lahir=BORN)]).model_dump(mode="json") | {"kota": "3277"}
    found = suite.ask("POST", "/internal/kelahiran/periksa", json=faulty).json()
    assert [fault["kode"] for fault in found["galat"]] == ["nama_bergelar"]
    queue = suite.ask("GET", "/internal/antrian", params={"kota": "3277", "peran": "PETUGAS_VERIFIKASI"}).json()
    assert [file["nomor"] for file in queue["berkas"]] == [number(1)]
    file = suite.ask("GET", f"/internal/berkas/{number(1)}").json()
    assert file["laporan"]["anak"][0]["nama"] == "SITI NUR AISYAH"
    for path, status, code in (
        (f"/internal/berkas/{number(2)}", 404, "berkas_tidak_ditemukan"),
        (f"/internal/permohonan/{number(2)}", 404, "berkas_tidak_ditemukan"),
        (f"/internal/dokumen/{uuid7()}", 404, "dokumen_tidak_ditemukan"),
        ("/internal/dokumen/..", 404, "dokumen_tidak_ditemukan"),
        ("/internal/antrian?peran=KEPALA_DINAS&setelah=x", 422, "kursor_tidak_sah"),
    ):
        answer = suite.ask("GET", path)
        assert answer.status_code == status, path
        if answer.headers["content-type"] == "application/problem+json":
            assert answer.json()["kode"] == code
    assert httpx.get(f"{suite.url}/internal/berkas/{number(1)}").status_code == 401
    door = f"/internal/berkas/{number(1)}/periksa-putusan"
    for officer, verdict in (({}, 200), ({"role": "KEPALA_DINAS"}, 403), ({"city": "3274"}, 404)):
        asked = decision(**officer).model_dump(mode="json")
        assert suite.ask("POST", door, json=asked).status_code == verdict

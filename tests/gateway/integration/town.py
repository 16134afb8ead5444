"""A gateway process on a database of its own, the callers who use it, and the facts that services tell it."""

import itertools
import json
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from psycopg.types.json import Json as Column

from chassis.database import Database, uuid7
from chassis.documents.authority import Official, ensure_signer
from chassis.documents.code import new_code
from chassis.inbox import Event
from contracts.dukcapil import events as dukcapil
from contracts.envelope import Envelope, EventData, dataschema, sequence_text
from contracts.gateway.api import VerifikasiKependudukan
from contracts.types import StatusPermohonan
from local.custody import PROJECT
from local.databases import ServiceDatabase
from services.gateway.access.clients import HASHER
from services.gateway.access.keys import AUDIT_PUBLIC, INTERNAL, PSEUDONYM, TOKENS, WEBHOOKS, make_keys
from services.gateway.access.tokens import Tokens
from services.gateway.audit.pseudonyms import Pseudonyms
from services.gateway.demo.identities import ENSURE_ACCOUNT, demo_subject
from services.gateway.registry import Registry
from services.gateway.tracking.follow import follow
from tests.gateway.double import Double
from tests.gateway.reports import FACILITY, FATHER, Json, report

# A family card's number, or a NIK, as its owner may see it.
WHOLE = "3277010101180001"

SECRET = "rahasia-klien-untuk-uji"


@dataclass(frozen=True)
class Neighbours:
    """The doors that the gateway asks."""

    perizinan: Double
    dukcapil: Double
    pajak: Double

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PERIZINAN_URL": self.perizinan.url,
            "DUKCAPIL_URL": self.dukcapil.url,
            "PAJAK_URL": self.pajak.url,
        }


@dataclass
class Town:
    """What a test needs of a running gateway."""

    url: str
    database: Database
    http: httpx.Client
    tokens: Tokens
    perizinan: Double
    dukcapil: Double
    pajak: Double
    folder: Path
    database_url: str
    app_url: str = ""
    sequence: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def citizen(self, nik: str = FATHER) -> Json:
        """The headers of a citizen; the account is made when there is none."""
        with self.database.transaction() as connection:
            connection.execute(ENSURE_ACCOUNT, (demo_subject(nik), nik, "BUDI SANTOSO"))
        return bearer(self.tokens.mint(demo_subject(nik), "WARGA", seconds=600, demo=True))

    def officer(self, role: str = "PETUGAS_VERIFIKASI", city: str = "3277") -> Json:
        """The headers of an officer with this role."""
        identity = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{role}{city}"))
        with self.database.transaction() as connection:
            connection.execute(
                "INSERT INTO officer (id, nama, peran, kota) VALUES (%s, 'ANI', %s, %s) ON CONFLICT DO NOTHING",
                (identity, role, city),
            )
        return bearer(self.tokens.mint(identity, "PETUGAS", seconds=600, demo=True))

    def add_client(self, client_id: str, kind: str, scopes: list[str], facility: str | None = None) -> None:
        """Let a client in, with SECRET."""
        with self.database.transaction() as connection:
            if facility:
                connection.execute(
                    "INSERT INTO facility (kode, nama, jenis, kota) VALUES (%s, 'RS', 'RUMAH_SAKIT', '3277')"
                    " ON CONFLICT DO NOTHING",
                    (facility,),
                )
            connection.execute(
                "INSERT INTO client (client_id, nama, jenis, faskes, cakupan)"
                " VALUES (%s, 'KLIEN', %s, %s, %s) ON CONFLICT DO NOTHING",
                (client_id, kind, facility, scopes),
            )
            if connection.execute("SELECT 1 FROM client_secret WHERE client_id = %s", (client_id,)).fetchone():
                return
            connection.execute(
                "INSERT INTO client_secret (client_id, hash) VALUES (%s, %s)", (client_id, HASHER.hash(SECRET))
            )
        if kind == "OPD":
            self.agree(client_id)

    def agree(self, client_id: str, **changes: Any) -> None:
        """Let an agreement be in force for a client; `changes` are columns."""
        today = datetime.now(UTC).date()
        columns = {
            "id": uuid7(),
            "client_id": client_id,
            "nomor_pks": "470/12/2026",
            "berlaku_dari": today - timedelta(days=30),
            "berlaku_sampai": today + timedelta(days=300),
            "isian": [*VerifikasiKependudukan.model_fields.keys() - {"tujuan", "dasar_hukum"}],
            "tujuan": Column([{"tujuan": "Penyaluran bantuan sosial 2026", "dasar_hukum": "PKS 470/12/2026"}]),
            "alamat_ip": [],
            "decided_by": "uji",
        } | changes
        names = ", ".join(columns)
        places = ", ".join(["%s"] * len(columns))
        with self.database.transaction() as connection:
            connection.execute(f"INSERT INTO client_agreement ({names}) VALUES ({places})", [*columns.values()])

    def client(self, client_id: str, scopes: list[str], facility: str | None = None) -> Json:
        """The headers of a client that has fetched its token."""
        self.add_client(client_id, "FASKES" if facility else "OPD", scopes, facility)
        form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": SECRET}
        return bearer(self.http.post("/oauth2/token", data=form).raise_for_status().json()["access_token"])

    def hospital(self) -> Json:
        """The headers of the facility of the usual report."""
        return self.client("faskes-f3277001", ["kelahiran:lapor", "kelahiran:beritahu"], FACILITY)

    def post(self, path: str, body: object, headers: Json, key: str | None = None) -> httpx.Response:
        """A write, with a key of its own unless one is given."""
        return self.http.post(path, json=body, headers=headers | {"Idempotency-Key": key or str(uuid.uuid4())})

    def accepted(self, headers: Json | None = None, **changes: Any) -> str:
        """The number of a report that was just accepted."""
        answer = self.post("/v1/kelahiran", report(**changes), headers or self.citizen())
        assert answer.status_code == 202, answer.text
        return str(answer.json()["nomor"])

    def tell(self, data: EventData, *, sequence: int | None = None, event_id: uuid.UUID | None = None) -> None:
        """Let the worker take what a service tells, as its subscription does: once, in one transaction."""
        event = _event(data, sequence or next(self.sequence), event_id or uuid7())
        registry = Registry(self.database, "gateway")
        with registry.effect(event):
            follow(registry, event)

    def step(self, number: str, status: str, source: Any, *, sequence: int | None = None, **more: Any) -> None:
        """An application takes a step; `source` is the events module of the service that tells it."""
        told = {"nomor": number, "status": StatusPermohonan(status), "pada": datetime.now(UTC), "oleh": "SISTEM"}
        self.tell(source.PermohonanBerubahStatus(**{**told, **more}), sequence=sequence)

    def document(self, source: Any, number: str | None, kind: str, **more: Any) -> Json:
        """A document is issued; what was told of it."""
        told = {
            "dokumen_id": str(uuid7()),
            "nomor_permohonan": number,
            "jenis": kind,
            "nomor_tersamar": "3277********0001",
            "nama_tersamar": "S*** N** A******",
            "kode_verifikasi": new_code(),
            "sha256": uuid.uuid4().hex * 2,
            "ukuran": 1000,
            "tanggal_terbit": datetime.now(UTC).date(),
            "penanda_tangan": "Kepala Dinas",
        } | more
        self.tell(source.DokumenTerbit(**told))
        if number and source is dukcapil:
            self._card(number, kind, told["dokumen_id"])
        return told

    def _card(self, number: str, kind: str, document_id: str) -> None:
        """What dukcapil tells besides of a card: its whole number, for its owner."""
        if kind == "KARTU_KELUARGA":
            fact: EventData = dukcapil.KkTerbit(nomor=number, nomor_kk=WHOLE, versi=2, dokumen_id=document_id)
        else:
            until = datetime.now(UTC).date()
            fact = dukcapil.KiaTerbit(nomor=number, nik=WHOLE, dokumen_id=document_id, berlaku_sampai=until)
        self.tell(fact)

    def pseudonym(self, nik: str) -> bytes:
        """By what a person stands in the ledger."""
        return Pseudonyms.load(self.folder / "keys" / PSEUDONYM).of_subject(nik)

    def count(self, table: str, where: str = "true", *values: object) -> int:
        """How many rows there are."""
        with self.database.connection() as connection:
            row = connection.execute(f"SELECT count(*) AS n FROM {table} WHERE {where}", values).fetchone()
        return int(row["n"]) if row else 0

    def rows(self, query: str, *values: object) -> list[Json]:
        """What stands in the database."""
        with self.database.connection() as connection:
            return [dict(row) for row in connection.execute(query, values).fetchall()]

    def wait_for_rows(self, query: str, *values: object, within: float = 15) -> None:
        """Return once the database has what is asked for."""
        until = time.monotonic() + within
        while not self.rows(query, *values):
            assert time.monotonic() < until, query
            time.sleep(0.02)


@contextmanager
def running(
    database: ServiceDatabase, folder: Path, port: int, neighbours: Neighbours, **settings: str
) -> Iterator[Town]:
    """A gateway from its start until it was told to stop; `settings` beside the usual ones."""
    make_keys(folder / "keys")
    ensure_signer(folder / "signing", Official("3277", "Pejabat Uji", "0" * 18, "Kota Uji"), now=datetime.now(UTC))
    url = f"http://127.0.0.1:{port}"
    log = (folder / "web.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "services.gateway", "web"],
        cwd=PROJECT,
        env=os.environ | environment_of(database, folder, url) | neighbours.environment | settings,
        stderr=log,
    )
    with log, httpx.Client(base_url=url, timeout=20, trust_env=False) as client:
        opened = Database(database.app_url, max_size=4)
        opened.open()
        try:
            _wait_until_ready(client, process)
            tokens = Tokens.load(folder / "keys" / TOKENS, address=url, demo=True)
            doubles = (neighbours.perizinan, neighbours.dukcapil, neighbours.pajak)
            yield Town(url, opened, client, tokens, *doubles, folder, database.migrator_url, database.app_url)
        finally:
            opened.close()
            process.terminate()
            process.wait(15)


def environment_of(database: ServiceDatabase, folder: Path, url: str) -> dict[str, str]:
    """The settings of a web process."""
    return {
        "DATABASE_URL": database.app_url,
        "HTTP_ADDRESS": url.removeprefix("http://"),
        "PUBLIC_URL": url,
        "CITY": "3277",
        "TOKEN_KEY": str(folder / "keys" / TOKENS),
        "PSEUDONYM_KEY": str(folder / "keys" / PSEUDONYM),
        "AUDIT_PUBLIC_KEY": str(folder / "keys" / AUDIT_PUBLIC),
        "INTERNAL_KEY": str(folder / "keys" / INTERNAL),
        "WEBHOOK_KEY": str(folder / "keys" / WEBHOOKS),
        "STORAGE_URL": (folder / "storage").as_uri(),
        "SIGNING_DIR": str(folder / "signing"),
        "REGISTRATIONS_PER_HOUR": "1000",
        "TERPADU_DEMO": "1",
    }


def _wait_until_ready(client: httpx.Client, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        assert process.poll() is None, "the gateway ended"
        try:
            if client.get("/readyz").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError("the gateway is not ready")


def _event(data: EventData, sequence: int, event_id: uuid.UUID) -> Event[EventData]:
    envelope = Envelope(
        id=event_id,
        source=f"/terpadu/{data.type.partition('.')[0]}",
        type=data.type,
        subject="x",
        time=datetime.now(UTC),
        dataschema=dataschema(data.type),
        correlationid=uuid7(),
        sequence=sequence_text(sequence),
        data=json.loads(data.model_dump_json()),
    )
    return Event(envelope, data, "gateway.test")


def bearer(token: str) -> Json:
    return {"Authorization": f"Bearer {token}"}

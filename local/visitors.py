"""People and programs that use a running copy through its public API: for the demo, the journeys and the benchmarks."""

import itertools
import json
import math
import threading
import time
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from local.layout import Layout
from local.residents import rows

FINAL = frozenset({"SELESAI", "DITOLAK", "DIBATALKAN", "KEDALUWARSA"})
Json = dict[str, Any]

_NAMES = ("SEKAR", "BAYU", "LARAS", "GILANG", "NADIA", "RANGGA", "INTAN", "DIMAS", "KIRANA", "FAJAR")
_SECOND = ("PUTRI", "PRATAMA", "LESTARI", "NUGRAHA", "MAHARANI", "WIJAYA", "CAHAYA", "RAMADHAN", "UTAMI", "SAPUTRA")


@dataclass(frozen=True)
class Couple:
    """A seeded couple of whom no one has reported a birth yet."""

    mother: str
    father: str
    family_card: str
    marriage: Json
    children: int


class Visitors:
    """Everyone who comes to one running copy; couples and witnesses are handed out once each."""

    def __init__(self, layout: Layout, base_url: str) -> None:
        self.identities: Json = json.loads(layout.demo_identities.read_text())
        self.http = httpx.Client(base_url=base_url, timeout=20, trust_env=False)
        self._lock = threading.Lock()
        self._couples = iter(_lines(layout, "keluarga.jsonl")[2:])  # before: the demo's, the page's
        self._witnesses = itertools.cycle(_lines(layout, "saksi.jsonl"))
        self._tokens: dict[str, tuple[float, str]] = {}
        self._layout = layout

    def couple(self) -> Couple:
        """The next couple."""
        with self._lock:
            return self.couple_of(next(self._couples))

    def couple_of(self, found: Json) -> Couple:
        """A couple as the seeded lists have it."""
        return Couple(found["nik_ibu"], found["nik_ayah"], found["nomor_kk"], found["perkawinan"], found["anak"])

    def citizen(self, nik: str) -> Json:
        """The headers of a citizen who has signed in."""
        return bearer(self._get(self.http.post("/demo/token", json={"nik": nik}))["token"])

    def officer(self, role: str, place: int = 0) -> Json:
        """The headers of an officer of the home city with a role; `place` tells several apart."""
        found = [officer for officer in self.identities["petugas"] if officer["peran"] == role]
        return bearer(found[place]["token"])

    def facility(self) -> Json:
        """The headers of the demo's health facility."""
        return self._client(self.identities["faskes"])

    def bank(self) -> Json:
        """The headers of the demo's bank."""
        return self._client(self.identities["bank"])

    def agency(self, name: str) -> Json:
        """The headers of one of the home city's agencies, for example `dpmptsp`."""
        return self._client(
            next(row for row in rows(self._layout, "klien") if row["client_id"].startswith(f"opd-{name}-"))
        )

    def witnesses(self) -> list[str]:
        """The NIKs of adults of the city, in the order in which they are seeded."""
        return [found["nik"] for found in _lines(self._layout, "saksi.jsonl")]

    def _client(self, client: Mapping[str, str]) -> Json:
        """The headers of a client, with a token that still lives a while."""
        with self._lock:
            credentials = (client["client_id"], client["client_secret"])
            made, token = self._tokens.get(credentials[0], (-math.inf, ""))  # a monotonic clock may just have begun
            if time.monotonic() - made > 300:
                form = {"grant_type": "client_credentials"}
                token = self._get(self.http.post("/oauth2/token", data=form, auth=credentials))["access_token"]
                self._tokens[credentials[0]] = (time.monotonic(), token)
        return bearer(token)

    def birth(self, couple: Couple, **changes: Any) -> Json:
        """The body of a report by the father, of a child born a day ago, with a facility's letter."""
        with self._lock:
            witnesses = [{"nik": next(self._witnesses)["nik"]} for _ in range(2)]
        report = {
            "paket": "TIGA_DALAM_SATU",
            "pelapor": {"nik": couple.father, "hubungan": "AYAH"},
            "nomor_kk": couple.family_card,
            "ibu": {"nik": couple.mother},
            "ayah": {"nik": couple.father},
            "perkawinan": couple.marriage,
            "anak": [child(couple)],
            "saksi": witnesses,
            "surat_keterangan_lahir": {"nomor": f"SKL/{couple.mother}", "faskes": self.identities["faskes"]["kode"]},
            "pernyataan_benar": True,
        }
        return {**report, **changes}

    def report(self, body: Json, headers: Json | None = None, key: str | None = None) -> httpx.Response:
        """POST /v1/kelahiran, by the reporter unless other headers are given."""
        who = headers or self.citizen(body["pelapor"]["nik"])
        return self.http.post("/v1/kelahiran", json=body, headers=who | _idempotent(key))

    def notify(self, report: Json) -> httpx.Response:
        """POST /v1/faskes/kelahiran: the facility tells of the same birth."""
        keep = ("jenis_kelamin", "waktu_lahir", "jenis_kelahiran", "berat_gram", "panjang_cm")
        children = [{name: one[name] for name in keep} | {"urutan": n} for n, one in enumerate(report["anak"], 1)]
        body = {
            "nomor_surat": report["surat_keterangan_lahir"]["nomor"],
            "faskes": report["surat_keterangan_lahir"]["faskes"],
            "ibu": report["ibu"],
            "anak": children,
            "penolong": report["anak"][0]["penolong"],
        }
        return self.http.post("/v1/faskes/kelahiran", json=body, headers=self.facility() | _idempotent())

    def post(self, path: str, body: Json, headers: Json) -> httpx.Response:
        """Any other write."""
        return self.http.post(path, json=body, headers=headers | _idempotent())

    def application(self, number: str, headers: Json) -> Json:
        """GET /v1/permohonan/{nomor}."""
        return self._get(self.http.get(f"/v1/permohonan/{number}", headers=headers))

    def wait(self, number: str, headers: Json, *statuses: str, shows: str = "status", within: float = 60) -> Json:
        """The application once it has one of these statuses, or any final one, and shows what it led to.

        A step and what it led to are facts of their own: the read model hears of them in either order.
        """
        wanted = FINAL | set(statuses)
        until = time.monotonic() + within
        while True:
            found = self.application(number, headers)
            if found["status"] in wanted and found[shows] is not None:
                return found
            if time.monotonic() > until:
                missing = f", without {shows}" if found[shows] is None else ""
                raise TimeoutError(f"{number} is {found['status']}{missing} after {within} s")
            time.sleep(0.1)

    def close(self) -> None:
        """Leave."""
        self.http.close()

    def _get(self, answer: httpx.Response) -> Json:
        answer.raise_for_status()
        found: Json = answer.json()
        return found


def child(couple: Couple, **changes: Any) -> Json:
    """One child, born yesterday at noon in the home city."""
    born = (datetime.now(UTC) - timedelta(days=1)).replace(hour=5, minute=0, second=0, microsecond=0)
    number = int(couple.mother[-4:]) + int(couple.mother[6:8])
    usual = {
        "nama": f"{_NAMES[number % 10]} {_SECOND[number // 10 % 10]}",
        "jenis_kelamin": "P" if number % 2 else "L",
        "tempat_lahir": "32.77",
        "tempat_dilahirkan": "RUMAH_SAKIT",
        "waktu_lahir": born.isoformat(),
        "jenis_kelahiran": "TUNGGAL",
        "kelahiran_ke": couple.children + 1,
        "penolong": "BIDAN",
        "berat_gram": 3100,
        "panjang_cm": 49,
    }
    return {**usual, **changes}


def cases(layout: Layout, kind: str) -> Iterator[Json]:
    """Seeded families of one kind of edge case."""
    return (case for case in _lines(layout, "kasus.jsonl") if case["kasus"] == kind)


def _lines(layout: Layout, name: str) -> list[Json]:
    found = [layout.root / name, *sorted(layout.city.glob(f"*/{name}"))]
    text = next(path for path in found if path.exists()).read_text()
    return [json.loads(line) for line in text.splitlines()]


def bearer(token: str) -> Json:
    """The header that a token goes into."""
    return {"Authorization": f"Bearer {token}"}


def _idempotent(key: str | None = None) -> Json:
    return {"Idempotency-Key": key or str(uuid.uuid4())}

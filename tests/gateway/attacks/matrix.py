"""Every door of the OpenAPI document, asked for somebody else's things by everyone who has no business there."""

import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from chassis.database import uuid7
from contracts.dukcapil import events as dukcapil
from contracts.perizinan import events as perizinan
from tests.contracts.recorded import EXAMPLES
from tests.gateway.integration.town import Town
from tests.gateway.reports import Json

OTHER_CITIZEN = "3277010101800001"
# An endless answer: looked at only where it must be refused.
STREAM = "/v1/permohonan/{nomor}/acara"


@dataclass(frozen=True)
class Door:
    """One operation of the document, and a body that it takes."""

    method: str
    path: str
    locked: bool
    body: Any

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def doors(document: Json) -> Iterator[Door]:
    """Every operation."""
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            content = operation.get("requestBody", {}).get("content", {})
            reference = content.get("application/json", {}).get("schema", {}).get("$ref", "")
            yield Door(method.upper(), path, bool(operation.get("security")), _example(reference.rpartition("/")[2]))


def _example(model: str) -> Any:
    found = sorted((EXAMPLES / "api").glob(f"*.{model}.json")) if model else []
    return json.loads(found[0].read_text()) if found else None


def ask(town: Town, door: Door, things: Mapping[str, str], who: Json) -> httpx.Response:
    """Ask a door for these things; each time with a new key."""
    path = door.path
    for name, value in things.items():
        path = path.replace(f"{{{name}}}", value)
    headers = who | {"Idempotency-Key": uuid.uuid4().hex}
    return town.http.request(door.method, path, headers=headers, json=door.body)


# Numbers that may be somebody's: pajak, which would know, is asked by nobody who may not ask.
_TAX = {
    "nomor": "PD-3277-20261125-000001-2",
    "npwpd": "P320000001",
    "nopd": "320000001",
    "ntpd": "0" * 16,
    "kode_bayar": "0" * 18,
    "ketetapan": "973-0001",
    "id": str(uuid.UUID(int=1)),
}


def things_of_others(town: Town) -> dict[str, dict[str, str]]:
    """What belongs to one citizen, one agency and this city: by the beginning of the path, the path's parameters."""
    number = town.accepted(town.citizen())
    document = town.document(dukcapil, number, "KARTU_KELUARGA")["dokumen_id"]
    deed = town.document(perizinan, number, "AKTA_KELAHIRAN")
    owner = f"opd-pemilik-{uuid.uuid4().hex[:8]}"  # whoever gets in may end it for good
    town.client(owner, ["acara:dokumen"])
    subscription, receipt, request = str(uuid7()), str(uuid7()), str(uuid7())
    town.rows(
        "INSERT INTO subscription (id, client_id, types, cities, url) VALUES (%s, %s, '{}', '{}', %s) RETURNING 1",
        subscription,
        owner,
        "https://pemilik.example.id/kait",
    )
    town.rows(
        "INSERT INTO exchange_receipt (id, client_id, nonce, request_key, request_base, request_signature)"
        " VALUES (%s, %s, %s, 'k', 'b', 's') RETURNING 1",
        receipt,
        owner,
        uuid.uuid4().hex,
    )
    town.rows(
        "INSERT INTO client_request (id, sandbox_client, nomor_pks, status) VALUES (%s, %s, 'PKS', 'DITOLAK')"
        " RETURNING 1",
        request,
        owner,
    )
    return {
        "/v1/permohonan/": {"nomor": number},
        "/v1/petugas/permohonan/": {"nomor": number},
        "/v1/petugas/akta/": {"nomor_akta": str(deed["nomor_tersamar"])},
        "/v1/dokumen/": {"id": document},
        "/v1/langganan/": {"id": subscription},
        "/v1/klien/saya/bukti/": {"id": receipt},
        "/v1/petugas/klien/permintaan/": {"id": request},
        "/v1/petugas/klien/": {"client_id": owner},
        **{f"/v1/{who}pajak/": _TAX for who in ("", "petugas/")},
    }


def strangers(town: Town) -> dict[str, Json]:
    """Callers to whom none of these things belongs."""
    return {
        "nobody": {},
        "another citizen": town.citizen(OTHER_CITIZEN),
        "another agency": town.client(f"opd-lain-{uuid.uuid4().hex[:8]}", ["acara:dokumen", "kependudukan:verifikasi"]),
        "another facility": town.client("faskes-f3277008", ["kelahiran:lapor", "kelahiran:beritahu"], "F3277008"),
        "another role": town.officer("OPERATOR"),
        "a tax officer": town.officer("PETUGAS_PAJAK"),
        "another city's officer": town.officer("PETUGAS_VERIFIKASI", "3276"),
        "another city's administrator": town.officer("ADMIN", "3276"),
    }


def breaches(town: Town, document: Json, only: str | None = None, *, streams: bool = True) -> list[str]:
    """Doors that gave what is not the asker's, or broke: `who: METHOD path status`."""
    things, found = things_of_others(town), []
    for who, headers in strangers(town).items():
        if only not in (None, who):
            continue
        for door in doors(document):
            own = next((each for begin, each in things.items() if door.path.startswith(begin)), None)
            if not door.locked or (door.path == STREAM and not streams):
                continue
            if ((own is None or "{" not in door.path) and who != "nobody") or (
                who == "a tax officer" and "/pajak/" in door.path
            ):
                continue
            status = ask(town, door, own or {}, headers).status_code
            if status not in ((401,) if who == "nobody" else (403, 404)):
                found.append(f"{who}: {door} {status}")
    return found

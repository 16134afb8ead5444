"""The demo journey through the public API: a facility notifies a birth, the father reports it, three documents come."""

import json
import time
import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from local.errors import LaunchError
from local.layout import Layout
from local.stopping import StopRequest

_WESTERN_INDONESIA = ZoneInfo("Asia/Jakarta")
_FINAL = {"SELESAI", "DITOLAK", "DIBATALKAN", "KEDALUWARSA"}
_PATIENCE_SECONDS = 120
_POLL_SECONDS = 0.25
_DOCUMENTS = 3

Say = Callable[[str], None]


def run_demo(layout: Layout, base_url: str, say: Say, stop: StopRequest) -> list[Path]:
    """Returns the saved PDF files; `LaunchError` when the application does not end with three documents."""
    demo = json.loads(layout.demo_identities.read_text())
    with httpx.Client(base_url=base_url, timeout=10, trust_env=False) as client:
        client.headers["Authorization"] = f"Bearer {_token_of_client(client, demo['faskes'])}"
        _send(client, "/v1/faskes/kelahiran", demo["contoh"]["faskes_kelahiran"])
        say(f"facility {demo['faskes']['kode']} has notified a birth")
        client.headers["Authorization"] = f"Bearer {demo['warga']['token']}"
        number = str(_send(client, "/v1/kelahiran", demo["contoh"]["kelahiran"])["nomor"])
        say(f"the father has reported it: {number}")
        application = _follow(client, number, say, stop)
        if application["status"] != "SELESAI":
            raise LaunchError(f"the application {number} ended as {application['status']}")
        saved = [_save(client, document, layout.demo_documents, say) for document in application["dokumen"]]
    if len(saved) != _DOCUMENTS:
        raise LaunchError(f"the application {number} ended with {len(saved)} documents instead of {_DOCUMENTS}")
    return saved


def _token_of_client(client: httpx.Client, credentials: dict[str, str]) -> str:
    form = {"grant_type": "client_credentials"}
    secret = (credentials["client_id"], credentials["client_secret"])
    return str(_content(client.post("/oauth2/token", data=form, auth=secret))["access_token"])


def _send(client: httpx.Client, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """The key follows from the body: a second demo in the same city meets the applications of the first."""
    key = str(uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(body, sort_keys=True)))
    return _content(client.post(path, json=body, headers={"Idempotency-Key": key}))


def _clock(instant: str) -> str:
    return f"{datetime.fromisoformat(instant).astimezone(_WESTERN_INDONESIA):%d.%m. %H:%M:%S}"


def _follow(client: httpx.Client, number: str, say: Say, stop: StopRequest) -> dict[str, Any]:
    """Poll the application, tell each new entry of its history once, and return it when it is final."""
    told, until = 0, time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        application = _content(client.get(f"/v1/permohonan/{number}"))
        for entry in application["riwayat"][told:]:
            note = f": {entry['catatan']}" if entry.get("catatan") else ""
            say(f"  {_clock(entry['waktu'])}  {entry['status']}{note}")
        told = len(application["riwayat"])
        if application["status"] in _FINAL:
            return application
        stop.event.wait(_POLL_SECONDS)
        stop.raise_if_made()
    raise LaunchError(f"the application {number} was not final after {_PATIENCE_SECONDS} s")


def _save(client: httpx.Client, document: dict[str, Any], folder: Path, say: Say) -> Path:
    answer = client.get(document["unduh"])
    if answer.status_code != httpx.codes.OK or not answer.content.startswith(b"%PDF-"):
        raise LaunchError(f"{document['unduh']} answered {answer.status_code} instead of a PDF file")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{document['jenis'].lower()}.pdf"
    path.write_bytes(answer.content)
    say(f"  {document['jenis']} {document['nomor']} → {path}")
    return path


def _content(answer: httpx.Response) -> dict[str, Any]:
    if not answer.is_success:
        raise LaunchError(
            f"{answer.request.method} {answer.request.url.path} answered {answer.status_code}: {answer.text}"
        )
    content: dict[str, Any] = answer.json()
    return content

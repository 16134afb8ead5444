"""The demo journey: a facility tells of a birth, the father reports it, and its three documents are saved."""

import json
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from local.errors import LaunchError
from local.layout import Layout
from local.stopping import StopRequest
from local.visitors import FINAL, Json, Visitors, bearer

_PATIENCE_SECONDS = 120
_POLL_SECONDS = 0.1
_DOCUMENTS = 3

Say = Callable[[str], None]


def run_demo(layout: Layout, base_url: str, say: Say, stop: StopRequest) -> list[Path]:
    """Returns the saved PDF files; `LaunchError` when the application does not end with three documents."""
    visitors = Visitors(layout, base_url)
    citizen = bearer(visitors.identities["warga"]["token"])
    examples = visitors.identities["contoh"]
    with visitors.http as client:
        notice = _send(client, "/v1/faskes/kelahiran", examples["faskes_kelahiran"], visitors.facility())
        say(f"the facility tells of a birth: {notice['nomor']}")
        number = str(_send(client, "/v1/kelahiran", examples["kelahiran"], citizen)["nomor"])
        say(f"the father reports it: {number}")
        application = _follow(client, number, citizen, say, stop)
        if application["status"] != "SELESAI":
            raise LaunchError(f"the application {number} ended as {application['status']}")
        saved = [_save(client, document, citizen, layout.demo_documents) for document in application["dokumen"]]
    if len(saved) != _DOCUMENTS:
        raise LaunchError(f"the application {number} ended with {len(saved)} documents instead of {_DOCUMENTS}")
    for path in saved:
        say(f"  {path}")
    return saved


def _send(client: httpx.Client, path: str, body: Json, who: Json) -> Json:
    """The key follows from the body: a second demo in the same city meets the first one's application again."""
    key = str(uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(body, sort_keys=True)))
    return _content(client.post(path, json=body, headers=who | {"Idempotency-Key": key}))


def _follow(client: httpx.Client, number: str, who: Json, say: Say, stop: StopRequest) -> dict[str, Any]:
    """Poll the application, tell each new entry of its history once, and return it when it is final."""
    told, until = 0, time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        application = _content(client.get(f"/v1/permohonan/{number}", headers=who))
        for entry in application["riwayat"][told:]:
            note = f": {entry['catatan']}" if entry.get("catatan") else ""
            say(f"  {entry['waktu']}  {entry['status']}{note}")
        told = len(application["riwayat"])
        if application["status"] in FINAL:
            return application
        stop.event.wait(_POLL_SECONDS)
        stop.raise_if_made()
    raise LaunchError(f"the application {number} is not done after {_PATIENCE_SECONDS} s")


def _save(client: httpx.Client, document: Json, who: Json, folder: Path) -> Path:
    answer = client.get(document["unduh"], headers=who)
    if answer.status_code != httpx.codes.OK or not answer.content.startswith(b"%PDF-"):
        raise LaunchError(f"a document's address answered {answer.status_code} instead of a PDF file")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{document['jenis'].lower()}.pdf"
    path.write_bytes(answer.content)
    return path


def _content(answer: httpx.Response) -> dict[str, Any]:
    if not answer.is_success:
        raise LaunchError(
            f"{answer.request.method} {answer.request.url.path} answered {answer.status_code}: {answer.text}"
        )
    content: dict[str, Any] = answer.json()
    return content

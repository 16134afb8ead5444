"""A walk through the public API: writes that are the same when walked again, waiting, and saved documents."""

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
from local.visitors import FINAL, Json, Visitors

_PATIENCE_SECONDS = 120
_POLL_SECONDS = 0.1

Say = Callable[[str], None]


class Journey:
    """One walk; `say` tells what happens, and a request to stop ends it."""

    def __init__(self, layout: Layout, visitors: Visitors, say: Say, stop: StopRequest) -> None:
        self.visitors = visitors
        self.say = say
        self.layout = layout
        self._stop = stop

    def send(self, path: str, body: Json, who: Json) -> dict[str, Any]:
        """A write. Its key follows from the body: a second walk in the same city meets the first one's application."""
        key = str(uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(body, sort_keys=True)))
        return _content(self.visitors.http.post(path, json=body, headers=who | {"Idempotency-Key": key}))

    def get(self, path: str, who: Json) -> dict[str, Any]:
        """A reading."""
        return _content(self.visitors.http.get(path, headers=who))

    def follow(self, number: str, who: Json) -> dict[str, Any]:
        """The application when it is final; each new entry of its history is told once."""
        return self.until(number, who, lambda found: found["status"] in FINAL)

    def until(self, number: str, who: Json, done: Callable[[Json], bool]) -> dict[str, Any]:
        """The application once it is so; `LaunchError` when that does not come, or it was refused."""
        told, until = 0, time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < until:
            application = self.get(f"/v1/permohonan/{number}", who)
            for entry in application["riwayat"][told:]:
                note = f": {entry['catatan']}" if entry.get("catatan") else ""
                self.say(f"  {entry['waktu']}  {entry['status']}{note}")
            told = len(application["riwayat"])
            if done(application):
                return application
            if application["status"] == "DITOLAK":
                faults = ", ".join(fault["kode"] for fault in application["perbaikan"])
                raise LaunchError(f"the application {number} was refused: {faults}")
            self._stop.event.wait(_POLL_SECONDS)
            self._stop.raise_if_made()
        raise LaunchError(f"the application {number} is not done after {_PATIENCE_SECONDS} s")

    def save(self, document: Json, who: Json, name: str) -> Path:
        """A document's file, among the demo's."""
        answer = self.visitors.http.get(document["unduh"], headers=who)
        if answer.status_code != httpx.codes.OK or not answer.content.startswith(b"%PDF-"):
            raise LaunchError(f"a document's address answered {answer.status_code} instead of a PDF file")
        folder = self.layout.demo_documents
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.pdf"
        path.write_bytes(answer.content)
        return path


def _content(answer: httpx.Response) -> dict[str, Any]:
    if not answer.is_success:
        raise LaunchError(
            f"{answer.request.method} {answer.request.url.path} answered {answer.status_code}: {answer.text}"
        )
    content: dict[str, Any] = answer.json()
    return content

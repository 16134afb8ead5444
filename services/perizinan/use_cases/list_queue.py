"""The officers' queue: what waits for one role in one city."""

from datetime import datetime
from typing import Any

from chassis.failures import Refused
from contracts.perizinan.api import Antrian, BerkasMenunggu
from services.perizinan.domain.decision import DECIDES
from services.perizinan.registry import Registry
from services.perizinan.registry.files import Place

PAGE = 50


def list_queue(registry: Registry, kota: str, role: str, officer: str, cursor: str | None) -> Antrian:
    """A page of the files that this officer may decide on, the longest waiting first; a role without a stage has none.

    Raises Refused for a cursor that is not one of ours.
    """
    stage = next((status for status, decider in DECIDES.items() if decider == role), None)
    if stage is None:
        return Antrian(berkas=())
    rows = registry.files.waiting(kota, stage, officer, _place(cursor), PAGE + 1)
    page = tuple(_line(row) for row in rows[:PAGE])
    return Antrian(berkas=page, berikutnya=_cursor(page[-1]) if len(rows) > PAGE else None)


def _line(row: dict[str, Any]) -> BerkasMenunggu:
    return BerkasMenunggu(**{**row, "menunggu_sejak": row["status_sejak"], "penilaian": tuple(row["penilaian"])})


def _cursor(last: BerkasMenunggu) -> str:
    return f"{last.menunggu_sejak.isoformat()}~{last.nomor}"


def _place(cursor: str | None) -> Place:
    if not cursor:
        return Place()
    since, _, nomor = cursor.partition("~")
    try:
        at = datetime.fromisoformat(since)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None or not nomor:
        raise Refused("kursor_tidak_sah", "Kursor halaman tidak dikenal.", status=422)
    return Place(at, nomor)

"""The officers' work lists: requests that wait for four eyes, and returns that deserve a look."""

from datetime import datetime

from chassis.failures import Refused
from contracts.pajak.api import AntrianPajak, DaftarRisiko, PermohonanPajak, TandaRisiko, TemuanRisiko
from services.pajak.desk import Desk
from services.pajak.domain.period import TaxPeriod

PAGE = 50


def list_requests(desk: Desk, kota: str, officer: str, cursor: str | None) -> AntrianPajak:
    """A page of requests that this officer may decide on; raises Refused for a cursor that is not one of ours."""
    since, after = _place(cursor)
    rows = desk.registry.requests.waiting(kota, officer, since, after, PAGE + 1)
    page = tuple(PermohonanPajak(**{**row, "menunggu_sejak": row["status_sejak"]}) for row in rows[:PAGE])
    more = f"{page[-1].menunggu_sejak.isoformat()}~{page[-1].nomor}" if len(rows) > PAGE else None
    return AntrianPajak(permohonan=page, berikutnya=more)


def list_risks(desk: Desk, kota: str) -> DaftarRisiko:
    """What officers should look at first."""
    rows = desk.registry.watch.work_list(kota, desk.law(kota).risk().score, PAGE)
    found = (
        TemuanRisiko(
            nopd=row["nopd"],
            masa=str(TaxPeriod.of(row["masa"])),
            skor=row["skor"],
            tanda=tuple(TandaRisiko(**signal) for signal in row["tanda"]),
        )
        for row in rows
    )
    return DaftarRisiko(temuan=tuple(found))


def _place(cursor: str | None) -> tuple[datetime | None, str]:
    if not cursor:
        return None, ""
    since, _, nomor = cursor.partition("~")
    try:
        at = datetime.fromisoformat(since)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None or not nomor:
        raise Refused("kursor_tidak_sah", "Kursor halaman tidak dikenal.", status=422)
    return at, nomor

"""The officers' work lists: requests that wait for four eyes, objections, and returns that deserve a look."""

from datetime import datetime

from chassis.failures import Refused
from contracts.pajak.api import (
    AntrianPajak,
    BerkasPajak,
    DaftarKeberatan,
    DaftarRisiko,
    KeberatanMenunggu,
    Penerimaan,
    PenerimaanJenis,
    PermohonanPajak,
    PetugasTerlibat,
    TandaRisiko,
    TemuanRisiko,
)
from services.pajak.desk import Desk
from services.pajak.domain.errors import RequestNotFound
from services.pajak.domain.months import add_months
from services.pajak.domain.period import TaxPeriod

PAGE = 50


def list_requests(desk: Desk, kota: str, officer: str, cursor: str | None) -> AntrianPajak:
    """A page of requests that this officer may decide on; raises Refused for a cursor that is not one of ours."""
    since, after = _place(cursor)
    rows = desk.registry.requests.waiting(kota, officer, since, after, PAGE + 1)
    page = tuple(PermohonanPajak(**{**row, "menunggu_sejak": row["status_sejak"]}) for row in rows[:PAGE])
    more = f"{page[-1].menunggu_sejak.isoformat()}~{page[-1].nomor}" if len(rows) > PAGE else None
    return AntrianPajak(permohonan=page, berikutnya=more)


def show_request(desk: Desk, nomor: str, kota: str) -> BerkasPajak:
    """A city's request with what was asked for; raises RequestNotFound, for another city's too."""
    row = desk.registry.requests.find(nomor, kota)
    if row is None:
        raise RequestNotFound
    same = ("nomor", "jenis", "status", "diajukan_pada", "identitas", "npwpd", "pemohon_nik", "isi")
    return BerkasPajak(
        **{name: row[name] for name in same},
        menunggu_sejak=row["status_sejak"],
        disetujui_oleh=row["penyetuju_pertama"],
    )


def list_officers(desk: Desk, nomor: str) -> PetugasTerlibat:
    """Who had a hand in an application of any kind, so that a complaint about it is answered by somebody else."""
    return PetugasTerlibat(nomor=nomor, petugas=tuple(desk.registry.history.officers(nomor)))


def list_objections(desk: Desk, kota: str) -> DaftarKeberatan:
    """The objections that wait, each with the day after which silence grants it (Perda Surabaya 7/2023 ps. 156-160)."""
    months = desk.law(kota).integer("batas_putusan_keberatan")
    found = (
        KeberatanMenunggu(
            **{**row, "masa": str(TaxPeriod.of(row["masa"]))}, batas_putusan=add_months(row["diajukan"], months)
        )
        for row in desk.registry.letters.pending_objections(kota, PAGE)
    )
    return DaftarKeberatan(keberatan=tuple(found))


def show_revenue(desk: Desk, kota: str) -> Penerimaan:
    """What a city's local tax brought in since the first of January there."""
    zone, year = desk.terms.city(kota).zone, desk.today(kota).year
    since, until = datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)
    rows = desk.registry.payments.received(kota, since, until)
    return Penerimaan(tahun=year, jenis=tuple(PenerimaanJenis(**row) for row in rows))


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

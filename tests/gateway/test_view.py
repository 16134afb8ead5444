"""What an owner sees of an application: the clock as it stands now, and an end with everything that belongs to it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.clock import WorkingTime
from contracts.types import StatusPermohonan, StatusSla
from services.gateway.tracking import view

# A Monday; offices open at 07:30 and close at 16:00, Jakarta time.
MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
CLOSING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TIME = WorkingTime()
THREE = {"AKTA_KELAHIRAN": 1, "KARTU_KELUARGA": 1, "KIA": 1}


def row(**changes: Any) -> dict[str, Any]:
    usual = {
        "nomor": "KL-3277-20261123-000001-1",
        "jenis": "KELAHIRAN",
        "status": "VERIFIKASI",
        "submitted_at": MORNING,
        "faults": [],
        "wanted": THREE,
        "sla_status": "BERJALAN",
        "sla_deadline": CLOSING,
        "sla_minutes_left": 420,
    }
    return usual | changes


def step(status: str, at: datetime = MORNING, arrival: int = 1) -> dict[str, Any]:
    return {"status": status, "happened_at": at, "by_whom": "SISTEM", "note": None, "arrival": arrival}


def document(kind: str) -> dict[str, Any]:
    return {
        "dokumen_id": f"d-{kind}",
        "jenis": kind,
        "nomor": None if kind == "AKTA_KELAHIRAN" else "3277010101180001",
        "nomor_tersamar": "x",
        "status": "AKTIF",
        "kode_verifikasi": "AAAA",
    }


def test_the_minutes_left_are_counted_in_working_time_at_this_moment() -> None:
    found = view.sla(row(), MORNING, TIME)

    assert found is not None
    assert found.status is StatusSla.BERJALAN
    assert found.sisa_menit_kerja == 420
    later = view.sla(row(), MORNING + timedelta(hours=1), TIME)
    assert later is not None
    assert later.sisa_menit_kerja == 360


def test_a_clock_that_ran_out_is_late_even_before_anyone_tells() -> None:
    found = view.sla(row(), CLOSING + timedelta(seconds=1), TIME)

    assert found is not None
    assert (found.status, found.sisa_menit_kerja) == (StatusSla.TERLAMBAT, 0)


def test_a_paused_clock_shows_what_was_left_and_no_deadline() -> None:
    found = view.sla(row(sla_status="JEDA"), CLOSING + timedelta(days=3), TIME)

    assert found is not None
    assert (found.status, found.batas, found.sisa_menit_kerja) == (StatusSla.JEDA, None, 420)


def test_no_clock_is_shown_before_the_file_is_complete() -> None:
    assert view.sla(row(sla_status=None, sla_deadline=None), MORNING, TIME) is None


def test_an_end_waits_for_documents_that_are_on_their_way() -> None:
    ended, steps = row(status="SELESAI"), [step("SELESAI")]
    two = [document("AKTA_KELAHIRAN"), document("KIA")]

    assert view.shown_status(ended, steps, two, MORNING) is StatusPermohonan.TERBIT
    masked = document("KARTU_KELUARGA") | {"nomor": None}
    assert view.shown_status(ended, steps, [*two, masked], MORNING) is StatusPermohonan.TERBIT
    three = [*two, document("KARTU_KELUARGA")]
    assert view.shown_status(ended, steps, three, MORNING) is StatusPermohonan.SELESAI


def test_an_end_does_not_wait_for_ever() -> None:
    late = MORNING + view.PATIENCE + timedelta(seconds=1)

    assert view.shown_status(row(status="SELESAI"), [step("SELESAI")], [], late) is StatusPermohonan.SELESAI


def test_another_end_waits_for_nothing() -> None:
    assert view.shown_status(row(status="DITOLAK"), [step("DITOLAK")], [], MORNING) is StatusPermohonan.DITOLAK


def test_the_history_is_in_the_order_of_events_not_of_their_arrival() -> None:
    steps = [step("DISETUJUI", MORNING + timedelta(seconds=5), 1), step("VERIFIKASI", MORNING, 2)]

    shown = view.application(row(), steps, [], MORNING, TIME)

    assert [each.status.value for each in shown.riwayat] == ["VERIFIKASI", "DISETUJUI"]

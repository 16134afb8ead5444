"""The one-day clock over an application's life: paused, resumed, warned of, broken, stopped."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from tests.dukcapil.integration.desk import Desk, child, number


def sla(desk: Desk) -> dict[str, object]:
    """The clock as it was told last."""
    told: dict[str, object] = desk.told("permohonan_berubah_status")[-1]["sla"]
    return told


def test_the_clock_stands_still_while_the_applicant_must_act(desk: Desk) -> None:
    desk.handle(desk.report(number()))
    desk.pass_by(hours=1)
    desk.handle(desk.step(number(), "PERLU_PERBAIKAN"))
    assert (sla(desk)["status"], sla(desk)["sisa_menit_kerja"]) == ("JEDA", 420)
    desk.pass_by(hours=2)
    desk.handle(desk.report(number(), versi=2))
    assert (sla(desk)["status"], sla(desk)["sisa_menit_kerja"]) == ("BERJALAN", 420)
    assert sla(desk)["batas"] == "2026-11-23T02:30:00Z"


def test_a_pause_that_becomes_known_after_its_end_is_counted_all_the_same(desk: Desk) -> None:
    desk.handle(desk.report(number()))
    desk.pass_by(hours=1)
    pause = desk.step(number(), "PERLU_PERBAIKAN")
    desk.pass_by(hours=2)
    desk.handle(desk.report(number(), versi=2))
    desk.handle(pause)
    desk.pass_by(minutes=1)
    desk.handle(desk.step(number(), "MENUNGGU_TTE"))
    assert sla(desk)["sisa_menit_kerja"] == 419


def test_steps_that_leave_the_clock_as_it_is_tell_nothing(desk: Desk) -> None:
    desk.handle(desk.report(number()))
    for status in ("VERIFIKASI", "MENUNGGU_PETUGAS", "DISETUJUI", "PENANDATANGANAN"):
        desk.handle(desk.step(number(), status))
    assert len(desk.told("permohonan_berubah_status")) == 1


def test_an_hour_before_the_deadline_it_warns_once(desk: Desk) -> None:
    desk.handle(desk.report(number()))
    desk.pass_by(hours=6, minutes=59)
    assert desk.watch() == 0
    desk.pass_by(minutes=2)
    assert (desk.watch(), desk.watch()) == (1, 0)
    assert [one["batas"] for one in desk.told("paket_3in1_mendekati_batas")] == ["2026-11-20T09:30:00Z"]


def test_a_missed_deadline_is_told_once_and_shown(desk: Desk) -> None:
    desk.handle(desk.report(number()))
    desk.pass_by(minutes=1)
    desk.handle(desk.step(number(), "MENUNGGU_PETUGAS"))
    desk.pass_by(hours=8, seconds=2)
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(lambda _: desk.watch(), range(4))) == 1
    assert len(desk.told("paket_3in1_terlambat")) == 1
    assert desk.told("paket_3in1_mendekati_batas") == []
    told = desk.told("permohonan_berubah_status")[-1]
    assert (told["status"], told["sla"]["status"], told["sla"]["sisa_menit_kerja"]) == (
        "MENUNGGU_PETUGAS",
        "TERLAMBAT",
        0,
    )


def test_a_clock_that_stands_still_is_never_late(desk: Desk) -> None:
    desk.handle(desk.report(number()))
    desk.handle(desk.step(number(), "PERLU_PERBAIKAN"))
    desk.pass_by(days=20)
    assert desk.watch() == 0


def test_a_late_package_is_done_late_and_says_so_once(desk: Desk) -> None:
    report = desk.report(number())
    desk.handle(report)
    desk.pass_by(days=3)
    desk.handle(desk.deeds(report))
    desk.handle(desk.composed(number()))
    assert (sla(desk)["status"], desk.told("permohonan_berubah_status")[-1]["status"]) == ("TERLAMBAT", "SELESAI")
    assert len(desk.told("paket_3in1_terlambat")) == 1
    assert desk.watch() == 0


def test_a_birth_reported_after_sixty_days_has_two_working_days(desk: Desk) -> None:
    desk.handle(desk.report(number(), child(waktu_lahir="2026-09-20T04:15:00+07:00")))
    assert sla(desk)["batas"] == "2026-11-23T09:00:00Z"


def test_an_application_that_ends_stops_its_clock_and_gives_its_numbers_back(desk: Desk) -> None:
    desk.handle(desk.report(number()))
    desk.handle(desk.step(number(), "DITOLAK"))
    desk.pass_by(days=2)
    assert desk.watch() == 0
    assert [row["status"] for row in desk.rows("SELECT status FROM nik_dipesan")] == ["DILEPAS"]


def test_a_report_that_comes_after_its_withdrawal_reserves_nothing(desk: Desk) -> None:
    report = desk.report(number())
    desk.handle(desk.step(number(), "DIBATALKAN"))
    desk.handle(report)
    assert desk.rows("SELECT * FROM nik_dipesan") == []
    assert desk.kinds(number()) == []


def test_facilities_notices_have_no_clock(desk: Desk) -> None:
    notice = "FB-3277-20261120-000001-" + number().rpartition("-")[2]
    desk.handle(desk.step(notice, "DITOLAK"))
    assert desk.rows("SELECT * FROM paket") == []


def test_a_warning_is_an_hour_of_working_time_also_over_a_weekend(desk: Desk) -> None:
    desk.pass_by(hours=7, minutes=30)  # Friday 16:00, after the cut-off: due on Monday at 16:00
    desk.handle(desk.report(number()))
    desk.pass_by(days=2, hours=22, minutes=59)
    assert desk.watch() == 0
    desk.clock.advance(timedelta(minutes=2))
    assert desk.watch() == 1

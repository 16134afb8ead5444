"""An applicant says what they think: once, whole or not at all, apart from who they are."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from contracts.perizinan import events as perizinan
from services.gateway.survey.elements import ELEMENTS
from tests.gateway.integration.town import Town
from tests.gateway.reports import STRANGER
from tests.portal.conftest import NewContext, enter, enter_as_officer
from tests.portal.pages import follow
from tests.portal.test_entering import cookie
from tests.portal.test_security import HOSTILE, request
from tests.portal.test_sharing import csrf

BEST = {each.code: "4" for each in ELEMENTS}


def ended(town: Town) -> str:
    """An application that ended a while ago: at first an end is shown as documents on their way."""
    number = town.accepted(town.citizen())
    town.step(number, "SELESAI", perizinan, pada=datetime.now(UTC) - timedelta(minutes=1))
    return number


def answer(page: Page, town: Town, number: str, **changes: str) -> int:
    form = {"_csrf": csrf(page), **BEST, **changes}
    return request(town, "POST", f"/permohonan/{number}/survei", cookie(page), data=form).status_code


@pytest.mark.parametrize("scripts", [True, False])
def test_an_applicant_answers_nine_questions_once(new_context: NewContext, town: Town, scripts: bool) -> None:
    page, number = new_context(java_script_enabled=scripts).new_page(), ended(town)
    enter(page, path=f"/permohonan/{number}")
    follow(page, page.get_by_role("link", name="Beri pendapat"))
    for group in page.get_by_role("group").all():
        group.get_by_role("radio").last.check()
    follow(page, page.get_by_role("button", name="Kirim pendapat"))

    expect(page.get_by_role("heading", name="Terima kasih")).to_be_visible()
    before = town.count("survey_answer")
    assert answer(page, town, number) == 303
    assert town.count("survey_answer") == before


def test_what_is_not_answered_is_asked_again_and_what_was_stays(page: Page, town: Town) -> None:
    number = ended(town)
    enter(page, path=f"/permohonan/{number}/survei")
    first = page.get_by_role("group").first.get_by_role("radio").first
    first.check()
    page.get_by_label("Saran").fill(HOSTILE)
    follow(page, page.get_by_role("button", name="Kirim pendapat"))

    expect(page.get_by_role("alert").get_by_role("listitem")).to_have_count(len(ELEMENTS) - 1)
    expect(page.get_by_role("group").first.get_by_role("radio").first).to_be_checked()
    expect(page.get_by_label("Saran")).to_have_value(HOSTILE)
    assert town.count("survey_done", "nomor = %s", number) == 0


@pytest.mark.parametrize("value", ["0", "5", "x", "-1", "4 "])
def test_an_answer_that_was_not_offered_is_none(page: Page, town: Town, value: str) -> None:
    number = ended(town)
    enter(page)

    taken = answer(page, town, number, waktu=value)

    assert taken == (303 if value.strip() == "4" else 422)


def test_nobody_answers_before_the_end_or_for_another(page: Page, town: Town) -> None:
    running, anothers = town.accepted(town.citizen()), ended(town)
    enter(page)
    assert answer(page, town, running) == 404
    page.context.clear_cookies()
    enter(page, STRANGER, "ORANG LAIN")
    assert answer(page, town, anothers) == 404


def test_no_answer_says_whose_it_is(town: Town) -> None:
    columns = town.rows(
        "SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_name = %s",
        "survey_answer",
    )

    assert {row["name"] for row in columns} == {"id", "kota", "layanan", "triwulan", "nilai", "saran"}
    assert not any(row["type"].startswith(("timestamp", "date")) for row in columns)


def results(page: Page, town: Town, service: str) -> list[dict[str, str]]:
    table = request(town, "GET", "/survei.csv", cookie(page)).text
    return [row for row in csv.DictReader(io.StringIO(table)) if row["layanan"] == service]


def test_the_head_sees_sums_and_never_fewer_than_five_together(page: Page, town: Town) -> None:
    service = "PERUBAHAN_PAJAK"
    town.rows("DELETE FROM survey_answer WHERE layanan = %s RETURNING 1", service)
    write = "INSERT INTO survey_answer (kota, layanan, triwulan, nilai) VALUES ('3277', %s, '2026-4', %s) RETURNING 1"
    for _ in range(4):
        town.rows(write, service, [4] * 9)
    enter_as_officer(page, town, "KEPALA_DINAS")

    assert results(page, town, service) == []
    town.rows(write, service, [4] * 8 + [2])
    [found] = results(page, town, service)

    assert (found["jawaban"], found["sarana"], found["waktu"]) == ("5", "3.60", "4.00")
    assert (found["indeks"], found["mutu"]) == ("98.89", "A")


def test_results_are_the_heads_alone(page: Page, town: Town) -> None:
    enter_as_officer(page, town)

    assert request(town, "GET", "/survei", cookie(page)).status_code == 403
    assert request(town, "GET", "/survei.csv", cookie(page)).status_code == 403

"""What is asked for one answer only: seen once that answer is chosen, with or without scripts."""

import re

import pytest
from playwright.sync_api import expect

from local.custody import PROJECT
from services.gateway.portal.asking import Question
from services.gateway.portal.birth.questions import questions
from services.gateway.portal.tax import asked
from services.gateway.portal.tax_desk import asked as ordered
from tests.portal.conftest import NewContext, enter
from tests.portal.reporting import begin, choose

PORTAL = PROJECT / "services/gateway/portal"
FORMS = (
    *questions({}),
    *(asked.registration(()), asked.turnover(())),
    *(ordered.DECISION, ordered.OBJECTION, ordered.PROPOSAL, ordered.INSTALMENTS),
    *(ordered.audit(()), ordered.assessment(()), ordered.registration_ex_officio(())),
)


def test_each_answer_that_shows_more_has_its_rule_in_the_style() -> None:
    written = "".join(template.read_text() for template in PORTAL.glob("templates/*.html"))
    awaited = {field.when[1] for form in FORMS for field in form.fields if field.when}

    ruled = re.findall(r'~ \[data-bila="(\w+)"\]', (PORTAL / "static/portal.css").read_text())

    assert awaited
    assert set(ruled) == awaited | set(re.findall(r'data-bila="(\w+)"', written))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.slug)
def test_the_choice_that_shows_more_stands_before_it_and_is_the_only_one_with_that_answer(form: Question) -> None:
    for place, field in enumerate(form.fields):
        if field.when:
            offering = [one.name for one in form.fields[:place] if field.when[1] in dict(one.choices)]
            assert offering == [field.when[0]]


@pytest.mark.parametrize("scripts", [True, False])
def test_more_is_asked_as_soon_as_the_answer_is_chosen(new_context: NewContext, scripts: bool) -> None:
    page = new_context(java_script_enabled=scripts).new_page()
    enter(page)
    begin(page)
    page.goto("/lapor/kelahiran/surat-lahir")
    number = page.get_by_label("Nomor surat")

    expect(number).to_be_hidden()
    choose(page, "Surat keterangan lahir", "Ya")
    expect(number).to_be_visible()
    choose(page, "Surat keterangan lahir", "Tidak")
    expect(number).to_be_hidden()

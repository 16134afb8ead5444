"""Whatever the services may say, the portal has words for it."""

import ast
from pathlib import Path

import pytest

from contracts.pajak.events import JenisDokumenPajak
from contracts.types import JenisAkta, JenisDokumen, Pelaku, StatusDokumen, StatusPermohonan
from local.custody import PROJECT
from services.gateway.portal import words
from services.gateway.portal.birth import choices
from services.gateway.portal.desk.words import REASONS
from services.gateway.portal.pages import is_ours
from services.gateway.projections import LEADS

JUDGEMENT = PROJECT / "services/perizinan/domain/judgement.py"


@pytest.mark.parametrize("status", StatusPermohonan)
def test_every_status_has_a_name_and_a_meaning(status: StatusPermohonan) -> None:
    assert words.status_name(status)
    assert words.status_meaning(status).endswith(".")


def test_everything_else_that_is_shown_has_words() -> None:
    assert set(words.APPLICATIONS) == set(LEADS)
    assert set(words.DOCUMENTS) == {*JenisDokumen, *JenisDokumenPajak}
    assert set(words.DOCUMENT_STATUSES) == set(StatusDokumen) - {StatusDokumen.TIDAK_DITEMUKAN}
    assert set(words.ACTORS) == set(Pelaku)
    assert set(words.DEEDS) == set(JenisAkta)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (999_999, "Rp999.999"),
        (1_000_000, "Rp1 juta"),
        (1_590_000_000, "Rp1,5 miliar"),
        (25 * 10**9, "Rp25 miliar"),
        (2_340 * 10**9, "Rp2,3 triliun"),
    ],
)
def test_large_sums_are_said_as_people_say_them(amount: int, said: str) -> None:
    assert words.short_rupiah(amount) == said


@pytest.mark.parametrize(("number", "said"), [("1500000.25", "1.500.000,25"), ("-0.50", "-0,50"), ("7", "7")])
def test_decimals_keep_every_digit_and_their_sign(number: str, said: str) -> None:
    assert words.exact(number) == said


def test_every_reason_why_a_person_must_look_has_words() -> None:
    """perizinan's own list, read as text: no service imports another."""
    assert set(REASONS) == _members(JUDGEMENT, "Reason")


def test_every_choice_of_the_contract_is_offered() -> None:
    offered = (choices.RELATIONS, choices.MARRIAGES, choices.SEXES, choices.PLACES, choices.ATTENDANTS)
    for options in offered:
        kind = type(options[0][0])
        assert {value for value, _ in options} == set(kind)


@pytest.mark.parametrize("address", ["/", "/permohonan", "/permohonan/KL-1?x=1"])
def test_an_address_of_ours_is_known(address: str) -> None:
    assert is_ours(address)


@pytest.mark.parametrize(
    "address", ["", "permohonan", "//evil", "/\\evil", "https://evil", "/a\\b", "/\tevil", "/ü", "javascript:1"]
)
def test_any_other_address_is_not(address: str) -> None:
    assert not is_ours(address)


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "0 menit"), (59, "59 menit"), (60, "1 jam"), (200, "3 jam 20 menit")]
)
def test_time_left_is_said_in_hours_and_minutes(minutes: int, said: str) -> None:
    assert words.working_time(minutes) == said


def _members(path: Path, name: str) -> set[str]:
    tree = ast.parse(path.read_text())
    [found] = [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == name]
    return {str(node.targets[0].id) for node in found.body if isinstance(node, ast.Assign)}  # type: ignore[attr-defined]

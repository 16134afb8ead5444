"""No input, however strange, gets an answer that the contract does not promise; `python -m tests.fuzz.run` goes on."""

import json
from collections.abc import Mapping

import pytest

from local.running import RunningSuite
from tests.fuzz.run import explore, roles

pytestmark = pytest.mark.journey

# What each bound of each schema brings besides is left to the command: it takes minutes.
PHASES = "examples,fuzzing"
ROLES = (
    "siapa saja",
    "warga",
    "petugas_verifikasi",
    "petugas_dukcapil",
    "petugas_pajak",
    "kepala_dinas",
    "admin",
    "operator",
    "petugas_opd",
    "opd",
    "faskes",
    "bank",
    "sandbox",
)


@pytest.fixture(scope="module")
def tokens(suite: RunningSuite) -> Mapping[str, str | None]:
    return roles(suite.base_url, json.loads(suite.layout.demo_identities.read_text()))


def test_every_role_of_the_running_copy_is_tried(tokens: Mapping[str, str | None]) -> None:
    assert set(tokens) == set(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_schemathesis_finds_nothing_as(role: str, suite: RunningSuite, tokens: Mapping[str, str | None]) -> None:
    found = explore(suite.base_url, role, tokens[role], examples=3, phases=PHASES)

    assert found.clean, found.report
    assert found.cases > 100

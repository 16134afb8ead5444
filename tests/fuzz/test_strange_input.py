"""No input, however strange, gets an answer that the contract does not promise; `python -m tests.fuzz.run` goes on."""

import json
from collections.abc import Iterator, Mapping

import pytest

from local.running import RunningSuite, running_suite
from local.testing import Bench
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


# A copy of its own, so that no journey suffers from what is sent here.
@pytest.fixture(scope="module")
def probed(bench: Bench) -> Iterator[RunningSuite]:
    with running_suite(bench.folder / "probed") as suite:
        yield suite


@pytest.fixture(scope="module")
def tokens(probed: RunningSuite) -> Mapping[str, str | None]:
    return roles(probed.base_url, json.loads(probed.layout.demo_identities.read_text()))


def test_every_role_of_the_running_copy_is_tried(tokens: Mapping[str, str | None]) -> None:
    assert set(tokens) == set(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_schemathesis_finds_nothing_as(role: str, probed: RunningSuite, tokens: Mapping[str, str | None]) -> None:
    found = explore(probed.base_url, role, tokens[role], examples=3, phases=PHASES)

    assert found.clean, found.report
    assert found.cases > 100

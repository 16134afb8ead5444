"""No input, however strange, gets an answer that the contract does not promise; `python -m tests.fuzz.run` goes on."""

import json

import pytest

from local.running import RunningSuite
from tests.fuzz.run import explore, roles

# What each bound of each schema brings besides is left to the command: it takes minutes.
PHASES = "examples,fuzzing"
ROLES = ("siapa saja", "warga", "petugas_verifikasi", "kepala_dinas", "admin", "opd", "faskes", "bank")


@pytest.mark.journey
@pytest.mark.parametrize(
    "role", ["siapa saja", "warga", "petugas_verifikasi", "kepala_dinas", "admin", "opd", "faskes"]
)
def test_schemathesis_finds_nothing_as(role: str, suite: RunningSuite) -> None:
    demo = json.loads(suite.layout.demo_identities.read_text())

    found = explore(suite.base_url, role, roles(suite.base_url, demo)[role], examples=3, phases=PHASES)

    assert found.clean, found.report
    assert found.cases > 100

"""The gateway withstands each attack, and each attack has been seen to succeed against a gateway without the check."""

import pytest

from tests.gateway.attacks import agreements, credentials, exchanges, messages, tokens
from tests.gateway.attacks.attack import Attack
from tests.gateway.integration.town import Town

# A weakened gateway that was made to knock inside leaves a broken connection behind, which is found in the next test.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

ATTACKS = [*tokens.ATTACKS, *credentials.ATTACKS, *agreements.ATTACKS, *messages.ATTACKS, *exchanges.ATTACKS]


@pytest.mark.parametrize("attack", ATTACKS, ids=str)
def test_the_gateway_withstands(town: Town, attack: Attack) -> None:
    assert not attack.run(town)


@pytest.mark.parametrize("attack", ATTACKS, ids=str)
def test_without_its_check_the_gateway_falls_to(town: Town, attack: Attack, monkeypatch: pytest.MonkeyPatch) -> None:
    attack.weaken(monkeypatch)

    assert attack.run(town)

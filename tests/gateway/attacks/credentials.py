"""Attacks on how clients prove themselves: replayed, foreign, endless proofs; guessed secrets; keys fetched inside."""

import socket
import time
import uuid
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey
from psycopg.types.json import Json as Column

from services.gateway.access import assertions
from services.gateway.access.assertions import TYPE, Assertions
from services.gateway.limits.addresses import FAILURES_OF_ONE, AddressLimits
from services.gateway.questions.outside import Outside
from tests.gateway.attacks.attack import Attack
from tests.gateway.integration.test_clients import registration
from tests.gateway.integration.town import SECRET, Town

KEY = ECKey.generate_key("P-256", {"kid": "satu"})
THIEF = ECKey.generate_key("P-256", {"kid": "satu"})
CLIENT = "opd-berkunci"


def _assertion(town: Town, key: ECKey = KEY, **claims: Any) -> str:
    town.add_client(CLIENT, "OPD", [])
    keys = Column({"keys": [KEY.as_dict(private=False)]})
    town.rows("UPDATE client SET jwks = %s WHERE client_id = %s RETURNING 1", keys, CLIENT)
    now = int(time.time())
    usual = {"iss": CLIENT, "sub": CLIENT, "aud": f"{town.url}/oauth2/token", "iat": now, "exp": now + 50}
    return jwt.encode({"alg": "ES256", "kid": "satu"}, {**usual, "jti": uuid.uuid4().hex, **claims}, key)


def _opens(town: Town, told: str) -> bool:
    form = {"grant_type": "client_credentials", "client_assertion_type": TYPE, "client_assertion": told}
    answer = town.http.post("/oauth2/token", data=form)
    assert answer.status_code < 500
    return answer.status_code == 200


def replayed(town: Town) -> bool:
    told = _assertion(town)
    assert _opens(town, told)
    return _opens(town, told)


def signed_by_another(town: Town) -> bool:
    return _opens(town, _assertion(town, THIEF))


def meant_for_another(town: Town) -> bool:
    return _opens(town, _assertion(town, aud="https://lain.example/oauth2/token"))


def good_for_a_year(town: Town) -> bool:
    return _opens(town, _assertion(town, exp=int(time.time()) + 365 * 86400))


def guessing_a_secret(town: Town) -> bool:
    """Whether the right secret is still tried after so many wrong ones."""
    town.add_client("opd-tebakan", "OPD", [])
    form = {"grant_type": "client_credentials", "client_id": "opd-tebakan"}
    for number in range(FAILURES_OF_ONE):
        town.http.post("/oauth2/token", data=form | {"client_secret": f"tebakan-{number}"})
    return town.http.post("/oauth2/token", data=form | {"client_secret": SECRET}).status_code == 200


def keys_from_inside(town: Town) -> bool:
    """Whether the gateway can be made to knock at a door of its own machine."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.5)
        port = listener.getsockname()[1]
        town.http.post("/v1/klien", json=registration(jwks_url=f"https://127.0.0.1:{port}/jwks"))
        try:
            listener.accept()[0].close()
        except TimeoutError:
            return False
        return True


def _forgets_proofs(patch: pytest.MonkeyPatch) -> None:
    async def forget(*_: object) -> None:
        """Take nothing down."""

    patch.setattr(Assertions, "_take", forget)


def _believes_every_signature(patch: pytest.MonkeyPatch) -> None:
    right = assertions.verified

    def naive(told: str, key: Any) -> Any:
        try:
            return right(told, key)
        except assertions.AssertionRefused:
            return assertions.json.loads(assertions.jws.extract_compact(told.encode()).payload)

    patch.setattr(assertions, "verified", naive)


def _is_everyone(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Assertions, "_names_us", lambda *_: True)


def _has_time(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(assertions, "LONGEST_LIFE_SECONDS", 10**9)


def _is_patient(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(AddressLimits, "refuse_guesser", lambda *_: None)


def _goes_anywhere(patch: pytest.MonkeyPatch) -> None:
    async def anywhere(_: Outside, target: Any) -> str:
        return str(target.host)

    patch.setattr(Outside, "_address_of", anywhere)


ATTACKS = [
    Attack("a replayed client assertion", replayed, _forgets_proofs),
    Attack("an assertion that another signed", signed_by_another, _believes_every_signature),
    Attack("an assertion for another server", meant_for_another, _is_everyone),
    Attack("an assertion that is good for a year", good_for_a_year, _has_time),
    Attack("guessing a secret", guessing_a_secret, _is_patient),
    Attack("a key set inside (SSRF)", keys_from_inside, _goes_anywhere),
]

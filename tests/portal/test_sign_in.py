"""What a provider answers is believed only when it was asked for by us, now, and signed by the provider."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from services.gateway.portal.oidc import Provider, SignIn, SignInRefused
from tests.gateway.conftest import settings
from tests.gateway.integration.town import Town
from tests.gateway.reports import FATHER

ISSUER = "https://masuk.example"
KEY = ECKey.generate_key("P-256", {"kid": "k1"})
OTHER = ECKey.generate_key("P-256", {"kid": "k1"})
PROVIDER = Provider({"issuer": ISSUER}, KeySet([KEY]), time.monotonic() + 60)


def token(key: ECKey = KEY, **changes: Any) -> str:
    claims = {"iss": ISSUER, "aud": "portal", "sub": "s", "nonce": "n", "exp": int(time.time()) + 60, **changes}
    return jwt.encode({"alg": "ES256", "kid": "k1"}, claims, key)


@pytest.fixture
def sign_in(tmp_path: Path) -> SignIn:
    chosen = settings(tmp_path, demo=False)
    return SignIn(chosen.model_copy(update={"oidc_issuer": ISSUER, "oidc_client_id": "portal"}))


def claims(sign_in: SignIn, signed: str, nonce: str = "n") -> Mapping[str, Any]:
    return sign_in._claims(PROVIDER, signed, nonce)


def test_a_good_answer_is_believed(sign_in: SignIn) -> None:
    assert claims(sign_in, token())["sub"] == "s"
    assert claims(sign_in, token(aud=["other", "portal"]))["sub"] == "s"


@pytest.mark.parametrize(
    "signed",
    [
        token(OTHER),
        token(iss="https://elsewhere.example"),
        token(aud="another-client"),
        token(nonce="of another sign-in"),
        token(exp=int(time.time()) - 600),
        token(exp=None),
        token(sub=None),
        token().rsplit(".", 1)[0] + ".",
        "eyJhbGciOiJub25lIn0.e30.",
        "",
    ],
    ids=["key", "issuer", "audience", "nonce", "late", "no end", "nobody", "no signature", "alg none", "nothing"],
)
def test_any_other_answer_is_refused(sign_in: SignIn, signed: str) -> None:
    with pytest.raises(SignInRefused):
        claims(sign_in, signed)


def _asked(town: Town) -> dict[str, str]:
    """What the portal asks the demonstration's provider."""
    answer = town.http.get("/masuk")
    assert answer.status_code == 303
    query = parse_qs(urlsplit(answer.headers["location"]).query)
    assert query["code_challenge_method"] == ["S256"]
    return {name: values[0] for name, values in query.items()}


def _code(town: Town) -> str:
    form = {**_asked(town), "persona": "nik:", "nik": FATHER, "nama": "BUDI"}
    answer = town.http.post("/demo/oidc/authorize", data=form)
    assert answer.status_code == 303, answer.text
    return parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]


def test_the_demonstrations_provider_sends_a_code_to_the_portal_alone(town: Town) -> None:
    asked = {**_asked(town), "redirect_uri": "https://elsewhere.example/"}

    assert town.http.get("/demo/oidc/authorize", params=asked).status_code == 400
    form = {**asked, "persona": "nik:", "nik": FATHER}
    assert town.http.post("/demo/oidc/authorize", data=form).status_code == 400


def test_a_code_without_its_verifier_is_worth_nothing(town: Town) -> None:
    form = {"code": _code(town), "client_id": "portal", "code_verifier": "guessed" * 8}

    answer = town.http.post("/demo/oidc/token", data=form)
    assert (answer.status_code, answer.json()) == (400, {"error": "invalid_grant"})


def test_a_code_opens_no_door_of_the_api(town: Town) -> None:
    answer = town.http.get("/v1/saya", headers={"Authorization": f"Bearer {_code(town)}"})

    assert answer.status_code == 401

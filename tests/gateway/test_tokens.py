"""Only a token that this gateway signed, for itself, and that has not ended, opens a door."""

import base64
import hashlib
import hmac
import json
import time
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from services.gateway.access.tokens import SKEW_SECONDS, TokenRefused, Tokens

ADDRESS = "http://gateway.example"
KEY = ECKey.generate_key("P-256")
TOKENS = Tokens(KEY, address=ADDRESS, demo=False)


def signed(header: dict[str, Any] | None = None, key: ECKey = KEY, **claims: Any) -> str:
    now = int(time.time())
    usual = {"iss": ADDRESS, "aud": ADDRESS, "sub": "a", "peran": "WARGA", "iat": now, "exp": now + 60}
    kept = {name: value for name, value in {**usual, **claims}.items() if value is not ...}
    return jwt.encode({"alg": "ES256", "typ": "at+jwt", "kid": KEY.thumbprint(), **(header or {})}, kept, key)


def unsigned(header: dict[str, Any], signature: bytes = b"") -> str:
    head, body, _ = signed().split(".")
    del head
    made = _part(json.dumps({"typ": "at+jwt", "kid": KEY.thumbprint(), **header}).encode())
    return f"{made}.{body}.{_part(signature)}"


def _part(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _hs256_with_the_public_key() -> str:
    head = _part(json.dumps({"alg": "HS256", "typ": "at+jwt", "kid": KEY.thumbprint()}).encode())
    signing = f"{head}.{signed().split('.')[1]}"
    secret = json.dumps(KEY.as_dict(private=False)).encode()
    return f"{signing}.{_part(hmac.new(secret, signing.encode(), hashlib.sha256).digest())}"


FORGED = {
    "no algorithm": unsigned({"alg": "none"}),
    "no algorithm, written oddly": unsigned({"alg": "nOnE"}),
    "the public key as a shared secret": _hs256_with_the_public_key(),
    "another key": signed(key=ECKey.generate_key("P-256")),
    "another curve": unsigned({"alg": "ES384"}, b"x" * 96),
    "a key of the sender's own": signed(
        {"jwk": ECKey.generate_key("P-256").as_dict(private=False)}, ECKey.generate_key("P-256")
    ),
    "a key elsewhere": unsigned({"alg": "ES256", "jku": "https://evil.example/keys"}, b"x" * 64),
    "a kid that is a path": signed({"kid": "../../../../dev/null"}),
    "a kid that is SQL": signed({"kid": "' OR 1=1 --"}),
    "no kid": unsigned({"alg": "ES256", "kid": None}, b"x" * 64),
    "another type": signed({"typ": "JWT"}),
    "another issuer": signed(iss="http://evil.example"),
    "the demonstration's issuer": signed(iss=f"{ADDRESS}/demo"),
    "another audience": signed(aud="http://other.example"),
    "several audiences": signed(aud=[ADDRESS, "http://other.example"]),
    "no audience": signed(aud=...),
    "ended": signed(exp=int(time.time()) - SKEW_SECONDS - 5),
    "no end": signed(exp=...),
    "an end that is text": signed(exp="9999999999"),
    "begins later": signed(nbf=int(time.time()) + 600),
    "made later": signed(iat=int(time.time()) + 600),
    "nobody": signed(sub=...),
    "a subject that is no text": signed(sub=7),
    "a changed body": ".".join([signed().split(".")[0], signed(sub="other").split(".")[1], signed().split(".")[2]]),
    "cut off": signed()[:-8],
    "empty": "",
    "dots": "..",
    "too long": signed(scope="x" * 5000),
    "not base64": "ä.ö.ü",
}


@pytest.mark.parametrize("token", FORGED.values(), ids=FORGED.keys())
def test_a_forged_token_is_refused(token: str) -> None:
    with pytest.raises(TokenRefused):
        TOKENS.check(token)


def test_a_good_token_says_who_it_is_for() -> None:
    assert TOKENS.check(TOKENS.mint("a", "KLIEN", seconds=60, scope="x"))["sub"] == "a"


def test_a_remembered_token_still_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    token = TOKENS.mint("a", "WARGA", seconds=60)
    TOKENS.check(token)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 60 + SKEW_SECONDS + 1)

    with pytest.raises(TokenRefused):
        TOKENS.check(token)


def test_demonstration_tokens_work_in_a_demonstration_only() -> None:
    demo = Tokens(KEY, address=ADDRESS, demo=True)
    token = demo.mint("a", "WARGA", seconds=60, demo=True)

    assert demo.check(token)["sub"] == "a"
    with pytest.raises(TokenRefused):
        TOKENS.check(token)

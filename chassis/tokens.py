"""Tokens by which the gateway may ask a service's internal door: short-lived, for one audience, signed with ES256."""

import json
import time
from pathlib import Path

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

LIFETIME_SECONDS = 60
REUSE_SECONDS = 30
SKEW_SECONDS = 30
ISSUER = "terpadu-gateway"
TYPE = "terpadu-internal+jwt"


class TokenRefused(Exception):
    """A token that is missing, forged, expired or for somebody else; which of these, the caller is not told."""


class Minter:
    """Makes tokens with the gateway's private key, and makes a new one only when the last grows old."""

    def __init__(self, key_file: Path) -> None:
        self._key = ECKey.import_key(json.loads(key_file.read_text()))
        self._kept: dict[str, tuple[float, str]] = {}

    def token(self, audience: str) -> str:
        """A token that `audience`, a service's name, will accept for at least half a minute."""
        now = time.time()
        made, token = self._kept.get(audience, (0.0, ""))
        if now - made > REUSE_SECONDS:
            claims = {"iss": ISSUER, "aud": audience, "iat": int(now), "exp": int(now) + LIFETIME_SECONDS}
            token = jwt.encode({"alg": "ES256", "typ": TYPE}, claims, self._key)
            self._kept[audience] = (now, token)
        return token


class Verifier:
    """Accepts the gateway's tokens for one service, by the gateway's public key."""

    def __init__(self, key_file: Path, audience: str) -> None:
        self._key = ECKey.import_key(json.loads(key_file.read_text()))
        self._claims = jwt.JWTClaimsRegistry(
            leeway=SKEW_SECONDS,
            iss={"essential": True, "value": ISSUER},
            aud={"essential": True, "value": audience},
            exp={"essential": True},
        )

    def check(self, authorization: str | None) -> None:
        """Raise TokenRefused unless the value of an Authorization header is the gateway's word for this service."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise TokenRefused
        try:
            found = jwt.decode(token, self._key, algorithms=["ES256"])
            self._claims.validate(found.claims)
        except (JoseError, ValueError):
            raise TokenRefused from None
        if found.header.get("typ") != TYPE:
            raise TokenRefused

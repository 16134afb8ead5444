"""Callers' tokens: `at+jwt` (RFC 9068), signed with ES256 by a key that this gateway holds, for this gateway alone."""

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

TYPE = "at+jwt"
ALGORITHM = "ES256"
CLIENT_TOKEN_SECONDS = 600
SKEW_SECONDS = 30
LONGEST_TOKEN = 4096
_MOST_KEPT = 10_000


class TokenRefused(Exception):
    """A token that is forged, expired or for somebody else; which of these, the caller is not told."""


class Tokens:
    """Makes and checks tokens; the header of a token can only choose among keys that we already have."""

    def __init__(self, key: ECKey, *, address: str, demo: bool) -> None:
        self._key = key
        self._kid = key.thumbprint()
        self._keys: Mapping[str, ECKey] = {self._kid: key}
        self._address = address
        self._demo_issuer = f"{address}/demo"
        self._issuers = frozenset({address, self._demo_issuer} if demo else {address})
        self._kept: dict[str, dict[str, Any]] = {}

    @classmethod
    def load(cls, path: Path, *, address: str, demo: bool) -> "Tokens":
        """With the private JWK of a file."""
        return cls(ECKey.import_key(json.loads(path.read_text())), address=address, demo=demo)

    @property
    def key(self) -> ECKey:
        """The key that signs; whoever checks what we signed needs its public half."""
        return self._key

    def mint(self, subject: str, role: str, *, seconds: int, scope: str = "", demo: bool = False) -> str:
        """A token for one caller; `role` is WARGA, PETUGAS or KLIEN."""
        now = int(time.time())
        claims = {
            "iss": self._demo_issuer if demo else self._address,
            "aud": self._address,
            "sub": subject,
            "peran": role,
            "scope": scope,
            "iat": now,
            "exp": now + seconds,
            "jti": uuid4().hex,
        }
        return jwt.encode({"alg": ALGORITHM, "typ": TYPE, "kid": self._kid}, claims, self._key)

    def sign(self, claims: Mapping[str, Any], kind: str) -> str:
        """Claims of another kind than a caller's token, which no door takes for one."""
        return jwt.encode({"alg": ALGORITHM, "typ": kind, "kid": self._kid}, dict(claims), self._key)

    def read(self, signed: str, kind: str) -> Mapping[str, Any]:
        """The claims that `sign` signed as this kind; its times are not looked at. Raises TokenRefused."""
        try:
            found = jwt.decode(signed, self._key_of, algorithms=[ALGORITHM])
        except (JoseError, ValueError, KeyError, TypeError, RecursionError):
            raise TokenRefused from None
        if found.header.get("typ") != kind:
            raise TokenRefused
        return found.claims

    def public_key(self) -> Mapping[str, Any]:
        """By which others know what was signed here."""
        return {**self._key.as_dict(private=False), "kid": self._kid, "alg": ALGORITHM, "use": "sig"}

    def check(self, token: str) -> Mapping[str, Any]:
        """The claims of a good token. Raises TokenRefused.

        A signature is checked once for each token and remembered; the time is looked at every time.
        """
        claims = self._kept.get(token)
        if claims is None:
            claims = self._verified(token)
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[token] = claims
        if time.time() > claims["exp"] + SKEW_SECONDS:
            self._kept.pop(token, None)
            raise TokenRefused
        return claims

    def _verified(self, token: str) -> dict[str, Any]:
        if len(token) > LONGEST_TOKEN:
            raise TokenRefused
        try:
            found = jwt.decode(token, self._key_of, algorithms=[ALGORITHM])
        except (JoseError, ValueError, KeyError, TypeError, RecursionError):
            raise TokenRefused from None
        if found.header.get("typ") != TYPE or not self._is_for_us(found.claims):
            raise TokenRefused
        return found.claims

    def _key_of(self, signed: Any) -> ECKey:
        return self._keys[signed.headers()["kid"]]

    def _is_for_us(self, claims: Mapping[str, Any]) -> bool:
        now = time.time() + SKEW_SECONDS
        times = [claims.get("exp"), claims.get("iat"), claims.get("nbf", 0)]
        return (
            claims.get("iss") in self._issuers
            and claims.get("aud") == self._address
            and isinstance(claims.get("sub"), str)
            and all(isinstance(value, int | float) for value in times)
            and claims["iat"] <= now
            and claims.get("nbf", 0) <= now
        )

"""private_key_jwt: a client proves who it is by a signed statement that is good once, and not for long (RFC 7523)."""

import json
import time
import warnings
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Protocol

from joserfc import jws, jwt
from joserfc.errors import JoseError, SecurityWarning

from services.gateway.access.client_keys import ClientKey, PublicKey
from services.gateway.access.clients import CLIENT_ID
from services.gateway.pool import Pool

TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
# The one list: what does not stand here is no signature, whatever a header says.
ALGORITHMS = ("ES256", "PS256", "EdDSA")
LONGEST_LIFE_SECONDS = 60
SKEW_SECONDS = 10
LONGEST_ASSERTION = 4096
LONGEST_JTI = 128

_TAKE = """
    INSERT INTO client_assertion (client_id, jti, ends_at) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING RETURNING 1
"""


class Keys(Protocol):
    """Where the keys of clients are found."""

    async def find(self, client_id: str, kid: str) -> ClientKey | None:
        """The key of this name of a client that is active, or None."""


class AssertionRefused(Exception):
    """A statement that proves nothing; why, the caller is not told."""


class Assertions:
    """Checks statements of clients and remembers those that were used."""

    def __init__(self, pool: Pool, keys: Keys, *, audiences: frozenset[str]) -> None:
        self._pool = pool
        self._keys = keys
        self._audiences = audiences

    async def client_of(self, assertion: str) -> str:
        """The client that signed this. Raises AssertionRefused; a statement that was used before is refused too."""
        client_id, kid, algorithm = _head(assertion)
        key = await self._keys.find(client_id, kid)
        if key is None or key.algorithm != algorithm:
            raise AssertionRefused
        claims = verified(assertion, key)
        if not self._is_for_us(claims, client_id):
            raise AssertionRefused
        await self._take(client_id, claims)
        return client_id

    async def _take(self, client_id: str, claims: Mapping[str, Any]) -> None:
        ends_at = datetime.fromtimestamp(claims["exp"] + SKEW_SECONDS, UTC)
        if await self._pool.row(_TAKE, client_id, claims["jti"], ends_at) is None:
            raise AssertionRefused

    def _is_for_us(self, claims: Mapping[str, Any], client_id: str) -> bool:
        now = time.time()
        times = [claims.get("exp"), claims.get("iat", now), claims.get("nbf", now)]
        return (
            claims.get("iss") == claims.get("sub") == client_id
            and self._names_us(claims.get("aud"))
            and isinstance(claims.get("jti"), str)
            and 1 <= len(claims["jti"]) <= LONGEST_JTI
            and claims["jti"].isprintable()
            and all(isinstance(each, int | float) and not isinstance(each, bool) for each in times)
            and now - SKEW_SECONDS < claims["exp"] <= now + LONGEST_LIFE_SECONDS + SKEW_SECONDS
            and all(each <= now + SKEW_SECONDS for each in times[1:])
        )

    def _names_us(self, audience: Any) -> bool:
        """One audience, ours: a statement that others may use too is none for us."""
        if isinstance(audience, list) and len(audience) == 1:
            audience = audience[0]
        return isinstance(audience, str) and audience in self._audiences


def verified(assertion: str, key: ClientKey) -> Mapping[str, Any]:
    """The claims that this key signed with its own algorithm. Raises AssertionRefused."""

    def ours(_: Any) -> PublicKey:
        # Whatever the head brings along (`jwk`, `jku`, `x5c`): the key is the one that we were given beforehand.
        return key.key

    try:
        with warnings.catch_warnings():
            # EdDSA has a newer name (RFC 9864) that clients' libraries do not know yet.
            warnings.simplefilter("ignore", SecurityWarning)
            return jwt.decode(assertion, ours, algorithms=[key.algorithm]).claims
    except (JoseError, ValueError, KeyError, TypeError, RecursionError):
        raise AssertionRefused from None


def _head(assertion: str) -> tuple[str, str, str]:
    """Who claims to have signed, with which key; nothing of it is believed before the signature is checked."""
    if len(assertion) > LONGEST_ASSERTION:
        raise AssertionRefused
    try:
        told = jws.extract_compact(assertion.encode("ascii"))
        claims = json.loads(told.payload)
        client_id, kid, algorithm = claims["iss"], told.protected["kid"], told.protected["alg"]
    except (JoseError, ValueError, KeyError, TypeError, RecursionError):
        raise AssertionRefused from None
    if not isinstance(client_id, str) or not CLIENT_ID.fullmatch(client_id) or not isinstance(kid, str):
        raise AssertionRefused
    if algorithm not in ALGORITHMS or "crit" in told.protected:
        raise AssertionRefused
    return client_id, kid, algorithm

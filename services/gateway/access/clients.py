"""Clients' secrets: kept as argon2 hashes; one that was right is believed for some minutes."""

import asyncio
import hashlib
import hmac
import re
import time

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from services.gateway.pool import Pool

BELIEVED_SECONDS = 300.0
LONGEST_SECRET = 256
# A hash takes 8 MB while it is computed; the machine must not be filled by guesses.
MOST_AT_ONCE = 2

# A secret is 128 random bits that we made, not a word that someone chose: nobody can try them all, whatever a try
# costs. The hash is there so that a stolen table opens no door; 5 ms are enough for that.
HASHER = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1)
_HASH_OF_NOTHING = HASHER.hash("no client has this secret")

_CLIENT_ID = re.compile(r"[a-z0-9-]{3,64}")
_CLIENT = "SELECT secret_hash, cakupan FROM client WHERE client_id = %s AND active"


class ClientSecrets:
    """Checks the secrets of clients."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._turns = asyncio.Semaphore(MOST_AT_ONCE)
        self._believed: dict[str, tuple[float, str, bytes]] = {}

    async def scopes_of(self, client_id: str, secret: str) -> frozenset[str] | None:
        """What the client may ask for, or None; a client that does not exist takes as long as a wrong secret."""
        plausible = len(secret) <= LONGEST_SECRET and _CLIENT_ID.fullmatch(client_id)
        row = await self._pool.row(_CLIENT, client_id) if plausible else None
        kept = row["secret_hash"] if row else _HASH_OF_NOTHING
        if not await self._is_right(client_id, secret, kept) or row is None:
            return None
        return frozenset(row["cakupan"])

    async def _is_right(self, client_id: str, secret: str, kept: str) -> bool:
        digest = hashlib.sha256(secret.encode()).digest()
        until, believed_hash, believed = self._believed.get(client_id, (0.0, "", b""))
        if time.monotonic() < until and believed_hash == kept and hmac.compare_digest(believed, digest):
            return True
        async with self._turns:
            right = await asyncio.to_thread(_verify, kept, secret)
        if right:
            self._believed[client_id] = (time.monotonic() + BELIEVED_SECONDS, kept, digest)
        return right


def _verify(kept: str, secret: str) -> bool:
    try:
        return HASHER.verify(kept, secret)
    except (VerificationError, InvalidHashError):
        return False

"""Clients' secrets: kept as argon2 hashes; one that was right is believed for some minutes."""

import asyncio
import hashlib
import hmac
import re
import secrets
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

CLIENT_ID = re.compile(r"[a-z0-9-]{3,64}")
_SECRETS = """
    SELECT hash FROM client_secret JOIN client USING (client_id)
    WHERE client_id = %s AND active AND (client_secret.ends_at IS NULL OR client_secret.ends_at > now())
    ORDER BY client_secret.created_at DESC LIMIT 3
"""


class ClientSecrets:
    """Checks the secrets of clients; more than one is right while a new one takes the place of an old one."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._turns = asyncio.Semaphore(MOST_AT_ONCE)
        self._believed: dict[str, tuple[float, str, bytes]] = {}

    async def is_right(self, client_id: str, secret: str) -> bool:
        """Whether this is a secret of an active client; one that does not exist takes as long as a wrong secret."""
        plausible = len(secret) <= LONGEST_SECRET and CLIENT_ID.fullmatch(client_id)
        rows = await self._pool.rows(_SECRETS, client_id) if plausible else []
        kept = [row["hash"] for row in rows]
        if self._is_believed(client_id, secret, kept):
            return True
        for each in kept or [_HASH_OF_NOTHING]:
            async with self._turns:
                right = await asyncio.to_thread(_verify, each, secret)
            if right and kept:
                self._believed[client_id] = (time.monotonic() + BELIEVED_SECONDS, each, _digest(secret))
                return True
        return False

    def _is_believed(self, client_id: str, secret: str, kept: list[str]) -> bool:
        until, hash_of, digest = self._believed.get(client_id, (0.0, "", b""))
        return time.monotonic() < until and hash_of in kept and hmac.compare_digest(digest, _digest(secret))


def new_secret() -> str:
    """A secret of 256 random bits, which is shown once and kept as a hash."""
    return secrets.token_urlsafe(32)


async def hashed(secret: str) -> str:
    """A secret as it is kept."""
    return await asyncio.to_thread(HASHER.hash, secret)


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def _verify(kept: str, secret: str) -> bool:
    try:
        return HASHER.verify(kept, secret)
    except (VerificationError, InvalidHashError):
        return False

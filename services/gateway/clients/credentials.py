"""A client's keys and secrets: found where they are kept, replaced by their owner, the old ones right for a while."""

import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from psycopg.types.json import Json

from services.gateway.access.client_keys import ClientKey, KeyRefused, read_keys
from services.gateway.access.clients import hashed, new_secret
from services.gateway.clients.key_sets import KeySets
from services.gateway.pool import Connection, Pool
from services.gateway.web.problems import Problem, fault

# For so long a key that was just removed still opens.
BELIEVED_SECONDS = 30.0
MOST_SECRETS = 3

_KEYS = """
    SELECT jwks, jwks_url FROM client WHERE client_id = %s AND active AND (ends_at IS NULL OR ends_at > now())
"""
_COUNT = "SELECT count(*) AS n FROM client_secret WHERE client_id = %s AND (ends_at IS NULL OR ends_at > %s)"
_END_EARLIER = """
    UPDATE client_secret SET ends_at = least(coalesce(ends_at, %(until)s), %(until)s) WHERE client_id = %(client)s
"""


class Credentials:
    """Finds and replaces the credentials of clients."""

    def __init__(self, pool: Pool, key_sets: KeySets) -> None:
        self._pool = pool
        self._key_sets = key_sets
        self._kept: dict[str, tuple[float, Mapping[str, ClientKey]]] = {}

    async def find(self, client_id: str, kid: str) -> ClientKey | None:
        """A key of an active client by its name, or None."""
        until, keys = self._kept.get(client_id, (0.0, {}))
        if time.monotonic() >= until or kid not in keys:
            keys = await self._read(client_id)
            self._kept[client_id] = (time.monotonic() + BELIEVED_SECONDS, keys)
        return keys.get(kid)

    async def _read(self, client_id: str) -> Mapping[str, ClientKey]:
        row = await self._pool.row(_KEYS, client_id)
        if row is None:
            return {}
        if row["jwks_url"]:
            return await self._key_sets.fetch(row["jwks_url"])
        return read_keys(row["jwks"]) if row["jwks"] else {}

    async def replace_keys(self, client_id: str, jwks: Mapping[str, Any] | None, url: str | None) -> None:
        """Let these keys, and no others, be the client's. Raises Problem 422."""
        await self.refuse_bad_keys(jwks, url)
        async with self._pool.transaction() as connection:
            await self.store_keys(connection, client_id, jwks, url)
        self._kept.pop(client_id, None)

    async def refuse_bad_keys(self, jwks: Mapping[str, Any] | None, url: str | None) -> None:
        """Raise Problem 422 for keys that we would not trust, and for an address at which none can be fetched."""
        try:
            if jwks is not None:
                read_keys(jwks)
        except KeyRefused as refusal:
            raise fault(f"/jwks{refusal.place}", "kunci_tidak_sah", refusal.why) from None
        if url is not None and not await self._key_sets.fetch(url):
            raise fault("/jwks_url", "jwks_url_tidak_terbaca", "Alamat ini tidak memberi JWK Set yang dapat dipakai.")

    @staticmethod
    async def store_keys(
        connection: Connection, client_id: str, jwks: Mapping[str, Any] | None, url: str | None
    ) -> None:
        """Write keys down that were looked at before."""
        kept = Json(dict(jwks)) if jwks is not None else None
        await connection.execute(
            "UPDATE client SET jwks = %s, jwks_url = %s WHERE client_id = %s", (kept, url, client_id)
        )

    async def replace_secret(self, client_id: str, now: datetime, overlap: timedelta) -> tuple[str, datetime]:
        """A new secret, and until when the earlier ones are right. Raises Problem 409 when too many are right."""
        secret = new_secret()
        kept = await hashed(secret)
        until = now + overlap
        async with self._pool.transaction() as connection:
            await connection.execute("SELECT 1 FROM client WHERE client_id = %s FOR UPDATE", (client_id,))
            await connection.execute(_END_EARLIER, {"client": client_id, "until": until})
            found = await (await connection.execute(_COUNT, (client_id, now))).fetchone()
            if found and found["n"] >= MOST_SECRETS:
                raise Problem(409, "rahasia_terlalu_banyak", "Masih ada dua rahasia lama yang berlaku; tunggu dahulu.")
            await self.store_secret(connection, client_id, kept)
        return secret, until

    @staticmethod
    async def store_secret(connection: Connection, client_id: str, kept: str) -> None:
        """Write a secret's hash down."""
        await connection.execute("INSERT INTO client_secret (client_id, hash) VALUES (%s, %s)", (client_id, kept))

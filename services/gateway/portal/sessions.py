"""Who is signed in: a browser holds a random name, everything else stands in the database and ends there."""

import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from services.gateway.access.caller import Kind
from services.gateway.pool import Pool

# An officer's desk stands in a public office; a parent's telephone is in their hand.
IDLE_SECONDS: Mapping[Kind, int] = {Kind.PETUGAS: 30 * 60, Kind.WARGA: 60 * 60}
LONGEST_SECONDS = 8 * 3600
LOGIN_SECONDS = 10 * 60

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_BEGIN = """
    INSERT INTO portal_session (id, kind, subject, csrf, login, idle_seconds, ends_at)
    VALUES (%s, %s, %s, %s, %s::json, %s, now() + make_interval(secs => %s)) RETURNING 1
"""
_FIND = """
    WITH found AS (
        SELECT * FROM portal_session
        WHERE id = %s AND now() < ends_at AND now() < seen_at + make_interval(secs => idle_seconds)
    ), seen AS (
        UPDATE portal_session SET seen_at = now() FROM found
        WHERE portal_session.id = found.id AND found.seen_at < now() - interval '30 seconds'
    )
    SELECT kind, subject, csrf, login FROM found
"""
_END = "DELETE FROM portal_session WHERE id = %s RETURNING 1"


@dataclass(frozen=True, slots=True)
class Session:
    """One browser's session; `login` is what a sign-in that is under way must be answered with."""

    token: str
    kind: Kind | None
    subject: str | None
    csrf: str
    login: Mapping[str, str] | None


class Sessions:
    """Begins, finds and ends sessions."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def begin(self, kind: Kind, subject: str) -> str:
        """A session for somebody who has just signed in; what its cookie holds. Never one that was known before."""
        return await self._write(kind.value, subject, None, IDLE_SECONDS[kind], LONGEST_SECONDS)

    async def begin_login(self, login: Mapping[str, str]) -> str:
        """A session for the minutes that a sign-in takes; it opens no door."""
        return await self._write(None, None, json.dumps(login), LOGIN_SECONDS, LOGIN_SECONDS)

    async def find(self, token: str) -> Session | None:
        """The session of a cookie, when it has not ended and was not left alone for too long."""
        if not _TOKEN.fullmatch(token):
            return None
        row = await self._pool.row(_FIND, _digest(token))
        if row is None:
            return None
        return Session(token, Kind(row["kind"]) if row["kind"] else None, row["subject"], row["csrf"], row["login"])

    async def end(self, token: str) -> None:
        """The session is over, whoever still holds its name."""
        await self._pool.rows(_END, _digest(token))

    async def _write(self, kind: str | None, subject: str | None, login: str | None, idle: int, longest: int) -> str:
        token = secrets.token_urlsafe(32)
        csrf = secrets.token_urlsafe(32)
        await self._pool.rows(_BEGIN, _digest(token), kind, subject, csrf, login, idle, longest)
        return token


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()

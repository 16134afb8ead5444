"""Reports that are not sent yet: kept for their owner, on whichever device they go on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg.rows import DictRow

from chassis.database import uuid7
from services.gateway.access.caller import Caller
from services.gateway.pool import Pool

Answers = Mapping[str, str]

_FIND = "SELECT * FROM portal_draft WHERE owner = %s AND corrects = %s"
_OF_OWNER = "SELECT * FROM portal_draft WHERE owner = %s ORDER BY changed_at DESC"
# Two devices may begin at the same moment: both get the draft of the first.
_BEGIN = """
    INSERT INTO portal_draft (id, owner, corrects, answers, sources) VALUES (%s, %s, %s, %s::json, %s::json)
    ON CONFLICT (owner, corrects) DO UPDATE SET owner = excluded.owner RETURNING *
"""
# What another device wrote meanwhile stays, but for the answers of this page.
_ANSWER = """
    UPDATE portal_draft
    SET answers = (answers::jsonb || %s::jsonb)::json,
        sources = ((sources::jsonb - %s::text[]) || %s::jsonb)::json,
        changed_at = now()
    WHERE id = %s AND owner = %s RETURNING *
"""
_DISCARD = "DELETE FROM portal_draft WHERE id = %s AND owner = %s RETURNING 1"


@dataclass(frozen=True, slots=True)
class Draft:
    """A report on its way. `sources` says for which answers, and from where, the city filled them in."""

    id: UUID
    corrects: str
    answers: Answers
    sources: Mapping[str, str]
    changed_at: datetime

    @property
    def key(self) -> str:
        """The idempotency key under which it is sent: however often, it is sent once."""
        return f"draft-{self.id}"

    def says(self, name: str) -> str:
        """An answer, or nothing."""
        return self.answers.get(name, "")


class Drafts:
    """Keeps drafts; whose they are is decided in the SQL."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def find(self, caller: Caller, corrects: str = "") -> Draft | None:
        """The caller's draft of a new report, or of a correction."""
        row = await self._pool.row(_FIND, caller.key, corrects)
        return _draft(row) if row else None

    async def of(self, caller: Caller) -> list[Draft]:
        """All drafts of a caller, the last one first."""
        return [_draft(row) for row in await self._pool.rows(_OF_OWNER, caller.key)]

    async def begin(self, caller: Caller, answers: Answers, sources: Mapping[str, str], corrects: str = "") -> Draft:
        """The caller's draft, made with these answers when there is none."""
        row = await self._pool.row(_BEGIN, uuid7(), caller.key, corrects, json.dumps(answers), json.dumps(sources))
        if row is None:
            raise LookupError("the draft was neither found nor made")
        return _draft(row)

    async def answer(
        self, caller: Caller, draft: Draft, answers: Answers, sources: Mapping[str, str] | None = None
    ) -> Draft | None:
        """Write answers down, with where they come from when not from their owner; None when the draft is gone."""
        changed = [name for name, value in answers.items() if draft.says(name) != value]
        row = await self._pool.row(
            _ANSWER, json.dumps(answers), changed, json.dumps(sources or {}), draft.id, caller.key
        )
        return _draft(row) if row else None

    async def discard(self, caller: Caller, draft: Draft) -> None:
        """The draft is no longer needed."""
        await self._pool.rows(_DISCARD, draft.id, caller.key)


def _draft(row: DictRow) -> Draft:
    return Draft(row["id"], row["corrects"], row["answers"], row["sources"], row["changed_at"])

"""`python -m services.gateway check-log`: whether the log, the ledger and what was decided still agree, from inside.

An outsider checks the log alone; here stands besides what only the city has: that each access and each decision has one
entry, and that what is kept of it is what the entry sealed.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import psycopg
from psycopg.rows import DictRow, dict_row

from contracts.gateway.audit import CatatanAkses, CatatanKeputusan
from services.gateway.access.log import kept
from services.gateway.audit import entries
from services.gateway.audit.pseudonyms import Pseudonyms
from services.gateway.audit.verify_log import Tree, leaf_hash

Connection = psycopg.Connection[DictRow]

FETCHED_AT_ONCE = 5000

_CHECKPOINTS = "SELECT size, root FROM audit_checkpoint ORDER BY size"
_LEAVES = "SELECT position, content FROM audit_entry ORDER BY position"
_RECORDED = "SELECT id, content FROM audit_entry UNION ALL SELECT id, content FROM audit_pending"
# Rows from before there were pseudonyms are older than the log.
_ACCESSES = f"""
    SELECT access_log.*, entry.content FROM access_log LEFT JOIN ({_RECORDED}) AS entry USING (id)
    WHERE subject_nik IS NULL
"""  # noqa: S608  our own text
_DECISIONS = f"""
    SELECT outbox.id, outbox.data::text AS told, entry.content
    FROM outbox LEFT JOIN ({_RECORDED}) AS entry USING (id) WHERE type = ANY(%s)
"""  # noqa: S608  our own text
_ORPHANS = f"""
    SELECT entry.id FROM ({_RECORDED}) AS entry WHERE convert_from(content, 'UTF8')::json->>'jenis' = 'AKSES_DATA'
    AND NOT EXISTS (SELECT FROM access_log WHERE access_log.id = entry.id)
"""  # noqa: S608  our own text
_TWICE = f"SELECT id FROM ({_RECORDED}) AS entry GROUP BY id HAVING count(*) > 1"  # noqa: S608  our own text
_LATE = "SELECT count(*) AS n FROM audit_pending WHERE at < now() - interval '1 minute'"


def findings(url: str, pseudonym_key: Path) -> Iterator[str]:
    """Everything that does not agree, a line each, without personal data; reads the whole log."""
    with psycopg.connect(url, row_factory=dict_row) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        connection.execute("SET LOCAL statement_timeout = 0")
        yield from findings_in(connection, Pseudonyms.load(pseudonym_key))


def findings_in(connection: Connection, pseudonyms: Pseudonyms) -> Iterator[str]:
    """The same, as one transaction sees it."""
    yield from _altered_roots(connection)
    yield from (f"entry {row['id']} stands in the log twice" for row in connection.execute(_TWICE))
    yield from _altered_accesses(connection, pseudonyms)
    yield from (f"the access of entry {row['id']} is gone from the ledger" for row in connection.execute(_ORPHANS))
    yield from _altered_decisions(connection, pseudonyms)
    row = connection.execute(_LATE).fetchone()
    if row and row["n"]:
        yield f"{row['n']} entries wait for more than a minute to be sealed"


def _altered_roots(connection: Connection) -> Iterator[str]:
    roots = {row["size"]: bytes(row["root"]) for row in connection.execute(_CHECKPOINTS)}
    tree, sound = Tree(), 0
    roots.pop(0, None)
    for row in _streamed(connection, _LEAVES):
        if row["position"] != tree.size:
            yield f"entry {tree.size} is missing"
            return
        tree.add(leaf_hash(bytes(row["content"])))
        signed = roots.pop(tree.size, None)
        if signed is not None and signed != tree.root:
            yield f"entries {sound} to {tree.size - 1} are not those that were signed"
            return
        sound = tree.size if signed is not None else sound
    if roots:
        yield f"the log was cut off: {max(roots)} entries were signed, and there are {tree.size}"


def _altered_accesses(connection: Connection, pseudonyms: Pseudonyms) -> Iterator[str]:
    for row in _streamed(connection, _ACCESSES):
        if row["content"] is None:
            yield f"the access {row['id']} has no entry"
        elif not _is_sealed_access(row, CatatanAkses.model_validate_json(row["content"]), pseudonyms):
            yield f"the access {row['id']} is not what its entry says"


def _is_sealed_access(row: DictRow, entry: CatatanAkses, pseudonyms: Pseudonyms) -> bool:
    sealed = pseudonyms.seal(kept(row["actor"], row["tujuan"], row["dasar_hukum"], row["correlation_id"]))
    subject = row["subject_key"].hex() if row["subject_key"] else None
    shown = (row["at"], row["resource"], tuple(row["fields"]), row["outcome"], subject, sealed)
    return shown == (entry.waktu, entry.layanan, entry.isian, entry.hasil, entry.subjek, entry.isi)


def _altered_decisions(connection: Connection, pseudonyms: Pseudonyms) -> Iterator[str]:
    kinds = [kind.type for kind in get_args(entries.Decision)]
    for row in _streamed(connection, _DECISIONS, kinds):
        if row["content"] is None:
            yield f"the decision {row['id']} has no entry"
        elif CatatanKeputusan.model_validate_json(row["content"]).isi != pseudonyms.seal(row["told"]):
            yield f"the decision {row['id']} is not what its entry sealed"


def _streamed(connection: Connection, query: str, *values: Any) -> Iterator[DictRow]:
    with connection.cursor("check", row_factory=dict_row) as cursor:
        cursor.itersize = FETCHED_AT_ONCE
        yield from cursor.execute(query, values or None)

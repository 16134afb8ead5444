"""The city itself finds out when the ledger, a decision or the log was changed by someone who owns the database."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg.rows import dict_row

from chassis.database import uuid7
from contracts.dukcapil import events as dukcapil
from local.invariants import Copy, the_audit_log_verifies
from local.testing import IsolatedDatabases
from services.gateway.access.keys import PSEUDONYM
from services.gateway.audit.check import Connection, findings, findings_in
from services.gateway.audit.pseudonyms import Pseudonyms
from tests.gateway.integration.test_audit import read_by_agency, seal_log
from tests.gateway.integration.test_officers import APPROVE, may_decide
from tests.gateway.integration.town import Town
from tests.gateway.reports import MOTHER

NEWEST = "(SELECT max(id::text)::uuid FROM access_log)"


def use(town: Town) -> None:
    """An agency reads, an officer decides, and a part of it is sealed."""
    town.post(may_decide(town, town.accepted()), APPROVE, town.officer())
    read_by_agency(town)
    read_by_agency(town)
    seal_log(town)
    read_by_agency(town, MOTHER)


@pytest.fixture
def superuser(town: Town, databases: IsolatedDatabases) -> Iterator[Connection]:
    """Someone who owns the machine, in a transaction that is undone afterwards."""
    use(town)
    place = urlunsplit(urlsplit(databases.admin_url)._replace(path=urlsplit(town.database_url).path))
    with psycopg.connect(place, row_factory=dict_row) as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection
        connection.rollback()


def test_what_agrees_is_found_to_agree(own_town: Town) -> None:
    for _ in range(2):
        use(own_town)

        assert list(findings(own_town.database_url, own_town.folder / "keys" / PSEUDONYM)) == []


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (f"UPDATE access_log SET tujuan = 'lain' WHERE id = {NEWEST}", "is not what its entry says"),
        ("UPDATE access_log SET dasar_hukum = 'lain'", "is not what its entry says"),
        ("UPDATE access_log SET actor = 'klien:lain'", "is not what its entry says"),
        ("UPDATE access_log SET subject_key = sha256('lain')", "is not what its entry says"),
        ("UPDATE access_log SET at = at - interval '1 day'", "is not what its entry says"),
        ("UPDATE access_log SET fields = '{nik}' || fields", "is not what its entry says"),
        (f"UPDATE access_log SET outcome = 'DITOLAK' WHERE id = {NEWEST}", "is not what its entry says"),
        (f"DELETE FROM access_log WHERE id = {NEWEST}", "is gone from the ledger"),
        ("DELETE FROM audit_pending", "has no entry"),
        ("INSERT INTO audit_pending (id, content) SELECT id, content FROM audit_entry LIMIT 1", "in the log twice"),
        (
            "UPDATE outbox SET data = replace(data::text, 'SETUJU', 'TOLAK')::json WHERE type LIKE '%putusan_petugas%'",
            "is not what its entry sealed",
        ),
        ("DELETE FROM audit_entry WHERE position = 1", "entry 1 is missing"),
        ("DELETE FROM audit_entry WHERE position = (SELECT max(position) FROM audit_entry)", "the log was cut off"),
        ("UPDATE audit_checkpoint SET root = sha256('x')", "are not those that were signed"),
        ("UPDATE audit_pending SET at = now() - interval '1 hour'", "wait for more than a minute"),
    ],
)
def test_a_change_by_the_owner_of_the_machine_is_found(
    town: Town, superuser: Connection, change: str, finding: str
) -> None:
    pseudonyms = Pseudonyms.load(town.folder / "keys" / PSEUDONYM)
    before = set(findings_in(superuser, pseudonyms))

    assert superuser.execute(change).rowcount > 0

    found = set(findings_in(superuser, pseudonyms)) - before
    assert any(finding in each for each in found), found


def test_a_finding_names_nobody(town: Town, superuser: Connection) -> None:
    superuser.execute(f"UPDATE access_log SET tujuan = 'Untuk {MOTHER}'")

    found = list(findings_in(superuser, Pseudonyms.load(town.folder / "keys" / PSEUDONYM)))

    assert found
    assert not re.search(r"(?<![0-9a-f-])\d{16}", "".join(found))


def test_the_inspector_misses_no_document(own_town: Town, databases: IsolatedDatabases) -> None:
    register = databases.create("dukcapil")
    told, forgotten = uuid7(), uuid7()
    use(own_town)
    revoked = dukcapil.DokumenDicabut(dokumen_id="x", alasan="y", pada=datetime.now(UTC))
    own_town.tell(revoked, event_id=told)
    with psycopg.connect(register.app_url) as connection:
        for event_id in (told, forgotten):
            connection.execute(
                "INSERT INTO outbox (id, type, subject, correlation_id, data) VALUES (%s, %s, 'x', %s, '{}')",
                (event_id, revoked.type, uuid7()),
            )
    folder = own_town.folder
    copy = Copy({"gateway": own_town.database_url, "dukcapil": register.app_url}, "", folder, folder / "keys")

    for event_id, finding in ((told, []), (forgotten, ["I4 1 documents were issued, replaced or revoked"])):
        with psycopg.connect(own_town.database_url) as connection:
            connection.execute(
                "INSERT INTO inbox (handler, event_id) VALUES ('gateway.track_documents', %s)", (event_id,)
            )
        assert [found.removesuffix(" without an entry") for found in the_audit_log_verifies(copy)] == finding

"""The outsider's file proves an untouched log of 100,000 entries, and finds each way of changing it."""

import base64
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.rows import dict_row
from pydantic import SecretStr

from local.testing import IsolatedDatabases
from services.gateway.access.keys import AUDIT, AUDIT_PUBLIC, make_keys
from services.gateway.audit.export import export_log
from services.gateway.audit.merkle import leaf_hash
from services.gateway.audit.note import NoteSigner, origin_of
from services.gateway.audit.sealing import Signed, seal
from services.gateway.settings import ExportSettings
from tests.gateway.audit.test_merkle import mth
from tests.gateway.integration.test_sealing import URL, verify

ENTRIES = 100_000
RECORD = """
    INSERT INTO audit_pending (id, content)
    SELECT gen_random_uuid(), convert_to('{"jenis":"UJI","nomor":' || n || '}', 'UTF8') FROM generate_series(1, %s) AS n
"""
Lines = list[bytes]


@pytest.fixture(scope="module")
def exported(databases: IsolatedDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An export of 100,000 entries that went through the database and the sealer, and the key that signed it."""
    folder = tmp_path_factory.mktemp("log")
    database = databases.create("gateway")
    make_keys(folder / "keys")
    signer, signed = NoteSigner.load(folder / "keys" / AUDIT, origin_of(URL)), Signed(0, b"")
    with psycopg.connect(database.app_url, autocommit=True, row_factory=dict_row) as connection:
        connection.execute(RECORD, (ENTRIES,))
        while signed.size < ENTRIES:
            signed = seal(connection, signer, None)
    settings = ExportSettings(
        database_url=SecretStr(database.app_url), public_url=URL, audit_public_key=folder / "keys" / AUDIT_PUBLIC
    )
    assert export_log(settings, folder / "export") == ENTRIES
    yield folder
    databases.drop(database)


@pytest.fixture
def signer(exported: Path) -> NoteSigner:
    return NoteSigner.load(exported / "keys" / AUDIT, origin_of(URL))


def entries_of(folder: Path) -> Lines:
    return (folder / "entri.jsonl").read_bytes().splitlines()


def changed(exported: Path, target: Path, change: Callable[[Lines], None], *, thorough: bool) -> Path:
    """A copy of the export with a fault; thorough is who has also mended the list of hashes."""
    shutil.copytree(exported / "export", target)
    lines = entries_of(target)
    change(lines)
    (target / "entri.jsonl").write_bytes(b"\n".join(lines) + b"\n")
    if thorough:
        hashes = [base64.b64encode(leaf_hash(line)) for line in lines]
        (target / "daun.txt").write_bytes(b"\n".join(hashes) + b"\n")
    return target


def change_a_byte(lines: Lines) -> None:
    lines[54_321] = lines[54_321].replace(b"UJI", b"UJJ")


def remove_one(lines: Lines) -> None:
    del lines[54_321]


def swap_two(lines: Lines) -> None:
    lines[54_321], lines[54_322] = lines[54_322], lines[54_321]


def insert_one(lines: Lines) -> None:
    lines.insert(54_321, b"{}")


def cut_the_tail(lines: Lines) -> None:
    del lines[-1]


def test_an_untouched_log_is_proved(exported: Path) -> None:
    assert len(list((exported / "export" / "titik-periksa").iterdir())) == ENTRIES // 10_000
    assert verify(exported / "export") == (0, "the log is whole\n")


@pytest.mark.parametrize("thorough", [False, True], ids=["entries only", "and the list of hashes"])
@pytest.mark.parametrize("change", [change_a_byte, remove_one, swap_two, insert_one, cut_the_tail])
def test_a_change_is_found(exported: Path, tmp_path: Path, change: Callable[[Lines], None], *, thorough: bool) -> None:
    status, said = verify(changed(exported, tmp_path / "copy", change, thorough=thorough))

    assert status == 1
    if change is cut_the_tail:
        assert "cut off: 00000000000000100000.txt has 100000 entries, and there are 99999" in said
    elif thorough:
        assert "entries 50000 to 59999 are not those" in said
    else:
        assert said.startswith("entry 54321 ")


def test_a_cut_that_takes_the_checkpoints_along_is_found_by_a_kept_one(exported: Path, tmp_path: Path) -> None:
    cut = changed(exported, tmp_path / "copy", lambda lines: lines.__delitem__(slice(90_000, None)), thorough=True)
    newest = cut / "titik-periksa" / f"{ENTRIES:020d}.txt"
    kept = shutil.move(newest, tmp_path / "kept.txt")

    assert verify(cut)[0] == 0
    status, said = verify(cut, kept)
    assert (status, "the log was cut off: kept.txt has 100000 entries, and there are 90000" in said) == (1, True)


def test_a_fork_is_found_whoever_signed_it(exported: Path, tmp_path: Path, signer: NoteSigner) -> None:
    forked = changed(exported, tmp_path / "copy", swap_two, thorough=True)
    leaves = [leaf_hash(line) for line in entries_of(forked)]
    for note in (forked / "titik-periksa").iterdir():
        size = int(note.stem)
        note.write_text(signer.sign(size, mth(leaves[:size])))
    kept = exported / "export" / "titik-periksa" / f"{ENTRIES:020d}.txt"

    assert verify(forked)[0] == 0
    status, said = verify(forked, kept)
    assert (status, said.startswith("fork: ")) == (1, True)


def test_a_checkpoint_that_the_key_did_not_sign_counts_for_nothing(exported: Path, tmp_path: Path) -> None:
    copy = changed(exported, tmp_path / "copy", swap_two, thorough=True)
    leaves = [leaf_hash(line) for line in entries_of(copy)]
    make_keys(tmp_path / "others")
    stranger = NoteSigner.load(tmp_path / "others" / AUDIT, origin_of(URL))
    for note in (copy / "titik-periksa").iterdir():
        note.write_text(stranger.sign(int(note.stem), mth(leaves[: int(note.stem)])))

    status, said = verify(copy)

    assert (status, "no signature of this log's key" in said) == (2, True)


@pytest.mark.parametrize(
    "note", ["", "x\n", "x\n\n— x y\n", "kota.example/v1/audit\n5\nAAAA\n\n— kota.example/v1/audit AAAA\n", "\n\n\n"]
)
def test_what_is_no_checkpoint_is_no_proof(exported: Path, tmp_path: Path, note: str) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text(note)

    assert verify(exported / "export", kept)[0] == 2

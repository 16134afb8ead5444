"""Storage by digest: the same bytes once, other bytes never."""

import asyncio
import hashlib
from pathlib import Path

import pytest

from chassis.documents.store import DocumentDamaged, DocumentMissing, DocumentStore, StorageUnavailable

DATA = b"%PDF- isi"
DIGEST = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "berkas kota"


@pytest.fixture
def store(folder: Path) -> DocumentStore:
    return DocumentStore(folder.as_uri())


def _file(folder: Path) -> Path:
    return folder / DIGEST[:2] / DIGEST


def test_what_was_put_is_got_under_its_digest(store: DocumentStore) -> None:
    assert store.put(DATA) == DIGEST
    assert store.get(DIGEST) == DATA
    assert store.exists(DIGEST)


def test_asyncio_gets_the_same(store: DocumentStore) -> None:
    store.put(DATA)
    assert asyncio.run(store.get_async(DIGEST)) == DATA
    assert asyncio.run(store.exists_async(DIGEST))
    assert not asyncio.run(store.exists_async("0" * 64))
    with pytest.raises(DocumentMissing):
        asyncio.run(store.get_async("0" * 64))


def test_the_folder_is_its_owners_only(store: DocumentStore, folder: Path) -> None:
    assert folder.stat().st_mode & 0o777 == 0o700


def test_putting_again_changes_nothing(store: DocumentStore, folder: Path) -> None:
    store.put(DATA)
    before = _file(folder).stat().st_mtime_ns
    assert store.put(DATA) == DIGEST
    assert _file(folder).stat().st_mtime_ns == before


@pytest.mark.parametrize("digest", ["0" * 64, "", "../../etc/passwd", "A" * 64])
def test_what_is_not_there_is_missing(store: DocumentStore, digest: str) -> None:
    with pytest.raises(DocumentMissing):
        store.get(digest)
    assert not store.exists(digest)


@pytest.mark.parametrize("damage", [b"", DATA[:-1], b"%PDF- lain"])
def test_a_damaged_file_is_never_handed_out_and_putting_it_again_mends_it(
    store: DocumentStore, folder: Path, damage: bytes
) -> None:
    store.put(DATA)
    _file(folder).write_bytes(damage)
    with pytest.raises(DocumentDamaged):
        store.get(DIGEST)
    with pytest.raises(DocumentDamaged):
        asyncio.run(store.get_async(DIGEST))
    store.put(DATA)
    assert store.get(DIGEST) == DATA


def test_a_storage_that_refuses_is_unavailable_not_missing(store: DocumentStore, folder: Path) -> None:
    (folder / DIGEST[:2]).write_text("a file where a folder should be")
    with pytest.raises(StorageUnavailable):
        store.put(DATA)

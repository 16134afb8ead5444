"""Documents kept under their own SHA-256, in a folder or in S3, so that a name cannot point at other bytes."""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from obstore.exceptions import AlreadyExistsError, BaseError, NotFoundError
from obstore.store import LocalStore, ObjectStore, from_url

_DIGEST = re.compile(r"[0-9a-f]{64}")


class DocumentMissing(KeyError):
    """Nothing is kept under this digest."""

    kode = "dokumen_tidak_ada"


class DocumentDamaged(Exception):
    """What is kept no longer has the digest under which it was put: restore it from a copy."""

    kode = "dokumen_rusak"


class StorageUnavailable(Exception):
    """The storage cannot be reached or refuses: try again later."""

    kode = "penyimpanan_tidak_tersedia"


class DocumentStore:
    """Content-addressed storage at `file:///…` or `s3://bucket/prefix`; each call blocks for milliseconds."""

    def __init__(self, url: str) -> None:
        """Opens the storage; a folder is made when missing, for its owner only."""
        self._folder = Path(unquote(urlsplit(url).path)) if url.startswith("file://") else None
        if self._folder:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._store: ObjectStore = LocalStore(self._folder) if self._folder else from_url(url)

    def put(self, data: bytes) -> str:
        """Keep `data` and return its digest; putting it again changes nothing, unless what is kept is damaged."""
        digest = hashlib.sha256(data).hexdigest()
        with _as_our_errors(digest):
            try:
                self._store.put(_key(digest), data, mode="create")
            except AlreadyExistsError:
                if bytes(self._store.get(_key(digest)).bytes()) == data:
                    return digest
                self._store.put(_key(digest), data)
        self._settle(digest)
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes, checked; raises `DocumentMissing`, `DocumentDamaged` or `StorageUnavailable`."""
        with _as_our_errors(digest):
            data = bytes(self._store.get(_key(digest)).bytes())
        return _checked(data, digest)

    def exists(self, digest: str) -> bool:
        """Whether something is kept under the digest, without reading it."""
        try:
            with _as_our_errors(digest):
                self._store.head(_key(digest))
        except DocumentMissing:
            return False
        return True

    async def get_async(self, digest: str) -> bytes:
        """`get` for asyncio."""
        with _as_our_errors(digest):
            data = bytes(await (await self._store.get_async(_key(digest))).bytes_async())
        return _checked(data, digest)

    async def exists_async(self, digest: str) -> bool:
        """`exists` for asyncio."""
        try:
            with _as_our_errors(digest):
                await self._store.head_async(_key(digest))
        except DocumentMissing:
            return False
        return True

    def _settle(self, digest: str) -> None:
        """A folder's file must outlive a power cut before an event says that it exists; S3 promises that itself."""
        if self._folder is None:
            return
        path = self._folder / _key(digest)
        for each in (path, path.parent, path.parent.parent):
            handle = os.open(each, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _key(digest: str) -> str:
    """`ab/abcdef…`: a folder holds a few hundredths of all documents, not millions of names."""
    if not _DIGEST.fullmatch(digest):
        raise DocumentMissing(digest)
    return f"{digest[:2]}/{digest}"


def _checked(data: bytes, digest: str) -> bytes:
    if hashlib.sha256(data).hexdigest() != digest:
        raise DocumentDamaged(digest)
    return data


@contextmanager
def _as_our_errors(digest: str) -> Iterator[None]:
    try:
        yield
    except (NotFoundError, FileNotFoundError) as error:
        raise DocumentMissing(digest) from error
    except (BaseError, OSError) as error:
        raise StorageUnavailable(f"{type(error).__name__} for document {digest}") from error

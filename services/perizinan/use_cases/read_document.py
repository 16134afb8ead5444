"""Read an issued document."""

from uuid import UUID

from chassis.documents.store import DocumentMissing, DocumentStore, StorageUnavailable
from chassis.failures import Refused
from services.perizinan.domain.errors import DocumentNotFound
from services.perizinan.registry import Registry


def read_document(registry: Registry, store: DocumentStore, dokumen_id: str) -> bytes:
    """The signed PDF; a revoked one may still be read by whoever owns it, which is for the gateway to know.

    Raises DocumentNotFound, or Refused with 503 while the storage is away.
    """
    digest = registry.deeds.find_stored(_identifier(dokumen_id))
    if digest is None:
        raise DocumentNotFound
    try:
        return store.get(digest)
    except (StorageUnavailable, DocumentMissing) as error:
        raise Refused(error.kode, "Dokumen sementara tidak dapat dibuka.", status=503) from error


def _identifier(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise DocumentNotFound from None

"""Read an issued document."""

from uuid import UUID

from chassis.documents.store import DocumentMissing, DocumentStore, StorageUnavailable
from chassis.failures import Refused
from services.pajak.desk import Desk
from services.pajak.domain.errors import DocumentNotFound


def read_document(desk: Desk, store: DocumentStore, dokumen_id: str) -> bytes:
    """The signed PDF; raises DocumentNotFound, or Refused with 503 while the storage is away."""
    try:
        digest = desk.registry.documents.find_stored(UUID(dokumen_id))
    except ValueError:
        raise DocumentNotFound from None
    if digest is None:
        raise DocumentNotFound
    try:
        return store.get(digest)
    except (StorageUnavailable, DocumentMissing) as error:
        raise Refused(error.kode, "Dokumen sementara tidak dapat dibuka.", status=503) from error

"""Read an issued document."""

from uuid import UUID

from chassis.documents.store import DocumentMissing, DocumentStore, StorageUnavailable
from chassis.failures import Refused
from contracts.pajak.api import Pembaca
from services.pajak.desk import Desk
from services.pajak.domain.errors import DocumentNotFound
from services.pajak.use_cases.may_read import may_read


def read_document(desk: Desk, store: DocumentStore, dokumen_id: str, reader: Pembaca) -> bytes:
    """The signed PDF; raises DocumentNotFound, for a stranger's too, or Refused with 503 while the storage is away."""
    try:
        key = UUID(dokumen_id)
    except ValueError:
        raise DocumentNotFound from None
    digest, npwpd = desk.registry.documents.find_stored(key), desk.registry.documents.taxpayer_of(key)
    if digest is None or npwpd is None or not may_read(desk, npwpd, reader):
        raise DocumentNotFound
    try:
        return store.get(digest)
    except (StorageUnavailable, DocumentMissing) as error:
        raise Refused(error.kode, "Dokumen sementara tidak dapat dibuka.", status=503) from error

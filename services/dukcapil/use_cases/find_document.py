"""Find a document that was issued here: the signed file, checked against its digest."""

from uuid import UUID

from chassis.documents.store import DocumentStore
from chassis.failures import Refused
from services.dukcapil.registry import Registry


def find_document(registry: Registry, document_id: str, store: DocumentStore) -> bytes:
    """The file; refused when there is none: unknown, or taken over from the system before this one."""
    document = registry.documents.find(_identity(document_id))
    if document is None or document.sha256 is None:
        raise _not_found()
    return store.get(document.sha256)


def _identity(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise _not_found() from None


def _not_found() -> Refused:
    return Refused("dokumen_tidak_ditemukan", "Dokumen tidak ditemukan.", status=404)

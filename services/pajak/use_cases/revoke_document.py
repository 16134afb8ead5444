"""Let an issued document be valid no longer."""

from contracts.pajak.events import DokumenDicabut, JenisDokumenPajak
from services.pajak.desk import Desk


def revoke_document(desk: Desk, jenis: JenisDokumenPajak, kunci: str, why: str) -> None:
    """Revoke the document in force of a bill or return, and tell it; nothing when there is none."""
    key = desk.registry.documents.revoke(jenis, kunci)
    if key is not None:
        desk.registry.announce(DokumenDicabut(dokumen_id=str(key), alasan=why, pada=desk.now), subject=str(key))

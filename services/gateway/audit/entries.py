"""What goes into the log of an access, a decision and a document: nothing from which a person can be known."""

from datetime import UTC
from uuid import UUID

from chassis.inbox import Event
from contracts.gateway.audit import Catatan, CatatanDokumen, CatatanKeputusan
from contracts.gateway.events import PembatalanAktaDiputuskan, PutusanPetugasDicatat
from contracts.tracking import DokumenDicabutData, DokumenDigantikanData, DokumenTerbitData
from services.gateway.access.caller import Kind
from services.gateway.audit.pseudonyms import Pseudonyms

Decision = PutusanPetugasDicatat | PembatalanAktaDiputuskan
DocumentFact = DokumenTerbitData | DokumenDigantikanData | DokumenDicabutData

# One statement in the transaction of what it tells; the sealer brings it into the log.
ADD = "INSERT INTO audit_pending (id, content) VALUES (%s, %s)"


def content(entry: Catatan) -> bytes:
    """The bytes that are hashed: JSON on one line."""
    return entry.model_dump_json(exclude_none=True).encode()


def actor(key: str, pseudonyms: Pseudonyms) -> str:
    """Who did it, by the key of a caller: a client by its name, a person by their pseudonym."""
    kind, _, subject = key.partition(":")
    return key if kind == Kind.KLIEN.lower() else f"{kind}:{pseudonyms.of_person(subject)}"


def decision(id: UUID, told: Decision, pseudonyms: Pseudonyms) -> CatatanKeputusan:
    """An officer decided."""
    number: str | None = None
    match told:
        case PutusanPetugasDicatat():
            decided, number = told.keputusan, told.nomor
        case PembatalanAktaDiputuskan():
            decided = "BATALKAN_AKTA"
    return CatatanKeputusan(
        id=id,
        waktu=told.diputuskan_pada.astimezone(UTC),
        pelaku=f"{Kind.PETUGAS.lower()}:{pseudonyms.of_person(told.petugas.id)}",
        peran=told.petugas.peran,
        kota=told.petugas.kota,
        keputusan=decided,
        nomor=number,
        isi=pseudonyms.seal(told.model_dump_json()),
    )


def document(event: Event[DocumentFact]) -> CatatanDokumen:
    """A document was issued, replaced or revoked."""
    told = event.data
    common = {"id": event.id, "waktu": event.time, "pelaku": event.source, "dokumen_id": told.dokumen_id}
    match told:
        case DokumenTerbitData():
            return CatatanDokumen(**common, jenis="DOKUMEN_TERBIT", jenis_dokumen=told.jenis, sha256=told.sha256)
        case DokumenDigantikanData():
            return CatatanDokumen(**common, jenis="DOKUMEN_DIGANTIKAN", pengganti=told.oleh_dokumen_id)
        case _:
            return CatatanDokumen(**common, jenis="DOKUMEN_DICABUT")

"""What goes into the log of an access, a decision and a document: nothing from which a person can be known."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from chassis.inbox import Event
from contracts.gateway.audit import Catatan, CatatanDokumen, CatatanKeputusan
from contracts.gateway.events import PembatalanAktaDiputuskan, Petugas, PutusanPetugasDicatat
from contracts.gateway.tax_events import (
    AngsuranPajakDisetujui,
    KeberatanPajakDiputuskan,
    PemeriksaanPajakDimulai,
    PutusanPajakDicatat,
)
from contracts.tracking import DokumenDicabutData, DokumenDigantikanData, DokumenTerbitData
from services.gateway.access.caller import Kind
from services.gateway.audit.pseudonyms import Pseudonyms

Decision = (
    PutusanPetugasDicatat
    | PembatalanAktaDiputuskan
    | PutusanPajakDicatat
    | PemeriksaanPajakDimulai
    | KeberatanPajakDiputuskan
    | AngsuranPajakDisetujui
)
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
    """An officer decided, and it was told as a fact."""
    act = _act(told)
    return decided(id, act, told.model_dump_json(), pseudonyms)


@dataclass(frozen=True, slots=True)
class Act:
    """What an officer did: a word for it, who and when, and the application, client or request that it is about."""

    word: str
    officer: Petugas
    at: datetime
    number: str | None = None
    about: str | None = None


def decided(id: UUID, act: Act, sealed: str, pseudonyms: Pseudonyms) -> CatatanKeputusan:
    """An officer's act; of what it says only the keyed digest goes into the log."""
    return CatatanKeputusan(
        id=id,
        waktu=act.at.astimezone(UTC),
        pelaku=f"{Kind.PETUGAS.lower()}:{pseudonyms.of_person(act.officer.id)}",
        peran=act.officer.peran,
        kota=act.officer.kota,
        keputusan=act.word,
        nomor=act.number,
        tentang=act.about,
        isi=pseudonyms.seal(sealed),
    )


def _act(told: Decision) -> Act:
    match told:
        case PutusanPetugasDicatat() | PutusanPajakDicatat():
            return Act(str(told.keputusan), told.petugas, told.diputuskan_pada, told.nomor)
        case PembatalanAktaDiputuskan():
            return Act("BATALKAN_AKTA", told.petugas, told.diputuskan_pada)
        case PemeriksaanPajakDimulai():
            return Act("MULAI_PEMERIKSAAN_PAJAK", told.petugas, told.dimulai_pada)
        case KeberatanPajakDiputuskan():
            return Act(f"KEBERATAN_{told.hasil}", told.petugas, told.diputuskan_pada)
        case AngsuranPajakDisetujui():
            return Act("SETUJU_ANGSURAN", told.petugas, told.disetujui_pada)


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

"""What officers order: taken down as facts; who may order what is asked before, and judged again by the owner."""

import re
from datetime import datetime

from contracts.gateway.api import Keputusan, KeputusanDiterima, PerintahPembatalanAkta
from contracts.gateway.events import ButirPerbaikan, PembatalanAktaDiputuskan, Petugas, PutusanPetugasDicatat
from contracts.numbers import DEED_PATTERN, is_application_number
from contracts.perizinan.api import StatusBerkas
from contracts.types import StatusDokumen
from services.gateway.access.caller import Caller
from services.gateway.audit import entries
from services.gateway.intake.claims import Answer, Claim, Trace
from services.gateway.intake.receipts import Repeated
from services.gateway.parts import Parts
from services.gateway.questions.door import Away, Refused
from services.gateway.tracking.view import track_path
from services.gateway.web.problems import Problem, not_found
from services.gateway.web.writes import accepted

Order = PutusanPetugasDicatat | PembatalanAktaDiputuskan


def decision(number: str, told: Keputusan, caller: Caller, at: datetime) -> PutusanPetugasDicatat:
    """An officer's decision as a fact."""
    return PutusanPetugasDicatat(
        nomor=_number(number),
        keputusan=told.keputusan,
        alasan=told.alasan,
        butir=tuple(ButirPerbaikan(lokasi=item.lokasi, pesan=item.pesan) for item in told.butir),
        petugas=_officer(caller),
        diputuskan_pada=at,
    )


def annulment(deed: str, told: PerintahPembatalanAkta, caller: Caller, at: datetime) -> PembatalanAktaDiputuskan:
    """The order to annul a deed as a fact."""
    return PembatalanAktaDiputuskan(nomor_akta=deed, dasar=told.dasar, petugas=_officer(caller), diputuskan_pada=at)


async def record_decision(
    parts: Parts, claim: Claim, trace: Trace, caller: Caller, decided: PutusanPetugasDicatat
) -> Answer:
    """Take a decision down. Raises Problem 403, 404 or 409 when perizinan says that it would not count.

    When perizinan is away, the decision is taken down all the same for an application that is known here; perizinan
    judges it when it returns and writes into the file's history why it does not count.
    """
    earlier = await parts.receipts.find(claim)
    if earlier is not None:
        return earlier
    path = f"/internal/berkas/{decided.nomor}/periksa-putusan"
    try:
        await parts.perizinan.ask("POST", path, StatusBerkas, question=decided)
    except Refused as refusal:
        if refusal.status == 404:
            raise not_found() from None
        raise Problem(refusal.status, refusal.kode, refusal.detail) from None
    except Away:
        await parts.applications.get(decided.nomor, caller)
    receipt = KeputusanDiterima(nomor=decided.nomor, lacak=track_path(decided.nomor))
    return await take_down(parts, claim, trace, decided, receipt)


async def refuse_unknown_deed(parts: Parts, deed: str, caller: Caller) -> None:
    """Raise Problem 404 for a deed that is none of this city's, 409 for one that is revoked already."""
    row = await parts.documents.find_deed(deed) if re.fullmatch(DEED_PATTERN, deed) else None
    if row is None or deed[:4] != caller.city:
        raise not_found()
    if row["status"] == StatusDokumen.DICABUT:
        raise Problem(409, "akta_sudah_dicabut", "Akta ini sudah dicabut.")


async def take_down(parts: Parts, claim: Claim, trace: Trace, order: Order, receipt: KeputusanDiterima) -> Answer:
    """Tell an order once, and record in the log that it was given."""
    try:
        async with parts.receipts.once(claim, trace) as write:
            event_id = await write.tell(order, subject=receipt.nomor)
            await write.log(entries.decision(event_id, order, parts.pseudonyms))
            return await write.answer(accepted(receipt))
    except Repeated:
        return await parts.receipts.earlier(claim)


def _officer(caller: Caller) -> Petugas:
    return Petugas(id=caller.subject, peran=caller.role or "", kota=caller.city or "")


def _number(text: str) -> str:
    """A tracking number that can be one. Raises Problem 404."""
    if not is_application_number(text):
        raise not_found()
    return text

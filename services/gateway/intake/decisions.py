"""What officers order: taken down as facts; who may order what is asked before, and judged again by the owner."""

import re
from datetime import datetime
from functools import partial

from contracts.gateway.api import Keputusan, KeputusanDiterima, PerintahPembatalanAkta
from contracts.gateway.events import ButirPerbaikan, PembatalanAktaDiputuskan, PutusanPetugasDicatat
from contracts.numbers import DEED_PATTERN, is_application_number
from contracts.perizinan.api import StatusBerkas
from contracts.types import StatusDokumen
from services.gateway.access.caller import Caller
from services.gateway.audit import entries
from services.gateway.intake.claims import Answer, Claim, Trace
from services.gateway.intake.orders import officer_of, take_down
from services.gateway.parts import Parts
from services.gateway.questions.door import Away, Refused
from services.gateway.tracking.view import track_path
from services.gateway.web.problems import Problem, not_found


def decision(number: str, told: Keputusan, caller: Caller, at: datetime) -> PutusanPetugasDicatat:
    """An officer's decision as a fact."""
    return PutusanPetugasDicatat(
        nomor=known_number(number),
        keputusan=told.keputusan,
        alasan=told.alasan,
        butir=tuple(ButirPerbaikan(lokasi=item.lokasi, pesan=item.pesan) for item in told.butir),
        petugas=officer_of(caller),
        diputuskan_pada=at,
    )


def annulment(deed: str, told: PerintahPembatalanAkta, caller: Caller, at: datetime) -> PembatalanAktaDiputuskan:
    """The order to annul a deed as a fact."""
    return PembatalanAktaDiputuskan(nomor_akta=deed, dasar=told.dasar, petugas=officer_of(caller), diputuskan_pada=at)


async def record_decision(
    parts: Parts, claim: Claim, trace: Trace, caller: Caller, decided: PutusanPetugasDicatat
) -> Answer:
    """Take a decision down. Raises Problem 403, 404 or 409 when a colleague holds the file or perizinan says no.

    When perizinan is away, the decision is taken down all the same for an application that is known here; perizinan
    judges it when it returns and writes into the file's history why it does not count.
    """
    earlier = await parts.receipts.find(claim)
    if earlier is not None:
        return earlier
    await parts.holds.refuse_held_by_another(decided.nomor, caller)
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
    log = partial(entries.decision, told=decided, pseudonyms=parts.pseudonyms)
    answer = await take_down(parts.receipts, claim, trace, decided, receipt, subject=decided.nomor, log=log)
    await parts.holds.let_go(decided.nomor, caller)
    return answer


async def refuse_unknown_deed(parts: Parts, deed: str, caller: Caller) -> None:
    """Raise Problem 404 for a deed that is none of this city's, 409 for one that is revoked already."""
    row = await parts.documents.find_deed(deed) if re.fullmatch(DEED_PATTERN, deed) else None
    if row is None or deed[:4] != caller.city:
        raise not_found()
    if row["status"] == StatusDokumen.DICABUT:
        raise Problem(409, "akta_sudah_dicabut", "Akta ini sudah dicabut.")


def known_number(text: str) -> str:
    """A tracking number that can be one. Raises Problem 404."""
    if not is_application_number(text):
        raise not_found()
    return text

"""What tax officers decide and order, as facts; pajak judges each again, and what sets a tax wants two (proposals)."""

from functools import partial

from contracts.gateway.api import KeputusanDiterima
from contracts.gateway.tax_api import PerintahPemeriksaan, PersetujuanAngsuran, PutusanKeberatan, PutusanPajak
from contracts.gateway.tax_events import (
    AngsuranPajakDisetujui,
    KeberatanPajakDiputuskan,
    PemeriksaanPajakDimulai,
    PutusanPajakDicatat,
)
from contracts.numbers import is_payment_code
from services.gateway.audit import entries
from services.gateway.intake.claims import Answer
from services.gateway.intake.decisions import known_number
from services.gateway.intake.orders import officer_of, take_down
from services.gateway.intake.proposals import Act
from services.gateway.parts import Parts
from services.gateway.tracking.view import track_path
from services.gateway.web.problems import not_found


async def decide_request(parts: Parts, act: Act, number: str, decided: PutusanPajak) -> Answer:
    """On a registration, a change or a closing. Raises Problem 404."""
    await parts.applications.get(known_number(number), act.caller)
    event = PutusanPajakDicatat(
        nomor=number,
        keputusan=decided.keputusan,
        alasan=decided.alasan,
        petugas=officer_of(act.caller),
        diputuskan_pada=act.at,
    )
    return await _note(parts, act, event, number, lacak=track_path(number))


async def begin_audit(parts: Parts, act: Act, order: PerintahPemeriksaan) -> Answer:
    """From now on corrections of these periods count no more."""
    event = PemeriksaanPajakDimulai(**order.model_dump(), petugas=officer_of(act.caller), dimulai_pada=act.at)
    return await _note(parts, act, event, order.nopd)


async def decide_objection(parts: Parts, act: Act, letter: str, decided: PutusanKeberatan) -> Answer:
    """On the objection to a letter of assessment."""
    event = KeberatanPajakDiputuskan(
        ketetapan=letter[:60],
        hasil=decided.hasil,
        jumlah=decided.jumlah,
        petugas=officer_of(act.caller),
        diputuskan_pada=act.at,
    )
    return await _note(parts, act, event, event.ketetapan)


async def grant_instalments(parts: Parts, act: Act, code: str, granted: PersetujuanAngsuran) -> Answer:
    """One bill becomes one each month. Raises Problem 404."""
    if not is_payment_code(code):
        raise not_found()
    event = AngsuranPajakDisetujui(
        kode_bayar=code, bulan=granted.bulan, petugas=officer_of(act.caller), disetujui_pada=act.at
    )
    return await _note(parts, act, event, code)


async def _note(parts: Parts, act: Act, event: entries.Decision, subject: str, *, lacak: str | None = None) -> Answer:
    receipt = KeputusanDiterima(nomor=subject, lacak=lacak)
    log = partial(entries.decision, told=event, pseudonyms=parts.pseudonyms)
    return await take_down(parts.receipts, act.claim, act.trace, event, receipt, subject=subject, log=log)

"""/v1/pajak…: banks ask for a bill and bring its payment, recorders send sales, agencies ask who is clear."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from contracts.gateway.tax import PembayaranBank, RekamanPenjualan
from contracts.gateway.tax_api import KirimanRekaman, PembalikanBank, PembayaranDicatat, RekamanDicatat
from contracts.gateway.tax_events import RekamanTransaksiDikirim
from contracts.pajak.api import BuktiBayar, Kswpd, TagihanBank
from services.gateway.access.caller import Caller
from services.gateway.access.log import LOCAL_TAX, Reading
from services.gateway.access.policy import Action
from services.gateway.intake import payments
from services.gateway.intake.orders import take_down
from services.gateway.parts import parts_of
from services.gateway.questions.door import Away, Model, Refused
from services.gateway.web import body, writes
from services.gateway.web.description import problems, takes
from services.gateway.web.guard import allowed
from services.gateway.web.problems import away, not_found

router = APIRouter(tags=["Bank, perekam, dan KSWPD"])

_PRIVATE = {"Cache-Control": "private, no-store"}


@router.get(
    "/v1/pajak/tagihan/{kode_bayar}",
    summary="Tagihan menurut kode bayar",
    responses={200: {"model": TagihanBank}, **problems(401, 403, 404, 503)},
)
async def inquire(
    request: Request, kode_bayar: str, caller: Annotated[Caller, allowed(Action.BRING_PAYMENT)]
) -> Response:
    """Jumlah yang melunasi tagihan hari ini, termasuk bunga. Kode yang lewat jatuh tempo tetap dapat dibayar."""
    found = await _ask(request, f"/internal/tagihan/{quote(kode_bayar, safe='')}", TagihanBank)
    reading = Reading("pajak/tagihan", ("nama_tersamar", "jumlah"), "penerimaan pembayaran pajak", LOCAL_TAX)
    await parts_of(request).access_log.record(caller, reading, writes.correlation_id(request))
    return _json(found)


@router.post(
    "/v1/pajak/pembayaran",
    summary="Beritahukan pembayaran",
    responses={200: {"model": PembayaranDicatat}, **problems(400, 401, 403, 409, 413, 415, 422, 503)},
    openapi_extra=takes(PembayaranBank, write=False),
)
async def bring_payment(request: Request, caller: Annotated[Caller, allowed(Action.BRING_PAYMENT)]) -> Response:
    """`referensi_bank` yang sama memberi jawaban yang sama. Uang yang sudah diterima selalu dibukukan."""
    parts = parts_of(request)
    payment = await body.read(request, PembayaranBank)
    now = parts.clock.now()
    payments.refuse_future(payment, now)
    told = payments.payment_received(payment, caller.subject, now)
    claim = payments.claim_of(payment, caller)
    return writes.send(await payments.receive(parts.receipts, claim, writes.trace(request), told))


@router.get(
    "/v1/pajak/pembayaran/{ntpd}",
    summary="Keadaan satu pembayaran",
    responses={200: {"model": BuktiBayar}, **problems(401, 403, 404, 503)},
)
async def read_payment(
    request: Request, ntpd: str, caller: Annotated[Caller, allowed(Action.BRING_PAYMENT)]
) -> Response:
    """Hanya pembayaran melalui bank ini sendiri."""
    path = f"/internal/pembayaran/{quote(ntpd, safe='')}"
    return _json(await _ask(request, path, BuktiBayar, {"bank": caller.subject}))


@router.post(
    "/v1/pajak/pembayaran/{ntpd}/pembalikan",
    status_code=202,
    summary="Batalkan pembayaran",
    responses={202: {"model": PembayaranDicatat}, **problems(400, 401, 403, 404, 409, 413, 415, 422, 503)},
    openapi_extra=takes(PembalikanBank),
)
async def reverse_payment(
    request: Request, ntpd: str, caller: Annotated[Caller, allowed(Action.BRING_PAYMENT)]
) -> Response:
    """Hanya pembayaran melalui bank ini sendiri; bukti yang bertumpu padanya dicabut."""
    parts = parts_of(request)
    told = await body.read(request, PembalikanBank)
    claim = await writes.claim(request, caller)
    found = await _ask(request, f"/internal/pembayaran/{quote(ntpd, safe='')}", BuktiBayar, {"bank": caller.subject})
    event = payments.payment_reversed(found.ntpd, told, caller.subject, parts.clock.now())
    receipt = PembayaranDicatat(ntpd=found.ntpd)
    return writes.send(
        await take_down(parts.receipts, claim, writes.trace(request), event, receipt, subject=found.kode_bayar)
    )


@router.get(
    "/v1/pajak/kswpd/{npwpd}",
    summary="Keterangan status wajib pajak daerah",
    responses={200: {"model": Kswpd}, **problems(401, 403, 503)},
)
async def read_clearance(
    request: Request, npwpd: str, caller: Annotated[Caller, allowed(Action.READ_CLEARANCE)]
) -> Response:
    """Berlaku atau tidak dan mengapa, tidak pernah jumlah; nomor yang tidak dikenal adalah jawaban, bukan galat."""
    found = await _ask(request, f"/internal/kswpd/{quote(npwpd, safe='')}", Kswpd)
    reading = Reading("pajak/kswpd", ("status", "alasan"), "konfirmasi status wajib pajak", LOCAL_TAX)
    parts = parts_of(request)
    await parts.access_log.record(caller, reading, writes.correlation_id(request))
    return await parts.exchange.seal(request.scope["state"]["signed"], _json(found))


@router.post(
    "/v1/pajak/rekaman",
    status_code=202,
    summary="Kirim rekaman transaksi",
    responses={202: {"model": RekamanDicatat}, **problems(400, 401, 403, 409, 413, 415, 422, 503)},
    openapi_extra=takes(KirimanRekaman),
)
async def send_recordings(request: Request, caller: Annotated[Caller, allowed(Action.SEND_RECORDINGS)]) -> Response:
    """Penjualan tanpa pajak per selang waktu; kiriman kosong menandakan bahwa perekam hidup."""
    parts = parts_of(request)
    sent = await body.read(request, KirimanRekaman)
    claim = await writes.claim(request, caller)
    event = RekamanTransaksiDikirim(
        perekam=f"{caller.subject}:{sent.perekam}",  # nobody speaks for another's recorder
        nopd=sent.nopd,
        urutan=sent.urutan,
        dikirim_pada=parts.clock.now(),
        rekaman=tuple(RekamanPenjualan(**dict(each)) for each in sent.rekaman),
    )
    receipt = RekamanDicatat(perekam=sent.perekam, urutan=sent.urutan)
    return writes.send(
        await take_down(parts.receipts, claim, writes.trace(request), event, receipt, subject=event.perekam)
    )


async def _ask(request: Request, path: str, answer: type[Model], query: dict[str, str] | None = None) -> Model:
    try:
        return await parts_of(request).pajak.ask("GET", path, answer, query=query)
    except Refused:
        raise not_found() from None
    except Away:
        raise away() from None


def _json(model: BaseModel) -> Response:
    return Response(model.model_dump_json(), headers=_PRIVATE, media_type="application/json")

"""/v1/langganan: an agency's webhooks, from their making to their end."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import AwareDatetime, BaseModel
from starlette.responses import Response

from contracts.gateway import subscriptions as told
from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action
from services.gateway.intake.claims import Answer
from services.gateway.intake.receipts import Repeated
from services.gateway.interop import samples, subscriptions
from services.gateway.interop.offers import refuse_unknown
from services.gateway.interop.placing import THE_BEGINNING, Past
from services.gateway.interop.targets import refuse_target
from services.gateway.parts import parts_of
from services.gateway.pool import Connection
from services.gateway.web import body, writes
from services.gateway.web.description import problems, takes
from services.gateway.web.guard import allowed

router = APIRouter(tags=["Acara untuk OPD"])

Subscriber = Annotated[Caller, allowed(Action.SUBSCRIBE)]
_WRITE = problems(400, 401, 403, 404, 409, 413, 415, 422, 503)
_PRIVATE = {"Cache-Control": "private, no-store"}


class Rotated(BaseModel):
    """What is kept of the answer to a rotation: the secret itself is in no table."""

    version: int
    lama_sampai: AwareDatetime


@router.post(
    "/v1/langganan",
    status_code=201,
    summary="Berlangganan acara",
    responses={201: {"model": told.Langganan}, **problems(400, 401, 403, 409, 413, 415, 422, 503)},
    openapi_extra=takes(told.LanggananBaru),
)
async def subscribe(request: Request, caller: Subscriber) -> Response:
    """Jawaban memuat `rahasia` untuk memeriksa tanda tangan webhook; simpan, karena tidak ditampilkan lagi."""
    parts, wanted = parts_of(request), await body.read(request, told.LanggananBaru)
    refuse_unknown(wanted.jenis, caller, "/jenis/{}")
    refuse_target(wanted.url, inside=parts.settings.terpadu_demo)

    async def act(connection: Connection) -> BaseModel:
        synthetic = parts.settings.terpadu_demo
        return parts.subscriptions.shown(await subscriptions.add(connection, caller, wanted, synthetic=synthetic))

    answer = await _once(request, caller, act, status=201)
    made = told.Langganan.model_validate_json(answer.body)
    return _sent(answer, made.model_copy(update={"rahasia": parts.secrets_of_webhooks.of(UUID(made.id), 1)}))


@router.get(
    "/v1/langganan",
    summary="Daftar langganan saya",
    responses={200: {"model": told.DaftarLangganan}, **problems(401, 403, 503)},
)
async def list_subscriptions(request: Request, caller: Subscriber) -> Response:
    """Tanpa rahasianya."""
    parts = parts_of(request)
    rows = await parts.subscriptions.of(caller)
    return _json(told.DaftarLangganan(langganan=tuple(parts.subscriptions.shown(row) for row in rows)))


@router.get(
    "/v1/langganan/{id}",
    summary="Satu langganan",
    responses={200: {"model": told.Langganan}, **problems(401, 403, 404, 503)},
)
async def read_subscription(request: Request, id: str, caller: Subscriber) -> Response:
    """Status, kegagalan berturut-turut, dan kapan dicoba lagi."""
    parts = parts_of(request)
    return _json(parts.subscriptions.shown(await parts.subscriptions.get(caller, id)))


@router.delete(
    "/v1/langganan/{id}",
    status_code=204,
    summary="Akhiri langganan",
    response_class=Response,
    responses={204: {"description": "Berakhir"}, **problems(401, 403, 404, 503)},
)
async def unsubscribe(request: Request, id: str, caller: Subscriber) -> Response:
    """Yang masih menunggu tidak dikirim lagi."""
    await subscriptions.end(parts_of(request).pool, caller, id)
    return Response(status_code=204)


@router.post(
    "/v1/langganan/{id}/status",
    summary="Jeda atau lanjutkan",
    responses={200: {"model": told.Langganan}, **_WRITE},
    openapi_extra=takes(told.UbahLangganan),
)
async def change_status(request: Request, id: str, caller: Subscriber) -> Response:
    """Selama JEDA acara tetap dikumpulkan; AKTIF mengirim semuanya berurutan dan menutup pemutus arus."""
    parts, wanted = parts_of(request), await body.read(request, told.UbahLangganan)

    async def act(connection: Connection) -> BaseModel:
        return parts.subscriptions.shown(await subscriptions.change_status(connection, caller, id, wanted.status))

    return writes.send(await _once(request, caller, act))


@router.post(
    "/v1/langganan/{id}/rahasia",
    summary="Ganti rahasia tanda tangan",
    responses={200: {"model": told.RahasiaBaru}, **_WRITE},
    openapi_extra=takes(told.GantiRahasia),
)
async def rotate_secret(request: Request, id: str, caller: Subscriber) -> Response:
    """Selama tumpang tindih, setiap webhook membawa tanda tangan dengan rahasia lama dan baru."""
    wanted = await body.read(request, told.GantiRahasia)

    async def act(connection: Connection) -> BaseModel:
        overlap = timedelta(hours=wanted.tumpang_tindih_jam)
        row = await subscriptions.rotate(connection, caller, id, overlap)
        return Rotated(version=row["secret_version"], lama_sampai=row["old_secret_until"])

    answer = await _once(request, caller, act)
    kept = Rotated.model_validate_json(answer.body)
    secret = parts_of(request).secrets_of_webhooks.of(subscriptions.uuid_of(id), kept.version)
    return _sent(answer, told.RahasiaBaru(rahasia=secret, lama_sampai=kept.lama_sampai))


@router.post(
    "/v1/langganan/{id}/putar-ulang",
    status_code=202,
    summary="Kirim ulang acara yang sudah lewat",
    responses={202: {"model": told.DiputarUlang}, **_WRITE},
    openapi_extra=takes(told.PutarUlang),
)
async def replay(request: Request, id: str, caller: Subscriber) -> Response:
    """Dari penunjuk atau dari waktu; `webhook-id` tetap sama, sehingga yang sudah diolah dapat dikenali."""
    parts, wanted = parts_of(request), await body.read(request, told.PutarUlang)
    past = Past(subscriptions.cursor_of(wanted.setelah or "0"), wanted.sejak or THE_BEGINNING)

    async def act(connection: Connection) -> BaseModel:
        return await subscriptions.replay(connection, caller, id, past, synthetic=parts.settings.terpadu_demo)

    return writes.send(await _once(request, caller, act, status=202))


@router.post(
    "/v1/langganan/{id}/uji",
    status_code=202,
    summary="Minta satu acara uji",
    responses={202: {"model": told.UjiDiminta}, **_WRITE},
    openapi_extra=takes(told.MintaUji),
)
async def request_test(request: Request, id: str, caller: Subscriber) -> Response:
    """Dikirim ke langganan ini saja: `publik.uji_coba.v1`, atau contoh rekaan dari `jenis` yang disebut."""
    wanted = await body.read(request, told.MintaUji)
    if wanted.jenis:
        refuse_unknown((wanted.jenis,), caller, "/jenis")
    sample = samples.of(wanted.jenis) if wanted.jenis else None

    async def act(connection: Connection) -> BaseModel:
        return told.UjiDiminta(acara_id=str(await subscriptions.test(connection, caller, id, sample)))

    return writes.send(await _once(request, caller, act, status=202))


@router.get(
    "/v1/langganan/{id}/kiriman",
    summary="Kiriman dan percobaannya",
    responses={200: {"model": told.DaftarKiriman}, **problems(401, 403, 404, 422, 503)},
)
async def list_deliveries(  # noqa: PLR0913, PLR0917  each is a parameter of the address
    request: Request,
    id: str,
    caller: Subscriber,
    status: told.StatusKiriman | None = None,
    setelah: Annotated[told.Penunjuk, Query()] = "0",
    batas: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Response:
    """Urut menurut acara; setiap percobaan dengan hasil, status jawaban, dan lamanya."""
    parts = parts_of(request)
    row = await parts.subscriptions.get(caller, id)
    after = subscriptions.cursor_of(setelah)
    return _json(await parts.history.deliveries(row["id"], status.value if status else None, after, batas))


async def _once(
    request: Request, caller: Caller, act: Callable[[Connection], Awaitable[BaseModel]], *, status: int = 200
) -> Answer:
    """Act in the transaction of the write, or give the answer that was given when it was done before."""
    parts = parts_of(request)
    claim = await writes.claim(request, caller)
    try:
        async with parts.receipts.once(claim, writes.trace(request)) as write:
            answer = await write.answer(writes.accepted(await act(write.connection), status))
    except Repeated:
        return await parts.receipts.earlier(claim)
    await subscriptions.wake_sender(parts.pool)
    return answer


def _sent(answer: Answer, content: BaseModel) -> Response:
    """The answer with what was not kept of it."""
    return writes.send(Answer(answer.status, content.model_dump_json(exclude_none=True), answer.again))


def _json(model: BaseModel) -> Response:
    return Response(model.model_dump_json(exclude_none=True), headers=_PRIVATE, media_type="application/json")

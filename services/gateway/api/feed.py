"""GET /v1/acara: the events of the webhooks, fetched with a cursor."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from contracts.gateway.agency_events import UjiCoba
from contracts.gateway.subscriptions import DaftarAcara, JenisAcara, Penunjuk
from contracts.types import KodeKota
from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action
from services.gateway.interop.offers import granted, refuse_unknown
from services.gateway.interop.subscriptions import cursor_of
from services.gateway.parts import parts_of
from services.gateway.web.description import problems
from services.gateway.web.guard import allowed

router = APIRouter(tags=["Acara untuk OPD"])


@router.get(
    "/v1/acara",
    summary="Acara sesudah satu penunjuk",
    responses={200: {"model": DaftarAcara}, **problems(401, 403, 422, 503)},
)
async def read_feed(  # noqa: PLR0913, PLR0917  each is a parameter of the address
    request: Request,
    caller: Annotated[Caller, allowed(Action.READ_FEED)],
    setelah: Annotated[Penunjuk, Query()] = "0",
    jenis: Annotated[list[JenisAcara] | None, Query(max_length=20)] = None,
    kota: Annotated[list[KodeKota] | None, Query(max_length=20)] = None,
    batas: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Response:
    """Simpan `berikutnya` sesudah mengolah satu halaman; panggil lagi dengan itu. Tidak ada acara yang terlewati."""
    refuse_unknown(tuple(jenis or ()), caller, "/jenis/{}")
    types = jenis or [*granted(caller), UjiCoba.type]
    page = await parts_of(request).history.feed(caller, types, kota, cursor_of(setelah), batas)
    headers = {"Cache-Control": "private, no-store"}
    return Response(page.model_dump_json(), headers=headers, media_type="application/json")

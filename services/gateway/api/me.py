"""GET /v2/saya, and /v1/saya beside it: who the token's owner is."""

from typing import Annotated

from fastapi import APIRouter
from starlette.responses import Response

from contracts.gateway.api import Saya, SayaV2
from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action
from services.gateway.web import versions
from services.gateway.web.description import problems
from services.gateway.web.guard import allowed

router = APIRouter(tags=["Akun"])

V1 = "/v1/saya"
_PRIVATE = {"Cache-Control": "private, no-store"}
Owner = Annotated[Caller, allowed(Action.READ_OWN_IDENTITY)]


@router.get(
    V1,
    summary="Siapa saya (digantikan /v2/saya)",
    deprecated=True,
    responses={200: {"model": Saya}, **problems(401, 403)},
)
async def read_own_identity(caller: Owner) -> Response:
    """Pemilik akun yang sedang masuk, dengan NIK lengkap. Akhir layanan tertulis pada kepala `Sunset`."""
    me = Saya(nik=caller.nik or "", nama=caller.name)
    return Response(me.model_dump_json(), headers=_PRIVATE | versions.of(V1), media_type="application/json")


@router.get("/v2/saya", summary="Siapa saya", responses={200: {"model": SayaV2}, **problems(401, 403)})
async def read_own_identity_v2(caller: Owner) -> Response:
    """Pemilik akun yang sedang masuk; NIK tersamar, karena pemiliknya tidak perlu diberi tahu NIK-nya sendiri."""
    nik = caller.nik or ""
    me = SayaV2(akun=caller.subject, nama=caller.name, nik_tersamar=f"{nik[:4]}{'*' * 8}{nik[12:]}")
    return Response(me.model_dump_json(), headers=_PRIVATE, media_type="application/json")

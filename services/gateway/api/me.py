"""GET /v1/saya: who the token's owner is."""

from typing import Annotated

from fastapi import APIRouter
from starlette.responses import Response

from contracts.gateway.api import Saya
from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action
from services.gateway.web.description import problems
from services.gateway.web.guard import allowed

router = APIRouter(tags=["Akun"])


@router.get("/v1/saya", summary="Siapa saya", responses={200: {"model": Saya}, **problems(401, 403)})
async def read_own_identity(caller: Annotated[Caller, allowed(Action.READ_OWN_IDENTITY)]) -> Response:
    """Pemilik akun yang sedang masuk."""
    me = Saya(nik=caller.nik or "", nama=caller.name)
    return Response(me.model_dump_json(), headers={"Cache-Control": "private, no-store"}, media_type="application/json")

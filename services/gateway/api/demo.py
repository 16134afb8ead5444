"""POST /demo/token: a token for any synthetic citizen. Mounted only when TERPADU_DEMO=1."""

from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.responses import Response

from contracts.gateway.api import TokenDemo
from contracts.types import Masukan, Nama, Nik
from services.gateway.access.caller import Kind
from services.gateway.demo.identities import DEMO_TOKEN_SECONDS, ensure_account
from services.gateway.parts import parts_of
from services.gateway.web import body
from services.gateway.web.description import problems, takes

router = APIRouter(tags=["Demo"])


class DemoTokenRequest(Masukan):
    """Whose token is wanted."""

    nik: Nik
    nama: Annotated[Nama, Field(description="shown by GET /v1/saya")] = "WARGA DEMO"


@router.post(
    "/demo/token",
    summary="Token warga rekaan",
    responses={200: {"model": TokenDemo}, **problems(400, 413, 415, 422, 503)},
    openapi_extra=takes(DemoTokenRequest, write=False),
)
async def issue_demo_token(request: Request) -> Response:
    """Hanya pada kota rekaan; akun dibuat bila belum ada."""
    parts = parts_of(request)
    asked = await body.read(request, DemoTokenRequest)
    subject = await ensure_account(parts.pool, asked.nik, asked.nama)
    token = parts.tokens.mint(subject, Kind.WARGA, seconds=DEMO_TOKEN_SECONDS, demo=True)
    answer = TokenDemo(nik=asked.nik, token=token)
    return Response(answer.model_dump_json(), media_type="application/json")

"""POST /v1/lampiran: files that belong to a report."""

from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import Response

from contracts.gateway.api import LampiranTersimpan
from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action
from services.gateway.intake.claims import fingerprint
from services.gateway.parts import parts_of
from services.gateway.uploads.form import read_file, refuse_wrong_checksum
from services.gateway.web import writes
from services.gateway.web.description import problems, takes_file
from services.gateway.web.guard import allowed

router = APIRouter(tags=["Lampiran"])


@router.post(
    "/v1/lampiran",
    status_code=201,
    summary="Unggah lampiran",
    responses={201: {"model": LampiranTersimpan}, **problems(400, 401, 403, 409, 413, 415, 422, 503)},
    openapi_extra=takes_file(write=True),
)
async def upload_attachment(request: Request, caller: Annotated[Caller, allowed(Action.UPLOAD_ATTACHMENT)]) -> Response:
    """Satu berkas PDF, JPEG atau PNG, paling besar 5 MB. Gambar digambar ulang tanpa data lokasi dan kamera."""
    upload = await read_file(request)
    claim = await writes.claim(request, caller, content=fingerprint(upload.content))
    refuse_wrong_checksum(upload)
    kept = await parts_of(request).attachments.keep(upload, claim, writes.trace(request), caller)
    return writes.send(kept)

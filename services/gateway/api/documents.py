"""GET /v1/dokumen/{id}: the signed PDF, for its owner."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Request
from psycopg.rows import DictRow
from starlette.responses import Response

from contracts.pajak.api import Pembaca
from contracts.types import StatusDokumen
from services.gateway.access.caller import Caller
from services.gateway.access.log import DATA_SUBJECT, Reading
from services.gateway.access.policy import Action
from services.gateway.parts import parts_of
from services.gateway.questions.door import Away, Refused
from services.gateway.web import writes
from services.gateway.web.description import Extra, problems
from services.gateway.web.guard import allowed
from services.gateway.web.problems import Problem, away, not_found

router = APIRouter(tags=["Dokumen"])

_PDF: dict[int | str, Extra] = {
    200: {"description": "Dokumen bertanda tangan elektronik", "content": {"application/pdf": {}}}
}


@router.get(
    "/v1/dokumen/{id}",
    summary="Unduh dokumen",
    response_class=Response,
    responses={**_PDF, **problems(401, 403, 404, 410, 503)},
)
async def download_document(
    request: Request, id: str, caller: Annotated[Caller, allowed(Action.READ_DOCUMENT)]
) -> Response:
    """Hanya pemiliknya; dokumen yang dicabut tidak diberikan lagi."""
    parts = parts_of(request)
    row = await parts.documents.get_own(id, caller)
    if row["status"] == StatusDokumen.DICABUT:
        raise Problem(410, "dokumen_dicabut", "Dokumen ini sudah dicabut dan tidak berlaku lagi.")
    try:
        content = await parts.door_of(row["source"]).fetch(
            f"/internal/dokumen/{quote(id, safe='')}", question=_on_behalf(row, caller)
        )
    except Refused as refusal:
        raise (not_found() if refusal.status == 404 else away()) from None
    except Away:
        raise away() from None
    reading = Reading(f"dokumen/{id}", (row["jenis"],), "unduhan oleh pemilik", DATA_SUBJECT, (caller.nik or "",))
    await parts.access_log.record(caller, reading, writes.correlation_id(request))
    return Response(content, headers=_headers(row["jenis"], id), media_type="application/pdf")


def _on_behalf(row: DictRow, caller: Caller) -> Pembaca | None:
    """Tax data are secret: pajak looks itself at whose document it is."""
    return Pembaca(nik=caller.nik) if row["source"] == "pajak" else None


def _headers(kind: str, document_id: str) -> dict[str, str]:
    """The name is ours to choose: nothing of a person's goes into it, nor into a cache."""
    plain = "".join(char for char in document_id if char.isalnum() or char == "-")[:40]
    return {
        "Content-Disposition": f'attachment; filename="{kind.lower()}-{plain}.pdf"',
        "Cache-Control": "private, no-store",
    }

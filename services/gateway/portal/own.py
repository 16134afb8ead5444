"""/dokumen-saya and /keluarga-saya: the documents that a citizen was given, and the family card that they stand on."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from contracts.dukcapil.api import CariKeluarga, KartuKeluargaWarga
from services.gateway.access.caller import Caller
from services.gateway.access.log import DATA_SUBJECT, Reading
from services.gateway.access.policy import Action
from services.gateway.parts import parts_of
from services.gateway.portal.guard import entered
from services.gateway.portal.pages import page
from services.gateway.questions.door import Away, Refused
from services.gateway.tracking import view
from services.gateway.web import writes
from services.gateway.web.problems import away

router = APIRouter(include_in_schema=False)

PAGE = 20

_FIELDS = ("nomor_kk", "alamat", "anggota")


@router.get("/dokumen-saya")
async def show_documents(
    request: Request,
    caller: Annotated[Caller, entered(Action.READ_DOCUMENT)],
    setelah: Annotated[str | None, Query(max_length=100)] = None,
) -> Response:
    """Every document that the visitor's applications brought, the newest first, also those that were replaced."""
    found = await parts_of(request).documents.page(caller, setelah, PAGE)
    documents = [view.document(row) for row in found.rows]
    return await page(request, "dokumen-saya", documents=documents, following=found.following)


@router.get("/keluarga-saya")
async def show_family(request: Request, caller: Annotated[Caller, entered(Action.READ_OWN_FAMILY)]) -> Response:
    """The family card as the register has it now; that it was read is written down for each of its members."""
    return await page(request, "keluarga-saya", card=await _card(request, caller), me=caller.nik)


async def _card(request: Request, caller: Caller) -> KartuKeluargaWarga:
    parts = parts_of(request)
    if not caller.nik:
        return KartuKeluargaWarga()
    path, question = "/internal/kependudukan/kartu-keluarga", CariKeluarga(nik=caller.nik)
    try:
        card = await parts.dukcapil.ask("POST", path, KartuKeluargaWarga, question=question)
    except (Away, Refused):
        raise away() from None
    if card.anggota:
        members = tuple(member.nik for member in card.anggota)
        reading = Reading("keluarga", _FIELDS, "melihat kartu keluarganya", DATA_SUBJECT, members)
        await parts.access_log.record(caller, reading, writes.correlation_id(request))
    return card

"""/permohonan… and /dokumen…: what became of an application, live, and its documents."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.responses import Response

from contracts.gateway.api import Permohonan
from contracts.types import STATUS_AKHIR, StatusPermohonan
from services.gateway import projections
from services.gateway.access.caller import Caller, Kind
from services.gateway.access.policy import Action
from services.gateway.api.documents import download_document
from services.gateway.api.live import watch_application
from services.gateway.intake import changes
from services.gateway.intake.claims import Claim, fingerprint
from services.gateway.parts import parts_of
from services.gateway.portal.guard import entered
from services.gateway.portal.pages import go, page
from services.gateway.tracking import view
from services.gateway.tracking.sharing import SHAREABLE
from services.gateway.web import writes
from services.gateway.web.problems import not_found

router = APIRouter(include_in_schema=False)

BASE = "/permohonan"
PAGE = 20

_WITHDRAW = "POST /v1/permohonan/{nomor}/pembatalan"
# On which something was decided, of which an applicant may complain.
DECIDED = STATUS_AKHIR | {StatusPermohonan.PERLU_PERBAIKAN}
_STILL_OPEN = frozenset(StatusPermohonan) - STATUS_AKHIR - {StatusPermohonan.TERBIT}

Owner = Annotated[Caller, entered(Action.READ_APPLICATION)]


@router.get(BASE)
async def list_applications(
    request: Request,
    caller: Annotated[Caller, entered(Action.LIST_APPLICATIONS)],
    setelah: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """Everything that the visitor asked for, the last first, and what they have not sent yet."""
    parts = parts_of(request)
    found = await parts.applications.page(caller, setelah, PAGE)
    drafts = [] if setelah else await parts.drafts.of(caller)
    discarded = request.query_params.get("dibuang") == "1"
    return await page(
        request, "permohonan", rows=found.rows, following=found.following, drafts=drafts, discarded=discarded
    )


@router.get(f"{BASE}/{{nomor}}")
async def show_application(request: Request, nomor: str, caller: Owner) -> Response:
    """One application: where it stands, what to do, its documents and its history."""
    told = await shown(request, nomor, caller)
    return await page(
        request,
        "permohonan-satu",
        told=told,
        can_withdraw=_can_withdraw(told),
        can_share=told.jenis in SHAREABLE,
        is_over=told.status in STATUS_AKHIR,
        can_complain=told.status in DECIDED,
    )


@router.get(f"{BASE}/{{nomor}}/terkirim")
async def confirm(request: Request, nomor: str, caller: Owner) -> Response:
    """The receipt: the number, and what happens now."""
    told = await shown(request, nomor, caller)
    return await page(request, "lapor-terkirim", told=told)


@router.get(f"{BASE}/{{nomor}}/tarik")
async def ask_whether_to_withdraw(
    request: Request, nomor: str, caller: Annotated[Caller, entered(Action.WITHDRAW_APPLICATION)]
) -> Response:
    """Whether they mean it."""
    return await page(request, "permohonan-tarik", told=await shown(request, nomor, caller))


@router.post(f"{BASE}/{{nomor}}/tarik")
async def withdraw(
    request: Request, nomor: str, caller: Annotated[Caller, entered(Action.WITHDRAW_APPLICATION)]
) -> Response:
    """The application is taken back, as POST /v1/permohonan/{nomor}/pembatalan does it."""
    parts = parts_of(request)
    claim = Claim(caller.key, _WITHDRAW, f"portal-{nomor}", fingerprint(nomor.encode()))
    withdrawn = changes.Withdrawal(nomor, parts.clock.now())
    await changes.withdraw(parts.receipts, claim, writes.trace(request), caller, withdrawn)
    return go(f"{BASE}/{nomor}")


async def _visible(request: Request, nomor: str, caller: Owner) -> Caller:
    """Refuse before the stream begins: afterwards no status can be sent any more."""
    if caller.kind is not Kind.WARGA:
        raise not_found()
    await parts_of(request).applications.get(nomor, caller)
    return caller


@router.get(f"{BASE}/{{nomor}}/acara", response_class=EventSourceResponse)
async def watch(
    request: Request,
    nomor: str,
    caller: Annotated[Caller, Depends(_visible)],
    last_event_id: Annotated[str | None, Header(max_length=20)] = None,
) -> AsyncIterator[ServerSentEvent]:
    """The same live events as the API's; the page asks for itself again when one comes."""
    async for event in watch_application(request, nomor, caller, last_event_id):
        yield event


@router.get("/dokumen/{id}")
async def download(request: Request, id: str, caller: Annotated[Caller, entered(Action.READ_DOCUMENT)]) -> Response:
    """The signed PDF, as GET /v1/dokumen/{id} gives it."""
    return await download_document(request, id, caller)


def _can_withdraw(told: Permohonan) -> bool:
    return told.jenis == "KELAHIRAN" and told.status in _STILL_OPEN


async def shown(request: Request, number: str, caller: Caller) -> Permohonan:
    """An application of the visitor's own. Raises Problem 404; officers read files at their own pages."""
    if caller.kind is not Kind.WARGA:
        raise not_found()
    parts = parts_of(request)
    row = await parts.applications.get(number, caller)
    steps, documents = await parts.applications.steps(number), await parts.applications.documents(number)
    told = view.application(row, steps, documents, parts.clock.now(), parts.working_time)
    if projections.LEADS[row["jenis"]] != "pajak":
        return told
    bill, numbers = await parts.bills.of_application(number), await parts.bills.numbers(number)
    return told.model_copy(update={"tagihan": bill, "wajib_pajak": numbers})

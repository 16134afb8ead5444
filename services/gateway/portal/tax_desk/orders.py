"""/petugas/pajak/…: decisions and orders, each a page with a form that goes where the API's call of that name goes."""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from contracts.gateway import tax_api
from contracts.pajak.api import BerkasPajak, KeberatanMenunggu
from services.gateway.access.caller import Caller, Kind
from services.gateway.access.policy import Action
from services.gateway.api import tax_officers
from services.gateway.intake import tax_decisions
from services.gateway.intake.claims import Answer
from services.gateway.intake.proposals import Act
from services.gateway.parts import Parts, parts_of
from services.gateway.portal import answering
from services.gateway.portal.acting import act_of
from services.gateway.portal.asking import Question
from services.gateway.portal.birth.choices import Options
from services.gateway.portal.birth.places import villages
from services.gateway.portal.forms import form_of
from services.gateway.portal.guard import entered
from services.gateway.portal.pages import go, page
from services.gateway.portal.tax.asked import month_name
from services.gateway.portal.tax_desk import asked, showing
from services.gateway.portal.tax_desk.showing import Pairs
from services.gateway.web import body
from services.gateway.web.problems import Problem, not_found

router = APIRouter(include_in_schema=False)

DESK = "/petugas/pajak"
_REFUSED = (403, 409, 422)

Reader = Annotated[Caller, entered(Action.READ_TAX_WORK)]
Decider = Annotated[Caller, entered(Action.DECIDE_TAX)]
Orderer = Annotated[Caller, entered(Action.ORDER_TAX)]


@dataclass(frozen=True, slots=True)
class Order:
    """A form, what it is about, and where its answers go."""

    question: Question
    model: type[BaseModel]
    told: Callable[[Mapping[str, str]], dict[str, Any]]
    take: Callable[[Parts, Act, Any], Awaitable[Answer]]
    heading: str
    about: Pairs = ()
    warning: str = ""


@router.get(f"{DESK}/permohonan/{{nomor}}")
async def show_request(request: Request, nomor: str, caller: Reader) -> Response:
    """A registration, a change or a closing, as it was sent; that it was read is written down."""
    return await _ask(request, _request(await tax_officers.request_of(request, nomor, caller)))


@router.post(f"{DESK}/permohonan/{{nomor}}")
async def decide_request(request: Request, nomor: str, caller: Decider) -> Response:
    """As POST /v1/petugas/pajak/permohonan/{nomor}/keputusan takes it."""
    return await _send(request, caller, _request(await tax_officers.request_of(request, nomor, caller)))


@router.get(f"{DESK}/keberatan/{{ketetapan}}")
async def show_objection(request: Request, ketetapan: str, caller: Reader) -> Response:
    """An objection that waits, with its letter."""
    return await _ask(request, _objection(await _waiting_objection(request, ketetapan, caller)))


@router.post(f"{DESK}/keberatan/{{ketetapan}}")
async def decide_objection(request: Request, ketetapan: str, caller: Orderer) -> Response:
    """As POST /v1/petugas/pajak/keberatan/{ketetapan}/keputusan takes it."""
    return await _send(request, caller, _objection(await _waiting_objection(request, ketetapan, caller)))


@router.get(f"{DESK}/usulan/{{id}}")
async def show_proposal(request: Request, id: str, caller: Reader) -> Response:
    """What a colleague proposes."""
    return await _ask(request, await _proposal(request, await _waiting_proposal(request, id, caller)))


@router.post(f"{DESK}/usulan/{{id}}")
async def decide_proposal(request: Request, id: str, caller: Orderer) -> Response:
    """As POST /v1/petugas/pajak/usulan/{id}/keputusan takes it."""
    return await _send(request, caller, await _proposal(request, await _waiting_proposal(request, id, caller)))


@router.get(f"{DESK}/objek/{{nopd}}/pemeriksaan")
async def ask_audit(request: Request, nopd: str, caller: Orderer) -> Response:
    """The page on which an audit begins."""
    return await _ask(request, _audit(nopd, await _months(request, nopd, caller)))


@router.post(f"{DESK}/objek/{{nopd}}/pemeriksaan")
async def begin_audit(request: Request, nopd: str, caller: Orderer) -> Response:
    """As POST /v1/petugas/pajak/pemeriksaan takes it."""
    return await _send(request, caller, _audit(nopd, await _months(request, nopd, caller)))


@router.get(f"{DESK}/objek/{{nopd}}/ketetapan")
async def ask_assessment(request: Request, nopd: str, caller: Orderer) -> Response:
    """The page on which a letter of assessment is proposed."""
    return await _ask(request, _assessment(nopd, await _months(request, nopd, caller)))


@router.post(f"{DESK}/objek/{{nopd}}/ketetapan")
async def propose_assessment(request: Request, nopd: str, caller: Orderer) -> Response:
    """As POST /v1/petugas/pajak/ketetapan takes it."""
    return await _send(request, caller, _assessment(nopd, await _months(request, nopd, caller)))


@router.get(f"{DESK}/tagihan/{{kode_bayar}}/angsuran")
async def ask_instalments(request: Request, kode_bayar: str, caller: Orderer) -> Response:
    """The page on which instalments are granted."""
    del caller
    return await _ask(request, _instalments(kode_bayar))


@router.post(f"{DESK}/tagihan/{{kode_bayar}}/angsuran")
async def grant_instalments(request: Request, kode_bayar: str, caller: Orderer) -> Response:
    """As POST /v1/petugas/pajak/tagihan/{kode_bayar}/angsuran takes it."""
    return await _send(request, caller, _instalments(kode_bayar))


@router.get(f"{DESK}/pendaftaran-jabatan")
async def ask_registration(request: Request, caller: Orderer) -> Response:
    """The page on which a business that nobody registered is proposed."""
    del caller
    return await _ask(request, _registration(parts_of(request)), {"objek.golongan": "UMUM"})


@router.post(f"{DESK}/pendaftaran-jabatan")
async def propose_registration(request: Request, caller: Orderer) -> Response:
    """As POST /v1/petugas/pajak/pendaftaran-jabatan takes it."""
    return await _send(request, caller, _registration(parts_of(request)))


def _request(file: BerkasPajak) -> Order:
    async def take(parts: Parts, act: Act, told: tax_api.PutusanPajak) -> Answer:
        return await tax_decisions.decide_request(parts, act, file.nomor, told)

    return Order(
        asked.DECISION,
        tax_api.PutusanPajak,
        asked.decision_body,
        take,
        f"Permohonan {file.nomor}",
        showing.request(file),
        showing.warning(file),
    )


def _objection(waiting: KeberatanMenunggu) -> Order:
    async def take(parts: Parts, act: Act, told: tax_api.PutusanKeberatan) -> Answer:
        return await tax_decisions.decide_objection(parts, act, waiting.ketetapan, told)

    about = showing.objection(waiting)
    heading = f"Keberatan atas {waiting.ketetapan}"
    return Order(asked.OBJECTION, tax_api.PutusanKeberatan, asked.objection_body, take, heading, about)


async def _proposal(request: Request, proposal: tax_api.Usulan) -> Order:
    async def take(parts: Parts, act: Act, told: tax_api.PutusanUsulan) -> Answer:
        return await parts.proposals.decide(act, UUID(proposal.id), told.keputusan == "SETUJU")

    who = await parts_of(request).directory.find({"sub": proposal.diusulkan_oleh, "peran": Kind.PETUGAS})
    heading, about = showing.PROPOSALS[proposal.jenis], showing.proposal(proposal, who.name if who else None)
    return Order(asked.PROPOSAL, tax_api.PutusanUsulan, asked.plain_body, take, heading, about)


def _audit(nopd: str, months: Options) -> Order:
    async def take(parts: Parts, act: Act, told: tax_api.PerintahPemeriksaan) -> Answer:
        return await tax_decisions.begin_audit(parts, act, told)

    question = asked.audit(months)
    return Order(question, tax_api.PerintahPemeriksaan, _about(nopd), take, question.title, (("NOPD", nopd),))


def _assessment(nopd: str, months: Options) -> Order:
    async def take(parts: Parts, act: Act, told: tax_api.UsulanKetetapan) -> Answer:
        return await parts.proposals.propose(act, "KETETAPAN", told)

    question = asked.assessment(months)
    return Order(question, tax_api.UsulanKetetapan, _about(nopd), take, question.title, (("NOPD", nopd),))


def _instalments(code: str) -> Order:
    async def take(parts: Parts, act: Act, told: tax_api.PersetujuanAngsuran) -> Answer:
        return await tax_decisions.grant_instalments(parts, act, code, told)

    question = asked.INSTALMENTS
    about = (("Kode bayar", code),)
    return Order(question, tax_api.PersetujuanAngsuran, asked.plain_body, take, question.title, about)


def _registration(parts: Parts) -> Order:
    async def take(parts: Parts, act: Act, told: tax_api.UsulanPendaftaranJabatan) -> Answer:
        return await parts.proposals.propose(act, "PENDAFTARAN_JABATAN", told)

    question = asked.registration_ex_officio(villages(parts.settings.city))
    return Order(question, tax_api.UsulanPendaftaranJabatan, asked.registration_body, take, question.title)


def _about(nopd: str) -> Callable[[Mapping[str, str]], dict[str, Any]]:
    return lambda answers: asked.plain_body(answers) | {"nopd": nopd}


async def _waiting_objection(request: Request, letter: str, caller: Caller) -> KeberatanMenunggu:
    waiting = (await tax_officers.objections_of(request, caller)).keberatan
    found = next((each for each in waiting if each.ketetapan == letter), None)
    if found is None:
        raise not_found()
    return found


async def _waiting_proposal(request: Request, id: str, caller: Caller) -> tax_api.Usulan:
    found = next((each for each in await parts_of(request).proposals.waiting(caller) if each.id == id), None)
    if found is None:
        raise not_found()
    return found


async def _months(request: Request, nopd: str, caller: Caller) -> Options:
    history = await tax_officers.history_of(request, nopd, caller)
    return tuple((each.masa, month_name(each.masa)) for each in history.masa)


async def _send(request: Request, caller: Caller, order: Order) -> Response:
    parts, form = parts_of(request), form_of(request)
    answers = answering.given(order.question, form)
    content = answering.raw(order.told(answers))
    act = act_of(request, caller, content)
    try:
        await order.take(parts, act, body.parse(content, order.model))
    except Problem as problem:
        if problem.status not in _REFUSED:
            raise
        return await _ask(request, order, answers, problem)
    return go(f"{DESK}?dicatat=1")


async def _ask(
    request: Request, order: Order, answers: Mapping[str, str] | None = None, refusal: Problem | None = None
) -> Response:
    question, found = order.question, list(refusal.galat) if refusal else []
    others = [answering.said(question, each) for each in found if not question.minds(each.lokasi)]
    if refusal and not found:
        others = [refusal.detail]
    return await page(
        request,
        "meja-pajak-isian",
        status=refusal.status if refusal else 200,
        order=order,
        question=question,
        answers=answers or {},
        faults=answering.faults_at(question, answers or {}, found) if found else {},
        others=others,
        key=secrets.token_urlsafe(16),
        action=request.url.path,
    )

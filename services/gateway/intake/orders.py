"""Facts that want no application: what an officer orders, a bank takes back or a recorder sends, told once."""

from collections.abc import Callable
from uuid import UUID

from pydantic import BaseModel

from contracts.envelope import EventData
from contracts.gateway.audit import Catatan
from contracts.gateway.events import Petugas
from services.gateway.access.caller import Caller
from services.gateway.intake.claims import Answer, Claim, Trace
from services.gateway.intake.receipts import Receipts, Repeated
from services.gateway.web.problems import not_allowed
from services.gateway.web.writes import accepted


async def take_down(  # noqa: PLR0913  what is told, by whom, and what is answered
    receipts: Receipts,
    claim: Claim,
    trace: Trace,
    told: EventData,
    receipt: BaseModel,
    *,
    subject: str,
    log: Callable[[UUID], Catatan] | None = None,
) -> Answer:
    """Tell a fact once, however often it is sent; `log` makes its entry for the log that cannot be altered."""
    try:
        async with receipts.once(claim, trace) as write:
            event_id = await write.tell(told, subject=subject)
            if log is not None:
                await write.log(log(event_id))
            return await write.answer(accepted(receipt))
    except Repeated:
        return await receipts.earlier(claim)


def officer_of(caller: Caller) -> Petugas:
    """An officer as facts name them: staff number, role and city. Raises Problem 403 for whoever is none."""
    if caller.role is None or caller.city is None:
        raise not_allowed()
    return Petugas(id=caller.subject, peran=caller.role, kota=caller.city)

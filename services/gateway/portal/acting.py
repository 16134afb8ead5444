"""One write from a page: known again by the key that its form was made with, its address and its content."""

from fastapi import Request

from services.gateway.access.caller import Caller
from services.gateway.intake.claims import Claim, fingerprint
from services.gateway.intake.proposals import Act
from services.gateway.parts import parts_of
from services.gateway.portal.forms import form_of
from services.gateway.web import writes


def act_of(request: Request, caller: Caller, content: bytes, key: str = "") -> Act:
    """Who does what now; `key` is for a form that has none of its own, and must tell its writes apart."""
    route = f"{request.method} {request.scope['route'].path}"
    mark = fingerprint(request.url.path.encode(), content)
    claim = Claim(caller.key, route, key or form_of(request).text("kunci") or "tanpa-kunci", mark)
    return Act(claim, writes.trace(request), caller, parts_of(request).clock.now())

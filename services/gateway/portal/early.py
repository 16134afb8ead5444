"""Checks while typing: what a page would say of its answers if they were sent now. Nothing of them is kept."""

from collections.abc import Mapping

from fastapi.responses import JSONResponse
from starlette.responses import Response

from services.gateway.portal.forms import Form

ASKED = "_cek"


def is_asked(form: Form) -> bool:
    """Whether a form only wants to be looked at."""
    return form.text(ASKED) == "1"


def said(faults: Mapping[str, str]) -> Response:
    """What is wrong, by field, in the words of the page."""
    return JSONResponse({"galat": dict(faults)}, headers={"Cache-Control": "no-store"})

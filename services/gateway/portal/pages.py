"""Pages: a template, what it shows, and the headers that every page of the portal has."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.responses import RedirectResponse, Response

from services.gateway.access.policy import Action, permits
from services.gateway.parts import parts_of
from services.gateway.portal import assets, words
from services.gateway.portal.guard import CSRF, visitor_of

TEMPLATES = Path(__file__).parent / "templates"

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=(), payment=()",
    "X-Frame-Options": "DENY",
    "Cache-Control": "private, no-store",
}


async def page(
    request: Request, name: str, *, status: int = 200, headers: Mapping[str, str] | None = None, **values: Any
) -> Response:
    """A page of the portal, escaped, with the visitor's name in its head."""
    parts = parts_of(request)
    visitor = await visitor_of(request)
    text = (
        _templates()
        .get_template(f"{name}.html")
        .render(
            **values,
            caller=visitor.caller if visitor else None,
            has_desk=bool(visitor and permits(visitor.caller, Action.READ_QUEUE)),
            has_complaints=bool(visitor and permits(visitor.caller, Action.READ_COMPLAINTS)),
            has_tax_desk=bool(visitor and permits(visitor.caller, Action.READ_TAX_WORK)),
            csrf=visitor.session.csrf if visitor else "",
            csrf_name=CSRF,
            city=parts.city_name,
            demo=parts.settings.terpadu_demo,
            path=request.url.path,
        )
    )
    return Response(text, status, headers={**HEADERS, **(headers or {})}, media_type="text/html")


def go(address: str) -> Response:
    """On to another page of ours, which is then asked for with GET."""
    return RedirectResponse(address, status_code=303, headers={"Cache-Control": "no-store"})


def is_ours(address: str) -> bool:
    """Whether an address leads to a page of this portal, and cannot be read as any other host's."""
    return (
        address.startswith("/")
        and not address.startswith(("//", "/\\"))
        and address.isascii()
        and address.isprintable()
        and "\\" not in address
    )


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(aset=assets.address, kata=words)
    environment.filters.update(
        tanggal=words.date_of, waktu=words.time_of, lama=words.working_time, desimal=words.decimal
    )
    return environment

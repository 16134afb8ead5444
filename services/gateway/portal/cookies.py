"""The one cookie of the portal, and when a demonstration must do without its protections."""

from starlette.requests import Request
from starlette.responses import Response

from services.gateway.settings import WebSettings

# A browser keeps `__Host-` only when it came over https, for this host alone.
NAME = "__Host-terpadu"
# A demonstration on http://127.0.0.1 has no https. Only there the cookie goes without `Secure`, under another name.
DEMO_NAME = "terpadu-demo"


def name(settings: WebSettings) -> str:
    """What the cookie is called in this city."""
    return DEMO_NAME if _is_plain_demo(settings) else NAME


def read(request: Request, settings: WebSettings) -> str:
    """What the browser's cookie holds, or nothing."""
    return request.cookies.get(name(settings), "")


def write(response: Response, token: str, settings: WebSettings) -> None:
    """Let the browser hold the name of its session until it is closed."""
    response.set_cookie(
        name(settings), token, path="/", secure=not _is_plain_demo(settings), httponly=True, samesite="lax"
    )


def clear(response: Response, settings: WebSettings) -> None:
    """Let the browser forget the name of its session."""
    response.delete_cookie(name(settings), path="/", secure=not _is_plain_demo(settings), httponly=True, samesite="lax")


def _is_plain_demo(settings: WebSettings) -> bool:
    return settings.terpadu_demo and settings.public_url.startswith("http://")

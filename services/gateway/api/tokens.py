"""POST /oauth2/token: an agency's or a facility's system gets its access token (RFC 6749, 4.4)."""

import base64
import binascii
from urllib.parse import parse_qsl, unquote_plus

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from contracts.gateway.api import Token
from services.gateway.access import assertions
from services.gateway.access.caller import Kind, scopes_of
from services.gateway.access.tokens import CLIENT_TOKEN_SECONDS
from services.gateway.parts import parts_of
from services.gateway.web.admission import address_of, origin_of
from services.gateway.web.description import problems

router = APIRouter(tags=["Token"])

_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "required": ["grant_type"],
                    "properties": {
                        "grant_type": {"const": "client_credentials"},
                        "client_id": {"type": "string"},
                        "client_secret": {"type": "string"},
                        "client_assertion_type": {"const": assertions.TYPE},
                        "client_assertion": {"type": "string", "description": "JWT menurut RFC 7523"},
                        "scope": {"type": "string"},
                    },
                }
            }
        },
    }
}
_ERROR = {"description": "Galat OAuth 2.0 (RFC 6749, 5.2)"}


@router.post(
    "/oauth2/token",
    summary="Token untuk klien",
    responses={200: {"model": Token}, 400: _ERROR, 401: _ERROR, **problems(413, 429, 503)},
    openapi_extra=_FORM,
)
async def issue_token(request: Request) -> Response:
    """`client_credentials`; dengan `private_key_jwt` (lebih aman) atau rahasia. Berlaku 10 menit."""
    form = _form_of(await request.body())
    if form is None or "grant_type" not in form:
        return _refuse("invalid_request")
    if form["grant_type"] != "client_credentials":
        return _refuse("unsupported_grant_type")
    parts = parts_of(request)
    address, named = address_of(request), form.get("client_id", "")
    parts.addresses.refuse_guesser(address, named)
    client_id = await _proven_client(request, form)
    client = await parts.directory.client(client_id) if client_id else None
    if client is None or (client.agreement and client.agreement.refusal(origin_of(request))):
        parts.addresses.failed(address, named)
        return _refuse("invalid_client", status=401)
    granted = scopes_of(client)
    wanted = frozenset(form.get("scope", "").split()) or granted
    if not wanted <= granted:
        return _refuse("invalid_scope")
    scope = " ".join(sorted(wanted))
    token = parts.tokens.mint(client.subject, Kind.KLIEN, seconds=CLIENT_TOKEN_SECONDS, scope=scope)
    answer = Token(access_token=token, expires_in=CLIENT_TOKEN_SECONDS, scope=scope)
    return Response(answer.model_dump_json(), headers=_PRIVATE, media_type="application/json")


_PRIVATE = {"Cache-Control": "no-store", "Pragma": "no-cache"}


def _form_of(raw: bytes) -> dict[str, str] | None:
    """The form, or None when a field stands twice or the text is no form."""
    try:
        pairs = parse_qsl(raw.decode("ascii"), keep_blank_values=True, max_num_fields=20, errors="strict")
    except ValueError:
        return None
    form = dict(pairs)
    return form if len(form) == len(pairs) else None


async def _proven_client(request: Request, form: dict[str, str]) -> str | None:
    """The client that proved who it is, in one way and no more (RFC 6749, 2.3), or None."""
    if "client_assertion" not in form and "client_assertion_type" not in form:
        client_id, secret = _credentials(request, form)
        right = client_id and secret and await parts_of(request).secrets.is_right(client_id, secret)
        return client_id if right else None
    if "client_secret" in form or "authorization" in request.headers:
        return None
    if form.get("client_assertion_type") != assertions.TYPE:
        return None
    try:
        client_id = await parts_of(request).assertions.client_of(form.get("client_assertion", ""))
    except assertions.AssertionRefused:
        return None
    return client_id if form.get("client_id", client_id) == client_id else None


def _credentials(request: Request, form: dict[str, str]) -> tuple[str, str]:
    scheme, _, told = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return form.get("client_id", ""), form.get("client_secret", "")
    try:
        client_id, _, secret = base64.b64decode(told, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return "", ""
    return unquote_plus(client_id), unquote_plus(secret)


def _refuse(error: str, status: int = 400) -> Response:
    """OAuth's own shape of an error: its clients know no other."""
    headers = _PRIVATE | ({"WWW-Authenticate": 'Basic realm="terpadu"'} if status == 401 else {})
    return JSONResponse({"error": error}, status, headers=headers)

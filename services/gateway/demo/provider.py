"""An OpenID provider for the synthetic city: whoever opens it chooses who to be. Mounted only when TERPADU_DEMO=1."""

import hmac
import re
import time
from collections.abc import Mapping
from urllib.parse import urlencode

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from contracts.numbers import NIK_PATTERN
from services.gateway.access.tokens import TokenRefused
from services.gateway.demo.identities import ensure_account
from services.gateway.parts import parts_of
from services.gateway.portal import forms
from services.gateway.portal.oidc import CALLBACK, DEMO_CLIENT, DEMO_PATH
from services.gateway.portal.pages import go, page
from services.gateway.web.problems import Problem

router = APIRouter(include_in_schema=False, prefix=DEMO_PATH)

CODE_TYPE = "demo-code"
CODE_SECONDS = 60
TOKEN_SECONDS = 300
_ASKED = ("client_id", "redirect_uri", "state", "nonce", "code_challenge")
_CITIZENS = "SELECT sub, nama FROM account ORDER BY created_at, sub LIMIT 6"
_OFFICERS = "SELECT DISTINCT ON (peran) id, nama, peran FROM officer WHERE active AND kota = %s ORDER BY peran, id"
_CITIZEN = "SELECT sub, nik, nama FROM account WHERE sub::text = %s"
_OFFICER = "SELECT id, nama FROM officer WHERE id = %s AND active"


@router.get("/.well-known/openid-configuration")
async def read_metadata(request: Request) -> Response:
    """What a client has to know."""
    issuer = _issuer(request)
    return JSONResponse(
        {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "jwks_uri": f"{issuer}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["none"],
        }
    )


@router.get("/jwks")
async def read_keys(request: Request) -> Response:
    """By which its answers are known."""
    return JSONResponse({"keys": [parts_of(request).tokens.public_key()]})


@router.get("/authorize")
async def choose(request: Request) -> Response:
    """The personas of the synthetic city."""
    asked = _asked(request, request.query_params)
    parts = parts_of(request)
    citizens = await parts.pool.rows(_CITIZENS)
    officers = await parts.pool.rows(_OFFICERS, parts.settings.city)
    return await page(request, "persona", asked=asked, citizens=citizens, officers=officers, fault="")


@router.post("/authorize")
async def chosen(request: Request) -> Response:
    """Back to the client with a code for this persona."""
    form = await forms.read(request)
    asked = _asked(request, {name: form.text(name) for name in _ASKED})
    who = await _persona(request, form)
    if who is None:
        raise Problem(422, "persona_tidak_dikenal", "Pilih satu persona, atau isi NIK yang terdiri dari 16 angka.")
    claims = {**who, **{name: asked[name] for name in ("nonce", "code_challenge", "redirect_uri")}}
    code = parts_of(request).tokens.sign(claims | {"exp": int(time.time()) + CODE_SECONDS}, CODE_TYPE)
    return go(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")


@router.post("/token")
async def issue(request: Request) -> Response:
    """An ID token for a code, to whoever holds the verifier of its challenge (RFC 7636)."""
    form = await forms.read(request)
    tokens = parts_of(request).tokens
    try:
        found = tokens.read(form.text("code"), CODE_TYPE)
    except TokenRefused:
        return JSONResponse({"error": "invalid_grant"}, 400)
    proof = create_s256_code_challenge(form.text("code_verifier"))
    late = time.time() > found["exp"]
    if late or not hmac.compare_digest(proof, str(found["code_challenge"])) or form.text("client_id") != DEMO_CLIENT:
        return JSONResponse({"error": "invalid_grant"}, 400)
    who = {name: found[name] for name in ("sub", "name", "nik", "petugas", "nonce") if name in found}
    times = {"iat": int(time.time()), "exp": int(time.time()) + TOKEN_SECONDS}
    token = tokens.sign({"iss": _issuer(request), "aud": DEMO_CLIENT, **who, **times}, "JWT")
    return JSONResponse({"access_token": "none", "token_type": "Bearer", "expires_in": 60, "id_token": token})


async def _persona(request: Request, form: forms.Form) -> Mapping[str, str] | None:
    pool = parts_of(request).pool
    kind, _, identity = form.text("persona").partition(":")
    if kind == "petugas":
        row = await pool.row(_OFFICER, identity)
        return {"sub": row["id"], "name": row["nama"], "petugas": row["id"]} if row else None
    if kind == "nik":
        nik = form.text("nik")
        if not re.fullmatch(NIK_PATTERN, nik):
            return None
        identity = str(await ensure_account(pool, nik, form.text("nama") or "WARGA DEMO"))
    row = await pool.row(_CITIZEN, identity)
    return {"sub": str(row["sub"]), "name": row["nama"], "nik": row["nik"]} if row else None


def _asked(request: Request, found: Mapping[str, str]) -> dict[str, str]:
    """The parts of a client's request. Raises Problem 400 for a client that is not our portal."""
    asked = {name: found.get(name, "") for name in _ASKED}
    home = f"{parts_of(request).settings.public_url}{CALLBACK}"
    if asked["client_id"] != DEMO_CLIENT or asked["redirect_uri"] != home or not asked["code_challenge"]:
        raise Problem(400, "permintaan_tidak_sah", "Permintaan masuk ini tidak sah. Mulai lagi dari halaman depan.")
    return asked


def _issuer(request: Request) -> str:
    return f"{parts_of(request).settings.public_url}{DEMO_PATH}"

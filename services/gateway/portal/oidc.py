"""Signing in by OpenID Connect: authorization code with PKCE, at whichever provider the settings name."""

import secrets
import time
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import structlog
from authlib.deprecate import AuthlibDeprecationWarning
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from services.gateway.settings import WebSettings

with warnings.catch_warnings():
    # Authlib asks for httpx's successor; it works with what we have.
    warnings.simplefilter("ignore", AuthlibDeprecationWarning)
    from authlib.integrations.httpx_client import AsyncOAuth2Client

log = structlog.get_logger(__name__)

DEMO_PATH = "/demo/oidc"
DEMO_CLIENT = "portal"
CALLBACK = "/masuk/kembali"
ALGORITHMS = ["ES256", "RS256", "PS256"]
SKEW_SECONDS = 60
BELIEVED_SECONDS = 3600
SECONDS = 5.0


class NoProvider(Exception):
    """There is no provider to sign in at, or it does not answer."""


class SignInRefused(Exception):
    """What came back from the provider is not an answer to what this browser asked."""


@dataclass(frozen=True, slots=True)
class Provider:
    """What is known of the provider."""

    metadata: Mapping[str, Any]
    keys: KeySet
    until: float


class SignIn:
    """The portal as a client of its provider."""

    def __init__(self, settings: WebSettings) -> None:
        self._issuer = settings.oidc_issuer or (f"{settings.public_url}{DEMO_PATH}" if settings.terpadu_demo else None)
        self._client_id = settings.oidc_client_id or DEMO_CLIENT
        self._secret = settings.oidc_client_secret
        self._redirect = f"{settings.public_url}{CALLBACK}"
        self._provider: Provider | None = None

    async def start(self) -> tuple[str, Mapping[str, str]]:
        """The provider's address for one sign-in, and what its answer has to match. Raises NoProvider."""
        provider = await self._found()
        verifier, nonce = secrets.token_urlsafe(48), secrets.token_urlsafe(24)
        async with self._client() as client:
            address, state = client.create_authorization_url(
                provider.metadata["authorization_endpoint"], code_verifier=verifier, nonce=nonce
            )
        return address, {"state": state, "nonce": nonce, "verifier": verifier}

    async def finish(self, login: Mapping[str, str], code: str) -> Mapping[str, Any]:
        """The claims of who signed in. Raises NoProvider or SignInRefused."""
        provider = await self._found()
        try:
            async with self._client() as client:
                answer = await client.fetch_token(
                    provider.metadata["token_endpoint"], code=code, code_verifier=login["verifier"]
                )
        except Exception as error:  # Authlib raises its own, httpx's and json's errors
            log.warning("sign_in_failed", error=type(error).__name__)
            raise SignInRefused from None
        return self._claims(provider, str(answer.get("id_token", "")), login["nonce"])

    def _claims(self, provider: Provider, token: str, nonce: str) -> Mapping[str, Any]:
        try:
            claims = jwt.decode(token, provider.keys, algorithms=ALGORITHMS).claims
        except (JoseError, ValueError, KeyError, TypeError):
            raise SignInRefused from None
        audience = claims.get("aud")
        for_us = audience == self._client_id or (isinstance(audience, list) and self._client_id in audience)
        expires = claims.get("exp")
        fresh = isinstance(expires, int | float) and time.time() < expires + SKEW_SECONDS
        if claims.get("iss") != self._issuer or not for_us or not fresh or claims.get("nonce") != nonce:
            raise SignInRefused
        if not isinstance(claims.get("sub"), str):
            raise SignInRefused
        return claims

    async def _found(self) -> Provider:
        if self._issuer is None:
            raise NoProvider
        if self._provider is None or time.monotonic() > self._provider.until:
            self._provider = await self._discover(self._issuer)
        return self._provider

    async def _discover(self, issuer: str) -> Provider:
        try:
            async with self._client() as client:
                metadata = await self._document(client, f"{issuer}/.well-known/openid-configuration")
                keys = await self._document(client, metadata["jwks_uri"])
            if metadata["issuer"] != issuer or urlsplit(metadata["token_endpoint"]).scheme not in ("http", "https"):
                raise NoProvider
            return Provider(metadata, KeySet.import_key_set(keys), time.monotonic() + BELIEVED_SECONDS)
        except Exception as error:  # the network, JSON or keys: nobody can sign in
            log.warning("provider_not_found", error=type(error).__name__)
            raise NoProvider from None

    async def _document(self, client: Any, address: str) -> Any:
        answer = await client.request("GET", address, withhold_token=True)
        answer.raise_for_status()
        return answer.json()

    def _client(self) -> Any:
        secret = self._secret.get_secret_value() if self._secret else None
        return AsyncOAuth2Client(
            self._client_id,
            secret,
            scope="openid profile",
            redirect_uri=self._redirect,
            token_endpoint_auth_method="client_secret_basic" if secret else "none",
            code_challenge_method="S256",
            timeout=SECONDS,
            trust_env=False,
        )

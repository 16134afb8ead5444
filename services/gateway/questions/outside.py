"""Fetching from an address that somebody else chose: public hosts only, the address that was checked, no redirects.

The name is resolved once and the connection goes to what was found (no second answer of the name server can lead
inside); TLS still asks for the host's own certificate.
"""

import asyncio
import ssl
from collections.abc import Callable

import httpx

from services.gateway.interop.addresses import Resolve, is_inside, resolve

SECONDS = 3.0


class FetchFailed(Exception):
    """Nothing was fetched; why, whoever gave the address is not told: it would map our network for them."""


class Outside:
    """Fetches small files by https."""

    def __init__(
        self,
        *,
        resolver: Resolve = resolve,
        forbidden: Callable[[str], bool] = is_inside,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._resolve = resolver
        self._forbidden = forbidden
        self._tls = tls or ssl.create_default_context()

    async def get(self, url: str, *, most_bytes: int) -> bytes:
        """The content at `url`. Raises FetchFailed."""
        try:
            async with asyncio.timeout(SECONDS):
                target = httpx.URL(url)
                if target.scheme != "https" or not target.host or target.userinfo:
                    raise FetchFailed
                return await self._read(target, await self._address_of(target), most_bytes)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError, ValueError, TimeoutError):
            raise FetchFailed from None

    async def _address_of(self, target: httpx.URL) -> str:
        """One address, when none of all that the host has is forbidden: a name of which one leads inside is a trap."""
        found = await self._resolve(target.host, target.port or 443)
        if not found or any(self._forbidden(each) for each in found):
            raise FetchFailed
        return found[0]

    async def _read(self, target: httpx.URL, address: str, most_bytes: int) -> bytes:
        headers = {"Host": target.netloc.decode("ascii"), "Accept": "application/json", "Accept-Encoding": "identity"}
        pinned = target.copy_with(host=address)
        async with (
            httpx.AsyncClient(verify=self._tls, trust_env=False, follow_redirects=False, timeout=SECONDS) as client,
            client.stream("GET", pinned, headers=headers, extensions={"sni_hostname": target.host}) as answer,
        ):
            if answer.status_code != 200 or "content-encoding" in answer.headers:
                raise FetchFailed
            content = b""
            async for chunk in answer.aiter_raw():
                content += chunk
                if len(content) > most_bytes:
                    raise FetchFailed
            return content

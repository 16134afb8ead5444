"""Where webhooks may be sent: looked at when a connection is made, on the very address that is then connected to.

A name is resolved once, every address that it has is checked, and the connection goes to the checked address; so
neither a second answer of the name server nor another spelling of an address (decimal, octal, mapped) leads inside.
"""

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any

import httpcore

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class InsideAddress(httpcore.ConnectError):
    """A target that leads to a machine of ours, or to no machine of the internet."""


def is_inside(text: str) -> bool:
    """Whether an address is anything but a public one; a mapped or embedded IPv4 address counts as itself."""
    address = _innermost(ipaddress.ip_address(text.partition("%")[0]))
    return not address.is_global or address.is_multicast or address.is_reserved


def _innermost(address: Ip) -> Ip:
    if not isinstance(address, ipaddress.IPv6Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    inner = address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)
    return inner or address


async def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a name, as the system finds them."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class OutsideOnly(httpcore.AsyncNetworkBackend):
    """Connects to public addresses only; TLS is still checked against the name, which httpcore hands on."""

    def __init__(self, *, resolve: Resolve = resolve, inner: httpcore.AsyncNetworkBackend | None = None) -> None:
        self._resolve = resolve
        self._inner = inner or httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first of the name's addresses. Raises InsideAddress when any of them is inside."""
        try:
            addresses = await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(type(error).__name__) from None
        if not addresses or any(is_inside(address) for address in addresses):
            raise InsideAddress
        return await self._inner.connect_tcp(addresses[0], port, timeout, local_address, socket_options)

    async def sleep(self, seconds: float) -> None:
        """Wait, as httpcore asks between attempts."""
        await asyncio.sleep(seconds)


def outside_pool(context: ssl.SSLContext, *, connections: int, backend: httpcore.AsyncNetworkBackend) -> Any:
    """A pool of connections that are made through `backend`."""
    return httpcore.AsyncConnectionPool(
        ssl_context=context,
        max_connections=connections,
        max_keepalive_connections=connections,
        keepalive_expiry=20,
        network_backend=backend,
    )

"""A load generator that costs next to nothing: requests are made beforehand, sent as bytes over kept connections."""

import asyncio
import json
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from local.visitors import Json


@dataclass(frozen=True)
class Outcome:
    """How many were accepted, how many were not, and in how many seconds."""

    accepted: int
    refused: int
    seconds: float

    @property
    def rate(self) -> float:
        """Accepted per second."""
        return self.accepted / self.seconds


def request(base_url: str, path: str, body: Json, headers: Json) -> bytes:
    """One POST as it goes over the wire, with a key of its own."""
    content = json.dumps(body).encode()
    lines = [
        f"POST {path} HTTP/1.1",
        f"Host: {urlsplit(base_url).netloc}",
        "Content-Type: application/json",
        f"Content-Length: {len(content)}",
        f"Idempotency-Key: {uuid.uuid4()}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


def send_all(base_url: str, requests: Sequence[bytes], *, connections: int, status: int = 202) -> Outcome:
    """Send as fast as the answers come, over so many connections; `status` is the answer of what was accepted."""
    return asyncio.run(_send_all(base_url, requests, connections, status))


async def _send_all(base_url: str, requests: Sequence[bytes], connections: int, status: int) -> Outcome:
    waiting = iter(requests)
    started = time.monotonic()
    statuses = await asyncio.gather(*(_visitor(base_url, waiting) for _ in range(connections)))
    seconds = time.monotonic() - started
    every = [each for found in statuses for each in found]
    return Outcome(every.count(status), len(every) - every.count(status), seconds)


async def _visitor(base_url: str, waiting: "object") -> list[int]:
    address = urlsplit(base_url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    statuses = []
    for one in waiting:  # type: ignore[attr-defined]
        writer.write(one)
        statuses.append(await _status(reader))
    writer.close()
    return statuses


async def _status(reader: asyncio.StreamReader) -> int:
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    await reader.readexactly(int(length.split(b":")[1]))
    return int(head.split(b" ", 2)[1])

"""Inspecting a file in a process of its own, which knows none of our secrets and is ended when it takes too long."""

import asyncio
import sys
from pathlib import Path

from services.gateway.uploads.faults import SENTENCES, Fault
from services.gateway.uploads.inspector import OK

SECONDS = 10.0
MOST_AT_ONCE = 2
_TREE = Path(__file__).resolve().parents[3]


class Sandbox:
    """Two files at a time; others wait their turn."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(MOST_AT_ONCE)

    async def inspect(self, content: bytes, kind: str) -> bytes:
        """What is to be kept of a file. Raises Fault."""
        async with self._turns:
            answer = await _ask(content, kind)
        verdict, _, kept = answer.partition(b"\n")
        if verdict.decode("ascii", "replace") == OK:
            return kept or content
        code = verdict.decode("ascii", "replace")
        raise Fault(code if code in SENTENCES else "berkas_tidak_dapat_diperiksa")


async def _ask(content: bytes, kind: str) -> bytes:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "services.gateway.uploads.inspector",
        kind,
        cwd=_TREE,
        env={"LANG": "C.UTF-8"},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(SECONDS):
            answer, _ = await process.communicate(content)
    except (TimeoutError, BrokenPipeError, ConnectionResetError):
        return b""
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return answer

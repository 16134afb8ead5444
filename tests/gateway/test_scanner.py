"""Photos wait for two processes that read them: few wait at a time, and a code leads only to our own pages."""

import asyncio

import pytest

from services.gateway.uploads import scanner as module
from services.gateway.uploads.scanner import MOST_READING, Scanner
from services.gateway.web.problems import Problem
from tests.portal.pictures import noise


class Slow:
    """A sandbox whose processes take until they are told to end."""

    def __init__(self) -> None:
        self.end = asyncio.Event()

    async def inspect(self, content: bytes, kind: str) -> bytes:
        await self.end.wait()
        return b"https://kota.example/v/ABCD-EFGH"


def test_whoever_comes_when_many_wait_is_told_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async def crowd() -> list[object]:
        slow = Slow()
        monkeypatch.setattr(module, "Sandbox", lambda: slow)
        scanner, photo = Scanner("https://kota.example"), noise()
        waiting = [asyncio.create_task(scanner.code_in(photo)) for _ in range(MOST_READING)]
        await asyncio.sleep(0)
        with pytest.raises(Problem) as late:
            await scanner.code_in(photo)
        assert late.value.status == 503
        slow.end.set()
        found: list[object] = [*await asyncio.gather(*waiting), await scanner.code_in(photo)]
        return found

    assert asyncio.run(crowd()) == ["ABCD-EFGH"] * (MOST_READING + 1)

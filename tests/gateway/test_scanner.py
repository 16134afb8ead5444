"""Photos wait for two processes that read them: few wait at a time, and a code leads only to our own pages."""

import asyncio

import pytest

from services.gateway.uploads import scanner as module
from services.gateway.uploads.scanner import MOST_READING, Scanner
from services.gateway.web.problems import Problem
from tests.portal.pictures import noise


class Slow:
    """A sandbox whose processes take until they are told to end."""

    def __init__(self, text: str = "https://kota.example/v/ABCD-EFGH") -> None:
        self.end = asyncio.Event()
        self.text = text

    async def inspect(self, content: bytes, kind: str) -> bytes:
        await self.end.wait()
        return self.text.encode()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("https://kota.example/v/ABCD-EFGH", "ABCD-EFGH"),
        ("https://kota.example/v/a%2Fb", "a/b"),  # as it was written; whoever follows it writes it so again
        ("https://jahat.example/v/ABCD-EFGH", None),
        ("https://kota.example.jahat.example/v/ABCD", None),
        ("https://kota.example@jahat.example/v/ABCD", None),
        ("https://kota.example/keluar", None),
        ("javascript:alert(1)", None),
        ("//kota.example:99/v/ABCD", None),
        ("//x[/v/1", None),
        ("", None),
    ],
)
def test_a_code_leads_to_our_own_pages_or_nowhere(monkeypatch: pytest.MonkeyPatch, text: str, code: str | None) -> None:
    async def read() -> str | None:
        slow = Slow(text)
        slow.end.set()
        monkeypatch.setattr(module, "Sandbox", lambda: slow)
        return await Scanner("https://kota.example").code_in(noise())

    assert asyncio.run(read()) == code


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

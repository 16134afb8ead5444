"""Questions to the owners of the rules: answered in time and in form, or not at all, which stops nothing."""

import asyncio
import time
from pathlib import Path

import pytest

from chassis.tokens import Minter
from contracts.gateway.birth import LaporanKelahiran
from contracts.questions import HasilPeriksa
from services.gateway.access.keys import INTERNAL, make_keys
from services.gateway.intake.births import statement
from services.gateway.intake.precheck import Precheck
from services.gateway.questions.door import Away, Door, Refused
from services.gateway.web.body import parse
from tests.gateway.double import Double, Reply, listening
from tests.gateway.reports import raw, report

FAULT = {"lokasi": "/ibu/nik", "kode": "ibu_tidak_ditemukan", "pesan": "NIK ibu tidak ditemukan."}
STATEMENT = statement(parse(raw(report()), LaporanKelahiran))

SENSELESS = {
    "a page": Reply(b"<html>", media_type="text/html"),
    "nothing": Reply(b""),
    "garbage": Reply(b'{"galat": 7}'),
    "an error": Reply(b"{}", status=500),
    "a redirect": Reply(b"{}", status=302),
    "an odd refusal": Reply(b"not json", status=404),
    "a refused token": Reply.problem(401, "token_ditolak"),
    "too late": Reply.json({"galat": [FAULT]}, seconds=2),
}


@pytest.fixture
def minter(tmp_path: Path) -> Minter:
    make_keys(tmp_path)
    return Minter(tmp_path / INTERNAL)


def checked(url: str, minter: Minter) -> HasilPeriksa:
    async def ask() -> HasilPeriksa:
        perizinan, dukcapil = Door("perizinan", url, minter), Door("dukcapil", url, minter)
        try:
            return await Precheck(perizinan, dukcapil).check(STATEMENT, "3277")
        finally:
            await perizinan.close()
            await dukcapil.close()

    return asyncio.run(ask())


def asked(double: Double, minter: Minter, times: int = 1) -> HasilPeriksa:
    async def ask() -> HasilPeriksa:
        door = Door("dukcapil", double.url, minter)
        try:
            for _ in range(times - 1):
                with pytest.raises(Away):
                    await door.ask("GET", "/x", HasilPeriksa, seconds=0.3)
            return await door.ask("GET", "/x", HasilPeriksa, seconds=0.3)
        finally:
            await door.close()

    return asyncio.run(ask())


def test_both_owners_are_asked_and_what_they_find_is_put_together(minter: Minter) -> None:
    with listening() as double:
        double.replies["/internal/kelahiran/periksa"] = Reply.json({"galat": [FAULT]})

        found = checked(double.url, minter)

    assert [each.kode for each in found.galat] == ["ibu_tidak_ditemukan"] * 2
    assert len(double.asked) == 2


@pytest.mark.parametrize("reply", SENSELESS.values(), ids=SENSELESS.keys())
def test_an_answer_without_sense_counts_as_none(minter: Minter, reply: Reply) -> None:
    with listening() as double:
        double.replies["/internal/kelahiran/periksa"] = reply
        started = time.monotonic()

        assert checked(double.url, minter) == HasilPeriksa()

    assert time.monotonic() - started < 1.9


def test_nobody_at_the_door_counts_as_no_answer(minter: Minter) -> None:
    assert checked("http://127.0.0.1:1", minter) == HasilPeriksa()


def test_a_refusal_is_passed_on_with_its_code(minter: Minter) -> None:
    with listening() as double:
        double.replies["/x"] = Reply.problem(403, "empat_mata")

        with pytest.raises(Refused) as refused:
            asked(double, minter)

    assert (refused.value.status, refused.value.kode) == (403, "empat_mata")


def test_refusals_do_not_open_the_breaker(minter: Minter) -> None:
    async def ask(double: Double) -> None:
        door = Door("dukcapil", double.url, minter)
        for _ in range(8):
            with pytest.raises(Refused):
                await door.ask("GET", "/x", HasilPeriksa)
        await door.close()

    with listening() as double:
        double.replies["/x"] = Reply.problem(404, "tidak_ada")
        asyncio.run(ask(double))

    assert len(double.asked) == 8


def test_who_keeps_failing_is_asked_no_more(minter: Minter) -> None:
    with listening() as double:
        double.replies["/x"] = Reply(b"", status=503)
        with pytest.raises(Away):
            asked(double, minter, times=9)

    assert len(double.asked) == 3

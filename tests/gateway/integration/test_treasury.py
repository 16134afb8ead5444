"""Tax against its target: asked of pajak once a minute at most, and nothing old is shown while pajak is away."""

import asyncio
from collections.abc import Iterator
from datetime import date

import pytest

from chassis.rules import Rules
from local.custody import PROJECT
from services.gateway.portal.wall import revenue as wall
from services.gateway.portal.wall.revenue import Revenue, Treasury
from services.gateway.questions.door import Door
from tests.gateway.double import Double, Reply, listening

TODAY = date(2026, 11, 27)
PATH = "/internal/penerimaan"


class Keys:
    """Stands for who signs questions: the double does not look."""

    def token(self, service: str) -> str:
        return service


@pytest.fixture
def pajak() -> Iterator[Double]:
    with listening() as double:
        yield double


def looks(pajak: Double, count: int, between: float = 0.0) -> list[Revenue | None]:
    """Look so many times at one treasury."""

    async def all_looks() -> list[Revenue | None]:
        door = Door("pajak", pajak.url, Keys())  # type: ignore[arg-type]
        treasury = Treasury(door, Rules.load(PROJECT / "cities"), "3277")
        found = []
        for _ in range(count):
            found.append(await treasury.look(TODAY))
            await asyncio.sleep(between)
        await door.close()
        return found

    return asyncio.run(all_looks())


def says(pajak: Double, *amounts: int) -> None:
    kinds = [{"jenis": kind, "diterima": amount} for kind, amount in zip(("HOTEL", "PARKIR"), amounts, strict=False)]
    pajak.replies[PATH] = Reply.json({"tahun": 2026, "jenis": kinds})


def test_all_kinds_are_added_up_and_held_against_the_target_of_the_city(pajak: Double) -> None:
    says(pajak, 10_000_000_000, 2_500_000_000)

    [found] = looks(pajak, 1)

    assert found == Revenue(2026, 12_500_000_000, 25_000_000_000)
    assert found.percent == 50


def test_many_looks_are_one_question(pajak: Double) -> None:
    says(pajak, 1)

    looks(pajak, 20)

    assert [asked.path.partition("?")[0] for asked in pajak.asked].count(PATH) == 1


def test_while_pajak_is_away_nothing_is_shown_and_it_is_asked_again_soon(
    pajak: Double, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wall, "PATIENCE_SECONDS", 0.0)

    assert looks(pajak, 2, 0.01) == [None, None]
    assert [asked.path.partition("?")[0] for asked in pajak.asked].count(PATH) == 2


def test_a_city_without_a_target_has_no_share_of_it() -> None:
    assert Revenue(2026, 5, 0).percent is None
    national = Rules.load(PROJECT / "cities").get("target_penerimaan_pajak", city="3276", on=TODAY)
    assert (national.integer, national.city) == (0, None)

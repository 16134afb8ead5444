"""A city follows from its seed and from nothing else."""

import hashlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from local.city.__main__ import main
from local.city.areas import UnknownArea, municipality
from local.city.deck import LARGEST_FAMILY, families
from local.city.numbers import LAST_SEQUENCE, DatedSequence, SequenceExhausted
from local.city.town import Town
from tests.local.city.conftest import NOW, City, make_city


def digests(directory: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(directory.iterdir())}


def test_the_same_seed_gives_the_same_bytes_in_a_process_with_other_hashes(tmp_path: Path) -> None:
    make_city(tmp_path / "here", residents=800)
    command = [sys.executable, "-m", "local.city", str(tmp_path / "there"), "--penduduk", "800", "--sekarang", NOW]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "4711"}, stdout=subprocess.DEVNULL)
    assert digests(tmp_path / "here") == digests(tmp_path / "there")


def test_another_seed_gives_another_city(tmp_path: Path) -> None:
    one, other = make_city(tmp_path / "1", residents=800, seed=1), make_city(tmp_path / "2", residents=800, seed=2)
    same = {name for name, digest in digests(one).items() if digests(other)[name] == digest}
    assert same == set()


def test_a_small_city_is_the_beginning_of_a_larger_one(tmp_path: Path, city: City) -> None:
    small = (make_city(tmp_path, residents=2000) / "keluarga.jsonl").read_text(encoding="utf-8").splitlines()
    large = (city.directory / "keluarga.jsonl").read_text(encoding="utf-8").splitlines()
    assert small == large[: len(small)]


def test_another_city_can_be_the_home(tmp_path: Path) -> None:
    depok = City(make_city(tmp_path, residents=600, home="3276"))
    assert {depok.cards[line["nomor_kk"]]["kode_kelurahan"][:5] for line in depok.lines("keluarga")} == {"32.76"}
    assert depok.table("faskes")[0]["kode"] == "F3276001"


def test_even_a_hamlet_has_exactly_as_many_residents_as_asked_for(tmp_path: Path) -> None:
    assert len(City(make_city(tmp_path, residents=7)).people) == 7


def test_an_unknown_city_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none"), "--kota", "3299"]) == 2
    assert "3299" in capsys.readouterr().err
    with pytest.raises(UnknownArea):
        municipality("32.77")


@pytest.mark.parametrize("seed", range(5))
def test_no_family_is_larger_than_what_the_end_of_the_city_leaves_room_for(seed: int) -> None:
    town = Town("3277", seed, date(2026, 11, 22))
    assert max(len(family.people) for family in families(town, 3000)) <= LARGEST_FAMILY


def test_a_day_of_an_area_has_9999_numbers_and_no_more() -> None:
    sequence = DatedSequence()
    born = date(2015, 8, 31)
    for _ in range(LAST_SEQUENCE):
        last = sequence.take("327701", born, added_days=40)
    assert last == "3277017108159999"
    with pytest.raises(SequenceExhausted):
        sequence.take("327701", born, added_days=40)


def test_people_born_a_century_apart_share_a_counter() -> None:
    sequence = DatedSequence()
    assert sequence.take("327701", date(1926, 3, 4)) == "3277010403260001"
    assert sequence.take("327701", date(2026, 3, 4)) == "3277010403260002"
    assert list(sequence.last_given()) == [("327701040326", 2)]

"""The cities that are served and the rules in force, as the use cases ask for them."""

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from chassis.city import Cities, City
from chassis.clock import local_date
from chassis.rules import Rules
from services.perizinan.domain.lateness import DayCount, ReportingLimit
from services.perizinan.domain.names import NameRules, NameWords
from services.perizinan.domain.rules import BirthRules

NAME_WORDS = Path(__file__).with_name("data") / "name_words.toml"


@dataclass(frozen=True)
class Terms:
    """Everything that a city or a law decides."""

    cities: Cities
    rules: Rules
    words: NameWords

    @classmethod
    def load(cls, folder: Path, codes: str = "") -> Self:
        """Read the files of `folder`; `codes` (separated by commas) are the cities served, all unless given."""
        wanted = [code.strip() for code in codes.split(",") if code.strip()]
        return cls(Cities.load(folder, wanted or None), Rules.load(folder), load_name_words())

    def city(self, code: str) -> City:
        """A city that is served."""
        return self.cities.get(code)

    def birth_rules(self, code: str, now: datetime) -> BirthRules:
        """The rules of birth registration in a city: a case is judged by the law of the day on which it is handled."""
        city = self.cities.get(code)
        on = local_date(now, city.zone)
        limit = self.rules.get("batas_lapor_kelahiran", city=code, on=on)
        most_letters = self.rules.get("panjang_nama_maks", city=code, on=on).integer
        fewest_words = self.rules.get("kata_nama_min", city=code, on=on).integer
        return BirthRules(
            limit=ReportingLimit(limit.integer, DayCount(limit.unit), city.working_time.add_working_days),
            names=NameRules(self.words, most_letters, fewest_words),
            twins_gap=timedelta(hours=self.rules.get("selang_kembar_maks", city=code, on=on).integer),
            correction_time=timedelta(days=self.rules.get("kedaluwarsa_perbaikan", city=code, on=on).integer),
            zone=city.zone,
            deed_number=city.deed_number,
        )


def load_name_words(path: Path = NAME_WORDS) -> NameWords:
    """The words of the name rules, with their sources beside them."""
    lists = {name: frozenset(part["kata"]) for name, part in tomllib.loads(path.read_text(encoding="utf-8")).items()}
    return NameWords(
        titles_before=lists["gelar_di_depan"],
        titles_after=lists["gelar_di_belakang"],
        abbreviations=lists["singkatan"],
        ambiguous=lists["perlu_penilaian"],
        not_abbreviated=lists["bukan_singkatan"],
    )

"""The cities that are served and the rules in force, as the use cases ask for them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

from chassis.city import Cities, City
from chassis.clock import WorkingTime
from chassis.rules import Rule, Rules
from services.dukcapil.domain.birth import Limits
from services.dukcapil.domain.child_card import ChildCardTerms


@dataclass(frozen=True)
class Terms:
    """Everything that a city or a law decides."""

    cities: Cities
    rules: Rules

    @classmethod
    def load(cls, folder: Path, codes: str = "") -> Self:
        """Read the files of `folder`; `codes` (separated by commas) are the cities served, all unless given."""
        wanted = [code.strip() for code in codes.split(",") if code.strip()]
        return cls(Cities.load(folder, wanted or None), Rules.load(folder))

    @property
    def served(self) -> frozenset[str]:
        """The codes of the cities that may register a birth here."""
        return frozenset(city.code for city in self.cities)

    def city(self, code: str) -> City:
        """A city that is served."""
        return self.cities.get(code)

    def working_time(self, city: str) -> WorkingTime:
        """The office hours and holidays of a city."""
        return self.cities.get(city).working_time

    def limits(self, city: str | None, on: date) -> Limits:
        """The figures by which a report is compared."""
        return Limits(
            usia_ibu_min=self._integer("usia_ibu_min", city, on),
            usia_ibu_tinjau=self._integer("usia_ibu_tinjau", city, on),
            usia_ibu_maks=self._integer("usia_ibu_maks", city, on),
            usia_ktp=self._integer("usia_ktp", city, on),
            hari_setelah_ayah_meninggal=self._integer("selang_ayah_meninggal_maks", city, on),
        )

    def child_card(self, city: str, on: date) -> ChildCardTerms:
        """The ages of a child's card."""
        photo_age = self._integer("masa_berlaku_kia_tanpa_foto", city, on)
        return ChildCardTerms(photo_age, self._integer("usia_kia_maks", city, on))

    def service_days(self, city: str, born: date, complete_on: date) -> int:
        """Working days from complete to done; late reports take the head's approval and get more."""
        limit = self._rule("batas_lapor_kelahiran", city, complete_on)
        code = "waktu_layanan_terlambat" if self._is_late(limit, city, born, complete_on) else "waktu_layanan_paket"
        return self._integer(code, city, complete_on)

    def warning_minutes(self, city: str, on: date) -> int:
        """Working minutes before its deadline at which a clock warns."""
        return self._integer("peringatan_sebelum_batas", city, on)

    def _is_late(self, limit: Rule, city: str, born: date, complete_on: date) -> bool:
        """Whether more days have passed than the limit gives, in the days that its unit counts."""
        if limit.unit == "hari_kerja":
            return complete_on > self.working_time(city).add_working_days(born, limit.integer)
        return (complete_on - born).days > limit.integer

    def _integer(self, code: str, city: str | None, on: date) -> int:
        return self._rule(code, city, on).integer

    def _rule(self, code: str, city: str | None, on: date) -> Rule:
        return self.rules.get(code, city=city, on=on)

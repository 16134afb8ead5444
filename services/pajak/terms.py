"""The cities that are served and the tax law in force, as the use cases ask for them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Self

from chassis.city import Cities, City
from chassis.clock import local_date
from chassis.rules import MissingRuleError, Rule, Rules
from services.pajak.domain.assessment import Tariff, parse_bands
from services.pajak.domain.deadlines import DayUnit, TimeLimit, due_date
from services.pajak.domain.fines import FineRule, parse_steps
from services.pajak.domain.interest import InterestRule
from services.pajak.domain.kinds import Kind, rate_code
from services.pajak.domain.letters import AssessmentRule, LetterKind
from services.pajak.domain.money import Rounding, Rupiah
from services.pajak.domain.months import MonthCount
from services.pajak.domain.period import TaxPeriod
from services.pajak.domain.qris import Merchant
from services.pajak.domain.registration import Checking
from services.pajak.domain.risk import RiskRule

_LATE = {
    "SPTPD": "bunga_terlambat_bayar",
    "SKPDKB": "bunga_ketetapan",
    "SKPDKBT": "bunga_ketetapan",
    "ANGSURAN": "bunga_terlambat_bayar",
}
_ASSESSED = {
    LetterKind.SKPDKB: ("bunga_skpdkb", None),
    LetterKind.SKPDKB_JABATAN: ("bunga_skpdkb_jabatan", "kenaikan_skpdkb_jabatan"),
    LetterKind.SKPDKBT: ("bunga_skpdkb", "kenaikan_skpdkbt"),
}


@dataclass(frozen=True)
class TaxLaw:
    """The tax law of one city on one day: a period is judged by its last day, lateness by the due date."""

    city: City
    on: date
    rules: Rules

    def rule(self, code: str) -> Rule:
        """One row; raises MissingRuleError."""
        return self.rules.get(code, city=self.city.code, on=self.on)

    def integer(self, code: str) -> int:
        """A counted figure."""
        return self.rule(code).integer

    def text(self, code: str) -> str:
        """A text or a choice."""
        return self.rule(code).text

    def tariff(self, kind: Kind, klass: str) -> Tariff:
        """What decides on an object's tax."""
        rate, rounding = self.rule(rate_code(kind, klass)), self.rule("pembulatan_pajak")
        threshold, bands = self.rule(f"ambang_omzet_{kind.lower()}"), self.rule(f"lapisan_tarif_{kind.lower()}")
        return Tariff(
            percent=rate.number,
            source=rate.source,
            threshold=Rupiah(threshold.integer),
            threshold_source=threshold.source,
            rounding=Rounding(rounding.text),
            rounding_source=rounding.source,
            bands=parse_bands(bands.items),
            bands_source=bands.source,
        )

    def limit(self, code: str) -> TimeLimit:
        """A time limit in the days that its unit counts."""
        rule = self.rule(code)
        return TimeLimit(rule.integer, DayUnit(rule.unit), rule.source)

    def until(self, code: str, start: date) -> date:
        """The last day of a time limit that runs from the end of a day."""
        return self.limit(code).after(start, self.city.working_time.add_working_days)

    def pay_by(self, period: TaxPeriod) -> date:
        """When a period is to be paid."""
        return due_date(period, self.limit("batas_bayar_pajak"), self.city.working_time.add_working_days)

    def file_by(self, period: TaxPeriod) -> date:
        """When a period's return is to be filed."""
        return due_date(period, self.limit("batas_lapor_sptpd"), self.city.working_time.add_working_days)

    def late_interest(self, bill_kind: str = "SPTPD") -> InterestRule:
        """How late payment of a bill is charged; a bill of fines alone bears none."""
        return self._interest(_LATE.get(bill_kind, "bunga_terlambat_bayar"))

    def assessment(self, kind: LetterKind) -> AssessmentRule:
        """The sanctions of one kind of assessment."""
        interest, surcharge = _ASSESSED[kind]
        more = self.rule(surcharge) if surcharge else None
        zero = self.rule(interest).number * 0
        return AssessmentRule(
            self._interest(interest), more.number if more else zero, more.source if more else self.rule(interest).source
        )

    def fine(self) -> FineRule:
        """The fine for a missing or late return."""
        steps = self.rule("denda_sptpd_bertahap")
        person, entity = self.rule("denda_sptpd_orang"), self.rule("denda_sptpd_badan")
        source = steps.source if steps.items else person.source
        return FineRule(Rupiah(person.integer), Rupiah(entity.integer), source, parse_steps(steps.items))

    def checking(self) -> Checking:
        """How registrations are checked."""
        return Checking(self.text("pemeriksaan_pendaftaran"))

    def merchant(self) -> Merchant:
        """The treasury in the payment network."""
        parts = ("qris_nmid", "qris_pan", "qris_akuisisi", "qris_nama", "qris_kota", "qris_kode_pos")
        return Merchant(*(self.text(part) for part in parts))

    def risk(self) -> RiskRule:
        """The figures of risk signals."""
        silence = timedelta(minutes=self.integer("risiko_perekam_diam"))
        return RiskRule(self.rule("risiko_turun").number, silence, self.integer("risiko_skor"))

    def _interest(self, code: str) -> InterestRule:
        rule = self.rule(code)
        return InterestRule(
            rule.number, self.integer("bunga_bulan_maks"), MonthCount(self.text("cara_hitung_bulan")), rule.source
        )


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

    def city(self, code: str) -> City:
        """A city that is served; raises UnknownCityError."""
        return self.cities.get(code)

    def today(self, code: str, now: datetime) -> date:
        """The date of an instant for the people of a city: at 23:59:59 WIB it is still that day, wherever we run."""
        return local_date(now, self.cities.get(code).zone)

    def law(self, code: str, on: date) -> TaxLaw:
        """The law of a city on a day."""
        return TaxLaw(self.cities.get(code), on, self.rules)

    def covers(self, code: str, period: TaxPeriod) -> bool:
        """Whether a period is one of the tax that we know: before its law began nobody returns anything here."""
        try:
            self.law(code, period.last).limit("batas_lapor_sptpd")
        except MissingRuleError:
            return False
        return True

    def late(self, code: str, bill_kind: str, due: date) -> InterestRule:
        """How a bill that was due on a day is charged when it is late: by the law of that day."""
        return self.law(code, due).late_interest(bill_kind)

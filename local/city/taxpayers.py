"""Restaurants, hotels and car parks of the city, with a year of returns that were filed and paid in time."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from contracts.numbers import application_number, transaction_number
from local.city.addresses import street_address
from local.city.areas import Municipality
from local.city.dice import Dice, Weighted
from local.city.people import Resident
from local.city.tables import CityFiles
from services.pajak.domain.fines import Person
from services.pajak.domain.kinds import Kind
from services.pajak.domain.numbers import object_number, payment_code, taxpayer_number
from services.pajak.domain.period import TaxPeriod
from services.pajak.terms import TaxLaw, Terms

MONTHS = 12
_BUSINESSES = Weighted(
    {
        (Kind.MAKANAN_MINUMAN, "RESTORAN", "RUMAH MAKAN"): 60,
        (Kind.MAKANAN_MINUMAN, "KATERING", "KATERING"): 12,
        (Kind.HOTEL, "UMUM", "PENGINAPAN"): 8,
        (Kind.PARKIR, "UMUM", "PARKIR"): 12,
        (Kind.HIBURAN, "OLAHRAGA", "GELANGGANG OLAHRAGA"): 8,
    }
)
_NAMES = ("SARI RASA", "SUMBER REJEKI", "BAROKAH", "CAHAYA", "MEKAR", "PUTRA MANDIRI", "SEDERHANA", "MAJU JAYA")
_APPLICATIONS = "OM"
_JOURNAL = ("PENETAPAN", "PEMBAYARAN")


@dataclass(frozen=True, slots=True)
class Business:
    """One taxpayer with one object."""

    npwpd: str
    nopd: str
    kind: Kind
    monthly: int
    """Rupiah of turnover in a usual month."""


class TaxOffice:
    """Writes taxpayers in the order in which they come; `last` is the month before the city's day of reference."""

    def __init__(self, files: CityFiles, home: Municipality, terms: Terms, seed: int, today: date) -> None:
        self._files = files
        self._home = home
        self._law: TaxLaw = terms.law(home.compact, today)
        self._terms = terms
        self._seed = seed
        self._dice = Dice(seed, home.compact, "taxpayers")
        self._serials: dict[str, int] = {}
        self.last = TaxPeriod.of(today).plus(-1)

    def register(self, owner: Resident, *, owing: int = 0) -> Business:
        """Enter the owner's business; of its returns the last `owing` are still to come."""
        kind, klass, word = self._dice.draw(_BUSINESSES)
        village = self._dice.pick(self._dice.pick(self._home.districts).villages).code
        npwpd = taxpayer_number(self._law.text("pola_npwpd"), Person.ORANG, village, self._serial("NPWPD"))
        nopd = object_number(self._law.text("pola_nopd"), kind, village, self._serial(f"NOPD-{kind}"))
        city, since = self._home.compact, self.last.plus(1 - MONTHS)
        self._files.rows("wajib_pajak", [(npwpd, city, "ORANG", owner.nik, None, owner.name, since.first)])
        name = f"{word} {self._dice.pick(_NAMES)} {self._dice.between(1, 99)}"
        place = (village, street_address(self._dice), since.first)
        self._files.rows("objek_pajak", [(nopd, npwpd, city, kind.value, klass, name, *place)])
        business = Business(npwpd, nopd, kind, self._dice.between(20, 400) * 1_000_000)
        for month in range(MONTHS):
            self._return(business, since.plus(month), klass, filed=month < MONTHS - owing)
        return business

    def close(self) -> None:
        """Let the service go on numbering after what was written; applications are numbered by the gateway."""
        own = [(self._home.compact, *each) for each in self._serials.items() if each[0] != _APPLICATIONS]
        self._files.rows("nomor_urut", own)

    def _return(self, business: Business, period: TaxPeriod, klass: str, *, filed: bool) -> None:
        law = self._terms.law(self._home.compact, period.last)
        common = (self._home.compact, business.npwpd, business.nopd, period.first, 0)
        if not filed:
            draft = (f"DR-{period}-{business.nopd}-0", *common, "DRAF", *self._at(period, 1))
            empty = (None, None, None, None, "[]", None)
            key = self._key("draft", business, period)
            self._files.rows("sptpd", [(*draft, *empty, law.file_by(period), None, key)])
            return
        turnover = business.monthly * self._dice.between(80, 120) // 100
        rate = law.tariff(business.kind, klass).percent
        tax = int(turnover * rate / 100)
        number = application_number(_APPLICATIONS, self._home.compact, law.pay_by(period), self._serial(_APPLICATIONS))
        receipt = f"BPS-{self._home.compact}-{period.plus(1).year}-{self._serial(f'BPS-{period.plus(1).year}'):07d}"
        told = (turnover, turnover, rate, tax, "[]", *self._at(period, 3))
        key = self._key("return", business, period)
        row = (number, *common, "DISAMPAIKAN", *self._at(period, 4), *told, law.file_by(period), receipt, key)
        self._files.rows("sptpd", [row])
        self._bill(business, period, number, tax)

    def _bill(self, business: Business, period: TaxPeriod, number: str, tax: int) -> None:
        """A bill, its payment, and the two journals that both leave in the book."""
        city, law = self._home.compact, self._terms.law(self._home.compact, period.last)
        code = payment_code(city, business.kind, period, self._serial(f"BAYAR-{business.kind}-{period}"))
        [billed], [paid] = self._at(period, 3), self._at(period, 4)
        whose, key = (city, business.npwpd, business.nopd, period.first), self._key("return", business, period)
        state = ("SPTPD", number, "LUNAS", tax, 0, law.pay_by(period), tax, paid.date(), billed, key)
        self._files.rows("tagihan", [(code, *whose, *state)])
        bank, reference = f"bank-{city}", f"LAMA-{code}"
        ntpd = transaction_number(bank, reference)
        payment = (ntpd, bank, reference, code, code, tax, paid, "TELLER", "PANGGILAN", paid)
        self._files.rows("pembayaran", [payment])
        keys = [self._key(kind, business, period) for kind in _JOURNAL]
        self._files.rows(
            "jurnal", [(keys[0], "PENETAPAN", code, None, billed), (keys[1], "PEMBAYARAN", code, ntpd, paid)]
        )
        self._files.rows("posting", [(keys[0], "PIUTANG_POKOK", tax), (keys[0], "PENDAPATAN_POKOK", -tax)])
        self._files.rows("posting", [(keys[1], "KAS_RKUD", tax), (keys[1], "PIUTANG_POKOK", -tax)])

    def _at(self, period: TaxPeriod, day: int) -> tuple[datetime]:
        """Ten in the morning of a day of the month after a period."""
        zone: ZoneInfo = self._law.city.zone
        return (datetime.combine(period.last + timedelta(days=day), time(10), zone),)

    def _serial(self, series: str) -> int:
        self._serials[series] = self._serials.get(series, 0) + 1
        return self._serials[series]

    def _key(self, what: str, business: Business, period: TaxPeriod) -> UUID:
        return uuid5(NAMESPACE_URL, f"urn:terpadu:demo:{self._seed}:{what}:{business.nopd}:{period}")

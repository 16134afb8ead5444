"""The demo's taxpayers: two restaurants register, report and pay through a bank, one of them months too late."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from local.errors import LaunchError
from local.journey import Journey
from local.residents import Adult, adults, village
from local.visitors import Json

_WIB = ZoneInfo("Asia/Jakarta")
_INTEREST_PERCENT = 1  # a month; 24 months at most (Perda Surabaya 7/2023 ps. 135(7), rows in cities/nasional.toml)
_MOST_MONTHS = 24
_TURNOVER = 125_000_000


@dataclass(frozen=True)
class Restaurant:
    """A business of the demo; it reports the period that ended `months_ago`."""

    name: str
    owner: Adult
    months_ago: int


def run_tax_demo(journey: Journey) -> list[Path]:
    """Returns the saved PDF files; `LaunchError` when a bill, its interest or its receipt is not as it should be."""
    return [path for each in _restaurants(journey) for path in _report_and_pay(journey, each)]


def _restaurants(journey: Journey) -> tuple[Restaurant, Restaurant]:
    """Of two adults who are no taxpayers yet."""
    found = adults(journey.layout, journey.visitors.witnesses())
    return (
        Restaurant("RM Sari Rasa", next(found), months_ago=1),
        Restaurant("Kafe Senja", next(found), months_ago=4),
    )


def _report_and_pay(journey: Journey, restaurant: Restaurant) -> list[Path]:
    owner = journey.visitors.citizen(restaurant.owner.nik)
    period = _month(datetime.now(_WIB).date().replace(day=1), -restaurant.months_ago)
    nopd = _register(journey, restaurant, owner, period)
    body = {"nopd": nopd, "masa": f"{period:%Y-%m}", "omzet": _TURNOVER, "rincian": [], "pembetulan_ke": 0}
    number = str(journey.send("/v1/pajak/omzet", body, owner)["nomor"])
    journey.say(f"{restaurant.name} reports {period:%B %Y}: {number}")
    application = journey.until(number, owner, lambda found: found.get("tagihan") is not None)
    if application["status"] != "SELESAI":
        _pay(journey, application["tagihan"])
    application = journey.until(number, owner, lambda found: len(found["dokumen"]) == 2 and _is_done(found))
    name = restaurant.name.lower().replace(" ", "_")
    return [journey.save(document, owner, f"{name}_{document['jenis'].lower()}") for document in application["dokumen"]]


def _register(journey: Journey, restaurant: Restaurant, owner: Json, since: date) -> str:
    """Register by rule, without any officer; returns the object's number."""
    body = {
        "jenis_wp": "ORANG",
        "nik": restaurant.owner.nik,
        "nama": restaurant.owner.name,
        "objek": [
            {
                "jenis": "MAKANAN_MINUMAN",
                "golongan": "RESTORAN",
                "nama": restaurant.name,
                "kode_kelurahan": village(journey.layout),
                "alamat": "Jalan Rekaan 1",
                "mulai_usaha": since.isoformat(),
            }
        ],
    }
    number = str(journey.send("/v1/pajak/pendaftaran", body, owner)["nomor"])
    journey.say(f"{restaurant.name} registers: {number}")
    found = journey.until(number, owner, lambda application: application.get("wajib_pajak") is not None)
    return str(found["wajib_pajak"]["objek"][0]["nopd"])


def _pay(journey: Journey, bill: Json) -> None:
    """Through the bank's own calls: ask what settles the bill today, hold the interest against the law, and pay it."""
    bank, code = journey.visitors.bank(), bill["kode_bayar"]
    asked = journey.get(f"/v1/pajak/tagihan/{code}", bank)
    today = datetime.now(_WIB)
    owed = interest(asked["pokok"], date.fromisoformat(asked["jatuh_tempo"]), today.date())
    if asked["sanksi"] != owed or asked["jumlah"] != asked["pokok"] + owed:
        raise LaunchError(f"the bill {code} asks for {asked['sanksi']} of interest instead of {owed}")
    payment = {
        "kode_bayar": code,
        "jumlah": asked["jumlah"],
        "waktu": today.isoformat(),
        "referensi_bank": f"DEMO-{code}",
        "kanal": "QRIS",
    }
    paid = journey.send("/v1/pajak/pembayaran", payment, bank)
    journey.say(f"  paid {asked['pokok']:,} and {owed:,} of interest under {code}: NTPD {paid['ntpd']}")


def interest(principal: int, due: date, on: date) -> int:
    """What late payment costs, in rupiah, counted here by itself: a month begins the day after each anniversary."""
    months = 0
    while months < _MOST_MONTHS and on > _month(due, months):
        months += 1
    return (principal * _INTEREST_PERCENT * months + 50) // 100


def _month(day: date, months: int) -> date:
    """The same day of another month, or that month's last day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _is_done(application: dict[str, Any]) -> bool:
    return bool(application["status"] == "SELESAI")

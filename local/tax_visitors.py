"""Taxpayers, their bank and the tax officers, as they use a running copy through its public API."""

import threading
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from local.layout import Layout
from local.residents import Adult, adults, village
from local.visitors import Json, Visitors

WIB = ZoneInfo("Asia/Jakarta")


@dataclass(frozen=True)
class Taxpayer:
    """A person with one object, and the headers of their requests."""

    who: Adult
    headers: Json
    npwpd: str
    nopd: str


class TaxVisitors:
    """Adults are handed out once each."""

    def __init__(self, layout: Layout, visitors: Visitors) -> None:
        self.visitors = visitors
        self._village = village(layout)
        # From the end of the list: its beginning stands beside births as witnesses.
        self._adults = adults(layout, list(reversed(visitors.witnesses())))
        self._lock = threading.Lock()

    def adult(self) -> Adult:
        """The next one."""
        with self._lock:
            return next(self._adults)

    def business(self, since: date, **changes: Any) -> Json:
        """A restaurant of the home city that opened on a day."""
        usual = {
            "jenis": "MAKANAN_MINUMAN",
            "golongan": "RESTORAN",
            "nama": "RM Rekaan",
            "kode_kelurahan": self._village,
            "alamat": "Jalan Rekaan 1",
            "mulai_usaha": since.isoformat(),
        }
        return {**usual, **changes}

    def registration(self, who: Adult, since: date, **changes: Any) -> Json:
        """The body of a person's registration with one restaurant."""
        return {"jenis_wp": "ORANG", "nik": who.nik, "nama": who.name, "objek": [self.business(since)], **changes}

    def register(self, since: date) -> Taxpayer:
        """A new taxpayer, granted by rule."""
        who = self.adult()
        headers = self.visitors.citizen(who.nik)
        answer = self.visitors.post("/v1/pajak/pendaftaran", self.registration(who, since), headers)
        answer.raise_for_status()
        found = self.visitors.wait(answer.json()["nomor"], headers, shows="wajib_pajak")
        numbers = found["wajib_pajak"]
        return Taxpayer(who, headers, numbers["npwpd"], numbers["objek"][0]["nopd"])

    def report(self, taxpayer: Taxpayer, masa: str, omzet: int, **more: Any) -> httpx.Response:
        """POST /v1/pajak/omzet."""
        body = {"nopd": taxpayer.nopd, "masa": masa, "omzet": omzet, **more}
        return self.visitors.post("/v1/pajak/omzet", body, taxpayer.headers)

    def billed(self, taxpayer: Taxpayer, masa: str, omzet: int, **more: Any) -> tuple[str, Json]:
        """The number of a report and the bill that it led to."""
        answer = self.report(taxpayer, masa, omzet, **more)
        answer.raise_for_status()
        number = str(answer.json()["nomor"])
        found = self.visitors.wait(number, taxpayer.headers, "DISETUJUI", shows="tagihan")
        return number, found["tagihan"]

    def asked(self, code: str) -> Json:
        """What the bank is told of a bill today."""
        found: Json = self.visitors.http.get(f"/v1/pajak/tagihan/{code}", headers=self.visitors.bank()).json()
        return found

    def pay(self, code: str, amount: int, reference: str, **more: Any) -> httpx.Response:
        """POST /v1/pajak/pembayaran, now."""
        body = {
            "kode_bayar": code,
            "jumlah": amount,
            "waktu": datetime.now(WIB).isoformat(timespec="seconds"),
            "referensi_bank": reference,
            "kanal": "QRIS",
            **more,
        }
        return self.visitors.http.post("/v1/pajak/pembayaran", json=body, headers=self.visitors.bank())


def month(months_ago: int) -> date:
    """The first day of a month before this one, in the city."""
    today = datetime.now(WIB).date()
    count = today.year * 12 + today.month - 1 - months_ago
    return date(count // 12, count % 12 + 1, 1)

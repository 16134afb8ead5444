"""Look at every return of a period for risk signals; what scores high stands on the officers' work list."""

from datetime import timedelta

from psycopg.rows import DictRow

from contracts.pajak.events import AnomaliTerdeteksi, PengingatDibuat
from services.pajak.desk import Desk
from services.pajak.domain.kinds import Kind
from services.pajak.domain.money import Rupiah
from services.pajak.domain.period import TaxPeriod
from services.pajak.domain.recorder import silence_while_open
from services.pajak.domain.risk import Facts, Finding, findings, score

USUAL_HEARTBEAT = timedelta(hours=1)
LETTER_DAYS = 14

Peers = dict[tuple[str, str, str], list[Rupiah]]


def find_anomalies(desk: Desk, kota: str, period: TaxPeriod) -> int:
    """Score the filed returns of a city's period; returns how many stand on the work list.

    A score is kept with its reasons and told once; it sends a soft letter and never assesses anything. Opens its own
    transaction.
    """
    rule, noticed = desk.law(kota).risk(), 0
    with desk.registry.transaction():
        peers = desk.registry.watch.peers(kota, period)
        for row in desk.registry.watch.each_return(kota, period):
            found = findings(_facts(desk, row, kota, period, peers), rule)
            news = bool(found) and desk.registry.watch.save_risk(kota, row["nopd"], period, found, desk.now)
            if score(found) >= rule.score:
                noticed += 1
                if news:
                    _tell(desk, row["nopd"], period, found)
    return noticed


def _facts(desk: Desk, row: DictRow, kota: str, period: TaxPeriod, peers: Peers) -> Facts:
    own = Rupiah(row["omzet"])
    alike = list(peers[row["jenis"], row["golongan"], row["kecamatan"]])
    alike.remove(own)
    silent = timedelta()
    if row["direkam"] is not None:
        beats = desk.registry.watch.heartbeats(row["nopd"], period)
        zone = desk.terms.city(kota).zone
        silent = silence_while_open(beats, (row["jam_buka"], row["jam_tutup"]), zone, USUAL_HEARTBEAT)
    return Facts(
        turnover=own,
        history=[Rupiah(each) for each in row["riwayat"]],
        same_month_last_year=None if row["tahun_lalu"] is None else Rupiah(row["tahun_lalu"]),
        peers=alike,
        recorded=None if row["direkam"] is None else Rupiah(row["direkam"]),
        silent_while_open=silent,
        threshold=desk.terms.law(kota, period.last).tariff(Kind(row["jenis"]), row["golongan"]).threshold,
        downward_corrections=row["pembetulan_turun"],
    )


def _tell(desk: Desk, nopd: str, period: TaxPeriod, found: list[Finding]) -> None:
    told = AnomaliTerdeteksi(
        nopd=nopd, masa=str(period), skor=score(found), tanda=tuple(each.signal for each in found), pada=desk.now
    )
    desk.registry.announce(told, subject=nopd)
    item = desk.registry.taxpayers.find_object(nopd)
    assert item is not None
    letter = PengingatDibuat(
        npwpd=item.npwpd,
        nopd=nopd,
        masa=str(period),
        perihal="IMBAUAN",
        batas=desk.today(item.kota) + timedelta(days=LETTER_DAYS),
        pada=desk.now,
    )
    desk.registry.announce(letter, subject=item.npwpd)


def find_anomalies_everywhere(desk: Desk) -> int:
    """Look at the last month that has ended in every city; returns how many returns stand on the work lists."""
    return sum(
        find_anomalies(desk, city.code, TaxPeriod.of(desk.today(city.code)).plus(-1)) for city in desk.terms.cities
    )

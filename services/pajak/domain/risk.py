"""Signals that a return may be wrong, each explained; a score leads to a letter and a look, never to an assessment.

An audit may be chosen by risk analysis (Perda Surabaya 7/2023 ps. 149(2)c); the figures are the city's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from statistics import median

from services.pajak.domain.money import ZERO, Rupiah


class Signal(StrEnum):
    """What was noticed."""

    DI_BAWAH_REKAMAN = "DI_BAWAH_REKAMAN"
    TURUN_TAJAM = "TURUN_TAJAM"
    TURUN_DARI_TAHUN_LALU = "TURUN_DARI_TAHUN_LALU"
    DI_BAWAH_SEBAYA = "DI_BAWAH_SEBAYA"
    NIHIL_SAAT_PEREKAM_HIDUP = "NIHIL_SAAT_PEREKAM_HIDUP"
    PEREKAM_MATI_SAAT_BUKA = "PEREKAM_MATI_SAAT_BUKA"
    ANGKA_BULAT = "ANGKA_BULAT"
    SAMA_BERULANG = "SAMA_BERULANG"
    SEDIKIT_DI_BAWAH_BATAS = "SEDIKIT_DI_BAWAH_BATAS"
    PEMBETULAN_TURUN_BERULANG = "PEMBETULAN_TURUN_BERULANG"
    IZIN_TANPA_NPWPD = "IZIN_TANPA_NPWPD"


# Points of a hundred. What contradicts a machine's record weighs most, what may be chance least.
WEIGHTS = {
    Signal.DI_BAWAH_REKAMAN: 50,
    Signal.NIHIL_SAAT_PEREKAM_HIDUP: 50,
    Signal.IZIN_TANPA_NPWPD: 50,
    Signal.TURUN_TAJAM: 25,
    Signal.PEREKAM_MATI_SAAT_BUKA: 25,
    Signal.TURUN_DARI_TAHUN_LALU: 15,
    Signal.DI_BAWAH_SEBAYA: 15,
    Signal.SAMA_BERULANG: 15,
    Signal.SEDIKIT_DI_BAWAH_BATAS: 15,
    Signal.PEMBETULAN_TURUN_BERULANG: 15,
    Signal.ANGKA_BULAT: 10,
}
FULL_SCORE = 100
_ALIKE = 3  # months
_ROUND = 1_000_000
_CLOSE_BELOW = Decimal("0.95")
_FEWEST_PEERS = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One signal with the sentence that explains it to an officer."""

    signal: Signal
    weight: int
    explanation: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one object when one of its returns is looked at; `history` is the newest month first."""

    turnover: Rupiah
    history: Sequence[Rupiah] = ()
    same_month_last_year: Rupiah | None = None
    peers: Sequence[Rupiah] = ()
    recorded: Rupiah | None = None
    """Sales that the transaction recorder sent for the period; None without a recorder."""
    silent_while_open: timedelta = timedelta()
    threshold: Rupiah = ZERO
    downward_corrections: int = 0


@dataclass(frozen=True, slots=True)
class RiskRule:
    """The city's figures."""

    drop_percent: Decimal
    silence: timedelta
    score: int
    """From this score on a return stands on the officers' work list."""


def findings(facts: Facts, rule: RiskRule) -> list[Finding]:
    """All signals of one return, in the order of their weight."""
    found = [*_against_recorder(facts, rule), *_against_history(facts, rule), *_by_form(facts)]
    return sorted(found, key=lambda each: -each.weight)


def score(found: Sequence[Finding]) -> int:
    """The sum of the weights, at most a hundred."""
    return min(sum(each.weight for each in found), FULL_SCORE)


def _finding(signal: Signal, explanation: str) -> Finding:
    return Finding(signal, WEIGHTS[signal], explanation)


def _against_recorder(facts: Facts, rule: RiskRule) -> list[Finding]:
    found = []
    if facts.recorded and not facts.turnover:
        found.append(_finding(Signal.NIHIL_SAAT_PEREKAM_HIDUP, "Dilaporkan nihil, padahal perekam mencatat penjualan."))
    elif facts.recorded is not None and facts.turnover < facts.recorded:
        found.append(_finding(Signal.DI_BAWAH_REKAMAN, "Omzet yang dilaporkan di bawah penjualan yang direkam."))
    if facts.silent_while_open > rule.silence:
        hours = int(facts.silent_while_open.total_seconds() // 3600)
        found.append(_finding(Signal.PEREKAM_MATI_SAAT_BUKA, f"Perekam diam {hours} jam pada jam buka."))
    return found


def _against_history(facts: Facts, rule: RiskRule) -> list[Finding]:
    found = []
    if facts.history and _has_dropped(facts.turnover, median(each.amount for each in facts.history), rule):
        found.append(
            _finding(Signal.TURUN_TAJAM, f"Turun lebih dari {rule.drop_percent:f} % dari median bulan sebelumnya.")
        )
    last_year = facts.same_month_last_year
    if last_year and _has_dropped(facts.turnover, last_year.amount, rule):
        found.append(
            _finding(
                Signal.TURUN_DARI_TAHUN_LALU, f"Turun lebih dari {rule.drop_percent:f} % dari bulan sama tahun lalu."
            )
        )
    enough = len(facts.peers) >= _FEWEST_PEERS
    if enough and _has_dropped(facts.turnover, median(each.amount for each in facts.peers), rule):
        found.append(_finding(Signal.DI_BAWAH_SEBAYA, "Jauh di bawah usaha sejenis di kecamatan yang sama."))
    return found


def _has_dropped(turnover: Rupiah, usual: float, rule: RiskRule) -> bool:
    return turnover.amount < Decimal(usual) * (100 - rule.drop_percent) / 100


def _by_form(facts: Facts) -> list[Finding]:
    found = []
    if facts.turnover and facts.turnover.amount % _ROUND == 0:
        found.append(_finding(Signal.ANGKA_BULAT, "Omzet tepat dalam jutaan."))
    alike = facts.history[: _ALIKE - 1]
    if facts.turnover and len(alike) == _ALIKE - 1 and all(each == facts.turnover for each in alike):
        found.append(_finding(Signal.SAMA_BERULANG, f"Omzet sama persis {_ALIKE} bulan berturut-turut."))
    limit = facts.threshold.amount
    if facts.threshold and limit * _CLOSE_BELOW <= facts.turnover.amount < limit:
        found.append(_finding(Signal.SEDIKIT_DI_BAWAH_BATAS, "Sedikit di bawah batas omzet yang dikecualikan."))
    if facts.downward_corrections >= 2:
        found.append(_finding(Signal.PEMBETULAN_TURUN_BERULANG, "Pembetulan yang menurunkan omzet berulang kali."))
    return found

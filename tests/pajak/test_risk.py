"""Risk signals are explained, weighed and bounded; recorders' silence is counted inside opening hours alone."""

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from services.pajak.domain.money import ZERO, Rupiah
from services.pajak.domain.recorder import silence_while_open
from services.pajak.domain.risk import FULL_SCORE, WEIGHTS, Facts, RiskRule, Signal, findings, score

RULE = RiskRule(Decimal(40), timedelta(hours=3), 50)
WIB = ZoneInfo("Asia/Jakarta")


def signals(facts: Facts) -> set[Signal]:
    return {found.signal for found in findings(facts, RULE)}


def test_a_quiet_return_has_no_signal() -> None:
    assert signals(Facts(Rupiah(98_765_432), [Rupiah(95_000_001)] * 12, recorded=Rupiah(90_000_000))) == set()


def test_less_than_the_recorder_saw_weighs_most() -> None:
    found = findings(Facts(Rupiah(50_000_000), recorded=Rupiah(50_000_001)), RULE)
    assert found[0].signal is Signal.DI_BAWAH_REKAMAN
    assert score(found) >= RULE.score


def test_a_nil_return_while_the_recorder_lives_is_named_as_such() -> None:
    assert signals(Facts(ZERO, recorded=Rupiah(1))) == {Signal.NIHIL_SAAT_PEREKAM_HIDUP}


def test_sudden_drops_show_against_own_history_last_year_and_peers() -> None:
    usual = [Rupiah(100_000_001)] * 5
    facts = Facts(Rupiah(59_999_999), usual, same_month_last_year=usual[0], peers=usual)
    assert signals(facts) == {Signal.TURUN_TAJAM, Signal.TURUN_DARI_TAHUN_LALU, Signal.DI_BAWAH_SEBAYA}
    assert signals(Facts(Rupiah(60_000_001), usual, peers=usual[:4])) == set()


def test_round_repeated_and_just_below_the_threshold_are_noticed() -> None:
    same = Rupiah(19_900_000)
    assert signals(Facts(same, [same, same], threshold=Rupiah(20_000_000))) == {
        Signal.SAMA_BERULANG,
        Signal.SEDIKIT_DI_BAWAH_BATAS,
    }
    assert signals(Facts(Rupiah(20_000_000))) == {Signal.ANGKA_BULAT}
    assert signals(Facts(Rupiah(7), downward_corrections=2)) == {Signal.PEMBETULAN_TURUN_BERULANG}


def test_silence_counts_in_opening_hours_only() -> None:
    def beat(day: int, hour: int) -> datetime:
        return datetime(2026, 11, day, hour, tzinfo=WIB).astimezone(UTC)

    hours = (time(10), time(22))
    steady = [beat(20, hour) for hour in range(10, 23)]
    assert silence_while_open(steady, hours, WIB, timedelta(hours=1)) == timedelta()
    gap = [beat(20, 10), beat(20, 11), beat(20, 16), beat(20, 22), beat(21, 10), beat(21, 11)]
    assert silence_while_open(gap, hours, WIB, timedelta(hours=1)) == timedelta(hours=5 + 6)


AMOUNTS = st.integers(0, 10**12).map(Rupiah)


@given(AMOUNTS, st.lists(AMOUNTS, max_size=12), st.none() | AMOUNTS, st.lists(AMOUNTS, max_size=8))
def test_a_score_is_bounded_and_every_point_of_it_explained(
    turnover: Rupiah, history: list[Rupiah], recorded: Rupiah | None, peers: list[Rupiah]
) -> None:
    found = findings(Facts(turnover, history, peers=peers, recorded=recorded), RULE)
    assert 0 <= score(found) <= FULL_SCORE
    assert all(each.explanation and each.weight == WEIGHTS[each.signal] for each in found)

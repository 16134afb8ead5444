"""Who keeps failing is left alone for a while, then one may try; and a courtesy has a budget."""

from services.gateway.intake.precheck import Budget
from services.gateway.questions.breaker import FAILURES_TO_OPEN, OPEN_SECONDS, Breaker


class Watch:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def opened() -> tuple[Breaker, Watch]:
    watch = Watch()
    breaker = Breaker(watch)
    for _ in range(FAILURES_TO_OPEN):
        assert breaker.admit()
        breaker.failed()
    return breaker, watch


def test_a_few_failures_open_it() -> None:
    breaker, _ = opened()

    assert breaker.is_open
    assert not breaker.admit()


def test_a_success_between_failures_keeps_it_closed() -> None:
    breaker = Breaker(Watch())
    for _ in range(FAILURES_TO_OPEN * 3):
        breaker.failed()
        breaker.succeeded()

    assert breaker.admit()


def test_after_a_pause_only_one_may_try() -> None:
    breaker, watch = opened()
    watch.now += OPEN_SECONDS

    assert breaker.admit()
    assert not breaker.admit()


def test_the_one_that_succeeds_closes_it_for_all() -> None:
    breaker, watch = opened()
    watch.now += OPEN_SECONDS
    breaker.admit()
    breaker.succeeded()

    assert breaker.admit()
    assert breaker.admit()


def test_the_one_that_fails_opens_it_again() -> None:
    breaker, watch = opened()
    watch.now += OPEN_SECONDS
    breaker.admit()
    breaker.failed()

    assert not breaker.admit()
    watch.now += OPEN_SECONDS
    assert breaker.admit()


def test_a_budget_is_spent_and_comes_back_with_time() -> None:
    watch = Watch()
    budget = Budget(2, watch)

    assert [budget.spend() for _ in range(3)] == [True, True, False]
    watch.now += 0.5
    assert [budget.spend() for _ in range(2)] == [True, False]
    watch.now += 60
    assert [budget.spend() for _ in range(3)] == [True, True, False]

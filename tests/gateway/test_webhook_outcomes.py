"""What an answer of a receiver means, how long we wait after it, and that a delivery bears its signatures."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from uuid import UUID

import pytest
from standardwebhooks import Webhook

from services.gateway.interop.outcomes import Attempt, Outcome, Patience, of_status, retry_after
from services.gateway.interop.post import Letter, head
from services.gateway.interop.secrets import Secrets
from services.gateway.sender_process import patience
from services.gateway.settings import SenderSettings

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "outcome", "ill"),
    [
        (200, Outcome.TERKIRIM, False),
        (204, Outcome.TERKIRIM, False),
        (302, Outcome.DIALIHKAN, True),
        (400, Outcome.DITOLAK, False),
        (404, Outcome.DITOLAK, False),
        (408, Outcome.DITOLAK, True),
        (410, Outcome.BERAKHIR, True),
        (429, Outcome.DIMINTA_MENUNGGU, True),
        (500, Outcome.DITOLAK, True),
        (503, Outcome.DIMINTA_MENUNGGU, True),
    ],
)
def test_each_answer_has_its_meaning(status: int, outcome: Outcome, ill: bool) -> None:
    assert of_status(status) is outcome
    assert Attempt(outcome, NOW, 1, status).says_ill is ill


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("120", 120.0),
        (" 3 ", 3.0),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90.0),
        (format_datetime(NOW - timedelta(seconds=90), usegmt=True), 0.0),
        ("soon", None),
        ("-5", None),
        ("٣", None),
        ("9" * 400, 999_999_999.0),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


def test_the_pauses_are_data_and_the_last_is_repeated() -> None:
    some = Patience(retries=(1, 5), give_up=10, breaker_failures=2, rests=(3,))

    assert [some.pause(attempts) for attempts in (1, 2, 3, 99)] == [1, 5, 5, 5]


def test_the_schedule_of_a_city_lasts_three_days() -> None:
    settings = SenderSettings(
        database_url="postgresql://x/y",  # type: ignore[arg-type]
        http_address="127.0.0.1:0",  # type: ignore[arg-type]
        webhook_key="x",  # type: ignore[arg-type]
    )

    found = patience(settings)

    assert found.give_up == timedelta(days=3).total_seconds()
    assert sum(found.retries) < found.give_up < sum(found.retries) + 5 * found.retries[-1]


def test_a_letter_is_signed_with_every_secret_that_is_valid() -> None:
    secrets = Secrets(b"k" * 32)
    both = [secrets.of(UUID(int=1), version) for version in (2, 1)]
    now = datetime.now(UTC)

    signed = head(Letter("https://x", "019a", '{"a": "ü"}', both), now)

    for secret in both:
        assert Webhook(secret).verify('{"a": "ü"}', signed) == {"a": "ü"}


def test_no_two_subscriptions_and_no_two_versions_share_a_secret() -> None:
    secrets = Secrets(b"k" * 32)

    assert len({secrets.of(UUID(int=number), version) for number in range(3) for version in range(3)}) == 9
    assert secrets.of(UUID(int=1), 1) != Secrets(b"l" * 32).of(UUID(int=1), 1)
    with pytest.raises(ValueError):
        Secrets(b"short")

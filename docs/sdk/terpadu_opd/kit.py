"""`python -m terpadu_opd.kit URL SECRET`: proves that a webhook receiver does what it must, with made-up events.

The receiver must know SECRET as that of its subscription. Each check is one request; the status at the end is 0 when
the receiver passed all.
"""

import argparse
import base64
import sys
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx
from standardwebhooks import Webhook

from terpadu_opd.models import Acara

SECONDS = 10.0
OTHER_SECRET = "whsec_" + base64.b64encode(b"no subscription has this secret").decode()


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent."""

    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Check:
    """A letter, and whether a receiver must take it or must not."""

    says: str
    letter: Letter
    taken: bool

    def passes(self, status: int) -> bool:
        """Whether this answer is a right one: 2xx for what is genuine, 400 to 499 for what is not."""
        return 200 <= status < 300 if self.taken else 400 <= status < 500


def checks(secret: str) -> Iterator[Check]:
    """Everything that a receiver is asked."""
    event, now = _event(), datetime.now(UTC)
    genuine = _signed(event, now, secret)
    yield Check("takes a genuine event", genuine, taken=True)
    yield Check("takes the same event again, as after a lost answer", genuine, taken=True)
    yield Check("takes an event with fields that it does not know", _signed(_event(more=True), now, secret), taken=True)
    yield Check("takes a second signature beside its own, as while a secret is replaced", _both(secret), taken=True)
    yield Check("refuses a signature by another secret", _signed(event, now, OTHER_SECRET), taken=False)
    yield Check("refuses a body that was altered", Letter(genuine.body + b" ", genuine.headers), taken=False)
    yield Check(
        "refuses an old one that is sent again", _signed(event, now - timedelta(minutes=10), secret), taken=False
    )
    yield Check("refuses one without a signature", _without(genuine, "webhook-signature"), taken=False)
    yield Check("refuses one without an id", _without(genuine, "webhook-id"), taken=False)
    broken = {**genuine.headers, "webhook-signature": "v1"}
    yield Check("refuses a broken signature", Letter(genuine.body, broken), taken=False)


def run(url: str, secret: str, say: Callable[[str], None]) -> bool:
    """Make every check, say how each ended; whether all passed."""
    passed = []
    with httpx.Client(timeout=SECONDS, follow_redirects=False) as http:
        for check in checks(secret):
            try:
                status = http.post(url, content=check.letter.body, headers=dict(check.letter.headers)).status_code
            except httpx.TransportError as error:
                status = 0
                say(f"  ({type(error).__name__})")
            passed.append(check.passes(status))
            say(f"{'ok    ' if passed[-1] else 'FAILED'} {check.says}: {status}")
    return all(passed)


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m terpadu_opd.kit", description=__doc__)
    parser.add_argument("url", help="the receiver")
    parser.add_argument("secret", help="its subscription's secret, whsec_…")
    given = parser.parse_args()
    return 0 if run(given.url, given.secret, print) else 1


def _event(*, more: bool = False) -> bytes:
    subscription = str(uuid.uuid4())
    event = Acara.model_validate(
        {
            "id": str(uuid.uuid4()),
            "type": "publik.uji_coba.v1",
            "subject": f"uji/{subscription}",
            "time": datetime.now(UTC).isoformat(),
            "dataschema": "https://terpadu.example/skema/publik.uji_coba.v1.json#data",
            "sequence": f"{1:020d}",
            "data": {"langganan": subscription, "pesan": "uji", **({"baru": True} if more else {})},
        }
    )
    return event.model_dump_json().encode()


def _signed(body: bytes, at: datetime, secret: str, *others: str) -> Letter:
    event_id = Acara.model_validate_json(body).id
    signatures = [Webhook(each).sign(event_id, at, body.decode()) for each in (*others, secret)]
    headers = {
        "content-type": "application/cloudevents+json",
        "webhook-id": event_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
    return Letter(body, headers)


def _both(secret: str) -> Letter:
    return _signed(_event(), datetime.now(UTC), secret, OTHER_SECRET)


def _without(letter: Letter, name: str) -> Letter:
    return Letter(letter.body, {key: value for key, value in letter.headers.items() if key != name})


if __name__ == "__main__":
    sys.exit(main())

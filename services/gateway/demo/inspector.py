"""Boxes that take webhooks and show them: for trying subscriptions out in the sandbox, kept in memory only."""

import json
from collections import OrderedDict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from standardwebhooks import Webhook, WebhookVerificationError

MOST_BOXES = 200
MOST_LETTERS = 20
SHOWN_HEADERS = ("webhook-id", "webhook-timestamp", "webhook-signature", "content-type", "user-agent")


@dataclass(frozen=True, slots=True)
class Letter:
    """One webhook as it came in, and whether a secret of its box signed it (None: the box has no subscription)."""

    at: datetime
    headers: Mapping[str, str]
    body: str
    genuine: bool | None
    answered: int


class Boxes:
    """The newest boxes, each with its newest letters."""

    def __init__(self) -> None:
        self._boxes: OrderedDict[str, deque[Letter]] = OrderedDict()

    def put(self, box: str, letter: Letter) -> None:
        """Keep a letter; the box that was used longest ago makes room."""
        self._boxes.setdefault(box, deque(maxlen=MOST_LETTERS)).appendleft(letter)
        self._boxes.move_to_end(box)
        while len(self._boxes) > MOST_BOXES:
            self._boxes.popitem(last=False)

    def letters(self, box: str) -> list[Letter]:
        """What came to a box, the newest first."""
        return list(self._boxes.get(box, ()))


def is_genuine(body: str, headers: Mapping[str, str], secrets: Iterable[str]) -> bool | None:
    """Whether one of the secrets signed this; None when there is none to ask."""
    known = list(secrets)
    return any(_signed(body, headers, secret) for secret in known) if known else None


def pretty(body: str) -> str:
    """A JSON body with line breaks; any other as it is."""
    try:
        return json.dumps(json.loads(body), indent=2, ensure_ascii=False)
    except ValueError:
        return body


def _signed(body: str, headers: Mapping[str, str], secret: str) -> bool:
    try:
        Webhook(secret).verify(body, dict(headers), json_parse=False)
    except (WebhookVerificationError, ValueError):
        return False
    return True

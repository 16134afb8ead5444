"""What a carrier of messages is: it takes one to its address, or says why it could not."""

from dataclasses import dataclass
from typing import Protocol

from contracts.types import StatusPermohonan
from services.gateway.notifications.occasions import Channel


class CannotReach(Exception):
    """The carrier is away, busy or will not have us now: the same message may be taken later."""


class Refused(Exception):
    """The carrier will never take this message: there is no such address, or it wants none."""


@dataclass(frozen=True, slots=True)
class Message:
    """`id` stays the same when it is tried again; `address` is a person's and goes nowhere but to the carrier."""

    id: str
    address: str
    number: str
    occasion: StatusPermohonan
    link: str


class Carrier(Protocol):
    """One way to send."""

    channel: Channel

    def carry(self, message: Message) -> None:
        """Return when it was taken. Raises CannotReach and Refused, whose texts name no person."""

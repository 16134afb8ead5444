"""A part of the running suite: what to start, and how to see that it is ready."""

import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from local.custody import Command, Custody
from local.errors import LaunchError

_POLL_SECONDS = 0.1


@dataclass(frozen=True)
class Part:
    """`is_ready` must answer within about two seconds; `patience_seconds` is how long the first start may take."""

    command: Command
    is_ready: Callable[[], bool]
    patience_seconds: float = 60

    @property
    def name(self) -> str:
        return self.command.name


@dataclass(frozen=True)
class Running:
    """A part that has been started."""

    part: Part
    process: subprocess.Popen[bytes]


def start_until_ready(custody: Custody, parts: Sequence[Part]) -> list[Running]:
    """Start the parts one after the other, each when the one before is ready. For servers that others stand on."""
    return [_start_one(custody, part) for part in parts]


def _start_one(custody: Custody, part: Part) -> Running:
    process = custody.start(part.command)
    until = time.monotonic() + part.patience_seconds
    while not part.is_ready():
        if process.poll() is not None:
            raise LaunchError(f"{part.name} ended at once, see {part.command.log}")
        if time.monotonic() > until:
            raise LaunchError(f"{part.name} was not ready within {part.patience_seconds:.0f} s, see {part.command.log}")
        time.sleep(_POLL_SECONDS)
    return Running(part, process)

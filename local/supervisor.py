"""Keeps parts running: sees when each is ready, and starts again what has ended, more slowly each time."""

import threading
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from local.custody import Custody
from local.errors import LaunchError, last_line
from local.parts import Part, Running
from local.stopping import StopRequest

_TICK_SECONDS = 0.2
_FIRST_DELAY_SECONDS = 0.5
_LONGEST_DELAY_SECONDS = 30.0
_STEADY_SECONDS = 60.0  # who ran this long is forgiven its earlier ends
_ENDS_BEFORE_READY = 3

Notice = Callable[[str], None]


@dataclass
class _Charge:
    """One part in our care."""

    part: Part
    running: Running | None = None
    started_at: float = 0.0
    is_ready: bool = False
    ends: int = 0
    start_again_at: float = 0.0


class Supervisor:
    """One thread looks after all parts in turn, in `wait_until_ready` and `watch`; `notice` is told what happens."""

    def __init__(self, custody: Custody, notice: Notice, stop: StopRequest) -> None:
        self._custody = custody
        self._notice = notice
        self._stop = stop
        self._charges: list[_Charge] = []
        self._held: frozenset[str] = frozenset()
        self._lock = threading.Lock()

    @property
    def names(self) -> tuple[str, ...]:
        """All parts in our care."""
        return tuple(charge.part.name for charge in self._charges)

    def take_over(self, running: Iterable[Running]) -> None:
        """Look after parts that are already running and ready."""
        for one in running:
            self._charges.append(_Charge(one.part, one, time.monotonic(), is_ready=True))

    def start(self, parts: Iterable[Part]) -> None:
        for part in parts:
            charge = _Charge(part)
            self._charges.append(charge)
            self._start(charge)

    def wait_until_ready(self) -> None:
        """Until every part is ready; `LaunchError` when one keeps ending or takes too long, `Stopped` on request."""
        begun = time.monotonic()
        while waiting := [charge for charge in self._charges if not charge.is_ready]:
            self._tick()
            for charge in waiting:
                _lose_patience(charge, time.monotonic() - begun)
            self._stop.event.wait(_TICK_SECONDS)
            self._stop.raise_if_made()

    def watch(self) -> None:
        """Start again whatever ends, until we are asked to stop."""
        while not self._stop.event.wait(_TICK_SECONDS):
            self._tick()

    def hold(self, names: Collection[str]) -> None:
        """Stop these parts and let them rest until `release`; may be called while another thread watches."""
        with self._lock:
            self._held |= frozenset(names)
            self._custody.stop(lambda entry: entry.name in names)

    def release(self, names: Collection[str]) -> None:
        """Let `watch` start these parts again, at once."""
        with self._lock:
            for charge in self._charges:
                if charge.part.name in names:
                    charge.ends, charge.start_again_at = 0, 0.0
            self._held -= frozenset(names)

    def pid_of(self, name: str) -> int | None:
        """The process of a part that runs now."""
        running = [charge.running for charge in self._charges if charge.part.name == name]
        return running[0].process.pid if running and running[0] else None

    def _tick(self) -> None:
        for charge in self._charges:
            with self._lock:
                self._look_after(charge)

    def _look_after(self, charge: _Charge) -> None:
        now = time.monotonic()
        if charge.running is None:
            if now >= charge.start_again_at and charge.part.name not in self._held:
                self._start(charge)
        elif charge.running.process.poll() is not None:
            self._mourn(charge, charge.running, now)
        elif not charge.is_ready and charge.part.is_ready():
            charge.is_ready = True
            if charge.ends:
                self._notice(f"{charge.part.name} is back")

    def _start(self, charge: _Charge) -> None:
        charge.running = Running(charge.part, self._custody.start(charge.part.command))
        charge.started_at = time.monotonic()
        charge.is_ready = False

    def _mourn(self, charge: _Charge, running: Running, now: float) -> None:
        self._custody.forget(running.process)
        charge.running = None
        charge.ends = 1 if now - charge.started_at > _STEADY_SECONDS else charge.ends + 1
        delay = min(_FIRST_DELAY_SECONDS * 2 ** (charge.ends - 1), _LONGEST_DELAY_SECONDS)
        charge.start_again_at = now + delay
        then = "is held" if charge.part.name in self._held else f"starts again in {delay:g} s"
        self._notice(f"{charge.part.name} {_how(running.process.returncode)}, {then}")


def _lose_patience(charge: _Charge, waited: float) -> None:
    log = charge.part.command.log
    if charge.is_ready:
        return
    if charge.ends >= _ENDS_BEFORE_READY:
        raise LaunchError(f"{charge.part.name} ends as soon as it is started, see {log}: {last_line(log)}")
    if waited > charge.part.patience_seconds:
        raise LaunchError(f"{charge.part.name} was not ready within {charge.part.patience_seconds:.0f} s, see {log}")


def _how(status: int) -> str:
    return f"ended with status {status}" if status >= 0 else f"was ended by signal {-status}"

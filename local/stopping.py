"""A request to stop, from a signal or from the end of the process that started us; asked for at safe points only."""

import os
import signal
import threading
from types import FrameType

_PARENT_POLL_SECONDS = 0.5


class Stopped(Exception):
    """Somebody asked us to stop: leave everything and clean up."""


class StopRequest:
    """An exception thrown by a signal handler could fall between starting a process and recording it; a flag cannot."""

    def __init__(self) -> None:
        self.event = threading.Event()

    def obey_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)

    def obey_end_of_parent(self) -> None:
        """Stop when the process that started us has gone: `kill -9` of `make` gives us no signal."""
        parent = os.getppid()

        def watch() -> None:
            while os.getppid() == parent and not self.event.wait(_PARENT_POLL_SECONDS):
                pass
            self.event.set()

        threading.Thread(target=watch, daemon=True).start()

    def raise_if_made(self) -> None:
        if self.event.is_set():
            raise Stopped

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.event.set()

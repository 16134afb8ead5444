"""Whether a process lives, whether it can work, and its metrics; each door attaches these answers in its own way.

Liveness depends on nothing: a process is not killed because a broker or a database is away. Readiness asks named
checks, each within a time limit, and keeps the answer for a moment so that probes cost nothing.
"""

import json
import threading
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

from chassis import logs
from chassis.masking import summary
from chassis.metrics import Metrics

__all__ = ["Answer", "Check", "Health", "Metrics"]

log = logs.get(__name__)

Check = Callable[[], None]
JSON = {"Content-Type": "application/json", "Cache-Control": "no-store"}
OK = "ok"


class Answer(NamedTuple):
    """An HTTP answer that no framework owns; a nameko `@http` method may return it as it is."""

    status: int
    headers: dict[str, str]
    body: str


class Health:
    """Answers for the three paths of a process.

    A check returns None or raises; what it raises is logged when the state changes, and shown only by its type.
    `time_limit` and `kept_for` are seconds.
    """

    def __init__(
        self,
        metrics: Metrics,
        checks: Mapping[str, Check] | None = None,
        *,
        time_limit: float = 2.0,
        kept_for: float = 1.0,
    ) -> None:
        self._metrics = metrics
        self._checks = {name: _BoundedCheck(name, check) for name, check in (checks or {}).items()}
        self._time_limit = time_limit
        self._kept_for = kept_for
        self._lock = threading.Lock()
        self._found: dict[str, str] = {}
        self._found_at = -1e9
        self._stopping = False

    def add_check(self, name: str, check: Check) -> None:
        """Make readiness depend on `check` too."""
        self._checks[name] = _BoundedCheck(name, check)

    def stop(self) -> None:
        """Be no longer ready: a process that was told to stop takes no new work while it finishes its own."""
        self._stopping = True

    def livez(self) -> Answer:
        """Answer that the process runs."""
        return _json(200, {"status": "alive"})

    def readyz(self) -> Answer:
        """Answer 200 when every check passes, else 503 with the names of those that do not."""
        if self._stopping:
            return _json(503, {"status": "stopping"})
        with self._lock:
            if time.monotonic() - self._found_at > self._kept_for:
                self._found = self._ask()
                self._found_at = time.monotonic()
            found = dict(self._found)
        ready = all(state == OK for state in found.values())
        return _json(200 if ready else 503, {"status": "ready" if ready else "not ready", "checks": found})

    def metrics(self) -> Answer:
        """Answer with the metrics in Prometheus' text format."""
        content_type, text = self._metrics.render()
        return Answer(200, {"Content-Type": content_type, "Cache-Control": "no-store"}, text)

    def answer(self, path: str) -> Answer:
        """Answer for a request's path, with or without a query."""
        asked = {"/livez": self.livez, "/readyz": self.readyz, "/metrics": self.metrics}.get(path.partition("?")[0])
        return asked() if asked else _json(404, {"status": "not found"})

    def _ask(self) -> dict[str, str]:
        deadline = time.monotonic() + self._time_limit
        checks = list(self._checks.items())
        for _, check in checks:
            check.start()
        return {name: check.state(deadline) for name, check in checks}


class _BoundedCheck:
    """One check in a thread of its own (a green one under eventlet): a hanging one hangs alone, and only once."""

    def __init__(self, name: str, check: Check) -> None:
        self._name = name
        self._check = check
        self._thread: threading.Thread | None = None
        self._state = OK
        self._told = OK

    def start(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, name=f"check-{self._name}", daemon=True)
            self._thread.start()

    def state(self, deadline: float) -> str:
        assert self._thread is not None
        self._thread.join(max(deadline - time.monotonic(), 0))
        state = "no answer in time" if self._thread.is_alive() else self._state
        self._tell(state, state)
        return state

    def _run(self) -> None:
        try:
            self._check()
        except Exception as error:
            self._tell(type(error).__name__, summary(error))
            self._state = type(error).__name__
        else:
            self._state = OK

    def _tell(self, state: str, why: str) -> None:
        if state != self._told:
            self._told = state
            (log.info if state == OK else log.warning)("readiness_changed", check=self._name, state=why)


def _json(status: int, content: Mapping[str, object]) -> Answer:
    return Answer(status, dict(JSON), json.dumps(content))

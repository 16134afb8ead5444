"""Green threads: nameko's workers run on eventlet, and what they use must give way to each other.

`patch()` comes first in a worker's process, before anything is imported that opens a socket or starts a thread.
"""

import time
import warnings
from typing import Any


def patch() -> None:
    """Make sockets, threads and sleeps cooperative, and psycopg's wait with them.

    psycopg's own wait is written in C and holds the only thread: five queries of one second would take five.
    """
    with warnings.catch_warnings():
        # eventlet says at import that new projects should not choose it; nameko has chosen.
        warnings.simplefilter("ignore")
        import eventlet

        eventlet.monkey_patch()

    import psycopg

    psycopg.waiting.wait = wait  # type: ignore[assignment]


def wait(generator: Any, fileno: int, interval: float = 0.0, timeout: float | None = None) -> Any:
    """Drive one exchange with the server, giving way while there is nothing to read.

    Does what psycopg's wait_selector does, but asks eventlet's hub itself: a patched selector is made, filled and
    closed for each exchange, which costs several times the wait.
    """
    from psycopg import errors

    del interval  # how often to look for Ctrl-C: here a signal wakes the hub
    deadline = None if timeout is None else time.monotonic() + timeout
    try:
        wanted = next(generator)
        while True:
            ready = _ready(fileno, wanted, None if deadline is None else max(0.0, deadline - time.monotonic()))
            wanted = generator.send(ready)
            if deadline is not None and time.monotonic() >= deadline:
                raise errors._WaitTimeout("wait timeout expired")
    except StopIteration as done:
        return done.value


def _ready(fileno: int, wanted: int, limit: float | None) -> int:
    """Give way until the socket can be read or written as wanted, or `limit` seconds have passed."""
    from eventlet.hubs import trampoline
    from eventlet.timeout import Timeout
    from psycopg.waiting import READY_NONE, READY_R, READY_W, WAIT_R, WAIT_W

    try:
        if wanted == WAIT_R:
            trampoline(fileno, read=True, timeout=limit)
            return int(READY_R)
        if wanted == WAIT_W:
            trampoline(fileno, write=True, timeout=limit)
            return int(READY_W)
    except Timeout:
        return int(READY_NONE)
    return _either(fileno, limit)


def _either(fileno: int, limit: float | None) -> int:
    """Both at once, as a pipeline wants it; the hub itself takes one direction at a time."""
    from eventlet.green import select
    from psycopg.waiting import READY_R, READY_W

    readable, writable, _ = select.select([fileno], [fileno], [], limit)
    return (int(READY_R) if readable else 0) | (int(READY_W) if writable else 0)

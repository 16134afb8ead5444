"""Actions at the same time, in threads; they mostly wait for processes."""

from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait

from local.stopping import StopRequest

_POLL_SECONDS = 0.2

Action = Callable[[], object]


def together(stop: StopRequest, *actions: Action) -> None:
    """Return when all are done; raise at once what one of them raises, or `Stopped`.

    Actions that are left then end by themselves, when the custody stops the processes that they wait for.
    """
    pool = ThreadPoolExecutor(max_workers=max(1, len(actions)))
    try:
        unfinished = {pool.submit(action) for action in actions}
        while unfinished:
            done, unfinished = wait(unfinished, timeout=_POLL_SECONDS, return_when=FIRST_EXCEPTION)
            for future in done:
                future.result()
            stop.raise_if_made()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)

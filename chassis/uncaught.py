"""What nobody caught becomes a log line like any other, not a raw traceback with a citizen's data in it."""

import sys
import threading
from types import TracebackType
from typing import Any

from structlog.typing import FilteringBoundLogger


def take_over(log: FilteringBoundLogger) -> None:
    """Let `log` tell what ends the process, a thread or, where eventlet is at work, a green thread."""

    def of_process(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            log.critical("process_failed", exc_info=(kind, error, trace))

    def of_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            log.critical("thread_failed", thread=getattr(args.thread, "name", None), exc_info=args.exc_value)

    sys.excepthook = of_process
    threading.excepthook = of_thread
    if "eventlet" in sys.modules:
        _take_over_hub(log)


def _take_over_hub(log: FilteringBoundLogger) -> None:
    """Replace the three places where eventlet's hub prints tracebacks past logging."""
    from eventlet.hubs import get_hub

    hub: Any = get_hub()

    def of_green_thread(*found: Any) -> None:
        log.error("green_thread_failed", exc_info=found[-1])

    def of_descriptor(fileno: int, exc_info: Any) -> None:
        of_green_thread(exc_info)
        hub.remove_descriptor(fileno)

    hub.squelch_generic_exception = of_green_thread
    hub.squelch_timer_exception = of_green_thread
    hub.squelch_exception = of_descriptor

"""Logs as events with fields: one JSON object a line, in UTC, in which no citizen can be found.

`setup` is called once, in `__main__`, after `chassis.green.patch` where that is used. Our own code says
`log = logs.get(__name__)`, then `log.info("static_name", field=…)`. What nameko, kombu, amqp, pika, psycopg and uvicorn
say through the standard library passes the same processors.
"""

import logging
import sys
import traceback
from contextlib import AbstractContextManager
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, ExcInfo, FilteringBoundLogger, Processor, WrappedLogger

from chassis import uncaught
from chassis.masking import mask, summary
from chassis.settings import LogFormat, LogLevel

MAX_FRAMES = 20
MAX_CHAIN = 5

# Below these levels the libraries log frames, message bodies, statements with their parameters and whole URLs:
# a lower LOG_LEVEL must not let them.
LIBRARY_LEVELS = {
    "alembic": "INFO",
    "amqp": "WARNING",
    "asyncio": "WARNING",
    "eventlet": "WARNING",
    "httpcore": "WARNING",
    "httpx": "WARNING",
    "kombu": "INFO",
    "nameko": "INFO",
    "nameko.web": "WARNING",
    "pika": "WARNING",
    "psycopg": "WARNING",
    "pyhanko": "WARNING",
    "sqlalchemy": "WARNING",
    "uvicorn": "INFO",
    "uvicorn.access": "WARNING",
}


def get(name: str) -> FilteringBoundLogger:
    """Return the logger of module `name`; pass an event's static name, then fields by keyword."""
    logger: FilteringBoundLogger = structlog.get_logger(name)
    return logger


def bind(**fields: object) -> None:
    """Add fields to every later line of this worker (thread, green thread or task)."""
    structlog.contextvars.bind_contextvars(**fields)


def clear() -> None:
    """Forget what was bound; a worker calls it before it takes up something else."""
    structlog.contextvars.clear_contextvars()


def bound(**fields: object) -> AbstractContextManager[None]:
    """Add fields to the lines of a `with` block."""
    return structlog.contextvars.bound_contextvars(**fields)


def setup(service: str, level: LogLevel = "INFO", form: LogFormat = "json", stream: TextIO | None = None) -> None:
    """Send every log line of this process through our processors to `stream` (standard error unless given)."""
    stream = stream or sys.stderr
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _named(service),
        structlog.processors.ExceptionRenderer(_traceback),
    ]
    final: list[Processor] = [_masked, _renderer(form, stream)]
    structlog.configure(
        processors=[*shared, *final],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *names: _NamedWriter(stream, *names),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.addFilter(_without_message_bodies)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *final],
        )
    )
    _take_over_standard_logging(handler, level)
    uncaught.take_over(get("uncaught"))


def _renderer(form: LogFormat, stream: TextIO) -> Processor:
    if form == "json":
        return structlog.processors.JSONRenderer()
    return _Console(structlog.dev.ConsoleRenderer(colors=stream.isatty()))


class _NamedWriter(structlog.WriteLogger):
    """Writes finished lines; carries the name that `get` was given."""

    def __init__(self, stream: TextIO, name: str = "") -> None:
        super().__init__(stream)
        self.name = name


class _Console:
    """Show a line to people; a text of someone else's making must not look like a line of its own."""

    def __init__(self, renderer: structlog.dev.ConsoleRenderer) -> None:
        self._renderer = renderer

    def __call__(self, logger: WrappedLogger, name: str, event: EventDict) -> str:
        chain = event.pop("exception", None)
        event["event"] = _one_line(str(event.get("event", "")))
        line = self._renderer(logger, name, event)
        for link in chain if isinstance(chain, list) else []:
            line += f"\n    {_one_line(link['error'])}"
            line += "".join(f"\n      {frame}" for frame in link["frames"])
        return line


def _one_line(text: str) -> str:
    return text.encode("unicode_escape").decode("ascii")


def _named(service: str) -> Processor:
    def add_service(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
        event["service"] = service
        return event

    return add_service


def _masked(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    masked = mask(event)
    assert isinstance(masked, dict)
    return masked


def _traceback(exc_info: ExcInfo) -> list[dict[str, Any]]:
    """Describe an exception and what caused it: types, first lines, places; never locals."""
    chain: list[dict[str, Any]] = []
    error: BaseException | None = exc_info[1]
    seen: set[int] = set()
    while error is not None and id(error) not in seen and len(chain) < MAX_CHAIN:
        seen.add(id(error))
        frames = traceback.extract_tb(error.__traceback__)[-MAX_FRAMES:]
        places = [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        chain.append({"error": summary(error), "frames": places})
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return chain


def _without_message_bodies(record: logging.LogRecord) -> bool:
    """Reduce exceptions in a library's arguments to their summary; refuse the one line that carries a raw body."""
    if record.name == "kombu.mixins" and "raw:" in str(record.msg):
        record.msg, record.args = "message body could not be decoded", None
    if isinstance(record.args, tuple):
        record.args = tuple(summary(arg) if isinstance(arg, BaseException) else arg for arg in record.args)
    return True


def _take_over_standard_logging(handler: logging.Handler, level: LogLevel) -> None:
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    for name, least in LIBRARY_LEVELS.items():
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(max(logging.getLevelName(least), logging.getLevelName(level)))
    logging.captureWarnings(True)

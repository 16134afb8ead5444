"""What the launcher says when it cannot go on: one line that a person can act on."""

from pathlib import Path

_TAIL_BYTES = 4096


class LaunchError(Exception):
    """A step failed. The message is one line: what failed, and what to install or which log file to read."""


def last_line(log: Path) -> str:
    """The last line of a log that is not empty, which mostly names the cause."""
    try:
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - _TAIL_BYTES))
            tail = file.read().decode(errors="replace")
    except OSError:
        return "(no log)"
    return next((line.strip() for line in reversed(tail.splitlines()) if line.strip()), "(empty log)")

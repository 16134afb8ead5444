"""Tells whether a process id still means the process that we started."""

import os
import subprocess
from pathlib import Path

_AFTER_COMMAND_NAME = (
    ")"  # /proc/PID/stat: the name may hold spaces and brackets, the fields after the last bracket do not
)
_STATE_FIELD, _START_FIELD = 0, 19


def started_at(pid: int) -> str | None:
    """The start time of a running process, or None when there is none (a zombie counts as none).

    A process id is given again to another process after a while; pid and start time together are not.
    """
    if Path("/proc/self/stat").exists():
        return _started_at_from_proc(pid)
    answer = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return answer.stdout.strip() or None


def _started_at_from_proc(pid: int) -> str | None:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    fields = stat.rpartition(_AFTER_COMMAND_NAME)[2].split()
    return None if fields[_STATE_FIELD] in {"Z", "X"} else f"{boot_id()}/{fields[_START_FIELD]}"


def boot_id() -> str:
    """Distinguishes the ticks of this boot of the machine from those of an earlier one."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return "unknown"


def group_signal(pid: int, signal_number: int) -> None:
    """Signal the process group that `pid` leads; nothing happens when it is gone."""
    try:
        os.killpg(pid, signal_number)
    except (ProcessLookupError, PermissionError):
        return

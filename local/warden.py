"""Stops what a launcher leaves behind when it is killed with `kill -9`.

The launcher holds the writing end of the warden's standard input and never writes. When the launcher ends, however it
ends, the kernel closes that end; the warden then stops every process that the ledger still names. It lives in a
session of its own, so that neither Ctrl-C nor a signal to the launcher's group reaches it. While it lives it holds a
lock: the next launcher waits for that lock, and so never meets a half-stopped broker.

    python -m local.warden LEDGER LOCK [FOLDER-TO-REMOVE …]
"""

import fcntl
import shutil
import signal
import sys
from pathlib import Path

from local.ledger import Ledger, stop_all


def main(ledger_path: str, lock_path: str, *folders_to_remove: str) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    with Path(lock_path).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        print("ready", flush=True)
        while sys.stdin.buffer.read(1024):
            pass
        ledger = Ledger(Path(ledger_path))
        stop_all(ledger.entries())
        ledger.clear()
        for folder in folders_to_remove:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The process in which hostile files are read: `python -m chassis.documents.inspector ROOT.pem…`.

It stays warm and reads nothing itself: for each file it forks a child with little memory, little time and no files to
write, and reports what the child says, or that the file is damaged when the child does not live to say it. A request
on standard input is a JSON line (`length`, `at`) and the bytes; an answer on standard output is a verdict's JSON line.
"""

import hashlib
import json
import os
import resource
import select
import signal
import sys
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from asn1crypto import pem, x509

from chassis.documents.inspection import inspect
from chassis.documents.verdict import VERDICT, Damaged

MEMORY_BYTES = 768 * 1024 * 1024
CPU_SECONDS = 3
WALL_SECONDS = 5.0
_LONGEST_ANSWER = 64 * 1024


def main(roots: Sequence[str]) -> None:
    """Answer requests until standard input ends."""
    trusted = [x509.Certificate.load(der) for path in roots for _, _, der in pem.unarmor(Path(path).read_bytes(), True)]
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    for line in iter(requests.readline, b""):
        request = json.loads(line)
        data = requests.read(request["length"])
        answers.write(_inspect_in_child(data, trusted, datetime.fromisoformat(request["at"])) + b"\n")
        answers.flush()


def _inspect_in_child(data: bytes, trusted: Sequence[x509.Certificate], at: datetime) -> bytes:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _be_the_child(writing, data, trusted, at)
    os.close(writing)
    try:
        answer = _read_until(time.monotonic() + WALL_SECONDS, reading)
    finally:
        os.close(reading)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return answer or _damaged(data, "berkas melampaui batas waktu atau memori pemeriksaan")


def _be_the_child(writing: int, data: bytes, trusted: Sequence[x509.Certificate], at: datetime) -> None:
    """Never returns; whatever goes wrong in here says only that the file cannot be read safely."""
    try:
        _fence_in()
        answer = VERDICT.dump_json(inspect(data, trusted, at))
    except BaseException:
        answer = _damaged(data, "berkas tidak dapat dibaca dengan aman")
    os.write(writing, answer)
    os._exit(0)


def _fence_in() -> None:
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (value, value))


def _read_until(deadline: float, reading: int) -> bytes:
    """All that the child writes, or nothing when it is not done by `deadline` (monotonic seconds)."""
    answer = b""
    while select.select([reading], [], [], max(0.0, deadline - time.monotonic()))[0]:
        part = os.read(reading, _LONGEST_ANSWER)
        if not part:
            return answer
        answer += part
    return b""


def _damaged(data: bytes, reason: str) -> bytes:
    return VERDICT.dump_json(Damaged(hashlib.sha256(data).hexdigest(), reason))


if __name__ == "__main__":
    main(sys.argv[1:])

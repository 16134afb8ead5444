"""Verification of a PDF that anyone may have sent: a verdict always, within bounds of time and memory."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock, Timer
from types import TracebackType
from typing import Self

from chassis.documents.verdict import VERDICT, Damaged, Verdict

MOST_BYTES = 20 * 1024 * 1024
ANSWER_SECONDS = 15.0  # the first answer waits for the process to start
WAIT_SECONDS = 10.0
_TREE = Path(__file__).resolve().parents[2]


class VerifierUnavailable(Exception):
    """The inspecting process is busy or does not start: nothing was said of the file, try again later."""

    kode = "pemeriksaan_tidak_tersedia"


def verify_pdf(data: bytes, trust_roots: Sequence[Path]) -> Verdict:
    """One file judged once; who verifies many keeps a `Verifier`, which answers fifty times sooner."""
    with Verifier(trust_roots) as verifier:
        return verifier.verify(data)


class Verifier:
    """Judges files one at a time in a warm process apart; safe to call from several threads."""

    def __init__(self, trust_roots: Sequence[Path]) -> None:
        """`trust_roots`: PEM files of the authorities whose signers we trust."""
        self._command = [sys.executable, "-m", "chassis.documents.inspector", *(str(path) for path in trust_roots)]
        self._process: subprocess.Popen[bytes] | None = None
        self._one_at_a_time = Lock()

    def verify(self, data: bytes, *, at: datetime | None = None) -> Verdict:
        """The verdict on `data`; certificates are judged as of `at` (aware; by default now).

        Give `at` when a register proves when the document was issued: a certificate that has ended since then does
        not make the document less genuine. Raises `VerifierUnavailable`, and nothing else.
        """
        if len(data) > MOST_BYTES:
            return Damaged(hashlib.sha256(data).hexdigest(), "berkas terlalu besar")
        if not self._one_at_a_time.acquire(timeout=WAIT_SECONDS):
            raise VerifierUnavailable("other files are still being inspected")
        try:
            return VERDICT.validate_json(self._ask(data, at or datetime.now(UTC)))
        except (OSError, ValueError) as error:
            self._stop()
            raise VerifierUnavailable("the inspecting process does not answer") from error
        finally:
            self._one_at_a_time.release()

    def close(self) -> None:
        """Stop the inspecting process."""
        with self._one_at_a_time:
            self._stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(self, data: bytes, at: datetime) -> bytes:
        process = self._running()
        # The inspector bounds itself; this ends it should that ever fail, and the read below sees its end.
        guard = Timer(ANSWER_SECONDS, process.kill)
        guard.start()
        try:
            return _exchange(process, json.dumps({"length": len(data), "at": at.isoformat()}).encode() + b"\n" + data)
        finally:
            guard.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._stop()
            # Without our environment: a file that breaks out of its reader must find no secret there.
            self._process = subprocess.Popen(
                self._command, cwd=_TREE, env={"LANG": "C.UTF-8"}, stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()


def _exchange(process: subprocess.Popen[bytes], request: bytes) -> bytes:
    if process.stdin is None or process.stdout is None:
        raise OSError("the inspecting process has no pipes")
    process.stdin.write(request)
    process.stdin.flush()
    return process.stdout.readline()

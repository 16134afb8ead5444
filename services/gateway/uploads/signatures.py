"""Whether an uploaded PDF is signed as ours are; reading it is the business of a process apart."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from chassis.documents.verdict import Changed, Damaged, Genuine, Unsigned, Untrusted
from chassis.documents.verify import Verifier, VerifierUnavailable
from services.gateway.web.problems import away


class Signatures:
    """Judges files, one at a time."""

    def __init__(self, root: Path) -> None:
        self._verifier = Verifier([root])

    async def doubt(self, content: bytes, *, issued_on: date | None) -> str | None:
        """Why a file is not one of ours as it was signed, for people; None when its signature holds.

        A certificate that has ended since the document was issued makes it no less genuine. Raises Problem 503.
        """
        at = datetime.combine(issued_on + timedelta(days=1), time(), UTC) if issued_on else None
        at = min(at, datetime.now(UTC)) if at else None
        try:
            verdict = await asyncio.to_thread(self._verifier.verify, content, at=at)
        except VerifierUnavailable:
            raise away() from None
        match verdict:
            case Genuine():
                return None
            case Unsigned():
                return "Berkas ini tidak bertanda tangan elektronik."
            case Untrusted():
                return f"Tanda tangan pada berkas ini bukan dari instansi yang dikenal: {verdict.reason}."
            case Changed() | Damaged():
                return f"Berkas ini tidak asli lagi: {verdict.reason}."

    def close(self) -> None:
        """End the inspecting process."""
        self._verifier.close()

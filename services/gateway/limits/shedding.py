"""Agencies wait for each other, never citizens for agencies: few of their requests are worked on at a time.

Whatever an agency's flood does, connections to the database and turns of the process are left for applications.
"""

import asyncio

from services.gateway.web.problems import Problem

MOST_AT_ONCE = 6
MOST_WAITING = 60
LONGEST_WAIT_SECONDS = 1.0


class Gate:
    """Lets a few in, some wait a moment, all others are told to come again."""

    def __init__(self) -> None:
        self._places = asyncio.Semaphore(MOST_AT_ONCE)
        self._waiting = 0

    async def enter(self) -> None:
        """Take a place, which `leave` gives back. Raises Problem 503."""
        if self._places.locked() and self._waiting >= MOST_WAITING:
            raise _busy()
        self._waiting += 1
        try:
            await asyncio.wait_for(self._places.acquire(), LONGEST_WAIT_SECONDS)
        except TimeoutError:
            raise _busy() from None
        finally:
            self._waiting -= 1

    def leave(self) -> None:
        """Give a place back."""
        self._places.release()


def _busy() -> Problem:
    return Problem(
        503,
        "sistem_sibuk",
        "Sistem sedang sibuk melayani permohonan warga. Coba lagi sebentar lagi.",
        headers={"Retry-After": "2"},
    )

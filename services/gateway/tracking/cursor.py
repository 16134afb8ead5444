"""Pages of lists: where the next one begins is a time and, among what has the same time, a name."""

import base64
import binascii
from dataclasses import dataclass

from psycopg.rows import DictRow

from services.gateway.web.problems import Problem, fault


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, and where the next begins."""

    rows: list[DictRow]
    following: str | None


def written(time: str, name: str) -> str:
    """A cursor, in letters that an address can hold."""
    return base64.urlsafe_b64encode(f"{time}|{name}".encode()).decode()


def read(cursor: str) -> tuple[str, str]:
    """Time and name of a cursor. Raises Problem 422 for one that cannot be ours."""
    try:
        time, separator, name = base64.urlsafe_b64decode(cursor.encode()).decode().partition("|")
    except (ValueError, binascii.Error):
        raise unknown() from None
    if not (separator and time.isprintable() and name.isprintable()):
        raise unknown()
    return time, name


def unknown() -> Problem:
    """The answer to a cursor that is none of ours."""
    return fault("/setelah", "penunjuk_tidak_sah", "Penunjuk halaman tidak sah; mulai lagi dari awal.")

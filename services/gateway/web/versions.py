"""Doors that have a successor: since when, until when they are served, and what the head of their answers says of it.

Within a version nothing is taken away; a door that would have to break gets a place under the next version, and both
are served side by side (RFC 9745, RFC 8594).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime


@dataclass(frozen=True, slots=True)
class Deprecation:
    """A door that new programs should not use, and that goes away after its last day."""

    since: date
    last_day: date
    successor: str

    @property
    def headers(self) -> dict[str, str]:
        """What each answer of the door says."""
        since = int(datetime.combine(self.since, time(), UTC).timestamp())
        sunset = datetime.combine(self.last_day, time(23, 59, 59), UTC)
        return {
            "Deprecation": f"@{since}",
            "Sunset": format_datetime(sunset, usegmt=True),
            "Link": f'<{self.successor}>; rel="successor-version"',
        }


DEPRECATED: Mapping[str, Deprecation] = {
    "/v1/saya": Deprecation(date(2026, 11, 25), date(2027, 11, 30), "/v2/saya"),
}


def of(path: str) -> dict[str, str]:
    """What the answers of this route say of its version; nothing when it has no successor."""
    found = DEPRECATED.get(path)
    return found.headers if found else {}

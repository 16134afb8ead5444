"""KSWPD, the tax clearance: valid or not, why, and until when; never an amount (UU 1/2022, secrecy of tax data)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Clearance(StrEnum):
    """The answer to another agency (handbook 5)."""

    VALID = "VALID"
    TIDAK_VALID = "TIDAK_VALID"
    TIDAK_DITEMUKAN = "TIDAK_DITEMUKAN"


class Reason(StrEnum):
    """Why a taxpayer is not clear."""

    BELUM_TERDAFTAR = "BELUM_TERDAFTAR"
    TUNGGAKAN = "TUNGGAKAN"
    SPTPD_BELUM_LAPOR = "SPTPD_BELUM_LAPOR"


@dataclass(frozen=True, slots=True)
class OpenDuty:
    """What a taxpayer still has to do: a bill to pay, or a return to file.

    `suspended` while an objection is pending or an instalment plan is kept: then it is no arrears.
    """

    reason: Reason
    due: date
    suspended: bool = False

    def counts(self, on: date) -> bool:
        """Whether it stands against the taxpayer on a day."""
        return on > self.due and not self.suspended


@dataclass(frozen=True, slots=True)
class ClearanceStatus:
    """The whole answer."""

    status: Clearance
    reasons: tuple[Reason, ...]
    valid_until: date | None

    @property
    def is_valid(self) -> bool:
        """Whether a permit may rest on it."""
        return self.status is Clearance.VALID


UNKNOWN = ClearanceStatus(Clearance.TIDAK_DITEMUKAN, (Reason.BELUM_TERDAFTAR,), None)


def clearance(duties: Iterable[OpenDuty], today: date, at_most_until: date) -> ClearanceStatus:
    """The status on a day: clear until the next duty falls due, and no longer than answers may be kept."""
    duties = list(duties)
    reasons = sorted({duty.reason for duty in duties if duty.counts(today)})
    if reasons:
        return ClearanceStatus(Clearance.TIDAK_VALID, tuple(reasons), None)
    coming = [duty.due for duty in duties if not duty.suspended]
    return ClearanceStatus(Clearance.VALID, (), min([at_most_until, *coming]))

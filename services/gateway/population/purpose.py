"""Why personal data may be asked for: a purpose and a legal basis of the client's agreement, and no field beyond it."""

from collections.abc import Collection
from dataclasses import dataclass

from contracts.types import Galat
from services.gateway.access.caller import Caller
from services.gateway.web.problems import Problem


@dataclass(frozen=True, slots=True)
class Why:
    """What the answer is needed for, and by which right; both stand in the ledger."""

    purpose: str
    legal_basis: str


def foreign_purpose(caller: Caller, why: Why) -> Problem | None:
    """The refusal of a purpose that the agreement does not name with this legal basis, or None."""
    if caller.agreement is not None and caller.agreement.approves(why.purpose, why.legal_basis):
        return None
    return _refusal(
        "tujuan_di_luar_perjanjian",
        "Tujuan dan dasar hukum ini tidak tercantum pada perjanjian; lihat GET /v1/klien/saya.",
        ["/tujuan"],
    )


def foreign_fields(caller: Caller, fields: Collection[str]) -> Problem | None:
    """The refusal of fields that the agreement does not let this client compare, or None."""
    allowed = caller.agreement.fields if caller.agreement else frozenset[str]()
    foreign = sorted(set(fields) - allowed)
    if not foreign:
        return None
    return _refusal(
        "isian_di_luar_perjanjian",
        "Isian yang disebut di bawah ini tidak tercantum pada perjanjian.",
        [f"/{field}" for field in foreign],
    )


def _refusal(kode: str, sentence: str, places: Collection[str]) -> Problem:
    galat = [Galat(lokasi=place, kode=kode, pesan=sentence) for place in places]
    return Problem(403, kode, sentence, galat=galat)

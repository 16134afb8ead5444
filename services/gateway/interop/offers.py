"""What a client may hear: the event types whose scope it was given."""

from contracts.gateway.agency_events import OFFERS
from services.gateway.access.caller import Caller, Kind
from services.gateway.web.problems import Problem, fault


def granted(caller: Caller) -> frozenset[str]:
    """The event types that this caller's scopes let it hear."""
    return frozenset(name for name, offer in OFFERS.items() if f"{Kind.KLIEN}:{offer.scope}" in caller.grants)


def refuse_unknown(types: tuple[str, ...], caller: Caller, place: str) -> None:
    """Raise Problem 422 for a type that does not exist, 403 for one that the caller has no scope for."""
    for at, name in enumerate(types):
        if name not in OFFERS:
            pesan = "Jenis acara ini tidak ada; lihat daftarnya di /v1/katalog."
            raise fault(place.format(at), "jenis_acara_tidak_dikenal", pesan)
    if not granted(caller).issuperset(types):
        raise Problem(403, "cakupan_kurang", "Klien ini tidak diberi cakupan untuk salah satu jenis acara itu.")

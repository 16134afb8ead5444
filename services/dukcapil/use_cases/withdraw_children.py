"""Take children back out of the register and off their family card, when the deed that they were entered on falls."""

from datetime import datetime

from chassis.clock import local_date
from contracts.types import JenisDokumen
from services.dukcapil.domain.family_card import FamilyCard
from services.dukcapil.domain.nik import Nik
from services.dukcapil.domain.package import Package
from services.dukcapil.registry import Registry


def withdraw_children(registry: Registry, package: Package, niks: list[Nik], now: datetime) -> FamilyCard | None:
    """Cancel the entries and NIKs, and make the next version of the card.

    Returns the card when a document that shows the children was issued, or will be: then it must be issued again.
    """
    assert package.nomor_kk is not None
    card = registry.cards.lock(package.nomor_kk)
    assert card is not None
    shown = _is_shown(registry, package, card)
    standing = [nik for nik in niks if card.member(nik)]
    if standing:
        card = card.without(standing, local_date(now))
        registry.cards.keep(card, what="BATAL", nomor=package.nomor, at=now)
    registry.residents.cancel(niks, nomor=package.nomor, at=now)
    registry.numbers.cancel(package.nomor, niks)
    return card if shown and standing else None


def _is_shown(registry: Registry, package: Package, card: FamilyCard) -> bool:
    """Printed in this package's version or a later one; a later version is printed by whoever made it."""
    assert package.versi_kk is not None
    printed = registry.documents.newest(JenisDokumen.KARTU_KELUARGA, card.nomor)
    return card.versi > package.versi_kk or (printed is not None and printed.versi >= package.versi_kk)

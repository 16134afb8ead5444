"""Reverse a birth whose deed was annulled: the child's entry is cancelled, its KIA revoked, the card issued again.

The NIK is never given to anyone else, and what was issued stays known as revoked or replaced.
"""

from dataclasses import replace
from datetime import datetime

from chassis.failures import TemporaryFailure
from contracts.dukcapil.events import DokumenDicabut, PaketDisusun
from contracts.perizinan.events import AktaKelahiranDibatalkan
from contracts.types import JenisDokumen, StatusDokumen
from services.dukcapil.domain.nik import Nik
from services.dukcapil.domain.package import BEFORE_DEED, UNDER_WAY, Package, PackageStatus
from services.dukcapil.domain.service_clock import Mark, Sign
from services.dukcapil.registry import Registry
from services.dukcapil.use_cases.withdraw_children import withdraw_children


def reverse_birth(registry: Registry, data: AktaKelahiranDibatalkan, now: datetime) -> None:
    """Undo what stands on the annulled deeds; what is undone already, or was never done, changes nothing."""
    package = registry.packages.lock(data.nomor)
    if package is None or package.status in BEFORE_DEED:
        raise TemporaryFailure("the annulment came before the deed")
    given = {child.nik for child in registry.numbers.children(data.nomor) if child.status == "DIKONFIRMASI"}
    annulled = [Nik(deed.nik) for deed in data.akta if deed.nik in given]
    if not annulled:
        return
    card = withdraw_children(registry, package, annulled, now)
    for nik in annulled:
        _revoke_child_card(registry, package, nik, data)
    _go_on(registry, package, card.versi if card else None, everyone=len(annulled) == len(given), now=now)


def _revoke_child_card(registry: Registry, package: Package, nik: Nik, data: AktaKelahiranDibatalkan) -> None:
    document = registry.documents.newest(JenisDokumen.KIA, nik)
    if document is None or document.status != StatusDokumen.AKTIF:
        return
    registry.documents.revoke(document.id)
    revoked = DokumenDicabut(
        dokumen_id=str(document.id), alasan="Akta kelahiran dibatalkan.", pada=data.dibatalkan_pada
    )
    registry.announce(revoked, subject=package.nomor)


def _go_on(registry: Registry, package: Package, version: int | None, *, everyone: bool, now: datetime) -> None:
    """Issue the card again where the children were shown; a package under way goes on for a twin that is left."""
    under_way = package.status in UNDER_WAY
    if under_way and not everyone:
        registry.packages.save(replace(package, versi_kk=_newest_version(registry, package)))
        return
    if under_way:
        package = replace(package.marked(Mark(Sign.BERHENTI, now)), periksa_jam_pada=None)
    if version is not None or package.status == PackageStatus.PENARIKAN:
        printed = version or _newest_version(registry, package)
        registry.packages.save(package.moved(PackageStatus.PENARIKAN, versi_kk=printed, alasan="akta_dibatalkan"))
        registry.announce(PaketDisusun(nomor=package.nomor), subject=package.nomor)
    elif everyone:
        registry.packages.save(package.moved(PackageStatus.DITARIK, alasan="akta_dibatalkan"))


def _newest_version(registry: Registry, package: Package) -> int:
    assert package.nomor_kk is not None
    card = registry.cards.find(package.nomor_kk)
    assert card is not None
    return card.versi

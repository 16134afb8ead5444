"""Record a birth by its deed: the NIK is given for good, the child entered, and the family card gets a new version."""

from datetime import date, datetime

from chassis.clock import local_date
from chassis.failures import TemporaryFailure
from contracts.dukcapil.events import PaketDisusun
from contracts.perizinan.events import AktaAnak, AktaKelahiranTerbit
from contracts.types import JenisAkta, JenisKelamin
from services.dukcapil.domain.areas import local_day
from services.dukcapil.domain.errors import CardClosed, DukcapilError, ReservationLost
from services.dukcapil.domain.family_card import FamilyCard
from services.dukcapil.domain.nik import Nik
from services.dukcapil.domain.package import Package, PackageStatus
from services.dukcapil.domain.resident import Newborn, Resident, enter_child
from services.dukcapil.registry import Registry
from services.dukcapil.terms import Terms
from services.dukcapil.use_cases.fail_package import fail_package
from services.dukcapil.use_cases.finish_package import finish_package

_RECORDED = frozenset(
    {
        *(PackageStatus.DISUSUN, PackageStatus.MENUNGGU_TTE, PackageStatus.SELESAI),
        *(PackageStatus.GAGAL, PackageStatus.PENARIKAN, PackageStatus.DITARIK),
    }
)
_NAMING_FATHER = frozenset({JenisAkta.AYAH_IBU, JenisAkta.AYAH_IBU_FRASA})


def record_birth(registry: Registry, data: AktaKelahiranTerbit, terms: Terms, now: datetime) -> None:
    """Enter the children of one application's deeds.

    Deeds that are recorded already change nothing. When the family card was closed, or the parents left it, after the
    report was verified, the package fails and nobody is entered.
    """
    package = registry.packages.lock(data.nomor)
    if package is None:
        raise TemporaryFailure("the deed came before its report")
    if package.status in _RECORDED:
        return
    try:
        card, children = _prepare(registry, data, local_date(now))
    except DukcapilError as error:
        fail_package(registry, package, error.kode, now)
        return
    _enter(registry, data, card, children, now)
    package = package.moved(PackageStatus.DISUSUN, nomor_kk=card.nomor, versi_kk=card.versi)
    registry.packages.save(package)
    _go_on(registry, package, terms, now)


def _go_on(registry: Registry, package: Package, terms: Terms, now: datetime) -> None:
    """Documents of our own are made by the document worker; without any the package is done."""
    if package.kind.issued_here:
        registry.announce(PaketDisusun(nomor=package.nomor), subject=package.nomor)
    else:
        finish_package(registry, package, terms, now)


def _prepare(registry: Registry, data: AktaKelahiranTerbit, today: date) -> tuple[FamilyCard, list[Resident]]:
    """Everything that will be written, before anything is; raises what makes the package fail."""
    held = {child.nik for child in registry.numbers.children(data.nomor) if child.status == "DIPESAN"}
    if held != {child.nik for child in data.anak}:
        raise ReservationLost("the deeds name other NIKs than those that are reserved")
    card = registry.cards.lock(data.nomor_kk)
    if card is None:
        raise CardClosed("the card is gone")
    known = registry.residents.find_many([nik for nik in (data.ibu_nik, data.ayah_nik) if nik])
    children = [_entry(child, data, known) for child in sorted(data.anak, key=lambda child: child.urutan)]
    return card.with_children({child.nik: _living(child, known) for child in children}, today), children


def _entry(child: AktaAnak, data: AktaKelahiranTerbit, known: dict[str, Resident]) -> Resident:
    """The entry names those whom the deed names: an unmarried mother's child has no father in the register."""
    mother = known.get(data.ibu_nik) if data.ibu_nik and child.jenis_akta != JenisAkta.TANPA_ASAL_USUL else None
    father = known.get(data.ayah_nik) if data.ayah_nik and child.jenis_akta in _NAMING_FATHER else None
    newborn = Newborn(
        nik=Nik(child.nik),
        nama=child.nama,
        jenis_kelamin=JenisKelamin(child.jenis_kelamin),
        tempat_lahir_kode=child.tempat_lahir,
        tanggal_lahir=local_day(child.waktu_lahir, child.tempat_lahir),
    )
    return enter_child(newborn, mother, father, data.nomor_kk)


def _living(child: Resident, known: dict[str, Resident]) -> list[str]:
    """The parents who can stand on a card; an orphan is entered on its guardian's."""
    parents = [known[nik] for nik in (child.nik_ibu, child.nik_ayah) if nik]
    return [parent.nik for parent in parents if not parent.is_dead]


def _enter(
    registry: Registry, data: AktaKelahiranTerbit, card: FamilyCard, children: list[Resident], now: datetime
) -> None:
    deeds = {Nik(child.nik): (child.nomor_akta, child.dokumen_id) for child in data.anak}
    registry.numbers.confirm(data.nomor, deeds)
    registry.residents.enter(children, nomor=data.nomor, at=now)
    registry.cards.keep(card, what="LAHIR", nomor=data.nomor, at=now)

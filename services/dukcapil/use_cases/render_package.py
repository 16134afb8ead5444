"""Render a package: the family card and a card for each child, signed, kept, and then issued all at once.

Rendering and signing happen outside any transaction; what they made is known to nobody until it is issued.
"""

from dataclasses import dataclass
from datetime import date, datetime

from chassis.city import City
from chassis.clock import Clock
from chassis.database import Cause
from chassis.documents.render import RenderingFailed
from chassis.documents.sign import SignerRefused, SignerUnavailable
from chassis.documents.store import StorageUnavailable
from chassis.failures import Park, TemporaryFailure, Unavailable
from chassis.inbox import Event
from contracts.dukcapil.events import PaketDisusun
from contracts.types import JenisDokumen, StatusPermohonan
from services.dukcapil.documents import render_child_card, render_family_card
from services.dukcapil.domain.child_card import NoChildCard, child_card_valid_until
from services.dukcapil.domain.package import UNDER_WAY, Package, PackageChild, PackageStatus
from services.dukcapil.domain.service_clock import Mark, Sign
from services.dukcapil.press import Press
from services.dukcapil.registry import Registry
from services.dukcapil.sheets import Household, child_card_sheet, family_card_sheet
from services.dukcapil.terms import Terms
from services.dukcapil.use_cases.fail_package import fail_package
from services.dukcapil.use_cases.issue_documents import Printed, issue_documents
from services.dukcapil.use_cases.keep_time import tell_status, wound


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be printed for a package as it stood when it was read."""

    package: Package
    household: Household
    children: tuple[PackageChild, ...]


def render_package(registry: Registry, event: Event[PaketDisusun], press: Press, terms: Terms, clock: Clock) -> None:
    """Print and issue; a package that wants nothing any more is left as it is.

    Raises `Unavailable` while signer or storage are away, and `Park` when the signer refuses: then a person must act
    first. For the signer the application shows MENUNGGU_TTE, and its clock stands still.
    """
    with registry.transaction():
        job = _read(registry, event.data.nomor)
    if job is None:
        with registry.effect(event):
            return
    try:
        printed = _print(job, press, terms, clock.now())
    except SignerUnavailable as error:
        _wait_for_signer(registry, event, terms, clock.now())
        raise Unavailable(error.kode) from error
    except SignerRefused as error:
        _wait_for_signer(registry, event, terms, clock.now())
        raise Park(error.kode) from error
    except StorageUnavailable as error:
        raise Unavailable(error.kode) from error
    except RenderingFailed as error:
        with registry.effect(event):
            _give_up(registry, job, error.kode, clock.now())
        return
    with registry.effect(event):
        issue_documents(registry, _unchanged(registry, job), printed, terms, clock.now())


def _read(registry: Registry, nomor: str) -> Job | None:
    package = registry.packages.find(nomor)
    if package is None or package.status not in UNDER_WAY | {PackageStatus.PENARIKAN}:
        return None
    assert package.nomor_kk is not None
    assert package.versi_kk is not None
    card = registry.cards.find_version(package.nomor_kk, package.versi_kk)
    assert card is not None
    niks = [member.nik for member in card.anggota]
    residents = registry.residents.find_many([*niks, card.nik_kepala])
    household = Household(card, residents, registry.residents.marriages_of(niks))
    children = registry.numbers.children(nomor) if package.status in UNDER_WAY else ()
    return Job(package, household, children)


def _print(job: Job, press: Press, terms: Terms, at: datetime) -> list[Printed]:
    """The family card, and a card for each child who is young enough for one."""
    city = terms.city(job.household.card.kota)
    today = at.astimezone(city.zone).date()
    printed = [_print_family_card(job, press, city, at, today)]
    for child in job.children:
        born = job.household.residents[child.nik].tanggal_lahir
        try:
            until = child_card_valid_until(born, today, terms.child_card(city.code, today))
        except NoChildCard:
            continue  # reported so late that a KTP-el is due instead
        printed.append(_print_child_card(job, child, press, city, at, (today, until)))
    return printed


def _print_family_card(job: Job, press: Press, city: City, at: datetime, today: date) -> Printed:
    household, reason = job.household, "Penerbitan Kartu Keluarga"
    made = press.make(lambda block: render_family_card(family_card_sheet(household, block)), city, at, reason)
    card = household.card
    return Printed(JenisDokumen.KARTU_KELUARGA, card.nomor, card.versi, household.head.nama, made, today)


def _print_child_card(  # noqa: PLR0913, PLR0917
    job: Job, child: PackageChild, press: Press, city: City, at: datetime, valid: tuple[date, date]
) -> Printed:
    household, reason = job.household, "Penerbitan Kartu Identitas Anak"
    issued, until = valid
    made = press.make(
        lambda block: render_child_card(child_card_sheet(household, child, until, block)), city, at, reason
    )
    return Printed(JenisDokumen.KIA, child.nik, 1, household.residents[child.nik].nama, made, issued, until)


def _unchanged(registry: Registry, job: Job) -> Package:
    """The package, locked; raises when it took another turn while its documents were made."""
    package = registry.packages.lock(job.package.nomor)
    if package is None or package.versi_kk != job.package.versi_kk or package.status != job.package.status:
        raise TemporaryFailure("the package changed while it was printed")
    return package


def _wait_for_signer(registry: Registry, event: Event[PaketDisusun], terms: Terms, now: datetime) -> None:
    """Say once that the signature is awaited; not a single document is shown meanwhile."""
    with registry.transaction(Cause.of(event)):
        package = registry.packages.lock(event.data.nomor)
        if package is None or package.status != PackageStatus.DISUSUN:
            return
        waiting = package.marked(Mark(Sign.JEDA, now)).moved(
            PackageStatus.MENUNGGU_TTE, status_permohonan=StatusPermohonan.MENUNGGU_TTE, status_pada=now
        )
        waiting = wound(waiting, terms, now)
        registry.packages.save(waiting)
        tell_status(registry, waiting, terms, now)


def _give_up(registry: Registry, job: Job, kode: str, now: datetime) -> None:
    """What cannot be printed today cannot be printed tomorrow; a card that was to be taken back waits for a person."""
    package = _unchanged(registry, job)
    if package.status == PackageStatus.PENARIKAN:
        raise Park(kode)
    fail_package(registry, package, kode, now)

"""A package as data: the documents that an application wants, what each stands on, and the clock they run under.

The lifecycle is a table over all states; a step that is not in it raises `IllegalTransition`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from contracts.types import JenisDokumen, Paket, StatusPermohonan
from services.dukcapil.domain.errors import IllegalTransition
from services.dukcapil.domain.nik import Nik
from services.dukcapil.domain.service_clock import Mark


@dataclass(frozen=True, slots=True)
class PackageKind:
    """What is wanted; `stands_on` names for each document those that must exist before it."""

    documents: tuple[JenisDokumen, ...]
    stands_on: Mapping[JenisDokumen, frozenset[JenisDokumen]]
    told_as_package: bool
    """Whether its end and its clock are told as `paket_3in1_…`."""

    @property
    def issued_here(self) -> tuple[JenisDokumen, ...]:
        """The documents that dukcapil issues itself; the deed is perizinan's."""
        return tuple(kind for kind in self.documents if kind != JenisDokumen.AKTA_KELAHIRAN)


_DEED, _CARD, _CHILD_CARD = JenisDokumen.AKTA_KELAHIRAN, JenisDokumen.KARTU_KELUARGA, JenisDokumen.KIA

PACKAGES: Mapping[Paket, PackageKind] = {
    # Cimahi's one day service (handbook 0.1); a newborn's KIA is issued together with the deed (Permendagri 2/2016).
    Paket.TIGA_DALAM_SATU: PackageKind(
        documents=(_DEED, _CARD, _CHILD_CARD),
        stands_on={_DEED: frozenset(), _CARD: frozenset({_DEED}), _CHILD_CARD: frozenset({_DEED})},
        told_as_package=True,
    ),
    Paket.AKTA: PackageKind(documents=(_DEED,), stands_on={_DEED: frozenset()}, told_as_package=False),
}


class PackageStatus(StrEnum):
    """Where a package stands, as dukcapil sees it."""

    DIPERIKSA = "DIPERIKSA"
    """The report is known and no NIK is reserved: the applicant must mend it."""
    TERVERIFIKASI = "TERVERIFIKASI"
    """A NIK is reserved for each child; the deed is awaited."""
    DISUSUN = "DISUSUN"
    """The children are entered; their cards are being made."""
    MENUNGGU_TTE = "MENUNGGU_TTE"
    """As before, and the signer is away."""
    SELESAI = "SELESAI"
    DIHENTIKAN = "DIHENTIKAN"
    """Rejected, withdrawn or expired before a deed: the NIKs are released."""
    GAGAL = "GAGAL"
    """A step failed for good: whatever was done is undone, the deed is to be annulled."""
    PENARIKAN = "PENARIKAN"
    """What was entered is taken back: the card is being issued again without the child."""
    DITARIK = "DITARIK"
    """Everything that stood on the deed is undone."""


NEXT: Mapping[PackageStatus, frozenset[PackageStatus]] = {
    PackageStatus.DIPERIKSA: frozenset(
        {PackageStatus.DIPERIKSA, PackageStatus.TERVERIFIKASI, PackageStatus.DIHENTIKAN, PackageStatus.GAGAL}
    ),
    PackageStatus.TERVERIFIKASI: frozenset(
        {
            PackageStatus.TERVERIFIKASI,
            PackageStatus.DIPERIKSA,
            PackageStatus.DISUSUN,
            PackageStatus.SELESAI,
            PackageStatus.DIHENTIKAN,
            PackageStatus.GAGAL,
        }
    ),
    PackageStatus.DISUSUN: frozenset(
        {
            PackageStatus.MENUNGGU_TTE,
            PackageStatus.SELESAI,
            PackageStatus.GAGAL,
            PackageStatus.PENARIKAN,
            PackageStatus.DITARIK,
        }
    ),
    PackageStatus.MENUNGGU_TTE: frozenset(
        {PackageStatus.SELESAI, PackageStatus.GAGAL, PackageStatus.PENARIKAN, PackageStatus.DITARIK}
    ),
    PackageStatus.SELESAI: frozenset({PackageStatus.PENARIKAN, PackageStatus.DITARIK}),
    # A deed that crossed with its application's withdrawal must be annulled.
    PackageStatus.DIHENTIKAN: frozenset({PackageStatus.GAGAL}),
    PackageStatus.GAGAL: frozenset(),
    PackageStatus.PENARIKAN: frozenset({PackageStatus.PENARIKAN, PackageStatus.SELESAI, PackageStatus.DITARIK}),
    PackageStatus.DITARIK: frozenset(),
}
UNDER_WAY = frozenset({PackageStatus.DISUSUN, PackageStatus.MENUNGGU_TTE})
BEFORE_DEED = frozenset({PackageStatus.DIPERIKSA, PackageStatus.TERVERIFIKASI})


def step(status: PackageStatus, to: PackageStatus) -> PackageStatus:
    """The state after a legal step; raises `IllegalTransition` for any other."""
    if to not in NEXT[status]:
        raise IllegalTransition(f"{status} → {to}")
    return to


@dataclass(frozen=True, slots=True)
class Package:
    """What dukcapil makes for one application, and its clock."""

    nomor: str
    jenis: Paket | None
    """None for an application that ended before its report came here."""
    versi: int
    """The newest version of the report that was answered; 0 before the first."""
    status: PackageStatus
    status_permohonan: StatusPermohonan
    """The newest status of the application that is known here."""
    status_pada: datetime | None
    kota: str | None
    nomor_kk: str | None
    versi_kk: int | None
    """The version of the family card that this package prints."""
    hari_layanan: int
    """Working days from complete to done."""
    tanda_jam: tuple[Mark, ...]
    periksa_jam_pada: datetime | None
    diingatkan: bool
    terlambat: bool
    alasan: str | None

    @property
    def kind(self) -> PackageKind:
        """What is wanted; without a report it is nothing more than a deed."""
        return PACKAGES[self.jenis or Paket.AKTA]

    def moved(self, to: PackageStatus, **changes: object) -> "Package":
        """The package after a legal step; raises `IllegalTransition` for any other."""
        return replace(self, status=step(self.status, to), **changes)  # type: ignore[arg-type]

    def marked(self, *marks: Mark) -> "Package":
        """The package with more known of its clock; a mark that is known already changes nothing."""
        return replace(self, tanda_jam=tuple(dict.fromkeys((*self.tanda_jam, *marks))))


@dataclass(frozen=True, slots=True)
class PackageChild:
    """A child of a package: its NIK, and its deed once there is one. `urutan` counts from 1 in the report."""

    urutan: int
    nik: Nik
    status: str
    nomor_akta: str | None = None
    dokumen_akta: str | None = None

"""The family card (Kartu Keluarga): its members in order, and a new version under the same number at each change.

The number stays for life of the household (handbook 1.2); what changes is the version, and with it the document.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from services.dukcapil.domain.errors import CardClosed, NotOnCard, ParentNotOnCard
from services.dukcapil.domain.nik import Nik


class Relation(StrEnum):
    """What a member is to the head of the family."""

    KEPALA_KELUARGA = "KEPALA_KELUARGA"
    SUAMI = "SUAMI"
    ISTRI = "ISTRI"
    ANAK = "ANAK"
    MENANTU = "MENANTU"
    CUCU = "CUCU"
    ORANG_TUA = "ORANG_TUA"
    MERTUA = "MERTUA"
    FAMILI_LAIN = "FAMILI_LAIN"


class CardStatus(StrEnum):
    """Whether a card may be changed and printed."""

    AKTIF = "AKTIF"
    DITUTUP = "DITUTUP"


# What a newborn is to the head, by what its parent is; of two parents on one card the first in this order decides.
CHILD_OF = {
    Relation.KEPALA_KELUARGA: Relation.ANAK,
    Relation.SUAMI: Relation.ANAK,
    Relation.ISTRI: Relation.ANAK,
    Relation.ANAK: Relation.CUCU,
    Relation.MENANTU: Relation.CUCU,
    Relation.CUCU: Relation.FAMILI_LAIN,
    Relation.ORANG_TUA: Relation.FAMILI_LAIN,
    Relation.MERTUA: Relation.FAMILI_LAIN,
    Relation.FAMILI_LAIN: Relation.FAMILI_LAIN,
}
_NEAREST = list(CHILD_OF)
_SPOUSES = frozenset({Relation.KEPALA_KELUARGA, Relation.SUAMI, Relation.ISTRI})


@dataclass(frozen=True, slots=True)
class Member:
    """One line of a card; `urutan` counts from 1 and is the order of printing."""

    nik: Nik
    urutan: int
    hubungan: Relation


@dataclass(frozen=True, slots=True)
class FamilyCard:
    """A card in one of its versions."""

    nomor: str
    nik_kepala: Nik
    alamat: str
    rt: str
    rw: str
    kode_kelurahan: str
    kode_pos: str | None
    tanggal_terbit: date
    versi: int
    status: CardStatus
    anggota: tuple[Member, ...]

    @property
    def kota(self) -> str:
        """The city of residence, four digits such as 3277."""
        return self.kode_kelurahan[:5].replace(".", "")

    @property
    def area(self) -> str:
        """The kecamatan of residence, six digits: where a child of this family gets its NIK."""
        return self.kode_kelurahan[:8].replace(".", "")

    def member(self, nik: str | None) -> Member | None:
        """The line of one member, or None."""
        return next((member for member in self.anggota if member.nik == nik), None)

    def shows_as_couple(self, one: str, other: str) -> bool:
        """Whether the card itself shows two members as husband and wife: its head and the head's spouse."""
        relations = {member.hubungan for member in self.anggota if member.nik in (one, other)}
        return len(relations) == 2 and relations <= _SPOUSES

    def with_children(self, parents_of: Mapping[Nik, Collection[str]], on: date) -> "FamilyCard":
        """The next version, with newborns as its last lines, in the order of the mapping.

        `parents_of` names for each child those who stand on its deed; nobody for a foundling. Raises `CardClosed`, and
        `ParentNotOnCard` when the parents have left the card meanwhile.
        """
        if self.status != CardStatus.AKTIF:
            raise CardClosed("the card is closed")
        last = max((member.urutan for member in self.anggota), default=0)
        born = (
            Member(child, place, self._relation_of_child(parents))
            for place, (child, parents) in enumerate(parents_of.items(), start=last + 1)
        )
        return self._next(on, (*self.anggota, *born))

    def without(self, niks: Collection[str], on: date) -> "FamilyCard":
        """The next version, with some lines less; raises `NotOnCard`."""
        if any(self.member(nik) is None for nik in niks):
            raise NotOnCard("not a member of this card")
        left = [member for member in self.anggota if member.nik not in niks]
        return self._next(on, tuple(replace(member, urutan=place) for place, member in enumerate(left, start=1)))

    def _relation_of_child(self, parents: Collection[str]) -> Relation:
        if not parents:
            return Relation.FAMILI_LAIN
        on_card = [member.hubungan for member in self.anggota if member.nik in parents]
        if not on_card:
            raise ParentNotOnCard("no parent stands on the card")
        return CHILD_OF[min(on_card, key=_NEAREST.index)]

    def _next(self, on: date, members: tuple[Member, ...]) -> "FamilyCard":
        return replace(self, anggota=members, versi=self.versi + 1, tanggal_terbit=on)

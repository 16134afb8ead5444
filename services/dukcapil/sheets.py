"""What stands on the cards, from what the register holds: words for codes, names for areas."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chassis.documents.block import SignatureBlock
from services.dukcapil.documents import ChildCardSheet, FamilyCardSheet, FamilyMember
from services.dukcapil.domain.areas import Address, address_of, birthplace_word
from services.dukcapil.domain.birth import Marriage
from services.dukcapil.domain.family_card import FamilyCard, Member, Relation
from services.dukcapil.domain.package import PackageChild
from services.dukcapil.domain.resident import MaritalStatus, Resident

MARITAL_WORDS: Mapping[MaritalStatus, str] = {
    MaritalStatus.BELUM_KAWIN: "BELUM KAWIN",
    MaritalStatus.KAWIN_TERCATAT: "KAWIN TERCATAT",
    MaritalStatus.KAWIN_BELUM_TERCATAT: "KAWIN BELUM TERCATAT",
    MaritalStatus.CERAI_HIDUP: "CERAI HIDUP",
    MaritalStatus.CERAI_MATI: "CERAI MATI",
}
RELATION_WORDS: Mapping[Relation, str] = {relation: relation.replace("_", " ") for relation in Relation}


@dataclass(frozen=True, slots=True)
class Household:
    """A card in one version, with the entries of its members."""

    card: FamilyCard
    residents: Mapping[str, Resident]
    marriages: tuple[Marriage, ...]

    @property
    def head(self) -> Resident:
        """The head of the family."""
        return self.residents[self.card.nik_kepala]

    @property
    def address(self) -> Address:
        """The names of the areas that the family lives in, in capitals as the cards write them."""
        names = address_of(self.card.kode_kelurahan)
        return Address(names.village.upper(), names.district.upper(), names.city.upper(), names.province.upper())

    def wedding_day(self, nik: str) -> date | None:
        """The day of the newest marriage of a member, when it lasts and is recorded."""
        own = (one for one in self.marriages if nik in (one.nik_suami, one.nik_istri))
        newest = next(own, None)
        return newest.tanggal if newest and newest.is_active and newest.tercatat else None


def family_card_sheet(household: Household, block: SignatureBlock) -> FamilyCardSheet:
    """The sheet of a family card."""
    card, address = household.card, household.address
    return FamilyCardSheet(
        number=card.nomor,
        head=household.head.nama,
        address=card.alamat,
        rt=card.rt,
        rw=card.rw,
        postal_code=card.kode_pos or "",
        village=address.village,
        district=address.district,
        city=address.city,
        province=address.province,
        members=tuple(_line(household, member) for member in card.anggota),
        block=block,
    )


def child_card_sheet(
    household: Household, child: PackageChild, valid_until: date, block: SignatureBlock
) -> ChildCardSheet:
    """The sheet of a child's identity card."""
    resident, card, address = household.residents[child.nik], household.card, household.address
    return ChildCardSheet(
        nik=resident.nik,
        name=resident.nama,
        sex=resident.jenis_kelamin,
        blood_type=_blood(resident),
        birth_place=birthplace_word(resident.tempat_lahir_kode),
        birth_date=resident.tanggal_lahir,
        family_card_number=card.nomor,
        head_of_family=household.head.nama,
        deed_number=child.nomor_akta or "",
        religion=resident.agama,
        citizenship=resident.kewarganegaraan,
        address=card.alamat,
        rt=card.rt,
        rw=card.rw,
        village=address.village,
        district=address.district,
        city=address.city,
        province=address.province,
        valid_until=valid_until,
        block=block,
    )


def _line(household: Household, member: Member) -> FamilyMember:
    resident = household.residents[member.nik]
    return FamilyMember(
        name=resident.nama,
        nik=resident.nik,
        sex=resident.jenis_kelamin,
        birth_place=birthplace_word(resident.tempat_lahir_kode),
        birth_date=resident.tanggal_lahir,
        religion=resident.agama,
        education=resident.pendidikan,
        occupation=resident.pekerjaan,
        blood_type=_blood(resident),
        marital_status=MARITAL_WORDS[resident.status_kawin],
        marriage_date=household.wedding_day(member.nik),
        relationship=RELATION_WORDS[member.hubungan],
        citizenship=resident.kewarganegaraan,
        father=resident.nama_ayah or "",
        mother=resident.nama_ibu or "",
    )


def _blood(resident: Resident) -> str:
    """A blood group that nobody has told prints as a dash."""
    return "" if resident.golongan_darah == "TIDAK TAHU" else resident.golongan_darah

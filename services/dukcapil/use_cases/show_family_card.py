"""Show a resident the family card that they stand on (UU 27/2022 ps. 7: access by the subject)."""

from contracts.dukcapil.api import AnggotaKeluarga, CariKeluarga, KartuKeluargaWarga
from services.dukcapil.domain.areas import address_of, birthplace_word
from services.dukcapil.domain.family_card import CardStatus, Member
from services.dukcapil.domain.resident import Resident, ResidentStatus
from services.dukcapil.registry import Registry


def show_family_card(registry: Registry, asked: CariKeluarga) -> KartuKeluargaWarga:
    """The card as it stands now, its members in their order; nothing for who is not a living resident on an open one.

    Every member holds the card and reads all of it, so nothing of it is kept from one of them.
    """
    resident = registry.residents.find(asked.nik)
    if resident is None or resident.status != ResidentStatus.AKTIF or not resident.nomor_kk:
        return KartuKeluargaWarga()
    card = registry.cards.find(resident.nomor_kk)
    if card is None or card.status != CardStatus.AKTIF:
        return KartuKeluargaWarga()
    known = registry.residents.find_many([member.nik for member in card.anggota])
    place = address_of(card.kode_kelurahan)
    return KartuKeluargaWarga(
        nomor_kk=card.nomor,
        tanggal_terbit=card.tanggal_terbit,
        alamat=card.alamat,
        rt=card.rt,
        rw=card.rw,
        kelurahan=place.village,
        kecamatan=place.district,
        kota=place.city,
        anggota=tuple(_line(member, known[member.nik]) for member in card.anggota if member.nik in known),
    )


def _line(member: Member, resident: Resident) -> AnggotaKeluarga:
    return AnggotaKeluarga(
        nik=resident.nik,
        nama=resident.nama,
        hubungan=member.hubungan,
        jenis_kelamin=resident.jenis_kelamin,
        tempat_lahir=birthplace_word(resident.tempat_lahir_kode),
        tanggal_lahir=resident.tanggal_lahir,
    )

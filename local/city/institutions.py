"""Health facilities, officers and API clients of the city; invented persons, demo secrets."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from local.city.addresses import street_address
from local.city.areas import Municipality
from local.city.dice import Dice
from local.city.names import Sex, culture_of, full_name

_STAFF = (
    ("PETUGAS_VERIFIKASI", 3),
    ("PETUGAS_DUKCAPIL", 2),
    ("KEPALA_DINAS", 1),
    ("PETUGAS_PAJAK", 2),
    ("OPERATOR", 1),
    ("ADMIN", 1),
    ("PETUGAS_OPD", 1),
)
_AGENCIES = (
    ("dinsos", "DINAS SOSIAL", "kependudukan:verifikasi acara:dokumen acara:kelahiran acara:layanan"),
    ("dinkes", "DINAS KESEHATAN", "kependudukan:verifikasi kelahiran:beritahu acara:kelahiran"),
    ("disdik", "DINAS PENDIDIKAN", "kependudukan:verifikasi acara:kelahiran"),
    ("dpmptsp", "DINAS PENANAMAN MODAL DAN PTSP", "kependudukan:verifikasi pajak:kswpd acara:dokumen"),
)
_HOUSES = ("MELATI HUSADA", "BUNDA SEJAHTERA", "HARAPAN SEHAT", "KASIH MULIA", "CITRA MEDIKA", "SARI ASIH UTAMA")
_FACILITY_SCOPES = "kelahiran:lapor kelahiran:beritahu acara:permohonan"
_MIDWIVES = 8
_HOSPITALS = 4
_CLINICS = 4


class Facility(NamedTuple):
    """A place where children are born; `code` is F, the city's four digits and a serial of three."""

    code: str
    name: str
    kind: str
    city: str
    address: str


class Officer(NamedTuple):
    """A civil servant with one role in one city."""

    id: str
    name: str
    nip: str
    role: str
    city: str


class Client(NamedTuple):
    """A machine that calls the API, with the scopes that it was given."""

    client_id: str
    name: str
    kind: str
    facility: str
    scopes: str
    client_secret: str


def facilities(dice: Dice, city: Municipality) -> Iterator[Facility]:
    """Hospitals, one puskesmas for each village of each district, clinics and midwives; hospitals come first."""
    for serial, (kind, name) in enumerate(_facility_names(dice, city), start=1):
        yield Facility(f"F{city.compact}{serial:03}", name, kind, city.compact, street_address(dice))


def _facility_names(dice: Dice, city: Municipality) -> Iterator[tuple[str, str]]:
    houses = dice.shuffled(_HOUSES)
    for house in houses[:_HOSPITALS]:
        yield "RUMAH_SAKIT", f"RUMAH SAKIT {house}"
    for district in city.districts:
        for village in district.villages:
            yield "PUSKESMAS", f"PUSKESMAS {village.name.upper()}"
    for house in dice.shuffled(_HOUSES)[:_CLINICS]:
        yield "KLINIK_BERSALIN", f"KLINIK BERSALIN {house}"
    for _ in range(_MIDWIVES):
        yield "BIDAN", f"BIDAN {full_name(dice, culture_of(dice), 'P', 1980)}"


def officers(dice: Dice, city: Municipality) -> Iterator[Officer]:
    """A handful for each role; NIP: date of birth, month of appointment, sex, serial (18 digits)."""
    for role, count in _STAFF:
        for place in range(count):
            sex: Sex = "L" if dice.chance(0.5) else "P"
            born = date(dice.between(1968, 1994), dice.between(1, 12), dice.between(1, 28))
            appointed = f"{born.year + 25}{dice.between(1, 12):02}"
            nip = f"{born:%Y%m%d}{appointed}{1 if sex == 'L' else 2}{dice.between(1, 999):03}"
            identity = uuid5(NAMESPACE_URL, f"urn:terpadu:demo:petugas:{city.compact}:{role}:{place}")
            yield Officer(str(identity), full_name(dice, culture_of(dice), sex, born.year), nip, role, city.compact)


def clients(seed: int, city: Municipality, places: list[Facility]) -> Iterator[Client]:
    """Agencies, a bank, and every facility of the city."""
    for short, name, scopes in _AGENCIES:
        client = f"opd-{short}-{city.compact}"
        yield Client(client, name, "OPD", "", scopes, _demo_secret(seed, client))
    bank = f"bank-{city.compact}"
    yield Client(bank, "BANK PERSEPSI DAERAH", "BANK", "", "pajak:bayar", _demo_secret(seed, bank))
    for place in places:
        client = f"faskes-{place.code.lower()}"
        yield Client(client, place.name, "FASKES", place.code, _FACILITY_SCOPES, _demo_secret(seed, client))


def _demo_secret(seed: int, client_id: str) -> str:
    """Anyone who knows the seed knows the secret, and it says so: only for demonstrations and tests."""
    return "demo-" + sha256(f"{seed}:{client_id}".encode()).hexdigest()[:32]

"""Take in a registration, and grant it by rule when the register knows the person and the city allows it."""

from dataclasses import dataclass

from contracts.gateway.tax import ObjekDidaftarkan, PendaftaranWajibPajak
from contracts.gateway.tax_events import WajibPajakMendaftar
from contracts.pajak.api import PeriksaPendaftaran
from contracts.questions import HasilPeriksa
from contracts.types import Galat, StatusPermohonan
from services.pajak.desk import Desk
from services.pajak.domain.fines import Person
from services.pajak.domain.kinds import CLASSES, Kind
from services.pajak.domain.months import add_months
from services.pajak.domain.registration import Proof, Request, RequestKind, needs_no_officer
from services.pajak.registry.requests import Filed
from services.pajak.use_cases.enter_taxpayer import enter_taxpayer
from services.pajak.use_cases.take_step import refuse_application, tell_status


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks in which city for what to be registered."""

    kota: str
    nik: str
    what: PendaftaranWajibPajak


def check_registration(desk: Desk, asked: PeriksaPendaftaran) -> HasilPeriksa:
    """Answer before a registration is sent: nothing is written down, and the fact is judged by the same rules."""
    return HasilPeriksa(galat=tuple(registration_faults(desk, Asked(asked.kota, asked.pemohon_nik, asked))))


def register_taxpayer(desk: Desk, told: WajibPajakMendaftar) -> None:
    """Enter the request; refuse what cannot be registered, grant what needs no officer, else queue it for four eyes.

    The same number again is a correction when officers sent the first back; else it changes nothing.
    """
    request = Request(told.nomor, told.kota, RequestKind.PENDAFTARAN, StatusPermohonan.DIAJUKAN, desk.now)
    content = told.pendaftaran.model_dump(mode="json")
    proof = Proof(told.identitas)
    filed = Filed(request, proof, told.pemohon_nik, content, None, desk.registry.correlation_id)
    if not (desk.registry.requests.add(filed, told.didaftarkan_pada) or _corrects(desk, filed)):
        return
    if faults := registration_faults(desk, Asked(told.kota, told.pemohon_nik, told.pendaftaran)):
        desk.registry.requests.save(request.moved_to(StatusPermohonan.DITOLAK, desk.now))
        refuse_application(desk, told.nomor, *faults)
        return
    law = desk.law(told.kota)
    if needs_no_officer(Person(told.pendaftaran.jenis_wp), proof, law.checking()):
        desk.registry.requests.save(request.moved_to(StatusPermohonan.SELESAI, desk.now))
        enter_taxpayer(desk, filed)
    else:
        desk.registry.requests.save(request.moved_to(StatusPermohonan.MENUNGGU_PETUGAS, desk.now))
        tell_status(desk, told.nomor, StatusPermohonan.MENUNGGU_PETUGAS)


def _corrects(desk: Desk, filed: Filed) -> bool:
    """Take a registration that was sent again, when officers had asked for that; they approve from the start."""
    before = desk.registry.requests.lock(filed.request.nomor)
    if before is None or before.request.status is not StatusPermohonan.PERLU_PERBAIKAN:
        return False
    before.request.moved_to(StatusPermohonan.DIAJUKAN, desk.now)
    desk.registry.requests.correct(filed)
    return True


def registration_faults(desk: Desk, asked: Asked) -> list[Galat]:
    """What stands against a registration: one number a taxpayer, a class of the object's kind, a place in the city."""
    return [
        *_identity_faults(desk, asked),
        *(fault for at, item in enumerate(asked.what.objek) for fault in object_faults(desk, asked.kota, item, at)),
    ]


def object_faults(desk: Desk, kota: str, item: ObjekDidaftarkan, at: int) -> list[Galat]:
    """What stands against one object: its class, its place, and the day on which it opened."""
    city, place, faults = desk.terms.city(kota), f"/objek/{at}", []
    if item.golongan not in CLASSES[Kind(item.jenis)]:
        faults.append(_fault(f"{place}/golongan", "golongan_tidak_dikenal", "Golongan tidak dikenal."))
    if not city.serves(item.kode_kelurahan):
        faults.append(_fault(f"{place}/kode_kelurahan", "di_luar_kota", f"Objek berada di luar {city.name}."))
    today = desk.today(kota)
    lapsed = add_months(today, -12 * desk.law(kota).integer("kedaluwarsa_pajak"))
    if item.mulai_usaha is not None and not lapsed < item.mulai_usaha <= today:
        sentence = f"Tanggal mulai usaha paling awal {lapsed:%d-%m-%Y} dan paling akhir hari ini."
        faults.append(_fault(f"{place}/mulai_usaha", "mulai_usaha_tidak_sah", sentence))
    return faults


def _identity_faults(desk: Desk, asked: Asked) -> list[Galat]:
    what, person = asked.what, Person(asked.what.jenis_wp)
    identity, place = (what.nik, "/nik") if person is Person.ORANG else (what.nib, "/nib")
    if identity is None:
        return [_fault(place, "identitas_wajib", "Orang mendaftar dengan NIK, badan dengan NIB.")]
    if person is Person.ORANG and identity != asked.nik:
        return [_fault(place, "bukan_pemohon", "Orang mendaftarkan diri sendiri.")]
    if desk.registry.taxpayers.find_by_identity(asked.kota, person, identity):
        return [_fault(place, "sudah_terdaftar", "Sudah terdaftar; tambahkan objek melalui perubahan data.")]
    return []


def _fault(place: str, code: str, sentence: str) -> Galat:
    return Galat(lokasi=place, kode=code, pesan=sentence)

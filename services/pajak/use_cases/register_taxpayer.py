"""Take in a registration, and grant it by rule when the register knows the person and the city allows it."""

from contracts.gateway.tax import PendaftaranWajibPajak
from contracts.gateway.tax_events import WajibPajakMendaftar
from contracts.types import Galat, StatusPermohonan
from services.pajak.desk import Desk
from services.pajak.domain.fines import Person
from services.pajak.domain.kinds import CLASSES, Kind
from services.pajak.domain.registration import Proof, Request, RequestKind, needs_no_officer
from services.pajak.registry.requests import Filed
from services.pajak.use_cases.enter_taxpayer import enter_taxpayer
from services.pajak.use_cases.take_step import refuse_application, tell_status


def register_taxpayer(desk: Desk, told: WajibPajakMendaftar) -> None:
    """Enter the request; refuse what cannot be registered, grant what needs no officer, else queue it for four eyes.

    The same number again, told by another event, changes nothing.
    """
    request = Request(told.nomor, told.kota, RequestKind.PENDAFTARAN, StatusPermohonan.DIAJUKAN, desk.now)
    content = told.pendaftaran.model_dump(mode="json")
    proof = Proof(told.identitas)
    filed = Filed(request, proof, told.pemohon_nik, content, None, desk.registry.correlation_id)
    if not desk.registry.requests.add(filed, told.didaftarkan_pada):
        return
    if faults := registration_faults(desk, told):
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


def registration_faults(desk: Desk, told: WajibPajakMendaftar) -> list[Galat]:
    """What stands against a registration: one number a taxpayer, a class of the object's kind, a place in the city."""
    asked = told.pendaftaran
    faults = [*_identity_faults(desk, told), *_place_faults(desk, asked, told.kota)]
    for at, item in enumerate(asked.objek):
        if item.golongan not in CLASSES[Kind(item.jenis)]:
            faults.append(_fault(f"/objek/{at}/golongan", "golongan_tidak_dikenal", "Golongan tidak dikenal."))
    return faults


def _identity_faults(desk: Desk, told: WajibPajakMendaftar) -> list[Galat]:
    asked, person = told.pendaftaran, Person(told.pendaftaran.jenis_wp)
    identity, place = (asked.nik, "/nik") if person is Person.ORANG else (asked.nib, "/nib")
    if identity is None:
        return [_fault(place, "identitas_wajib", "Orang mendaftar dengan NIK, badan dengan NIB.")]
    if person is Person.ORANG and identity != told.pemohon_nik:
        return [_fault(place, "bukan_pemohon", "Orang mendaftarkan diri sendiri.")]
    if desk.registry.taxpayers.find_by_identity(told.kota, person, identity):
        return [_fault(place, "sudah_terdaftar", "Sudah terdaftar; tambahkan objek melalui perubahan data.")]
    return []


def _place_faults(desk: Desk, asked: PendaftaranWajibPajak, kota: str) -> list[Galat]:
    city = desk.terms.city(kota)
    return [
        _fault(f"/objek/{at}/kode_kelurahan", "di_luar_kota", f"Objek berada di luar {city.name}.")
        for at, item in enumerate(asked.objek)
        if not city.serves(item.kode_kelurahan)
    ]


def _fault(place: str, code: str, sentence: str) -> Galat:
    return Galat(lokasi=place, kode=code, pesan=sentence)

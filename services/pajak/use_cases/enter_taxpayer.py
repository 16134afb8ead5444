"""Give a granted registration its numbers: one NPWPD for the taxpayer, one NOPD for each object."""

from contracts.gateway.tax import JenisObjekPajak, JenisWp, ObjekDidaftarkan, PendaftaranWajibPajak
from contracts.pajak.events import ObjekTerdaftar, WajibPajakTerdaftar
from contracts.types import Pelaku, StatusPermohonan
from services.pajak.desk import Desk
from services.pajak.domain.fines import Person
from services.pajak.domain.kinds import Kind
from services.pajak.domain.numbers import object_number, taxpayer_number
from services.pajak.domain.period import TaxPeriod
from services.pajak.domain.returns import new_draft
from services.pajak.domain.taxpayer import TaxObject, Taxpayer
from services.pajak.registry.requests import Filed
from services.pajak.use_cases.take_step import Message, tell_status


def enter_taxpayer(desk: Desk, filed: Filed, by: Pelaku = Pelaku.SISTEM) -> Taxpayer:
    """Enter the taxpayer of a granted registration with its objects, and tell it."""
    asked = PendaftaranWajibPajak.model_validate(filed.content)
    taxpayer = open_taxpayer(desk, filed.request.kota, asked, filed.applicant)
    desk.registry.requests.save_taxpayer(filed.request.nomor, taxpayer.npwpd)
    objects = [open_object(desk, taxpayer, item) for item in asked.objek]
    tell_registered(desk, filed.request.nomor, taxpayer, objects)
    told = Message(f"NPWPD {taxpayer.npwpd} terbit.", by=by)
    tell_status(desk, filed.request.nomor, StatusPermohonan.SELESAI, told)
    return taxpayer


def open_taxpayer(desk: Desk, kota: str, asked: PendaftaranWajibPajak, applicant: str | None) -> Taxpayer:
    """Enter a taxpayer under the next number of the city; `applicant` None is ex officio."""
    law = desk.law(kota)
    person = Person(asked.jenis_wp)
    serial = desk.registry.taxpayers.next_serial(kota, "NPWPD")
    taxpayer = Taxpayer(
        npwpd=taxpayer_number(law.text("pola_npwpd"), person, asked.objek[0].kode_kelurahan, serial),
        kota=kota,
        jenis=person,
        nik=asked.nik if person is Person.ORANG else applicant,
        nib=asked.nib,
        nama=asked.nama,
        secara_jabatan=applicant is None,
        terdaftar_pada=desk.now,
    )
    desk.registry.taxpayers.add(taxpayer)
    return taxpayer


def open_object(desk: Desk, taxpayer: Taxpayer, item: ObjekDidaftarkan) -> TaxObject:
    """Enter an object under the next number of the city; its first return is for the period in which it opened."""
    today = desk.today(taxpayer.kota)
    pattern = desk.terms.law(taxpayer.kota, today).text("pola_nopd")
    kind = Kind(item.jenis)
    serial = desk.registry.taxpayers.next_serial(taxpayer.kota, f"NOPD-{kind}")
    opened = TaxObject(
        nopd=object_number(pattern, kind, item.kode_kelurahan, serial),
        npwpd=taxpayer.npwpd,
        kota=taxpayer.kota,
        jenis=kind,
        golongan=item.golongan,
        nama=item.nama,
        kode_kelurahan=item.kode_kelurahan,
        alamat=item.alamat,
        mulai=item.mulai_usaha or today,
    )
    desk.registry.taxpayers.add_object(opened)
    _open_past_returns(desk, opened)
    return opened


def _open_past_returns(desk: Desk, item: TaxObject) -> None:
    """Open the returns of the periods that ended before the business was registered: they are owed all the same.

    Not those before the tax's own law: a business may be older than that.
    """
    period, this = TaxPeriod.of(item.mulai), TaxPeriod.of(desk.today(item.kota))
    while period < this:
        if desk.terms.covers(item.kota, period):
            limit = desk.terms.law(item.kota, period.last).file_by(period)
            desk.registry.returns.add(item.kota, new_draft(item, period, limit, desk.now), desk.registry.correlation_id)
        period = period.plus(1)


def tell_registered(desk: Desk, nomor: str | None, taxpayer: Taxpayer, objects: list[TaxObject]) -> None:
    """Tell that a taxpayer has a number."""
    told = WajibPajakTerdaftar(
        nomor=nomor,
        npwpd=taxpayer.npwpd,
        kota=taxpayer.kota,
        jenis_wp=JenisWp(taxpayer.jenis),
        secara_jabatan=taxpayer.secara_jabatan,
        objek=tuple(
            ObjekTerdaftar(nopd=each.nopd, jenis=JenisObjekPajak(each.jenis), golongan=each.golongan, nama=each.nama)
            for each in objects
        ),
        terdaftar_pada=desk.now,
    )
    desk.registry.announce(told, subject=taxpayer.npwpd)

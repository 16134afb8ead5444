"""Changes of a taxpayer's data, and closing: asked for by the taxpayer, decided by two officers or by time."""

from datetime import datetime

from contracts.gateway.tax_events import PerubahanWajibPajakDiajukan
from contracts.pajak.events import WajibPajakDitutup
from contracts.types import Galat, Pelaku, StatusPermohonan
from services.pajak.desk import Desk
from services.pajak.domain.errors import NotAllowed
from services.pajak.domain.months import add_months
from services.pajak.domain.registration import Proof, Request, RequestKind, check_may_close
from services.pajak.registry.requests import Filed
from services.pajak.use_cases.take_step import Message, refuse_application, tell_status


def change_taxpayer(desk: Desk, told: PerubahanWajibPajakDiajukan) -> None:
    """Queue a change or a closing for four eyes; refuse a stranger's, and a closing with arrears."""
    request = Request(told.nomor, told.kota, RequestKind(told.jenis), StatusPermohonan.DIAJUKAN, desk.now)
    content = {"npwpd": told.npwpd, "nopd": told.nopd, "perubahan": told.perubahan.model_dump()}
    known = desk.registry.taxpayers.find(told.npwpd)
    npwpd = told.npwpd if known else None
    filed = Filed(request, Proof.SESUAI, told.pemohon_nik, content, npwpd, desk.registry.correlation_id)
    if not desk.registry.requests.add(filed, told.diajukan_pada):
        return
    if known is None or known.nik != told.pemohon_nik or known.ditutup_pada is not None:
        refuse(desk, request, NotAllowed("wajib_pajak_tidak_ditemukan", "Wajib pajak tidak ditemukan."))
        return
    try:
        _check(desk, filed)
    except NotAllowed as refused:
        refuse(desk, request, refused)
        return
    desk.registry.requests.save(request.moved_to(StatusPermohonan.MENUNGGU_PETUGAS, desk.now))
    tell_status(desk, told.nomor, StatusPermohonan.MENUNGGU_PETUGAS)


def carry_out(desk: Desk, filed: Filed, by: Pelaku) -> None:
    """Do what was granted; arrears that came about meanwhile still stand against closing."""
    assert filed.npwpd is not None
    _check(desk, filed)
    content, nomor = filed.content, filed.request.nomor
    if filed.request.jenis is RequestKind.PERUBAHAN:
        change = content["perubahan"]
        if content["nopd"]:
            desk.registry.taxpayers.change_object(content["nopd"], change["nama"], change["alamat"])
        elif change["nama"]:
            desk.registry.taxpayers.change_name(filed.npwpd, change["nama"])
    else:
        desk.registry.taxpayers.close(filed.npwpd, content["nopd"], desk.now, desk.today(filed.request.kota))
        closed = WajibPajakDitutup(npwpd=filed.npwpd, nopd=content["nopd"], ditutup_pada=desk.now)
        desk.registry.announce(closed, subject=filed.npwpd)
    tell_status(desk, nomor, StatusPermohonan.SELESAI, Message(by=by))


def grant_unanswered_closings(desk: Desk) -> int:
    """Grant closings that nobody answered in time (Perda Surabaya 7/2023 ps. 129); returns how many."""
    granted = 0
    for city in desk.terms.cities:
        today = desk.today(city.code)
        months = desk.terms.law(city.code, today).integer("batas_putusan_penutupan")
        before = datetime.combine(add_months(today, -months), datetime.min.time(), city.zone)
        while _grant_one(desk, city.code, before):
            granted += 1
    return granted


def _grant_one(desk: Desk, kota: str, before: datetime) -> bool:
    with desk.registry.transaction():
        filed = desk.registry.requests.lock_one_unanswered(kota, RequestKind.PENUTUPAN, before)
        if filed is None:
            return False
        desk.registry.follow(filed.correlation_id)
        try:
            desk.registry.requests.save(filed.request.moved_to(StatusPermohonan.SELESAI, desk.now))
            carry_out(desk, filed, by=Pelaku.SISTEM)
        except NotAllowed as refused:
            refuse(desk, filed.request, refused)
        return True


def _check(desk: Desk, filed: Filed) -> None:
    assert filed.npwpd is not None
    nopd = filed.content["nopd"]
    if nopd and nopd not in {item.nopd for item in desk.registry.taxpayers.objects(filed.npwpd)}:
        raise NotAllowed("objek_tidak_ditemukan", "Objek pajak tidak ditemukan.")
    if filed.request.jenis is RequestKind.PENUTUPAN:
        today = desk.today(filed.request.kota)
        arrears = any(duty.counts(today) or duty.suspended for duty in desk.registry.taxpayers.duties(filed.npwpd))
        check_may_close(arrears, desk.registry.letters.has_pending_objection(filed.npwpd))


def refuse(desk: Desk, request: Request, why: NotAllowed) -> None:
    """End a request with the reason that stands against it."""
    desk.registry.requests.save(request.moved_to(StatusPermohonan.DITOLAK, desk.now))
    fault = Galat(lokasi="", kode=why.kode, pesan=why.pesan)
    refuse_application(desk, request.nomor, fault)

"""Apply what tax officers decide on a request: two of them approve, one is enough to send back or refuse."""

from contracts.gateway.tax import KeputusanPajak, PendaftaranWajibPajak
from contracts.gateway.tax_events import PutusanPajakDicatat
from contracts.types import Galat, Pelaku, StatusPermohonan
from services.pajak.desk import Desk
from services.pajak.domain.errors import IllegalStep, NotAllowed, NotKnownYet
from services.pajak.domain.registration import RequestKind
from services.pajak.registry.history import Remark
from services.pajak.registry.requests import Filed
from services.pajak.use_cases.change_taxpayer import carry_out, refuse
from services.pajak.use_cases.enter_taxpayer import enter_taxpayer
from services.pajak.use_cases.register_taxpayer import Asked, registration_faults
from services.pajak.use_cases.take_step import Message, tell_status


def verify_registration(desk: Desk, told: PutusanPajakDicatat) -> None:
    """Take one decision. One that may not count (the same officer twice, an ended request) is written down only."""
    filed = desk.registry.requests.lock(told.nomor)
    if filed is None:
        raise NotKnownYet
    try:
        _decide(desk, filed, told)
    except (IllegalStep, NotAllowed) as refused:
        remark = Remark(Pelaku.PETUGAS, refused.kode, told.petugas.id)
        desk.registry.history.add(told.nomor, filed.request.status, desk.now, remark)


def _decide(desk: Desk, filed: Filed, told: PutusanPajakDicatat) -> None:
    request, officer = filed.request, told.petugas
    if officer.nik == filed.applicant or officer.kota != request.kota:
        raise NotAllowed("bukan_wewenang", "Petugas tidak boleh memutus perkaranya sendiri atau kota lain.")
    if told.keputusan is KeputusanPajak.SETUJU:
        approved = request.approved_by(officer.id, desk.now)
        remark = Remark(Pelaku.PETUGAS, "setuju", officer.id)
        desk.registry.history.add(request.nomor, approved.status, desk.now, remark)
        desk.registry.requests.save(approved)
        if approved.status is StatusPermohonan.SELESAI:
            _grant(desk, filed)
        return
    refused = told.keputusan is KeputusanPajak.TOLAK
    status = StatusPermohonan.DITOLAK if refused else StatusPermohonan.PERLU_PERBAIKAN
    desk.registry.requests.save(request.moved_to(status, desk.now))
    fault = Galat(lokasi="", kode="keputusan_petugas", pesan=told.alasan or "Lihat keterangan petugas.")
    tell_status(desk, request.nomor, status, Message(faults=(fault,), by=Pelaku.PETUGAS, officer=officer.id))


def _grant(desk: Desk, filed: Filed) -> None:
    try:
        if filed.request.jenis is RequestKind.PENDAFTARAN:
            _check_again(desk, filed)
            enter_taxpayer(desk, filed, by=Pelaku.PETUGAS)
        else:
            carry_out(desk, filed, by=Pelaku.PETUGAS)
    except NotAllowed as refused:
        refuse(desk, filed.request, refused)


def _check_again(desk: Desk, filed: Filed) -> None:
    """What came about while a registration waited stands against it too: the same business under another request."""
    what = PendaftaranWajibPajak.model_validate(filed.content)
    if faults := registration_faults(desk, Asked(filed.request.kota, filed.applicant, what)):
        raise NotAllowed(faults[0].kode, faults[0].pesan)

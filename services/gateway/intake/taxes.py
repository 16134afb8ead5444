"""What a taxpayer sends in, as applications with the facts that tell of them."""

from dataclasses import dataclass
from datetime import datetime

from contracts.envelope import EventData
from contracts.gateway.tax import HasilIdentitas, JenisWp, LaporanOmzet, PendaftaranWajibPajak, PerubahanData
from contracts.gateway.tax_api import KeberatanDiminta, PenutupanDiminta, PerubahanDiminta
from contracts.gateway.tax_events import (
    KeberatanPajakDiajukan,
    OmzetDilaporkan,
    PerubahanWajibPajakDiajukan,
    WajibPajakMendaftar,
)
from contracts.pajak.events import JenisDokumenPajak
from contracts.types import Galat, Pelaku
from services.gateway.access.caller import Caller
from services.gateway.intake.openings import NewApplication
from services.gateway.web.problems import invalid, not_allowed

REQUEST = "PD"
TURNOVER = "OM"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Under which number, in which city and when something was taken in, and from whom."""

    number: str
    city: str
    caller: Caller
    at: datetime

    @property
    def nik(self) -> str:
        """The sender's: a taxpayer is a citizen, or is represented by one. Raises Problem 403 for whoever is none."""
        if self.caller.nik is None:
            raise not_allowed()
        return self.caller.nik


def refuse_foreign_person(asked: PendaftaranWajibPajak, caller: Caller) -> None:
    """A person registers themselves; an entity is registered by whoever represents it."""
    if asked.jenis_wp is JenisWp.ORANG and asked.nik is not None and asked.nik != caller.nik:
        found = Galat(lokasi="/nik", kode="nik_bukan_pemilik_akun", pesan="NIK harus milik akun yang sedang masuk.")
        raise invalid([found], status=403)


def registration(receipt: Receipt, asked: PendaftaranWajibPajak, identity: HasilIdentitas) -> NewApplication:
    """Someone registers as a taxpayer."""
    return _application(receipt, "PENDAFTARAN_PAJAK", registered(receipt, asked, identity))


def registered(receipt: Receipt, asked: PendaftaranWajibPajak, identity: HasilIdentitas) -> WajibPajakMendaftar:
    """The fact of a registration, or of its correction under the same number."""
    return WajibPajakMendaftar(
        nomor=receipt.number,
        kota=receipt.city,
        didaftarkan_pada=receipt.at,
        pemohon_nik=receipt.nik,
        identitas=identity,
        pendaftaran=asked,
    )


def change(receipt: Receipt, asked: PerubahanDiminta) -> NewApplication:
    """A taxpayer asks for other data."""
    changed = PerubahanData(nama=asked.nama, alamat=asked.alamat)
    return _application(receipt, "PERUBAHAN_PAJAK", _asked(receipt, asked, "PERUBAHAN", changed))


def closing(receipt: Receipt, asked: PenutupanDiminta) -> NewApplication:
    """A taxpayer, or one object, is to be closed."""
    return _application(receipt, "PERUBAHAN_PAJAK", _asked(receipt, asked, "PENUTUPAN", PerubahanData()))


def _asked(
    receipt: Receipt, asked: PerubahanDiminta | PenutupanDiminta, kind: str, changed: PerubahanData
) -> PerubahanWajibPajakDiajukan:
    return PerubahanWajibPajakDiajukan(
        nomor=receipt.number,
        kota=receipt.city,
        diajukan_pada=receipt.at,
        pemohon_nik=receipt.nik,
        npwpd=asked.npwpd,
        jenis=kind,
        nopd=asked.nopd,
        perubahan=changed,
    )


def turnover(receipt: Receipt, report: LaporanOmzet) -> NewApplication:
    """A month's turnover; its owner waits for the receipt."""
    event = OmzetDilaporkan(
        nomor=receipt.number,
        kota=receipt.city,
        dilaporkan_pada=receipt.at,
        pelapor_nik=receipt.nik,
        laporan=report,
    )
    return _application(receipt, "OMZET", event, {JenisDokumenPajak.BUKTI_SPTPD.value: 1})


def objection(receipt: Receipt, asked: KeberatanDiminta) -> NewApplication:
    """An objection to a letter of assessment."""
    event = KeberatanPajakDiajukan(
        nomor=receipt.number,
        ketetapan=asked.ketetapan,
        pemohon_nik=receipt.nik,
        alasan=asked.alasan,
        diajukan_pada=receipt.at,
    )
    return _application(receipt, "KEBERATAN_PAJAK", event)


def _application(receipt: Receipt, kind: str, event: EventData, wanted: dict[str, int] | None = None) -> NewApplication:
    return NewApplication(
        number=receipt.number,
        kind=kind,
        city=receipt.city,
        owner_nik=receipt.nik,
        client_id=None,
        contact=None,
        wanted=wanted or {},
        submitted_at=receipt.at,
        by=Pelaku.PEMOHON,
        event=event,
    )

"""Show a return to its taxpayer and to tax officers, and an object's history to officers."""

from contracts.pajak.api import (
    BarisHitung,
    MasaRiwayat,
    Pembaca,
    RiwayatObjek,
    Sptpd,
    StatusPermohonanPajak,
    TagihanSptpd,
)
from services.pajak.desk import Desk
from services.pajak.domain.bills import Bill
from services.pajak.domain.errors import ObjectNotFound, ReturnNotFound
from services.pajak.domain.period import TaxPeriod
from services.pajak.use_cases.may_read import may_read

MONTHS = 36


def show_return(desk: Desk, nomor: str) -> Sptpd:
    """Everything of one return; raises ReturnNotFound. Whose it is, the gateway has checked."""
    row = desk.registry.returns.find(nomor)
    if row is None:
        raise ReturnNotFound
    bills = desk.registry.bills.of_return(nomor, desk.terms.late)
    return Sptpd(
        nomor=nomor,
        nomor_bps=row["nomor_bps"],
        npwpd=row["npwpd"],
        nopd=row["nopd"],
        masa=str(TaxPeriod.of(row["masa"])),
        pembetulan_ke=row["pembetulan_ke"],
        status=row["status"],
        omzet=row["omzet"],
        pokok=row["pokok"],
        batas_lapor=row["batas_lapor"],
        perhitungan=tuple(BarisHitung(**line) for line in row["perhitungan"]),
        tagihan=tuple(bill_as_seen(desk, bill) for bill in bills),
        dokumen=tuple(desk.registry.documents.of(nomor, *(bill.kode_bayar for bill in bills))),
    )


def show_history(desk: Desk, nopd: str, reader: Pembaca) -> RiwayatObjek:
    """Three years of one object, for its taxpayer and for officers; raises ObjectNotFound, for a stranger's too."""
    item = desk.registry.taxpayers.find_object(nopd)
    if item is None or not may_read(desk, item.npwpd, reader):
        raise ObjectNotFound
    rows = desk.registry.returns.of_object(nopd, MONTHS)
    months = (
        MasaRiwayat(
            masa=str(TaxPeriod.of(row["masa"])),
            omzet=row["omzet"],
            pokok=row["pokok"],
            dibayar=row["dibayar"],
            status=row["status"],
            nomor=row["nomor"] if row["pokok"] is not None else None,
        )
        for row in rows
    )
    return RiwayatObjek(nopd=nopd, nama=item.nama, masa=tuple(months))


def show_status(desk: Desk, nomor: str) -> StatusPermohonanPajak:
    """Where an application stands, for operators: no personal data, no amount; raises ReturnNotFound."""
    request = desk.registry.requests.find_status(nomor)
    if request is not None:
        return StatusPermohonanPajak(
            nomor=nomor, jenis=request["jenis"], status=request["status"], sejak=request["status_sejak"]
        )
    filed = desk.registry.returns.find(nomor)
    if filed is None:
        raise ReturnNotFound
    return StatusPermohonanPajak(nomor=nomor, jenis="SPTPD", status=filed["status"], sejak=filed["status_sejak"])


def bill_as_seen(desk: Desk, bill: Bill) -> TagihanSptpd:
    """A bill as it stands today, interest included."""
    zone = desk.terms.city(bill.kota).zone
    settled = bill.claim.settle(desk.registry.payments.of_bill(bill.kode_bayar, zone), desk.today(bill.kota))
    return TagihanSptpd(
        kode_bayar=bill.kode_bayar,
        pokok=bill.claim.principal.amount,
        sanksi=(bill.claim.fixed_sanction + settled.interest).amount,
        jumlah=bill.claim.outstanding(settled).amount,
        terbayar=settled.received.amount,
        jatuh_tempo=bill.claim.due,
        status=bill.status,
    )

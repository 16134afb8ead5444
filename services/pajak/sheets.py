"""From what is registered to what stands on a page."""

from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from chassis.documents.block import SignatureBlock
from services.pajak.desk import Desk
from services.pajak.documents import BillSheet, Business, Derivation, ReceiptSheet
from services.pajak.documents.receipt import ProofOfPayment
from services.pajak.domain.bills import Bill
from services.pajak.domain.kinds import WORDS
from services.pajak.domain.money import Rupiah
from services.pajak.domain.period import TaxPeriod
from services.pajak.domain.qris import qris_payload
from services.pajak.domain.taxpayer import TaxObject, Taxpayer


def business_of(desk: Desk, item: TaxObject, taxpayer: Taxpayer, masa: TaxPeriod) -> Business:
    """Whom a page is about."""
    law = desk.law(item.kota)
    return Business(
        office=law.text("pajak_instansi"),
        office_address=law.text("pajak_alamat"),
        npwpd=taxpayer.npwpd,
        nopd=item.nopd,
        taxpayer=taxpayer.nama,
        name=item.nama,
        address=item.alamat,
        kind=WORDS[item.jenis],
        period=masa.first,
    )


def bill_sheet(desk: Desk, bill: Bill, business: Business, lines: Derivation, block: SignatureBlock) -> BillSheet:
    """A bill as it stands on the day of printing."""
    law = desk.law(bill.kota)
    settled = bill.claim.settle([], law.on)
    sanction = bill.claim.fixed_sanction + settled.interest
    merchant = law.merchant()
    return BillSheet(
        business=business,
        set_by=bill.claim.kind,
        payment_code=bill.kode_bayar,
        principal=bill.claim.principal,
        sanction=sanction,
        due=bill.claim.due,
        lines=lines,
        qris=qris_payload(merchant, bill.claim.principal + sanction, bill.kode_bayar),
        merchant=f"{merchant.name} {merchant.city}",
        treasury=law.text("rekening_kas_daerah"),
        block=block,
    )


def receipt_sheet(
    row: dict[str, Any], payments: tuple[ProofOfPayment, ...], business: Business, zone: ZoneInfo, block: SignatureBlock
) -> ReceiptSheet:
    """A return that was received."""
    return ReceiptSheet(
        business=business,
        number=row["nomor_bps"],
        return_number=row["nomor"],
        correction=row["pembetulan_ke"],
        turnover=Rupiah(row["omzet"]),
        tax=Rupiah(row["pokok"]),
        lines=derivation_of(row["perhitungan"]),
        payments=payments,
        filed_on=row["status_sejak"].astimezone(zone).date(),
        block=block,
    )


def derivation_of(kept: list[dict[str, str]]) -> Derivation:
    """A derivation as it was kept."""
    return tuple((line["uraian"], Decimal(line["jumlah"]), line["dasar_hukum"]) for line in kept)

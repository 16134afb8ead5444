"""Issue a bill under a payment code of its own, or take back one without payments."""

from dataclasses import dataclass
from datetime import date

from contracts.pajak.events import DokumenPajakDisusun, JenisDokumenPajak, TagihanDibatalkan, TagihanTerbit
from services.pajak.desk import Desk
from services.pajak.domain.bills import Bill, BillKind, BillStatus, Claim, Settlement, check_step
from services.pajak.domain.errors import IllegalStep
from services.pajak.domain.ledger import bill_cancelled, bill_issued
from services.pajak.domain.money import Rupiah
from services.pajak.domain.numbers import payment_code
from services.pajak.domain.period import TaxPeriod
from services.pajak.domain.taxpayer import TaxObject
from services.pajak.use_cases.revoke_document import revoke_document


@dataclass(frozen=True, slots=True)
class NewBill:
    """What is to be asked for."""

    item: TaxObject
    masa: TaxPeriod
    kind: BillKind
    principal: Rupiah
    fixed_sanction: Rupiah
    due: date
    sptpd: str | None = None
    ketetapan: str | None = None


def issue_bill(desk: Desk, new: NewBill, *, nomor: str | None = None) -> Bill:
    """Enter the claim and its journal, tell the taxpayer, and have it printed; `nomor` is the application's."""
    item = new.item
    serial = desk.registry.taxpayers.next_serial(item.kota, f"BAYAR-{item.jenis}-{new.masa}")
    claim = Claim(new.kind, new.principal, new.fixed_sanction, new.due, desk.terms.late(item.kota, new.kind, new.due))
    bill = Bill(
        kode_bayar=payment_code(item.kota, item.jenis, new.masa, serial),
        kota=item.kota,
        npwpd=item.npwpd,
        nopd=item.nopd,
        masa=str(new.masa),
        claim=claim,
        status=BillStatus.TERBIT,
        settled=Settlement(),
        dinilai_sampai=None,
        terbit_pada=desk.now,
        sptpd=new.sptpd,
        ketetapan=new.ketetapan,
    )
    desk.registry.bills.add(bill, desk.registry.correlation_id)
    desk.registry.ledger.post(bill_issued(claim.principal, claim.fixed_sanction), desk.now, bill=bill.kode_bayar)
    desk.registry.announce(_told(desk, bill, nomor), subject=nomor or bill.kode_bayar)
    print_order = DokumenPajakDisusun(jenis=JenisDokumenPajak.TAGIHAN_PAJAK, kunci=bill.kode_bayar)
    desk.registry.announce(print_order, subject=bill.kode_bayar)
    return bill


def cancel_bill(desk: Desk, bill: Bill, why: str) -> None:
    """Take back a bill without payments, by a journal of its own; its code pays nothing from then on.

    Raises IllegalStep for one that was taken back already: its claim would leave the ledger twice.
    """
    if bill.status is BillStatus.DIBATALKAN:
        raise IllegalStep("Tagihan", bill.status, BillStatus.DIBATALKAN)
    check_step(bill.status, BillStatus.DIBATALKAN)
    sanction = bill.claim.fixed_sanction + bill.settled.interest
    desk.registry.ledger.post(bill_cancelled(bill.claim.principal, sanction), desk.now, bill=bill.kode_bayar)
    desk.registry.bills.save(bill.kode_bayar, BillStatus.DIBATALKAN, bill.settled, bill.dinilai_sampai)
    revoke_document(desk, JenisDokumenPajak.TAGIHAN_PAJAK, bill.kode_bayar, why)
    desk.registry.announce(
        TagihanDibatalkan(kode_bayar=bill.kode_bayar, alasan=why, pada=desk.now), subject=bill.kode_bayar
    )


def _told(desk: Desk, bill: Bill, nomor: str | None) -> TagihanTerbit:
    settled = bill.claim.settle([], desk.today(bill.kota))
    sanction = bill.claim.fixed_sanction + settled.interest
    return TagihanTerbit(
        nomor=nomor,
        kode_bayar=bill.kode_bayar,
        jenis=bill.claim.kind,
        npwpd=bill.npwpd,
        nopd=bill.nopd,
        masa=bill.masa,
        pokok=bill.claim.principal.amount,
        sanksi=sanction.amount,
        jumlah=(bill.claim.principal + sanction).amount,
        jatuh_tempo=bill.claim.due,
        terbit_pada=desk.now,
    )

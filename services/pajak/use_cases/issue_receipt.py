"""The receipt of a return (SPTPD with its BPS number): only when its bill is paid, or nothing is due."""

from contracts.pajak.events import DokumenPajakDisusun, JenisDokumenPajak, SptpdDiterima
from contracts.types import StatusPermohonan
from services.pajak.desk import Desk
from services.pajak.domain.returns import ReturnStatus, TaxReturn
from services.pajak.use_cases.impose_fine import impose_fine
from services.pajak.use_cases.take_step import Message, tell_status

RECEIVED = Message("SPTPD diterima. Bukti penerimaan sedang disiapkan.")


def issue_receipt(desk: Desk, paid: TaxReturn, kota: str) -> None:
    """Number the receipt, tell it, and have it printed. A return that comes late is fined where the city does so."""
    today = desk.today(kota)
    number = desk.registry.returns.receipt_number(paid.nomor)
    if number is None:
        serial = desk.registry.taxpayers.next_serial(kota, f"BPS-{today:%Y}")
        number = f"BPS-{kota}-{today:%Y}-{serial:07d}"
        desk.registry.returns.save_receipt_number(paid.nomor, number)
    filed = paid.moved_to(ReturnStatus.DISAMPAIKAN, desk.now)
    desk.registry.returns.save_status(filed)
    told = SptpdDiterima(
        nomor=filed.nomor,
        nomor_bps=number,
        npwpd=filed.npwpd,
        nopd=filed.nopd,
        masa=str(filed.masa),
        pembetulan_ke=filed.pembetulan_ke,
        diterima_pada=desk.now,
    )
    desk.registry.announce(told, subject=filed.nomor)
    print_order = DokumenPajakDisusun(jenis=JenisDokumenPajak.BUKTI_SPTPD, kunci=filed.nomor)
    desk.registry.announce(print_order, subject=filed.nomor)
    tell_status(desk, filed.nomor, StatusPermohonan.SELESAI, RECEIVED)
    if filed.pembetulan_ke == 0:
        impose_fine(desk, filed, kota)

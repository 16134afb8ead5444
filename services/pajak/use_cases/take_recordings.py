"""Take a batch of a transaction recorder: once, by its number; an empty batch says that the recorder lives."""

from contracts.gateway.tax_events import RekamanTransaksiDikirim
from services.pajak.desk import Desk
from services.pajak.domain.errors import NotAllowed, ObjectNotFound
from services.pajak.domain.money import ZERO, Rupiah
from services.pajak.domain.period import TaxPeriod


def take_recordings(desk: Desk, told: RekamanTransaksiDikirim) -> None:
    """Add a batch to its object's periods. Raises ObjectNotFound, and NotAllowed for another object's recorder."""
    item = desk.registry.taxpayers.find_object(told.nopd)
    if item is None:
        raise ObjectNotFound
    if not desk.registry.watch.add_recorder(told.perekam, told.nopd):
        raise NotAllowed("perekam_objek_lain", "Perekam ini terpasang pada objek lain.")
    sums = {TaxPeriod.of(desk.terms.today(item.kota, told.dikirim_pada)): (0, ZERO)}
    for part in told.rekaman:
        period = TaxPeriod.of(desk.terms.today(item.kota, part.sampai))
        count, sales = sums.get(period, (0, ZERO))
        sums[period] = (count + part.transaksi, sales + Rupiah(part.penjualan))
    desk.registry.watch.add_batch(told.perekam, told.urutan, told.nopd, told.dikirim_pada, sums)

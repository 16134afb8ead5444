"""Decide whether someone may read what belongs to a taxpayer: tax data are secret (UU 1/2022; handbook 0.6)."""

from contracts.pajak.api import Pembaca
from services.pajak.desk import Desk


def may_read(desk: Desk, npwpd: str, reader: Pembaca) -> bool:
    """The taxpayer, or who represents it; and the tax officers of its city."""
    taxpayer = desk.registry.taxpayers.find(npwpd)
    if taxpayer is None:
        return False
    return (reader.nik is not None and taxpayer.nik == reader.nik) or taxpayer.kota == reader.kota

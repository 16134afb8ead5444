"""The turnover return (SPTPD) and its lifecycle: a table, total over its states; a step that is not in it raises."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from services.pajak.domain.errors import IllegalStep
from services.pajak.domain.money import Rupiah
from services.pajak.domain.period import TaxPeriod
from services.pajak.domain.taxpayer import TaxObject


class ReturnStatus(StrEnum):
    """Where a return stands (handbook 8)."""

    DRAF = "DRAF"
    DIHITUNG = "DIHITUNG"
    TAGIHAN_TERBIT = "TAGIHAN_TERBIT"
    DIBAYAR_SEBAGIAN = "DIBAYAR_SEBAGIAN"
    LUNAS = "LUNAS"
    DISAMPAIKAN = "DISAMPAIKAN"
    DIBETULKAN = "DIBETULKAN"
    LEWAT_JATUH_TEMPO = "LEWAT_JATUH_TEMPO"
    DITEGUR = "DITEGUR"
    SKPDKB_JABATAN = "SKPDKB_JABATAN"


_S = ReturnStatus
# A draft is opened for each object when its period has ended: what is missing is a row, not a hole. A bank's reversal
# leads back from paid; a correction ends the return that it takes the place of.
NEXT: dict[ReturnStatus, frozenset[ReturnStatus]] = {
    _S.DRAF: frozenset({_S.DIHITUNG, _S.LEWAT_JATUH_TEMPO}),
    _S.DIHITUNG: frozenset({_S.TAGIHAN_TERBIT, _S.DISAMPAIKAN}),
    _S.TAGIHAN_TERBIT: frozenset({_S.DIBAYAR_SEBAGIAN, _S.LUNAS, _S.LEWAT_JATUH_TEMPO, _S.DIBETULKAN}),
    _S.DIBAYAR_SEBAGIAN: frozenset({_S.TAGIHAN_TERBIT, _S.LUNAS, _S.LEWAT_JATUH_TEMPO, _S.DIBETULKAN}),
    _S.LUNAS: frozenset({_S.TAGIHAN_TERBIT, _S.DIBAYAR_SEBAGIAN, _S.LEWAT_JATUH_TEMPO, _S.DISAMPAIKAN, _S.DIBETULKAN}),
    _S.DISAMPAIKAN: frozenset({_S.TAGIHAN_TERBIT, _S.DIBAYAR_SEBAGIAN, _S.LEWAT_JATUH_TEMPO, _S.DIBETULKAN}),
    _S.LEWAT_JATUH_TEMPO: frozenset({_S.DIHITUNG, _S.DIBAYAR_SEBAGIAN, _S.LUNAS, _S.DITEGUR, _S.DIBETULKAN}),
    _S.DITEGUR: frozenset({_S.DIHITUNG, _S.DIBAYAR_SEBAGIAN, _S.LUNAS, _S.SKPDKB_JABATAN, _S.DIBETULKAN}),
    _S.DIBETULKAN: frozenset(),
    _S.SKPDKB_JABATAN: frozenset(),
}
NOT_FILED = frozenset({_S.DRAF, _S.LEWAT_JATUH_TEMPO, _S.DITEGUR})


@dataclass(frozen=True, slots=True)
class TaxReturn:
    """One version of the return of one object for one period."""

    nomor: str
    nopd: str
    npwpd: str
    masa: TaxPeriod
    pembetulan_ke: int
    """0 for the first, one more for each correction."""
    status: ReturnStatus
    status_sejak: datetime
    pokok: Rupiah | None
    """The tax of the period as this version has it; None until turnover is reported."""
    batas_lapor: date
    dilaporkan_pada: datetime | None = None
    diperiksa: bool = False
    """An audit has begun: no correction any more (Perda Surabaya 7/2023 ps. 146)."""

    def moved_to(self, status: ReturnStatus, at: datetime) -> Self:
        """The return one step further; raises IllegalStep when the table has no such step."""
        if status is self.status:
            return self
        if status not in NEXT[self.status]:
            raise IllegalStep("SPTPD", self.status, status)
        return replace(self, status=status, status_sejak=at)

    @property
    def is_filed(self) -> bool:
        """Whether turnover was reported."""
        return self.pokok is not None


def is_draft_number(nomor: str) -> bool:
    """Whether a number was given by ourselves to a return that is still to come, and not by the public door."""
    return nomor.startswith("DR-")


def draft_number(nopd: str, masa: TaxPeriod, version: int = 0) -> str:
    """The number of a return that is still to come."""
    return f"DR-{masa}-{nopd}-{version}"


def new_draft(item: TaxObject, masa: TaxPeriod, limit: date, at: datetime, version: int = 0) -> TaxReturn:
    """A return that is still to come, due by `limit`."""
    nomor = draft_number(item.nopd, masa, version)
    return TaxReturn(nomor, item.nopd, item.npwpd, masa, version, ReturnStatus.DRAF, at, None, limit)

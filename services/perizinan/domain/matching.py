"""Whether a health facility's notice confirms a report of the same delivery (handbook 9.2, 9.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from contracts.gateway.birth import Anak, AnakDiberitahukan
from contracts.gateway.events import Laporan
from contracts.types import JenisKelamin
from services.perizinan.domain.areas import local_day

# Parents remember the hour, the delivery room writes the minute.
CLOCK_TOLERANCE = timedelta(minutes=60)


@dataclass(frozen=True, slots=True)
class Notice:
    """What a facility told."""

    faskes: str
    anak: tuple[AnakDiberitahukan, ...]


@dataclass(frozen=True, slots=True)
class _Birth:
    at: datetime
    day: date
    sex: JenisKelamin


def disagreements(report: Laporan, notice: Notice) -> tuple[str, ...]:
    """Where a notice by the same mother disagrees with the report, as codes; none means that it confirms every child.

    The children are compared in the order of their birth, each by its own time, so that twins on both sides of
    midnight are each confirmed on their own day.
    """
    letter = report.surat_keterangan_lahir
    found = ["faskes_berbeda"] if letter is not None and letter.faskes != notice.faskes else []
    if len(report.anak) != len(notice.anak):
        return (*found, "jumlah_anak_berbeda")
    place = report.anak[0].tempat_lahir
    for ours, theirs in zip(_reported(report.anak), _told(notice.anak, place), strict=True):
        if abs(ours.at - theirs.at) > CLOCK_TOLERANCE:
            found.append("waktu_lahir_berbeda")
        elif ours.day != theirs.day:
            found.append("tanggal_lahir_berbeda")
        if ours.sex is not theirs.sex:
            found.append("jenis_kelamin_berbeda")
    return tuple(dict.fromkeys(found))


def _reported(children: Sequence[Anak]) -> list[_Birth]:
    births = [
        _Birth(child.waktu_lahir, local_day(child.waktu_lahir, child.tempat_lahir), child.jenis_kelamin)
        for child in children
    ]
    return sorted(births, key=lambda birth: birth.at)


def _told(children: Sequence[AnakDiberitahukan], place: str) -> list[_Birth]:
    in_order = sorted(children, key=lambda child: child.urutan)
    return [_Birth(child.waktu_lahir, local_day(child.waktu_lahir, place), child.jenis_kelamin) for child in in_order]

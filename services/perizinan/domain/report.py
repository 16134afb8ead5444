"""What can be said of a report before the register is asked: one rule for the gateway's pre-check and for the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from contracts.gateway.birth import Anak
from contracts.gateway.events import Laporan
from contracts.types import Galat
from services.perizinan.domain import deed_kind, twins
from services.perizinan.domain.areas import city_name, local_day
from services.perizinan.domain.names import MESSAGES, NEEDS_JUDGEMENT, check_name
from services.perizinan.domain.rules import BirthRules

LATE = "Laporan melewati batas waktu; akta terbit setelah persetujuan kepala dinas (UU 24/2013 ps. 27)."


@dataclass(frozen=True, slots=True)
class Findings:
    """What must be mended before the file goes on, and what the applicant should know."""

    galat: tuple[Galat, ...]
    peringatan: tuple[Galat, ...]


def examine(report: Laporan, rules: BirthRules, reported_on: date) -> Findings:
    """Everything that can be found in a report by itself; `reported_on` is the city's day of the first report."""
    faults: list[Galat] = [*deed_kind.missing(report), *twins.faults(report.anak)]
    warnings: list[Galat] = [*twins.warnings(report.anak, rules.twins_gap)]
    for place, child in enumerate(report.anak):
        name = check_name(child.nama, rules.names)
        at = f"/anak/{place}/nama"
        faults.extend(_named(at, name.errors))
        warnings.extend(_named(at, name.warnings))
        faults.extend(_place_faults(place, child))
        if rules.limit.is_late(birth_day(child), reported_on):
            warnings.append(Galat(lokasi=f"/anak/{place}/waktu_lahir", kode="laporan_terlambat", pesan=LATE))
    return Findings(tuple(faults), tuple(warnings))


def birth_day(child: Anak) -> date:
    """The calendar day on which a child was born, by the clocks of the place where it was born."""
    return local_day(child.waktu_lahir, child.tempat_lahir)


def late_children(report: Laporan, rules: BirthRules, reported_on: date) -> tuple[bool, ...]:
    """For each child whether its report came late; twins on both sides of midnight can differ."""
    return tuple(rules.limit.is_late(birth_day(child), reported_on) for child in report.anak)


def a_name_needs_judgement(report: Laporan, rules: BirthRules) -> bool:
    """Whether a person must read a name before it is recorded."""
    return any(NEEDS_JUDGEMENT & set(check_name(child.nama, rules.names).warnings) for child in report.anak)


def _named(at: str, codes: tuple[str, ...]) -> Iterator[Galat]:
    return (Galat(lokasi=at, kode=code, pesan=MESSAGES[code]) for code in codes)


def _place_faults(place: int, child: Anak) -> Iterator[Galat]:
    if city_name(child.tempat_lahir) is None:
        yield Galat(
            lokasi=f"/anak/{place}/tempat_lahir",
            kode="tempat_lahir_tidak_dikenal",
            pesan="Kode kabupaten/kota tempat lahir tidak dikenal.",
        )

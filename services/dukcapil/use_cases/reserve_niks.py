"""Reserve one NIK for each child of a report: unique whoever else reserves, consecutive for twins of one sex."""

from collections.abc import Iterable
from itertools import groupby

from services.dukcapil.domain.birth import ReportedChild
from services.dukcapil.domain.nik import Nik, nik_prefix
from services.dukcapil.domain.package import PackageChild
from services.dukcapil.registry import Registry


def reserve_niks(
    registry: Registry, nomor: str, area: str, children: tuple[ReportedChild, ...]
) -> tuple[PackageChild, ...]:
    """Reserve in `area` (six digits); a corrected report keeps what still fits and releases what does not.

    Raises `NikSerialExhausted` when an area has no serial left for a day and sex.
    """
    wanted = {child.urutan: nik_prefix(area, child.tanggal_lahir, child.jenis_kelamin) for child in children}
    held = registry.numbers.children(nomor)
    unfit = [child.nik for child in held if wanted.get(child.urutan) != child.nik.prefix]
    if unfit:
        registry.numbers.release(nomor, unfit)
    fitting = {child.urutan for child in held if child.nik not in unfit}
    missing = [child for child in children if child.urutan not in fitting]
    if missing:
        registry.numbers.reserve(nomor, _take(registry, area, missing))
    return registry.numbers.children(nomor)


def _take(registry: Registry, area: str, children: Iterable[ReportedChild]) -> dict[int, Nik]:
    """New numbers by place in the report. Counters are always taken in their order, so that no two wait crosswise."""

    def prefix(child: ReportedChild) -> str:
        return nik_prefix(area, child.tanggal_lahir, child.jenis_kelamin)

    taken: dict[int, Nik] = {}
    for each, alike in groupby(sorted(children, key=prefix), key=prefix):
        group = list(alike)
        for child, serial in zip(group, registry.numbers.take(each, len(group)), strict=True):
            taken[child.urutan] = Nik.compose(area, child.tanggal_lahir, child.jenis_kelamin, serial)
    return taken

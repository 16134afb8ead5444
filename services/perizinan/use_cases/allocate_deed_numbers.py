"""Give each child of an approved file a deed with a number of its own (handbook 1.3)."""

from datetime import datetime

from chassis.database import uuid7
from chassis.documents.code import new_code
from services.perizinan.domain.birth_file import BirthFile
from services.perizinan.domain.deed import Deed, DeedSeries, DeedState
from services.perizinan.domain.errors import NikMissing
from services.perizinan.domain.report import late_children
from services.perizinan.domain.rules import BirthRules
from services.perizinan.registry import Registry


def allocate_deed_numbers(registry: Registry, file: BirthFile, rules: BirthRules, now: datetime) -> None:
    """Enter the deeds. Numbers run without a gap in each city, series and day, and the day is the city's.

    Raises NikMissing when the register reserved no NIK for one of the children.
    """
    answer = registry.files.find_verification(file.nomor)
    niks = {reserved.urutan: reserved.nik for reserved in answer.nik_anak} if answer else {}
    late = late_children(file.laporan, rules, rules.day(file.dilaporkan_pada))
    in_series = [(DeedSeries.of(late=is_late), place) for place, is_late in enumerate(late, start=1)]
    if not all(place in niks for _, place in in_series):
        raise NikMissing
    day = rules.day(now)
    # Every file takes its series in the same order, so that no two can wait for each other's counter.
    for series, place in sorted(in_series):
        serial = registry.deeds.next_serial(file.kota, series, day)
        deed = Deed(
            nomor_akta=rules.deed_number(series, day, serial),
            nomor=file.nomor,
            anak=place,
            nik=niks[place],
            kota=file.kota,
            tanggal=day,
            dokumen_id=uuid7(),
            kode_verifikasi=new_code(),
            keadaan=DeedState.DISETUJUI,
        )
        registry.deeds.add(deed, series, serial)

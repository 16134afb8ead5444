"""Take a health facility's notice of a birth, and let it confirm a report that came before it."""

from datetime import datetime

from contracts.gateway.events import KelahiranDiberitahukan
from contracts.perizinan.events import PermohonanBerubahStatus
from contracts.types import Pelaku, StatusPermohonan
from services.perizinan.domain.birth_file import MENUNGGU_PETUGAS, UNDECIDED
from services.perizinan.domain.duplicates import ONE_DELIVERY, delivery
from services.perizinan.registry import Registry
from services.perizinan.registry.history import Remark
from services.perizinan.terms import Terms
from services.perizinan.use_cases.decide_birth_file import decide_birth_file
from services.perizinan.use_cases.take_step import write_down

RECORDED = "Pemberitahuan kelahiran dicatat dan dipakai untuk memastikan laporan orang tua."


def match_facility_notice(registry: Registry, told: KelahiranDiberitahukan, terms: Terms, now: datetime) -> None:
    """Keep the notice: it waits for its report, or takes away what kept a reported file waiting.

    A file that is still being verified meets the notice when it is decided. A facility has done its duty once the
    notice is recorded, so its own application ends here.
    """
    registry.notices.add(told)
    span = delivery(told.anak).widened(ONE_DELIVERY)
    for nomor in registry.files.of_mother(told.ibu_nik, span):
        file = registry.files.lock(nomor)
        if file is None or file.status not in UNDECIDED:
            continue
        write_down(registry, file, now, Remark(by=Pelaku.FASKES, code="diberitahukan_faskes", note=told.nomor))
        if file.status is MENUNGGU_PETUGAS:
            decide_birth_file(registry, file, terms.birth_rules(file.kota, now), now)
    done = PermohonanBerubahStatus(
        nomor=told.nomor, status=StatusPermohonan.SELESAI, pada=now, oleh=Pelaku.SISTEM, catatan=RECORDED
    )
    registry.announce(done, subject=told.nomor)

"""Apply an officer's decision, or note why it cannot count."""

from datetime import datetime

from contracts.gateway.events import PutusanPetugasDicatat
from contracts.types import Galat, Pelaku
from services.perizinan.domain.birth_file import DISETUJUI, BirthFile
from services.perizinan.domain.decision import REFUSALS, Officer, Verdict, outcome, refusal
from services.perizinan.domain.errors import FileNotOpenedYet
from services.perizinan.registry import Registry
from services.perizinan.registry.history import Remark
from services.perizinan.terms import Terms
from services.perizinan.use_cases.approve_birth_file import approve_birth_file
from services.perizinan.use_cases.take_step import take_step, write_down

CODES = {
    Verdict.SETUJU: "disetujui_petugas",
    Verdict.TOLAK: "ditolak_petugas",
    Verdict.PERBAIKI: "dikembalikan_petugas",
}


def apply_officer_decision(registry: Registry, decided: PutusanPetugasDicatat, terms: Terms, now: datetime) -> None:
    """Move the file where the decision leads.

    A decision that may not count (wrong role, a party to the matter, the same person twice, already decided) is
    written into the history with its reason, where officers see it, and changes nothing.
    """
    file = registry.files.lock(decided.nomor)
    if file is None:
        raise FileNotOpenedYet
    officer = Officer(decided.petugas.id, decided.petugas.nik, decided.petugas.peran, decided.petugas.kota)
    refused = refusal(file, officer, registry.history.approvers(file.nomor))
    if refused is not None:
        no = Remark(by=Pelaku.PETUGAS, code=refused, note=REFUSALS[refused], officer=officer.id)
        write_down(registry, file, now, no)
        return
    _apply(registry, file, decided, terms, now)


def _apply(registry: Registry, file: BirthFile, decided: PutusanPetugasDicatat, terms: Terms, now: datetime) -> None:
    verdict = Verdict(decided.keputusan)
    remark = Remark(
        by=Pelaku.PETUGAS,
        note=decided.alasan,
        code=CODES[verdict],
        officer=decided.petugas.id,
        faults=tuple(Galat(lokasi=item.lokasi, kode="perlu_perbaikan", pesan=item.pesan) for item in decided.butir),
    )
    status = outcome(file, verdict)
    if status is not DISETUJUI:
        take_step(registry, file, status, now, remark)
        return
    approve_birth_file(registry, file, terms.birth_rules(file.kota, now), now, remark)

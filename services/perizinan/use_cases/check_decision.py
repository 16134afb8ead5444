"""Tell an officer at once that a decision would not count, before it is taken down."""

from chassis.failures import Refused
from contracts.gateway.events import PutusanPetugasDicatat
from services.perizinan.domain.decision import REFUSALS, Officer, refusal
from services.perizinan.domain.errors import FileNotFound
from services.perizinan.registry import Registry

# Another city's file does not exist for this officer; a file that moved on is a conflict; the rest is not theirs to do.
STATUSES = {"keputusan_tidak_berlaku_lagi": 409, "kota_lain": 404}


def check_decision(registry: Registry, asked: PutusanPetugasDicatat) -> None:
    """Raise FileNotFound, or Refused with the reason why the decision would not count now.

    Nothing is written: the decision is judged again when it is applied.
    """
    file = registry.files.find(asked.nomor)
    if file is None:
        raise FileNotFound
    officer = Officer(asked.petugas.id, asked.petugas.nik, asked.petugas.peran, asked.petugas.kota)
    refused = refusal(file, officer, registry.history.approvers(file.nomor))
    if refused is not None:
        raise Refused(refused, REFUSALS[refused], status=STATUSES.get(refused, 403))

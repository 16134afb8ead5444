"""Render, sign and store the deeds of an approved file, and issue them all at once or none of them."""

from datetime import datetime

from chassis.database import Cause
from chassis.documents.render import RenderingFailed
from chassis.documents.sign import SignerRefused, SignerUnavailable
from chassis.documents.store import StorageUnavailable
from chassis.failures import Park, Unavailable
from chassis.inbox import Event
from contracts.perizinan.events import AktaKelahiranDisetujui
from services.perizinan.domain.birth_file import MENUNGGU_TTE, PENANDATANGANAN, WAITING_FOR_SIGNATURE
from services.perizinan.domain.errors import FileNotOpenedYet
from services.perizinan.press import Manuscript, Press
from services.perizinan.registry import Registry
from services.perizinan.registry.history import Remark
from services.perizinan.use_cases.issue_deeds import issue_deeds
from services.perizinan.use_cases.take_step import take_step

WAITS = Remark(code="menunggu_tte", note="Dokumen menunggu layanan tanda tangan elektronik.")


def render_deed(registry: Registry, event: Event[AktaKelahiranDisetujui], press: Press, now: datetime) -> None:
    """Make the documents outside any transaction, then issue them in one.

    Raises Unavailable while the signer or the storage is away, and Park when a person must act first (the signer
    refuses, or the page cannot be made). Whatever happens before the last transaction, nothing is issued.
    """
    manuscripts = _manuscripts(registry, event.data.nomor)
    try:
        papers = [press.issue(manuscript, now) for manuscript in manuscripts]
    except SignerUnavailable as error:
        _wait_for_signer(registry, event, now)
        raise Unavailable(error.kode) from error
    except SignerRefused as error:
        _wait_for_signer(registry, event, now)
        raise Park(error.kode) from error
    except StorageUnavailable as error:
        raise Unavailable(error.kode) from error
    except RenderingFailed as error:
        raise Park(error.kode) from error
    with registry.effect(event):
        issue_deeds(registry, event.data.nomor, papers, press.terms, now)


def _manuscripts(registry: Registry, nomor: str) -> list[Manuscript]:
    """What is to be made; nothing when the deeds are out already."""
    with registry.transaction():
        file, answer = registry.files.find(nomor), registry.files.find_verification(nomor)
        if file is None or answer is None or file.jenis_akta is None:
            raise FileNotOpenedYet
        if file.status not in WAITING_FOR_SIGNATURE:
            return []
        children = file.laporan.anak
        return [
            Manuscript(deed, file.jenis_akta, children[deed.anak - 1], answer) for deed in registry.deeds.of_file(nomor)
        ]


def _wait_for_signer(registry: Registry, event: Event[AktaKelahiranDisetujui], now: datetime) -> None:
    """Tell once that the documents wait for their signature; the service clock rests meanwhile (handbook 9.9)."""
    with registry.transaction(Cause.of(event)):
        file = registry.files.lock(event.data.nomor)
        if file is not None and file.status is PENANDATANGANAN:
            take_step(registry, file, MENUNGGU_TTE, now, WAITS)

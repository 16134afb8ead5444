"""Whether a client may come in at all: its agreement, its addresses, the sandbox; a refusal is written into the log."""

from fastapi import Request

from services.gateway.access.agreement import Origin
from services.gateway.access.caller import Caller, Kind
from services.gateway.access.log import Reading
from services.gateway.access.policy import IN_THE_SANDBOX, READS_PERSONAL_DATA, WITHOUT_AGREEMENT, Action
from services.gateway.parts import Parts, parts_of
from services.gateway.web import writes
from services.gateway.web.problems import Problem

_SENTENCES = {
    "alamat_tidak_terdaftar": "Permintaan datang dari alamat yang tidak terdaftar pada perjanjian.",
    "sertifikat_tidak_terdaftar": "Permintaan datang tanpa sertifikat klien yang terdaftar pada perjanjian.",
    "hanya_sandbox": "Klien sandbox tidak dapat memakai layanan ini; ajukan akses produksi.",
    "pks_tidak_ada": "Belum ada perjanjian kerja sama (PKS) untuk klien ini.",
    "pks_belum_berlaku": "Perjanjian kerja sama (PKS) belum berlaku.",
    "pks_kedaluwarsa": "Perjanjian kerja sama (PKS) sudah berakhir; perpanjang untuk memakai layanan ini lagi.",
}


async def refuse_client(request: Request, caller: Caller, action: Action) -> None:
    """Raise Problem 403, which stands in the access log then, unless this client may come in now."""
    if caller.kind is not Kind.KLIEN:
        return
    parts = parts_of(request)
    reason = _reason(parts, caller, action, origin_of(request))
    if reason is None:
        return
    await parts.access_log.record(caller, _refusal(request, reason), writes.correlation_id(request))
    raise Problem(403, reason, _SENTENCES[reason])


def address_of(request: Request) -> str:
    """Where the request comes from: the peer, or what a proxy that we trust says of it."""
    return request.client.host if request.client else ""


def origin_of(request: Request) -> Origin:
    """Its address, and what a proxy that we trust says of the client's certificate."""
    return Origin(address_of(request), request.scope["state"].get("certificate"))


def _reason(parts: Parts, caller: Caller, action: Action, origin: Origin) -> str | None:
    agreement = caller.agreement
    if agreement is not None and (refusal := agreement.refusal(origin)):
        return refusal
    if caller.sandbox and action not in IN_THE_SANDBOX:
        return "hanya_sandbox"
    if action in WITHOUT_AGREEMENT:
        return None
    if agreement is None:
        return "pks_tidak_ada" if action in READS_PERSONAL_DATA else None
    today = parts.clock.today()
    if agreement.is_in_force(today):
        return None
    return "pks_belum_berlaku" if today < agreement.begins else "pks_kedaluwarsa"


def _refusal(request: Request, reason: str) -> Reading:
    """Nothing was read; that it was tried, and by whom, is kept."""
    return Reading(f"{request.method} {request.scope['route'].path}", (), f"ditolak: {reason}", "-", outcome="DITOLAK")

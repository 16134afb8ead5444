"""Officers decide about clients: production with an agreement, another agreement, the end of a client."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from chassis.clock import Clock
from chassis.database import uuid7
from contracts.gateway.clients import IsiPerjanjian, KeputusanKlien, PencabutanKlien, TujuanAkses
from services.gateway.access.caller import Caller
from services.gateway.access.clients import CLIENT_ID
from services.gateway.audit import entries
from services.gateway.audit.pseudonyms import Pseudonyms
from services.gateway.clients.agreements import Terms, agree, networks, refuse_unknown_scopes
from services.gateway.clients.production import state
from services.gateway.clients.reading import client_state
from services.gateway.intake.claims import Answer, Claim, Trace
from services.gateway.intake.orders import officer_of
from services.gateway.intake.receipts import Receipts, Repeated, Write
from services.gateway.pool import Connection
from services.gateway.web.problems import Problem, not_found
from services.gateway.web.writes import accepted

_REQUEST = """
    SELECT client_request.*, client.nama, client.cakupan FROM client_request
    JOIN client ON client.client_id = sandbox_client WHERE id = %s FOR UPDATE OF client_request
"""
_DECIDE = """
    UPDATE client_request SET status = %s, decided_by = %s, decided_at = now(), alasan = %s, production_client = %s
    WHERE id = %s RETURNING *
"""
_PROMOTE = """
    INSERT INTO client (client_id, nama, jenis, cakupan, lingkungan, kontak, jwks, jwks_url)
    SELECT %s, nama, jenis, %s, 'PRODUKSI', kontak, jwks, jwks_url FROM client WHERE client_id = %s
"""
_CLIENT = "SELECT * FROM client WHERE client_id = %s FOR UPDATE"
_AGREED = "SELECT * FROM client_agreement WHERE client_id = %s ORDER BY decided_at DESC LIMIT 1"
_REVOKE = """
    UPDATE client SET active = false, revoked_at = now(), revoked_by = %s, revoked_why = %s WHERE client_id = %s
"""


@dataclass(frozen=True, slots=True)
class Officers:
    """What officers do to clients, each once for its idempotency key."""

    receipts: Receipts
    pseudonyms: Pseudonyms
    clock: Clock

    async def decide(self, order: "Order", request_id: str, told: KeputusanKlien) -> Answer:
        """Approve or refuse a request. Raises Problem 404, 409 or 422."""
        act = self._act(order, f"AKSES_PRODUKSI_{told.keputusan}", request_id)
        return await self._once(order, act, told, lambda write: _decide(write, order.officer, _uuid(request_id), told))

    async def change(self, order: "Order", client_id: str, told: IsiPerjanjian) -> Answer:
        """Let another agreement count for a client of production. Raises Problem 404, 409 or 422."""
        act = self._act(order, "PERJANJIAN_DIUBAH", client_id)
        return await self._once(order, act, told, lambda write: _change(write, order.officer, client_id, told))

    async def revoke(self, order: "Order", client_id: str, told: PencabutanKlien) -> Answer:
        """End a client: its tokens stop opening within seconds. Raises Problem 404 or 409."""
        act = self._act(order, "KLIEN_DICABUT", client_id)
        return await self._once(order, act, told, lambda write: _revoke(write, order.officer, client_id, told))

    def _act(self, order: "Order", word: str, about: str) -> entries.Act:
        return entries.Act(word, officer_of(order.officer), self.clock.now(), about=about)

    async def _once(self, order: "Order", act: entries.Act, told: BaseModel, effect: Any) -> Answer:
        try:
            async with self.receipts.once(order.claim, order.trace) as write:
                answer = accepted(await effect(write), 200)
                await write.log(entries.decided(uuid7(), act, told.model_dump_json(), self.pseudonyms))
                return await write.answer(answer)
        except Repeated:
            return await self.receipts.earlier(order.claim)


@dataclass(frozen=True, slots=True)
class Order:
    """Who orders, and by what the order is known again."""

    claim: Claim
    trace: Trace
    officer: Caller


async def _decide(write: Write, officer: Caller, request_id: UUID, told: KeputusanKlien) -> Any:
    row = await (await write.connection.execute(_REQUEST, (request_id,))).fetchone()
    if row is None:
        raise not_found()
    if row["status"] != "MENUNGGU":
        raise Problem(409, "permintaan_sudah_diputus", "Permintaan ini sudah diputus.")
    approved = told.perjanjian if told.keputusan == "SETUJU" else None
    client_id = await _promote(write.connection, officer, row, approved) if approved else None
    status = "DISETUJUI" if approved else "DITOLAK"
    values = (status, officer.key, told.alasan, client_id, request_id)
    decided = await (await write.connection.execute(_DECIDE, values)).fetchone()
    return state(dict(decided or row))


async def _promote(connection: Connection, officer: Caller, row: Mapping[str, Any], told: IsiPerjanjian) -> str:
    """A client of production with the keys of the one in the sandbox, and never with its secret."""
    scopes = told.cakupan if told.cakupan is not None else row["cakupan"]
    refuse_unknown_scopes(scopes, place="/perjanjian/cakupan")
    client_id = _name_of(row["nama"])
    await connection.execute(_PROMOTE, (client_id, sorted(set(scopes)), row["sandbox_client"]))
    terms = await _terms(connection, row["sandbox_client"], told, "/perjanjian")
    await agree(connection, client_id, terms, by=officer.key)
    return client_id


async def _change(write: Write, officer: Caller, client_id: str, told: IsiPerjanjian) -> Any:
    row = await _locked(write.connection, client_id)
    if row["lingkungan"] != "PRODUKSI":
        raise Problem(409, "klien_sandbox", "Klien sandbox tidak mempunyai perjanjian.")
    if told.cakupan is not None:
        refuse_unknown_scopes(told.cakupan, place="/cakupan")
        values = (sorted(set(told.cakupan)), client_id)
        await write.connection.execute("UPDATE client SET cakupan = %s WHERE client_id = %s", values)
    await agree(write.connection, client_id, await _terms(write.connection, client_id, told, ""), by=officer.key)
    return await client_state(write.connection, client_id)


async def _revoke(write: Write, officer: Caller, client_id: str, told: PencabutanKlien) -> Any:
    row = await _locked(write.connection, client_id)
    if not row["active"]:
        raise Problem(409, "klien_sudah_dicabut", "Klien ini sudah dicabut.")
    await write.connection.execute(_REVOKE, (officer.key, told.alasan, client_id))
    return await client_state(write.connection, client_id)


async def _locked(connection: Connection, client_id: str) -> Mapping[str, Any]:
    found = CLIENT_ID.fullmatch(client_id)
    row = await (await connection.execute(_CLIENT, (client_id,))).fetchone() if found else None
    if row is None:
        raise not_found()
    return row


async def _terms(connection: Connection, client_id: str, told: IsiPerjanjian, place: str) -> Terms:
    """What is told, and for what is left out, what was agreed on before."""
    before = await (await connection.execute(_AGREED, (client_id,))).fetchone() or _NOTHING
    purposes = told.tujuan
    if purposes is None:
        purposes = tuple(TujuanAkses(**each) for each in before["tujuan"])
    fields = told.isian if told.isian is not None else before["isian"]
    addresses = told.alamat_ip if told.alamat_ip is not None else before["alamat_ip"]
    must_sign = told.wajib_tanda_tangan if told.wajib_tanda_tangan is not None else before["wajib_tanda_tangan"]
    return Terms(
        number=told.nomor_pks,
        begins=told.berlaku_dari,
        ends=told.berlaku_sampai,
        fields=tuple(dict.fromkeys(str(field) for field in fields)),
        purposes=purposes,
        networks=networks(addresses, place=f"{place}/alamat_ip"),
        must_sign=must_sign,
        quota=told.kuota_harian if told.kuota_harian is not None else before["kuota_harian"],
        rate=told.laju_per_detik if told.laju_per_detik is not None else before["laju_per_detik"],
        certificates=tuple(told.sertifikat if told.sertifikat is not None else before["sertifikat"]),
    )


_NOTHING: Mapping[str, Any] = {
    "tujuan": (),
    "isian": (),
    "alamat_ip": (),
    "wajib_tanda_tangan": False,
    "kuota_harian": None,
    "laju_per_detik": None,
    "sertifikat": (),
}


def _name_of(agency: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", agency.lower()).strip("-")[:40].strip("-")
    return f"opd-{words or 'instansi'}-{secrets.token_hex(3)}"


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise not_found() from None

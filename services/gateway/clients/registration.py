"""An agency registers by itself: it gets a client of the sandbox that works at once and ends by itself."""

import secrets
from datetime import datetime, timedelta

from psycopg.types.json import Json

from contracts.gateway.clients import KlienTerdaftar, PendaftaranKlien
from services.gateway.access.clients import hashed, new_secret
from services.gateway.clients.agreements import Terms, agree, networks, refuse_unknown_scopes
from services.gateway.clients.credentials import Credentials
from services.gateway.pool import Connection, Pool

SANDBOX_DAYS = 180
SANDBOX_NUMBER = "SANDBOX"
_BY = "pendaftaran"

_ADD = """
    INSERT INTO client (client_id, nama, jenis, cakupan, lingkungan, kontak, ends_at)
    VALUES (%s, %s, 'OPD', %s, 'SANDBOX', %s, %s)
"""


async def register(pool: Pool, credentials: Credentials, told: PendaftaranKlien, now: datetime) -> KlienTerdaftar:
    """Make the client. Raises Problem 422."""
    refuse_unknown_scopes(told.cakupan, place="/cakupan")
    ends_at = now + timedelta(days=SANDBOX_DAYS)
    terms = Terms(
        number=SANDBOX_NUMBER,
        begins=now.date(),
        ends=ends_at.date(),
        fields=tuple(dict.fromkeys(told.isian)),
        purposes=told.tujuan,
        networks=networks(told.alamat_ip, place="/alamat_ip"),
        must_sign=False,
    )
    await credentials.refuse_bad_keys(told.jwks, told.jwks_url)
    client_id = f"sandbox-{secrets.token_hex(8)}"
    secret = new_secret() if told.jwks is None and told.jwks_url is None else None
    kept = await hashed(secret) if secret else None
    async with pool.transaction() as connection:
        await _add(connection, client_id, told, ends_at)
        await agree(connection, client_id, terms, by=_BY)
        await credentials.store_keys(connection, client_id, told.jwks, told.jwks_url)
        if kept:
            await credentials.store_secret(connection, client_id, kept)
    return KlienTerdaftar(
        client_id=client_id,
        client_secret=secret,
        lingkungan="SANDBOX",
        cakupan=tuple(sorted(set(told.cakupan))),
        isian=terms.fields,
        tujuan=told.tujuan,
        berlaku_sampai=ends_at,
    )


async def _add(connection: Connection, client_id: str, told: PendaftaranKlien, ends_at: datetime) -> None:
    contact = {"penanggung_jawab": told.penanggung_jawab, "surel": told.surel}
    await connection.execute(_ADD, (client_id, told.nama, sorted(set(told.cakupan)), Json(contact), ends_at))

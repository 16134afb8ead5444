"""What can be read of clients: by themselves, and by officers. No secret, no hash, no key but its name."""

from collections.abc import Mapping
from typing import Any

from contracts.gateway.clients import DaftarPermintaanKlien, KeadaanKlien, PerjanjianKlien, PermintaanKlien
from services.gateway.clients.production import state
from services.gateway.pool import Connection, Pool
from services.gateway.web.problems import not_found

_CLIENT = """
    SELECT client.*, newest.*, active AND (ends_at IS NULL OR ends_at > now()) AS aktif,
           (SELECT count(*) FROM client_secret AS kept
            WHERE kept.client_id = client.client_id AND (kept.ends_at IS NULL OR kept.ends_at > now())) AS rahasia
    FROM client LEFT JOIN LATERAL (
        SELECT nomor_pks, berlaku_dari, berlaku_sampai, isian, tujuan, alamat_ip, wajib_tanda_tangan,
               kuota_harian, laju_per_detik, sertifikat
        FROM client_agreement WHERE client_id = client.client_id ORDER BY decided_at DESC LIMIT 1
    ) AS newest ON true
    WHERE client.client_id = %s
"""
_REQUESTS = """
    SELECT client_request.*, client.nama, client.kontak, client.cakupan, newest.isian, newest.tujuan, newest.alamat_ip
    FROM client_request JOIN client ON client.client_id = sandbox_client
    JOIN LATERAL (
        SELECT isian, tujuan, alamat_ip FROM client_agreement
        WHERE client_id = client.client_id ORDER BY decided_at DESC LIMIT 1
    ) AS newest ON true
    WHERE status = %s ORDER BY requested_at LIMIT 100
"""


async def client_state(connection: Connection, client_id: str) -> KeadaanKlien:
    """A client as it stands. Raises Problem 404."""
    row = await (await connection.execute(_CLIENT, (client_id,))).fetchone()
    if row is None:
        raise not_found()
    return KeadaanKlien(
        client_id=row["client_id"],
        nama=row["nama"],
        jenis=row["jenis"],
        lingkungan=row["lingkungan"],
        aktif=row["aktif"],
        cakupan=tuple(row["cakupan"]),
        perjanjian=_agreement(row) if row["nomor_pks"] else None,
        kunci=tuple(key["kid"] for key in (row["jwks"] or {"keys": ()})["keys"]),
        jwks_url=row["jwks_url"],
        rahasia=row["rahasia"],
    )


async def requests(pool: Pool, status: str) -> DaftarPermintaanKlien:
    """Requests for production in this state, the oldest first."""
    return DaftarPermintaanKlien(permintaan=tuple(_request(row) for row in await pool.rows(_REQUESTS, status)))


def _agreement(row: Mapping[str, Any]) -> PerjanjianKlien:
    return PerjanjianKlien.model_validate({name: row[name] for name in PerjanjianKlien.model_fields})


def _request(row: dict[str, Any]) -> PermintaanKlien:
    contact = row["kontak"] or {}
    return PermintaanKlien.model_validate(
        state(row).model_dump()
        | {name: row[name] for name in ("nama", "catatan", "cakupan", "isian", "tujuan", "alamat_ip")}
        | {name: contact.get(name, "") for name in ("penanggung_jawab", "surel")}
    )

"""From the sandbox to production: asking, seeing what became of it, and fetching the secret that nobody else sees."""

from typing import Any

from psycopg.errors import UniqueViolation

from chassis.database import uuid7
from contracts.gateway.clients import KeadaanPermintaan, PermintaanProduksi
from services.gateway.access.clients import hashed, new_secret
from services.gateway.clients.credentials import Credentials
from services.gateway.intake.claims import Answer, Claim, Trace
from services.gateway.intake.receipts import Receipts, Repeated
from services.gateway.pool import Pool
from services.gateway.web.problems import Problem, not_found
from services.gateway.web.writes import accepted

_ASK = "INSERT INTO client_request (id, sandbox_client, nomor_pks, catatan) VALUES (%s, %s, %s, %s) RETURNING *"
_NEWEST = "SELECT * FROM client_request WHERE sandbox_client = %s ORDER BY requested_at DESC LIMIT 1"
_PRODUCTION = """
    SELECT client.client_id FROM client_request JOIN client ON client.client_id = production_client
    WHERE sandbox_client = %s AND status = 'DISETUJUI' AND active AND jwks IS NULL AND jwks_url IS NULL
    ORDER BY client_request.decided_at DESC LIMIT 1 FOR UPDATE OF client
"""
_HAS_SECRET = "SELECT 1 FROM client_secret WHERE client_id = %s"  # noqa: S105  a statement, no secret


async def ask(receipts: Receipts, claim: Claim, trace: Trace, client_id: str, told: PermintaanProduksi) -> Answer:
    """Ask an officer for production. Raises Problem 409 while an earlier request waits."""
    try:
        async with receipts.once(claim, trace) as write:
            values = (uuid7(), client_id, told.nomor_pks, told.catatan)
            row = await (await write.connection.execute(_ASK, values)).fetchone()
            if row is None:
                raise LookupError("the request was not written")
            return await write.answer(accepted(state(row)))
    except Repeated:
        return await receipts.earlier(claim)
    except UniqueViolation:
        raise Problem(409, "permintaan_masih_menunggu", "Permintaan sebelumnya belum diputus.") from None


async def newest(pool: Pool, client_id: str) -> KeadaanPermintaan:
    """The newest request of a client of the sandbox. Raises Problem 404."""
    row = await pool.row(_NEWEST, client_id)
    if row is None:
        raise not_found()
    return state(row)


async def fetch_secret(pool: Pool, credentials: Credentials, client_id: str) -> tuple[str, str]:
    """The production client and its first secret, once. Raises Problem 409 when there is none to fetch."""
    secret = new_secret()
    kept = await hashed(secret)
    async with pool.transaction() as connection:
        row = await (await connection.execute(_PRODUCTION, (client_id,))).fetchone()
        taken = row and await (await connection.execute(_HAS_SECRET, (row["client_id"],))).fetchone()
        if row is None or taken:
            raise Problem(
                409,
                "rahasia_tidak_tersedia",
                "Belum disetujui, memakai kunci sendiri, atau rahasianya sudah pernah diambil.",
            )
        await credentials.store_secret(connection, row["client_id"], kept)
    return str(row["client_id"]), secret


def state(row: dict[str, Any]) -> KeadaanPermintaan:
    """A request as the one who made it sees it."""
    return KeadaanPermintaan(
        id=str(row["id"]),
        status=row["status"],
        nomor_pks=row["nomor_pks"],
        diminta_pada=row["requested_at"],
        alasan=row["alasan"],
        client_id=row["production_client"],
    )

"""Synthetic citizens' accounts: the same NIK is the same account, whoever asks first."""

from uuid import NAMESPACE_URL, uuid5

from services.gateway.pool import Pool

# A week: whoever tries the demonstration does not have to make it anew each morning.
DEMO_TOKEN_SECONDS = 7 * 24 * 3600

ENSURE_ACCOUNT = """
    INSERT INTO account (sub, nik, nama) VALUES (%s, %s, %s)
    ON CONFLICT (nik) DO UPDATE SET nama = account.nama RETURNING sub
"""


def demo_subject(nik: str) -> str:
    """The opaque name of a synthetic citizen's account."""
    return str(uuid5(NAMESPACE_URL, f"urn:terpadu:demo:warga:{nik}"))


async def ensure_account(pool: Pool, nik: str, name: str) -> str:
    """The account of a synthetic citizen, made when there is none; its subject."""
    row = await pool.row(ENSURE_ACCOUNT, demo_subject(nik), nik, name)
    if row is None:
        raise LookupError("the account was neither found nor made")
    return str(row["sub"])

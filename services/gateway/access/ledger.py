"""The ledger as the person concerned reads it: who read my data, when, which fields, and why (UU 27/2022 ps. 7)."""

from typing import Any
from uuid import UUID

from contracts.gateway.audit import AksesData, LogAkses, PembacaData
from services.gateway.access.caller import Caller, Kind
from services.gateway.audit.pseudonyms import Pseudonyms
from services.gateway.pool import Pool

_END = UUID(int=(1 << 128) - 1)

# Rows from before there were pseudonyms have the number itself.
_PAGE = """
    SELECT access_log.*, client.nama AS client_name, officer.peran AS role
    FROM access_log
    LEFT JOIN client ON actor LIKE 'klien:%%' AND client.client_id = substr(actor, 7)
    LEFT JOIN officer ON actor LIKE 'petugas:%%' AND officer.id = substr(actor, 9)
    WHERE (subject_key = %s OR subject_nik = %s) AND access_log.id < %s
    ORDER BY access_log.id DESC LIMIT %s
"""


class Ledger:
    """Reads the ledger for those who stand in it."""

    def __init__(self, pool: Pool, pseudonyms: Pseudonyms) -> None:
        self._pool = pool
        self._pseudonyms = pseudonyms

    async def of_citizen(self, caller: Caller, after: UUID | None, most: int) -> LogAkses:
        """Who read this citizen's data, newest first, from a cursor on."""
        nik = caller.nik or ""
        rows = await self._pool.rows(_PAGE, self._pseudonyms.of_subject(nik), nik, after or _END, most + 1)
        following = str(rows[most - 1]["id"]) if len(rows) > most else None
        return LogAkses(akses=tuple(_shown(row, caller) for row in rows[:most]), berikutnya=following)


def _shown(row: dict[str, Any], caller: Caller) -> AksesData:
    return AksesData(
        id=row["id"],
        waktu=row["at"],
        oleh=_reader(row, caller),
        layanan=row["resource"],
        isian=tuple(row["fields"]),
        tujuan=row["tujuan"],
        dasar_hukum=row["dasar_hukum"],
        hasil=row["outcome"],
        alamat_bukti=f"/v1/audit/bukti/{row['id']}",
    )


def _reader(row: dict[str, Any], caller: Caller) -> PembacaData:
    """An officer is shown by the office, not by name; a citizen is somebody, or oneself."""
    kind, _, subject = row["actor"].partition(":")
    match kind.upper():
        case Kind.KLIEN:
            return PembacaData(jenis="KLIEN", nama=row["client_name"] or subject)
        case Kind.PETUGAS:
            return PembacaData(jenis="PETUGAS", nama=(row["role"] or "PETUGAS").replace("_", " ").capitalize())
        case _:
            return PembacaData(jenis="WARGA", nama="Anda sendiri" if row["actor"] == caller.key else "Warga lain")

"""The callers whom this gateway knows; what was found is believed for a few seconds."""

import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from services.gateway.access import caller as callers
from services.gateway.access.agreement import Agreement
from services.gateway.access.caller import Caller, Kind
from services.gateway.pool import Pool

# For so long a caller who was just struck off still gets in.
BELIEVED_SECONDS = 5.0
_MOST_KEPT = 20_000

_CITIZEN = "SELECT nik, nama FROM account WHERE sub = %s"
# Whoever acts for somebody today has that role and no other.
_OFFICER = """
    SELECT nama, kota, coalesce((
        SELECT peran FROM officer_delegation AS given
        WHERE given.officer = officer.id AND given.kota = officer.kota
        AND (now() AT TIME ZONE %s)::date BETWEEN first_day AND last_day
    ), peran) AS peran FROM officer WHERE id = %s AND active
"""
_CLIENT = """
    SELECT client.nama, faskes, cakupan, lingkungan, newest.*
    FROM client LEFT JOIN LATERAL (
        SELECT nomor_pks, berlaku_dari, berlaku_sampai, isian, tujuan, alamat_ip, wajib_tanda_tangan,
               kuota_harian, laju_per_detik, sertifikat
        FROM client_agreement WHERE client_id = client.client_id ORDER BY decided_at DESC LIMIT 1
    ) AS newest ON true
    WHERE client.client_id = %s AND active AND (ends_at IS NULL OR ends_at > now())
"""


class Directory:
    """Finds the caller behind the claims of a token; roles and scopes are those of today, not of the token's making."""

    def __init__(self, pool: Pool, zone: ZoneInfo) -> None:
        self._pool = pool
        self._zone = zone
        self._kept: dict[tuple[str, str, str], tuple[float, Caller | None]] = {}

    async def find(self, claims: Mapping[str, Any]) -> Caller | None:
        """The caller, or None when there is no such active account."""
        subject, role, scope = claims["sub"], str(claims.get("peran")), str(claims.get("scope", ""))
        key = (role, subject, scope)
        until, found = self._kept.get(key, (0.0, None))
        if time.monotonic() < until:
            return found
        found = await self._look_up(role, subject, scope)
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[key] = (time.monotonic() + BELIEVED_SECONDS, found)
        return found

    def forget(self, subject: str) -> None:
        """Believe nothing of a caller any longer, for something of them has just changed here."""
        for key in [key for key in self._kept if key[1] == subject]:
            del self._kept[key]

    async def _look_up(self, role: str, subject: str, scope: str) -> Caller | None:
        if role == Kind.WARGA:
            row = await self._pool.row(_CITIZEN, subject) if _is_uuid(subject) else None
            return callers.citizen(subject, row["nik"], row["nama"]) if row else None
        if role == Kind.PETUGAS:
            row = await self._pool.row(_OFFICER, self._zone.key, subject)
            return callers.officer(subject, row["nama"], row["peran"], row["kota"]) if row else None
        if role == Kind.KLIEN:
            return await self.client(subject, frozenset(scope.split()))
        return None

    async def client(self, client_id: str, wanted: frozenset[str] | None = None) -> Caller | None:
        """A client as it stands now, with those of its scopes that are wanted, or all."""
        row = await self._pool.row(_CLIENT, client_id)
        if row is None:
            return None
        return callers.client(
            client_id,
            row["nama"],
            given_scopes(frozenset(row["cakupan"]), wanted),
            row["faskes"],
            sandbox=row["lingkungan"] == "SANDBOX",
            agreement=Agreement.of(row),
        )


def given_scopes(given: frozenset[str], wanted: frozenset[str] | None) -> frozenset[str]:
    """Of what a token says, only what the client has today."""
    return given if wanted is None else given & wanted


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True

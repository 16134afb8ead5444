"""Writing agreements down: each stands for good, the newest one counts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from ipaddress import ip_network

from psycopg.types.json import Json

from chassis.database import uuid7
from contracts.gateway.clients import TujuanAkses
from services.gateway.access.policy import AGENCY_SCOPES
from services.gateway.pool import Connection
from services.gateway.web.problems import fault

_WRITE = """
    INSERT INTO client_agreement (id, client_id, nomor_pks, berlaku_dari, berlaku_sampai, isian, tujuan, alamat_ip,
                                  wajib_tanda_tangan, kuota_harian, laju_per_detik, sertifikat, decided_by, decided_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, clock_timestamp())
"""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed on, from its first to its last day; `must_sign`: calls to personal data are signed."""

    number: str
    begins: date
    ends: date
    fields: tuple[str, ...]
    purposes: tuple[TujuanAkses, ...]
    networks: tuple[str, ...]
    must_sign: bool
    quota: int | None = None
    rate: int | None = None
    certificates: tuple[str, ...] = ()


async def agree(connection: Connection, client_id: str, terms: Terms, *, by: str) -> None:
    """Let these terms be the client's from now on."""
    values = (
        uuid7(),
        client_id,
        terms.number,
        terms.begins,
        terms.ends,
        list(terms.fields),
        Json([purpose.model_dump() for purpose in terms.purposes]),
        list(terms.networks),
        terms.must_sign,
        terms.quota,
        terms.rate,
        list(terms.certificates),
        by,
    )
    await connection.execute(_WRITE, values)


def refuse_unknown_scopes(scopes: Collection[str], *, place: str) -> None:
    """Raise Problem 422 for a scope that no agency can be given."""
    for at, scope in enumerate(scopes):
        if scope not in AGENCY_SCOPES:
            raise fault(
                f"{place}/{at}", "cakupan_tidak_dikenal", "Tidak ada layanan untuk instansi dengan cakupan ini."
            )


def networks(told: Sequence[str], *, place: str) -> tuple[str, ...]:
    """Addresses as networks. Raises Problem 422."""
    found = []
    for at, text in enumerate(told):
        try:
            found.append(str(ip_network(text)))
        except ValueError:
            raise fault(
                f"{place}/{at}", "alamat_ip_tidak_sah", "Isi dengan alamat IP atau jaringan yang sah."
            ) from None
    return tuple(found)

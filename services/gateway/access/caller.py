"""Who is calling, as every door sees it."""

from dataclasses import dataclass
from enum import StrEnum

from services.gateway.access.agreement import Agreement


class Kind(StrEnum):
    """The three sorts of callers that a token can be for."""

    WARGA = "WARGA"
    PETUGAS = "PETUGAS"
    KLIEN = "KLIEN"


@dataclass(frozen=True, slots=True)
class Caller:
    """A caller whose token was checked and whose account is active now.

    `grants` holds what the policy table speaks of: `WARGA`, `PETUGAS:KEPALA_DINAS`, `KLIEN:kelahiran:lapor`.
    """

    kind: Kind
    subject: str
    name: str
    grants: frozenset[str]
    nik: str | None = None
    role: str | None = None
    city: str | None = None
    client_id: str | None = None
    facility: str | None = None
    sandbox: bool = False
    agreement: Agreement | None = None

    @property
    def key(self) -> str:
        """The name under which receipts and logs keep this caller: no NIK, no name."""
        return f"{self.kind.lower()}:{self.subject}"


def citizen(subject: str, nik: str, name: str) -> Caller:
    """A citizen, who acts for themselves."""
    return Caller(Kind.WARGA, subject, name, frozenset({Kind.WARGA.value}), nik=nik)


def officer(subject: str, name: str, role: str, city: str) -> Caller:
    """An officer, with one role in one city."""
    return Caller(Kind.PETUGAS, subject, name, frozenset({f"{Kind.PETUGAS}:{role}"}), role=role, city=city)


def client(  # noqa: PLR0913  a client is its parts
    client_id: str,
    name: str,
    scopes: frozenset[str],
    facility: str | None,
    *,
    sandbox: bool = False,
    agreement: Agreement | None = None,
) -> Caller:
    """An agency's or a facility's system, with the scopes that it was given; `KLIEN` is every client."""
    grants = frozenset({Kind.KLIEN.value, *(f"{Kind.KLIEN}:{scope}" for scope in scopes)})
    return Caller(
        Kind.KLIEN,
        client_id,
        name,
        grants,
        client_id=client_id,
        facility=facility,
        sandbox=sandbox,
        agreement=agreement,
    )


def scopes_of(client: Caller) -> frozenset[str]:
    """The scopes of a client, as tokens write them."""
    prefix = f"{Kind.KLIEN}:"
    return frozenset(grant.removeprefix(prefix) for grant in client.grants if grant.startswith(prefix))

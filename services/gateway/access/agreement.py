"""What a client and the city agreed on: until when, which fields and purposes, from where, with which certificate."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any

Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a request comes from, and the thumbprint of the certificate that its client showed, if it showed one."""

    address: str
    certificate: str | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """A cooperation agreement (PKS, Permendagri 102/2019) as far as a machine can hold it."""

    number: str
    begins: date
    ends: date
    fields: frozenset[str]
    purposes: tuple[tuple[str, str], ...]
    networks: tuple[Network, ...]
    must_sign: bool
    quota: int | None = None
    rate: int | None = None
    certificates: frozenset[str] = frozenset()

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Agreement | None":
        """The agreement that stands in a row, or None when there is none."""
        if row["nomor_pks"] is None:
            return None
        return cls(
            number=row["nomor_pks"],
            begins=row["berlaku_dari"],
            ends=row["berlaku_sampai"],
            fields=frozenset(row["isian"]),
            purposes=tuple((each["tujuan"], each["dasar_hukum"]) for each in row["tujuan"]),
            networks=tuple(ip_network(each) for each in row["alamat_ip"]),
            must_sign=row["wajib_tanda_tangan"],
            quota=row["kuota_harian"],
            rate=row["laju_per_detik"],
            certificates=frozenset(row["sertifikat"]),
        )

    def is_in_force(self, today: date) -> bool:
        """Whether it counts on this day, its last day included."""
        return self.begins <= today <= self.ends

    def approves(self, purpose: str, legal_basis: str) -> bool:
        """Whether this purpose stands in it with this legal basis; case and blanks make no difference."""
        asked = (_as_compared(purpose), _as_compared(legal_basis))
        return any(asked == (_as_compared(each), _as_compared(basis)) for each, basis in self.purposes)

    def refusal(self, origin: Origin) -> str | None:
        """Why a request may not come from there; None when it may."""
        if not self._admits(origin.address):
            return "alamat_tidak_terdaftar"
        if self.certificates and origin.certificate not in self.certificates:
            return "sertifikat_tidak_terdaftar"
        return None

    def _admits(self, address: str) -> bool:
        """Without a list a request may come from anywhere."""
        if not self.networks:
            return True
        try:
            found = ip_address(address)
        except ValueError:
            return False
        mapped = getattr(found, "ipv4_mapped", None) or found
        return any(mapped in network for network in self.networks)


def _as_compared(text: str) -> str:
    return " ".join(text.casefold().split())

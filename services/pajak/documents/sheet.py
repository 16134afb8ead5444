"""What the pages of pajak have in common: whose they are, and how a tax was found."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chassis.documents.words import MONTHS
from services.pajak.domain.money import Rounding, Rupiah, rounded

Derivation = tuple[tuple[str, Decimal, str], ...]
"""Label, exact amount and source of each line."""


@dataclass(frozen=True, slots=True)
class Business:
    """Whom a page is about, and the office that issues it."""

    office: str
    office_address: str
    npwpd: str
    nopd: str
    taxpayer: str
    name: str
    address: str
    kind: str
    period: date
    """Any day of the tax period."""

    def as_data(self) -> dict[str, str]:
        """The names that the templates read."""
        return {
            "instansi": self.office,
            "alamat_instansi": self.office_address,
            "npwpd": self.npwpd,
            "nopd": self.nopd,
            "wajib_pajak": self.taxpayer,
            "objek": self.name,
            "alamat_objek": self.address,
            "jenis": self.kind,
            "masa": f"{MONTHS[self.period.month - 1]} {self.period.year}",
        }


def derivation_data(lines: Derivation) -> list[dict[str, str]]:
    """The lines of a derivation; cents, which only a contained tax has, are not shown."""
    return [
        {"uraian": label, "jumlah": str(rounded(amount, Rounding.RUPIAH_TERDEKAT)), "dasar": source}
        for label, amount, source in lines
    ]


def grouped(code: str) -> str:
    """A payment code as it is typed from paper: 327701 261000 000019."""
    return " ".join(code[at : at + 6] for at in range(0, len(code), 6))


def amounts(**named: Rupiah) -> dict[str, str]:
    """Amounts as pages show them."""
    return {name: str(amount) for name, amount in named.items()}

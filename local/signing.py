"""Demonstration keys for the officials of all cities: `python -m local.signing DIR CITIES_DIR`."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from chassis.documents.authority import Official, ensure_signer
from services.pajak.press import signer_name
from services.pajak.terms import Terms


def main(directory: Path, cities: Path) -> None:
    """Make one root, and for each city the signers of its civil registry and tax office; what is still valid stays."""
    for official in officials(Terms.load(cities)):
        ensure_signer(directory, official, now=datetime.now(UTC))


def officials(terms: Terms) -> Iterator[Official]:
    """Whoever signs a city's documents."""
    for city in terms.cities:
        yield Official(city.code, city.signer.name, city.signer.nip, city.name, city.signer.title)
        law = terms.law(city.code, terms.today(city.code, datetime.now(UTC)))
        tax = law.text("pajak_pejabat"), law.text("pajak_nip")
        yield Official(signer_name(city.code), *tax, city.name, law.text("pajak_jabatan"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""Demonstration keys for the officials of all cities: `python -m local.signing DIR CITIES_DIR`."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from chassis.city import Cities
from chassis.documents.authority import Official, ensure_signer


def main(directory: Path, cities: Path) -> None:
    """Make one root and one signer per city; what is there and still valid stays."""
    for city in Cities.load(cities):
        official = Official(city.code, city.signer.name, city.signer.nip, city.name, city.signer.title)
        ensure_signer(directory, official, now=datetime.now(UTC))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

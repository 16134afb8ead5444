"""Whose signature a city's documents bear: one official for each city, by a key of ours or at BSrE's Esign service."""

import tomllib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from chassis.city import City
from chassis.documents.esign import EsignAccount, EsignSigner
from chassis.documents.sign import LocalSigner, Signer, SignerUnavailable


class Signers(Protocol):
    """Knows the signer of each city."""

    def of(self, city: str) -> Signer:
        """The signer of the city with this code; raises `SignerUnavailable` when it cannot be had now."""
        ...


class LocalSigners:
    """Signers whose keys lie in a folder made by `python -m chassis.documents.authority`: `3277.kunci.pem`."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._loaded: dict[str, Signer] = {}

    def of(self, city: str) -> Signer:
        """The city's signer, its key kept once it is read."""
        if city not in self._loaded:
            self._loaded[city] = LocalSigner.load(self._directory, city)
        return self._loaded[city]


class EsignSigners:
    """Signers at the Esign service; `3277.esign.toml` holds `nik` and `passphrase` of the city's official."""

    def __init__(self, url: str, user: str, password: str, directory: Path) -> None:
        self._url, self._user, self._password = url, user, password
        self._directory = directory
        self._opened: dict[str, Signer] = {}

    def of(self, city: str) -> Signer:
        """The city's signer, with its connections kept."""
        if city not in self._opened:
            self._opened[city] = EsignSigner(self._account(city))
        return self._opened[city]

    def _account(self, city: str) -> EsignAccount:
        path = self._directory / f"{city}.esign.toml"
        try:
            official = tomllib.loads(path.read_text(encoding="utf-8"))
            return EsignAccount(self._url, self._user, self._password, official["nik"], official["passphrase"])
        except (OSError, ValueError, KeyError):
            raise SignerUnavailable(f"no usable Esign official for city {city}") from None


def open_signers(signers: Signers, cities: Iterable[City]) -> None:
    """Read the keys of these cities now and not while a citizen waits; one that is away is asked for again later."""
    for city in cities:
        with suppress(SignerUnavailable):
            signers.of(city.code)

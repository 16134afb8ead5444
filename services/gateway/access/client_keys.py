"""Clients' public keys: which are strong enough, and with which algorithm each one signs."""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from joserfc.errors import JoseError, SecurityWarning
from joserfc.jwk import ECKey, JWKRegistry, OKPKey, RSAKey

MOST_KEYS = 5
LEAST_RSA_BITS = 2048
MOST_RSA_BITS = 4096
LONGEST_KID = 100
_PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})

PublicKey = ECKey | RSAKey | OKPKey


class KeyRefused(ValueError):
    """A key that we will not trust; `place` is a JSON pointer into the set."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(why)
        self.place = place
        self.why = why


@dataclass(frozen=True, slots=True)
class ClientKey:
    """A public key, and the one algorithm with which it is used: the sender cannot choose another."""

    kid: str
    algorithm: str
    key: PublicKey


def read_keys(jwks: Mapping[str, Any]) -> dict[str, ClientKey]:
    """The keys of a JWK Set by their names. Raises KeyRefused."""
    listed = jwks.get("keys")
    if not isinstance(listed, Sequence) or isinstance(listed, str) or not 1 <= len(listed) <= MOST_KEYS:
        raise KeyRefused("/keys", f"Isi dengan 1 sampai {MOST_KEYS} kunci publik.")
    found: dict[str, ClientKey] = {}
    for place, told in enumerate(listed):
        key = _read_key(told, f"/keys/{place}")
        if key.kid in found:
            raise KeyRefused(f"/keys/{place}/kid", "Setiap kunci harus mempunyai kid yang berbeda.")
        found[key.kid] = key
    return found


def _read_key(told: Any, place: str) -> ClientKey:
    if not isinstance(told, Mapping) or not all(isinstance(name, str) for name in told):
        raise KeyRefused(place, "Setiap kunci adalah objek JWK.")
    if not _PRIVATE.isdisjoint(told):
        raise KeyRefused(place, "Kirim kunci publik saja; kunci ini memuat bagian rahasia.")
    kid = told.get("kid")
    if not isinstance(kid, str) or not 1 <= len(kid) <= LONGEST_KID or not kid.isprintable():
        raise KeyRefused(f"{place}/kid", "Setiap kunci harus mempunyai kid.")
    if told.get("use", "sig") != "sig":
        raise KeyRefused(f"{place}/use", "Kunci harus untuk tanda tangan (use: sig).")
    key, algorithm = _strong(told, place)
    if told.get("alg", algorithm) != algorithm:
        raise KeyRefused(f"{place}/alg", f"Kunci ini dipakai dengan {algorithm}.")
    return ClientKey(kid, algorithm, key)


def _strong(told: Mapping[str, Any], place: str) -> tuple[PublicKey, str]:
    # Names such as `key_ops` and `x5c` say nothing that we would believe; the numbers of the key are all we take.
    numbers = {name: told[name] for name in ("kty", "crv", "x", "y", "n", "e") if isinstance(told.get(name), str)}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SecurityWarning)  # a key that is too small is refused below
            key = JWKRegistry.import_key(numbers)
            key.public_key  # noqa: B018  reading it is what finds numbers that are no key
    except (JoseError, ValueError, KeyError, TypeError):
        raise KeyRefused(place, "Kunci ini tidak dapat dibaca.") from None
    if isinstance(key, ECKey) and key.curve_name == "P-256":
        return key, "ES256"
    if isinstance(key, OKPKey) and key.curve_name == "Ed25519":
        return key, "EdDSA"
    if isinstance(key, RSAKey) and LEAST_RSA_BITS <= key.public_key.key_size <= MOST_RSA_BITS:
        return key, "PS256"
    raise KeyRefused(place, f"Pakai kunci P-256, Ed25519, atau RSA {LEAST_RSA_BITS} sampai {MOST_RSA_BITS} bit.")

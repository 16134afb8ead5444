"""Attacks on access tokens: forged, foreign, too old, too new, with the key that the forger would like."""

import base64
import hashlib
import hmac
import json
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from services.gateway.access import directory
from services.gateway.access import tokens as module
from services.gateway.access.keys import TOKENS
from services.gateway.access.tokens import Tokens
from tests.gateway.attacks.attack import Attack
from tests.gateway.double import Reply, listening
from tests.gateway.integration.town import SECRET, Town

THIEF = ECKey.generate_key("P-256")
CLIENT = "opd-sasaran"


def _enters(town: Town, token: str) -> bool:
    answer = town.http.get("/v1/klien/saya", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code < 500
    return answer.status_code == 200


def _own(town: Town) -> ECKey:
    return ECKey.import_key(json.loads((town.folder / "keys" / TOKENS).read_text()))


def _claims(town: Town, **changes: Any) -> dict[str, Any]:
    town.add_client(CLIENT, "OPD", [])
    now = int(time.time())
    usual = {"iss": town.url, "aud": town.url, "sub": CLIENT, "peran": "KLIEN", "iat": now, "exp": now + 60}
    return usual | changes


def _signed(town: Town, key: ECKey | None = None, header: dict[str, Any] | None = None, **changes: Any) -> str:
    own = _own(town)
    head = {"alg": "ES256", "typ": "at+jwt", "kid": own.thumbprint(), **(header or {})}
    registry = jwt.JWSRegistry(strict_check_header=False)
    return jwt.encode(head, _claims(town, **changes), key or own, registry=registry)


def _part(content: Any) -> str:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _unsigned(town: Town, alg: str) -> str:
    head = {"alg": alg, "typ": "at+jwt", "kid": _own(town).thumbprint()}
    return f"{_part(head)}.{_part(_claims(town))}"


def without_algorithm(town: Town) -> bool:
    return any(_enters(town, f"{_unsigned(town, alg)}.") for alg in ("none", "None", "nOnE"))


def with_public_key_as_secret(town: Town) -> bool:
    public = json.dumps(_own(town).as_dict(private=False), sort_keys=True).encode()
    signing = _unsigned(town, "HS256")
    return _enters(town, f"{signing}.{_part(hmac.new(public, signing.encode(), hashlib.sha256).digest())}")


def with_another_family(town: Town) -> bool:
    """RS256 in the head, and bytes that a check by name alone would let pass."""
    return _enters(town, f"{_unsigned(town, 'RS256')}.{_part(b'x' * 256)}")


def for_somebody_else(town: Town) -> bool:
    return _enters(town, _signed(town, aud="https://lain.example"))


def of_another_issuer(town: Town) -> bool:
    return _enters(town, _signed(town, iss="https://lain.example"))


def expired(town: Town) -> bool:
    return _enters(town, _signed(town, exp=int(time.time()) - 120))


def not_yet(town: Town) -> bool:
    return _enters(town, _signed(town, nbf=int(time.time()) + 600))


def with_a_key_by_path(town: Town) -> bool:
    path = town.folder / "unggahan.jwk"
    path.write_text(json.dumps(THIEF.as_dict(private=False)))
    return _enters(town, _signed(town, THIEF, {"kid": str(path)}))


def with_a_key_in_the_head(town: Town) -> bool:
    return _enters(town, _signed(town, THIEF, {"jwk": THIEF.as_dict(private=False)}))


def with_a_key_elsewhere(town: Town) -> bool:
    with keys_elsewhere() as address:
        return _enters(town, _signed(town, THIEF, {"jku": address}))


@contextmanager
def keys_elsewhere() -> Iterator[str]:
    """The thief's own server, with the thief's own key."""
    with listening() as server:
        server.replies["/kunci"] = Reply.json(THIEF.as_dict(private=False))
        yield f"{server.url}/kunci"


def of_a_revoked_client(town: Town) -> bool:
    client_id = f"opd-dicabut-{time.monotonic_ns()}"
    token = town.client(client_id, [])["Authorization"].removeprefix("Bearer ")
    town.rows("UPDATE client SET active = false WHERE client_id = %s RETURNING 1", client_id)
    return _enters(town, token)


def with_more_scope_than_given(town: Town) -> bool:
    """The head office's signature on a scope that the client was never given: a token made before it was taken."""
    town.add_client("opd-serakah", "OPD", [])
    claims = {"sub": "opd-serakah", "scope": "acara:dokumen"}
    token = _signed(town, **claims)
    answer = town.http.get("/v1/langganan", headers={"Authorization": f"Bearer {token}"})
    return answer.status_code == 200


def asking_for_more_scope(town: Town) -> bool:
    town.add_client("opd-serakah", "OPD", [])
    form = {"grant_type": "client_credentials", "client_id": "opd-serakah", "client_secret": SECRET}
    return town.http.post("/oauth2/token", data=form | {"scope": "pajak:bayar"}).status_code == 200


def _believes_the_head(patch: pytest.MonkeyPatch) -> None:
    """A check that takes the algorithm from the token: the oldest mistake there is."""
    right = Tokens._verified

    def naive(self: Tokens, token: str) -> dict[str, Any]:
        head, body, signature = token.split(".")
        alg = json.loads(base64.urlsafe_b64decode(head + "=="))["alg"]
        claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(body + "=="))
        public = json.dumps(self._key.as_dict(private=False), sort_keys=True).encode()
        if alg == "HS256":
            made = hmac.new(public, f"{head}.{body}".encode(), hashlib.sha256).digest()
            return claims if _part(made) == signature else right(self, token)
        return right(self, token) if alg == "ES256" else claims

    patch.setattr(Tokens, "_verified", naive)


def _takes_any_claims(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Tokens, "_is_for_us", lambda *_: True)


def _never_ends(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(module, "SKEW_SECONDS", 10_000)


def _finds_keys(patch: pytest.MonkeyPatch, find: Any) -> None:
    patch.setattr(Tokens, "_key_of", lambda _, signed: ECKey.import_key(find(signed.headers())))
    registry = jwt.JWSRegistry(strict_check_header=False)
    decode = jwt.decode
    patch.setattr(module.jwt, "decode", lambda *given, **named: decode(*given, **named, registry=registry))


def _finds_keys_by_path(patch: pytest.MonkeyPatch) -> None:
    _finds_keys(patch, lambda head: json.loads(Path(head["kid"]).read_text()))


def _finds_keys_in_the_head(patch: pytest.MonkeyPatch) -> None:
    _finds_keys(patch, lambda head: head["jwk"])


def _fetches_keys(patch: pytest.MonkeyPatch) -> None:
    _finds_keys(patch, lambda head: json.loads(urllib.request.urlopen(head["jku"]).read()))


def _forgets_who_is_active(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(directory, "_CLIENT", directory._CLIENT.replace("AND active", ""))


def _believes_the_scope(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(directory, "given_scopes", lambda _, wanted: wanted)


def _gives_any_scope(patch: pytest.MonkeyPatch) -> None:
    from services.gateway.api import tokens

    class Everything(frozenset[str]):
        def __ge__(self, other: object) -> bool:
            return True

    patch.setattr(tokens, "scopes_of", lambda _: Everything())


ATTACKS = [
    Attack("alg none", without_algorithm, _believes_the_head),
    Attack("the public key as an HMAC secret", with_public_key_as_secret, _believes_the_head),
    Attack("another family of algorithms", with_another_family, _believes_the_head),
    Attack("a foreign audience", for_somebody_else, _takes_any_claims),
    Attack("a foreign issuer", of_another_issuer, _takes_any_claims),
    Attack("an expired token", expired, _never_ends),
    Attack("a token of the future", not_yet, _takes_any_claims),
    Attack("a kid that is a path", with_a_key_by_path, _finds_keys_by_path),
    Attack("a jwk in the head", with_a_key_in_the_head, _finds_keys_in_the_head),
    Attack("a jku in the head", with_a_key_elsewhere, _fetches_keys),
    Attack("a revoked client", of_a_revoked_client, _forgets_who_is_active),
    Attack("a scope that was taken away", with_more_scope_than_given, _believes_the_scope),
    Attack("asking for a foreign scope", asking_for_more_scope, _gives_any_scope),
]

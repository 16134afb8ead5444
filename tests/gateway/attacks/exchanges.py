"""Attacks on signed exchange: replayed, altered, signed over too little, not signed at all."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from http_message_signatures import HTTPMessageVerifier

from services.gateway.exchange import signatures
from services.gateway.exchange.receipts import ExchangeReceipts
from services.gateway.exchange.sealing import Exchange
from tests.gateway.attacks.attack import Attack
from tests.gateway.integration.test_exchange import KEY, agency, question, with_another_body
from tests.gateway.integration.town import Town
from tests.gateway.signing import signed


def _accepted(town: Town, request: httpx.Request) -> bool:
    answer = town.http.send(request)
    assert answer.status_code < 500
    return answer.status_code == 200


def unsigned(town: Town) -> bool:
    return _accepted(town, question(town, agency(town)))


def replayed(town: Town) -> bool:
    request = signed(question(town, agency(town)), KEY)
    assert _accepted(town, request)
    return _accepted(town, request)


def altered(town: Town) -> bool:
    return _accepted(town, with_another_body(town, agency(town)))


def covering_too_little(town: Town) -> bool:
    """Signed without the token: whoever holds another token may send it as their own."""
    request = signed(question(town, agency(town)), KEY, covered=("@method", "@target-uri", "content-digest"))
    return _accepted(town, request)


def old(town: Town) -> bool:
    return _accepted(town, signed(question(town, agency(town)), KEY, age=timedelta(hours=1)))


def _needs_no_signature(patch: pytest.MonkeyPatch) -> None:
    async def whatever(*_: object) -> None:
        """Nothing is asked for."""

    patch.setattr(Exchange, "receive", whatever)


def _forgets_nonces(patch: pytest.MonkeyPatch) -> None:
    async def always(*_: object) -> Any:
        return uuid4()

    patch.setattr(ExchangeReceipts, "take", always)


def _reads_no_digest(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(HTTPMessageVerifier, "verify_body", lambda _, message, results, body: results)


def _is_content_with_little(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(signatures, "OF_REQUEST", ("@method",))


def _has_time(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(signatures, "OLDEST", signatures.timedelta(days=1))


ATTACKS = [
    Attack("a request without the signature that was agreed on", unsigned, _needs_no_signature),
    Attack("a replayed signed request", replayed, _forgets_nonces),
    Attack("an altered signed request", altered, _reads_no_digest),
    Attack("a signature over too little", covering_too_little, _is_content_with_little),
    Attack("an old signed request", old, _has_time),
]

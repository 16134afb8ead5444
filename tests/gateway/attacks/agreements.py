"""Attacks on what was agreed: other purposes and fields, after its end, from elsewhere; guessing and enumeration."""

import dataclasses
import itertools
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.gateway.access import directory
from services.gateway.access.agreement import Agreement, Origin
from services.gateway.api import tokens
from services.gateway.population import verification
from services.gateway.population.guessing import UNKNOWN_PER_CLIENT, WRONG_PER_CLIENT, Guessing
from services.gateway.web import admission
from services.gateway.web.proxies import thumbprint_told
from tests.gateway.attacks.attack import Attack
from tests.gateway.double import Reply
from tests.gateway.integration.test_clients import bearer, registered, with_secret
from tests.gateway.integration.town import SECRET, Town
from tests.gateway.reports import FATHER, Json
from tests.gateway.test_proxies import THUMBPRINT, TOLD

SCOPE = "kependudukan:verifikasi"
DOOR = "/internal/kependudukan/verifikasi"
ONE = "/v1/kependudukan/verifikasi"
MANY = f"{ONE}-massal"
WHY = {"tujuan": "Penyaluran bantuan sosial 2026", "dasar_hukum": "PKS 470/12/2026"}
_NUMBERS = itertools.count()


def _agency(town: Town, **agreement: Any) -> Json:
    """A client that no other attack has used."""
    client_id = f"opd-{time.monotonic_ns()}-{next(_NUMBERS)}"
    town.add_client(client_id, "OPD", [SCOPE])
    if agreement:
        town.agree(client_id, **agreement)
    town.dukcapil.replies[DOOR] = Reply.json({"hasil": [{"nik": "SESUAI"}]})
    return town.client(client_id, [SCOPE])


def _asks(town: Town, who: Json, **asked: Any) -> bool:
    answer = town.http.post(ONE, json={**WHY, "nik": FATHER, **asked}, headers=who)
    assert answer.status_code < 500
    return answer.status_code == 200


def another_purpose(town: Town) -> bool:
    return _asks(town, _agency(town), tujuan="Penagihan utang")


def another_field(town: Town) -> bool:
    return _asks(town, _agency(town, isian=["nik"]), nama_ibu="SITI")


def after_its_end(town: Town) -> bool:
    today = datetime.now(UTC).date()
    dates = {"berlaku_dari": today - timedelta(days=9), "berlaku_sampai": today - timedelta(days=2)}
    return _asks(town, _agency(town, **dates))


def from_elsewhere_with_a_forged_head(town: Town) -> bool:
    client_id = f"opd-{time.monotonic_ns()}"
    town.add_client(client_id, "OPD", [SCOPE])
    town.agree(client_id, alamat_ip=["203.0.113.7/32"])
    form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": SECRET}
    heads = {"X-Forwarded-For": "203.0.113.7", "Forwarded": "for=203.0.113.7", "X-Real-Ip": "203.0.113.7"}
    return town.http.post("/oauth2/token", data=form, headers=heads).status_code == 200


def with_a_forged_certificate(town: Town) -> bool:
    """As our own proxy would tell of it; but no proxy stands between."""
    client_id = f"opd-{time.monotonic_ns()}"
    town.add_client(client_id, "OPD", [SCOPE])
    town.agree(client_id, sertifikat=[THUMBPRINT])
    form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": SECRET}
    return town.http.post("/oauth2/token", data=form, headers={"Client-Cert": TOLD.decode()}).status_code == 200


def guessing_a_birthday(town: Town) -> bool:
    who = _agency(town)
    town.dukcapil.replies[DOOR] = Reply.json({"hasil": [{"nik": "SESUAI", "tanggal_lahir": "TIDAK_SESUAI"}]})
    return all(_asks(town, who, tanggal_lahir=f"1990-01-{day:02}") for day in range(1, WRONG_PER_CLIENT + 2))


def a_thousand_guesses_at_once(town: Town) -> bool:
    who = _agency(town)
    town.dukcapil.replies[DOOR] = Reply.json({"hasil": [{"nik": "SESUAI", "tanggal_lahir": "TIDAK_SESUAI"}] * 28})
    data = [{"nik": FATHER, "tanggal_lahir": f"1990-02-{day:02}"} for day in range(1, 29)]
    return town.http.post(MANY, json={**WHY, "data": data}, headers=who).status_code == 200


def enumerating_niks(town: Town) -> bool:
    who = _agency(town)
    half = UNKNOWN_PER_CLIENT // 2
    town.dukcapil.replies[DOOR] = Reply.json({"hasil": [{"nik": "TIDAK_SESUAI"}] * half})
    found = [
        town.http.post(
            MANY,
            json={**WHY, "data": [{"nik": f"327701{part:02}0190{at:04}"} for at in range(1, half + 1)]},
            headers=who,
        ).status_code
        for part in (1, 2, 3)
    ]
    return found == [200] * 3


def the_register_from_the_sandbox(town: Town) -> bool:
    told = registered(town)
    town.dukcapil.asked.clear()
    town.dukcapil.replies[DOOR] = Reply.json({"hasil": [{"nik": "SESUAI"}]})
    _asks(town, bearer(with_secret(town, told["client_id"], told["client_secret"])))
    return town.dukcapil.asked != []


def _takes_any_purpose(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(verification, "foreign_purpose", lambda *_: None)


def _takes_any_field(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(verification, "foreign_fields", lambda *_: None)


def _knows_no_calendar(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Agreement, "is_in_force", lambda *_: True)


def _believes_the_head(patch: pytest.MonkeyPatch) -> None:
    for module in (admission, tokens):
        patch.setattr(module, "address_of", lambda request: request.headers.get("x-forwarded-for", ""))


def _believes_anyones_certificate(patch: pytest.MonkeyPatch) -> None:
    origin_of = admission.origin_of

    def believed(request: Any) -> Origin:
        return dataclasses.replace(origin_of(request), certificate=thumbprint_told(request.headers.raw))

    for module in (admission, tokens):
        patch.setattr(module, "origin_of", believed)


def _lets_guess(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Guessing, "refuse", lambda *_: None)


def _lets_repeat(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(verification, "_refuse_repetition", lambda _: None)


def _knows_no_sandbox(patch: pytest.MonkeyPatch) -> None:
    client = directory.callers.client
    patch.setattr(directory.callers, "client", lambda *given, **named: client(*given, **{**named, "sandbox": False}))


ATTACKS = [
    Attack("a purpose that was not agreed on", another_purpose, _takes_any_purpose),
    Attack("a field that was not agreed on", another_field, _takes_any_field),
    Attack("an agreement that has ended", after_its_end, _knows_no_calendar),
    Attack("an address forged in the head", from_elsewhere_with_a_forged_head, _believes_the_head),
    Attack("a forged certificate", with_a_forged_certificate, _believes_anyones_certificate),
    Attack("guessing what the register holds", guessing_a_birthday, _lets_guess),
    Attack("many guesses in one request", a_thousand_guesses_at_once, _lets_repeat),
    Attack("enumerating NIKs", enumerating_niks, _lets_guess),
    Attack("the register through the sandbox", the_register_from_the_sandbox, _knows_no_sandbox),
]

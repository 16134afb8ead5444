"""Whoever asks for what is not theirs gets nothing, at every door that the OpenAPI document names."""

from typing import Any

import pytest

from services.gateway.access import caller as callers
from services.gateway.api import client_officers
from services.gateway.exchange import receipts
from services.gateway.tracking import reading
from services.gateway.web import guard
from tests.gateway.attacks.matrix import breaches, doors, strangers, things_of_others
from tests.gateway.integration.town import Town
from tests.gateway.reports import FATHER, Json


@pytest.fixture
def document(town: Town) -> Json:
    found: Json = town.http.get("/openapi.json").json()
    return found


def test_every_door_with_a_number_in_its_path_is_asked_for_somebody_elses(town: Town, document: Json) -> None:
    begins = tuple(things_of_others(town))
    numbered = [door for door in doors(document) if door.locked and "{" in door.path]

    assert [str(door) for door in numbered if not door.path.startswith(begins)] == []


def test_nobody_gets_what_is_not_theirs(town: Town, document: Json) -> None:
    assert breaches(town, document) == []


def test_lists_hold_nothing_of_others(town: Town) -> None:
    things = things_of_others(town)
    told = [value for each in things.values() for value in each.values()] + [FATHER, "pemilik.example.id"]
    for who, headers in strangers(town).items():
        for path in ("/v1/permohonan", "/v1/langganan", "/v1/klien/saya", "/v1/saya", "/v1/petugas/klien/permintaan"):
            text = town.http.get(path, headers=headers).text
            assert [value for value in told if value in text] == [], (who, path)


def test_without_locks_the_matrix_finds_nobody_inside(
    town: Town, document: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def anyone(_: Any) -> callers.Caller:
        return callers.citizen("c0ffee00-0000-4000-8000-000000000001", FATHER, "BUDI")

    monkeypatch.setattr(guard, "authenticated", anyone)

    assert "nobody: GET /v1/saya 200" in breaches(town, document, "nobody", streams=False)


def test_without_the_policy_the_matrix_finds_the_wrong_role_inside(
    town: Town, document: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "permits", lambda *_: True)

    assert breaches(town, document, "another role", streams=False) != []


def test_without_the_policy_an_agency_still_gives_no_order_of_an_officer(
    town: Town, document: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "permits", lambda *_: True)

    assert breaches(town, document, "another agency", streams=False) == []


def test_without_the_look_at_the_city_the_matrix_finds_another_citys_administrator_inside(
    town: Town, document: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_officers, "_refuse_foreign", lambda *_: None)

    found = breaches(town, document, "another city's administrator", streams=False)

    assert "another city's administrator: GET /v1/petugas/klien/{client_id} 200" in found


def test_without_ownership_in_the_sql_the_matrix_finds_another_citizen_inside(
    town: Town, document: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_ONE", reading._ONE.replace(reading.MINE, "true"))

    found = breaches(town, document, "another citizen", streams=False)

    assert "another citizen: GET /v1/permohonan/{nomor} 200" in found


def test_without_ownership_of_receipts_the_matrix_finds_another_agency_inside(
    town: Town, document: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipts, "_FIND", receipts._FIND.replace("AND client_id = %s", "AND %s <> ''"))

    found = breaches(town, document, "another agency", streams=False)

    assert found == ["another agency: GET /v1/klien/saya/bukti/{id} 200"]

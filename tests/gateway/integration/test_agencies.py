"""Agencies and facilities get tokens for what they were given, and compare residents without learning about them."""

import base64
import json

import httpx
import pytest

from contracts.dukcapil.api import VerifikasiPenduduk
from tests.gateway.double import Reply
from tests.gateway.integration.town import SECRET, Town
from tests.gateway.reports import FATHER, Json

SCOPE = "kependudukan:verifikasi"
QUESTION = {
    "tujuan": "Penyaluran bantuan sosial 2026",
    "dasar_hukum": "PKS 470/12/2026",
    "nik": FATHER,
    "nama": "H. BUDI SANTOSO, S.Kom.",
    "tanggal_lahir": "1990-05-15",
}


def token(town: Town, headers: Json | None = None, **form: str) -> httpx.Response:
    return town.http.post("/oauth2/token", data=form, headers=headers)


def agency(town: Town) -> Json:
    return town.client("opd-dinsos", [SCOPE])


def test_a_client_gets_a_token_for_ten_minutes(town: Town) -> None:
    town.add_client("opd-dinsos", "OPD", [SCOPE])

    answer = token(town, grant_type="client_credentials", client_id="opd-dinsos", client_secret=SECRET)

    body = answer.json()
    assert (body["token_type"], body["expires_in"], body["scope"]) == ("Bearer", 600, SCOPE)
    assert answer.headers["cache-control"] == "no-store"
    head = json.loads(base64.urlsafe_b64decode(body["access_token"].split(".")[0] + "=="))
    assert (head["typ"], head["alg"]) == ("at+jwt", "ES256")


def test_the_secret_may_come_in_the_head(town: Town) -> None:
    town.add_client("opd-dinsos", "OPD", [SCOPE])
    basic = base64.b64encode(f"opd-dinsos:{SECRET}".encode()).decode()

    answer = token(town, {"Authorization": f"Basic {basic}"}, grant_type="client_credentials")

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("form", "status", "error"),
    [
        ({}, 400, "invalid_request"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"grant_type": "client_credentials"}, 401, "invalid_client"),
        ({"grant_type": "client_credentials", "client_id": "opd-dinsos", "client_secret": "x"}, 401, "invalid_client"),
        ({"grant_type": "client_credentials", "client_id": "nobody", "client_secret": SECRET}, 401, "invalid_client"),
        ({"grant_type": "client_credentials", "client_id": "a\0b", "client_secret": SECRET}, 401, "invalid_client"),
        (
            {"grant_type": "client_credentials", "client_id": "opd-dinsos", "client_secret": SECRET, "scope": "semua"},
            400,
            "invalid_scope",
        ),
    ],
)
def test_a_client_that_is_none_gets_nothing(town: Town, form: Json, status: int, error: str) -> None:
    town.add_client("opd-dinsos", "OPD", [SCOPE])

    answer = town.http.post("/oauth2/token", data=form)

    assert (answer.status_code, answer.json()) == (status, {"error": error})


def test_a_scope_that_was_taken_away_no_longer_opens(own_town: Town) -> None:
    who = own_town.client("opd-dinsos", [SCOPE])
    own_town.rows("UPDATE client SET cakupan = '{}' RETURNING 1")

    assert own_town.post("/v1/kependudukan/verifikasi", QUESTION, who).status_code == 403


def test_a_client_may_ask_for_less_than_it_has(town: Town) -> None:
    town.add_client("faskes-dua", "OPD", ["kelahiran:lapor", SCOPE])
    form = {"grant_type": "client_credentials", "client_id": "faskes-dua", "client_secret": SECRET, "scope": SCOPE}

    assert town.http.post("/oauth2/token", data=form).json()["scope"] == SCOPE


def test_a_resident_is_compared_and_the_question_is_written_down_with_its_reason(town: Town) -> None:
    answered = {"hasil": [{"nik": "SESUAI", "nama": "SESUAI", "tanggal_lahir": "TIDAK_SESUAI", "jenis_kelamin": None}]}
    town.dukcapil.replies["/internal/kependudukan/verifikasi"] = Reply.json(answered)
    before = town.count("access_log")

    answer = town.http.post("/v1/kependudukan/verifikasi", json=QUESTION, headers=agency(town))

    assert answer.json() == {"nik": "SESUAI", "nama": "SESUAI", "tanggal_lahir": "TIDAK_SESUAI"}
    asked = VerifikasiPenduduk.model_validate_json(town.dukcapil.asked[-1].body)
    assert (asked.data[0].nik, asked.sertakan_status) == (FATHER, False)
    assert b"tujuan" not in town.dukcapil.asked[-1].body
    row = town.rows("SELECT * FROM access_log ORDER BY at DESC LIMIT 1")[0]
    assert town.count("access_log") == before + 1
    assert (row["actor"], row["subject_key"], row["fields"]) == (
        "klien:opd-dinsos",
        town.pseudonym(FATHER),
        ["nik", "nama", "tanggal_lahir"],
    )
    assert (row["tujuan"], row["dasar_hukum"]) == (QUESTION["tujuan"], QUESTION["dasar_hukum"])


@pytest.mark.parametrize("field", ["tujuan", "dasar_hukum", "nik"])
def test_purpose_legal_basis_and_nik_are_required(town: Town, field: str) -> None:
    body = {name: value for name, value in QUESTION.items() if name != field}

    refused = town.http.post("/v1/kependudukan/verifikasi", json=body, headers=agency(town))

    assert (refused.status_code, refused.json()["galat"][0]["lokasi"]) == (422, f"/{field}")


def test_who_has_no_agreement_may_not_ask(town: Town) -> None:
    for who in (town.citizen(), town.hospital(), town.officer()):
        refused = town.http.post("/v1/kependudukan/verifikasi", json=QUESTION, headers=who)
        assert refused.status_code == 403


def test_a_register_that_is_away_is_asked_later_and_nothing_was_read(own_town: Town) -> None:
    own_town.dukcapil.replies["/internal/kependudukan/verifikasi"] = Reply(b"", status=503)
    who = own_town.client("opd-dinsos", [SCOPE])

    answer = own_town.http.post("/v1/kependudukan/verifikasi", json=QUESTION, headers=who)

    assert (answer.status_code, "retry-after" in answer.headers) == (503, True)
    assert own_town.count("access_log") == 0


def test_the_access_log_cannot_be_changed(town: Town) -> None:
    town.dukcapil.replies["/internal/kependudukan/verifikasi"] = Reply.json({"hasil": [{"nik": "SESUAI"}]})
    town.http.post("/v1/kependudukan/verifikasi", json=QUESTION, headers=agency(town))

    for change in ("UPDATE access_log SET tujuan = 'x'", "DELETE FROM access_log", "TRUNCATE access_log"):
        with pytest.raises(Exception, match=r"append-only|permission|must be owner"):
            town.rows(f"{change} RETURNING 1" if "TRUNCATE" not in change else change)

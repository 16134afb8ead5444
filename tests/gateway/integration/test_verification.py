"""Residents are compared for a purpose of the agreement, within its fields, one by one or many at once."""

import time
from typing import Any

import pytest
from psycopg.types.json import Json as Column

from services.gateway.population.guessing import WRONG_PER_CLIENT
from tests.gateway.double import Reply
from tests.gateway.integration.test_clients import bearer, registered, with_secret
from tests.gateway.integration.town import Town
from tests.gateway.reports import FATHER, MOTHER, Json

SCOPE = "kependudukan:verifikasi"
DOOR = "/internal/kependudukan/verifikasi"
ONE = "/v1/kependudukan/verifikasi"
MANY = "/v1/kependudukan/verifikasi-massal"
WHY = {"tujuan": "Penyaluran bantuan sosial 2026", "dasar_hukum": "PKS 470/12/2026"}
AGREES = {"nik": "SESUAI", "nama": "SESUAI"}


def agency(town: Town, client_id: str, **agreement: Any) -> Json:
    """A client's headers; what its agreement says is known at once, for it is new."""
    town.add_client(client_id, "OPD", [SCOPE])
    if agreement:
        town.agree(client_id, **agreement)
    return town.client(client_id, [SCOPE])


def answers(town: Town, *hasil: Json) -> None:
    town.dukcapil.replies[DOOR] = Reply.json({"hasil": hasil})


@pytest.mark.parametrize(
    "changes",
    [{"tujuan": "Penagihan utang"}, {"dasar_hukum": "UU 1/2022"}, {"tujuan": "Penyaluran bantuan sosial"}],
    ids=str,
)
def test_a_purpose_outside_the_agreement_is_refused_before_anyone_is_asked(town: Town, changes: Json) -> None:
    who = agency(town, "opd-tujuan")
    town.dukcapil.asked.clear()
    before = town.count("access_log", "outcome = 'DITOLAK'")

    refused = town.http.post(ONE, json={**WHY, "nik": FATHER, **changes}, headers=who)

    assert (refused.status_code, refused.json()["kode"]) == (403, "tujuan_di_luar_perjanjian")
    assert refused.json()["galat"][0]["lokasi"] == "/tujuan"
    assert town.dukcapil.asked == []
    assert town.count("access_log", "outcome = 'DITOLAK'") == before + 1


def test_case_and_blanks_of_a_purpose_make_no_difference(town: Town) -> None:
    answers(town, AGREES)
    asked = {"tujuan": " penyaluran  bantuan sosial 2026 ", "dasar_hukum": "pks 470/12/2026", "nik": FATHER}

    assert town.http.post(ONE, json=asked, headers=agency(town, "opd-tujuan")).status_code == 200


@pytest.mark.parametrize("path", [ONE, MANY])
def test_a_field_outside_the_agreement_is_refused_with_its_name(town: Town, path: str) -> None:
    who = agency(town, "opd-sempit", isian=["nik", "nama"])
    town.dukcapil.asked.clear()
    person = {"nik": FATHER, "nama": "BUDI", "nama_ibu": "SITI", "nomor_kk": "3277010101180001"}

    refused = town.http.post(path, json={**WHY, **person} if path == ONE else {**WHY, "data": [person]}, headers=who)

    assert (refused.status_code, refused.json()["kode"]) == (403, "isian_di_luar_perjanjian")
    assert [each["lokasi"] for each in refused.json()["galat"]] == ["/nama_ibu", "/nomor_kk"]
    assert town.dukcapil.asked == []


def test_each_purpose_has_its_own_legal_basis(town: Town) -> None:
    answers(town, AGREES)
    pairs = [{"tujuan": "A", "dasar_hukum": "1"}, {"tujuan": "B", "dasar_hukum": "2"}]
    who = agency(town, "opd-pasangan", tujuan=Column(pairs))

    found = [
        town.http.post(ONE, json={"tujuan": purpose, "dasar_hukum": basis, "nik": FATHER}, headers=who).status_code
        for purpose, basis in (("A", "1"), ("B", "2"), ("A", "2"), ("B", "1"))
    ]

    assert found == [200, 200, 403, 403]


def test_many_are_compared_in_their_order_and_each_is_in_the_ledger(town: Town) -> None:
    answers(town, {**AGREES, "status": "MENINGGAL"}, {"nik": "TIDAK_SESUAI"})
    data = [{"nik": FATHER, "nama": "BUDI SANTOSO"}, {"nik": MOTHER}]
    before = town.count("access_log")

    answer = town.http.post(MANY, json={**WHY, "data": data}, headers=agency(town, "opd-massal"))

    assert answer.json() == {"hasil": [AGREES, {"nik": "TIDAK_SESUAI"}]}
    assert town.count("access_log") == before + 2
    rows = town.rows("SELECT * FROM access_log ORDER BY at DESC LIMIT 2")
    assert {row["subject_key"] for row in rows} == {town.pseudonym(FATHER), town.pseudonym(MOTHER)}
    assert {row["resource"] for row in rows} == {"kependudukan/verifikasi-massal"}
    assert b"tujuan" not in town.dukcapil.asked[-1].body


def test_an_answer_never_has_what_was_not_asked(town: Town) -> None:
    answers(town, {"nik": "SESUAI", "nama": "SESUAI", "nama_ibu": "SESUAI", "status": "MENINGGAL"})

    answer = town.http.post(ONE, json={**WHY, "nik": FATHER}, headers=agency(town, "opd-massal"))

    assert answer.json() == {"nik": "SESUAI"}


@pytest.mark.parametrize(
    ("data", "lokasi", "kode"),
    [
        ([], "/data", "panjang_isian_salah"),
        ([{"nik": FATHER}] * 2, "/data/1/nik", "nik_berulang"),
        ([{"nik": FATHER}] * 1001, "/data", "panjang_isian_salah"),
        ([{"nik": "1"}], "/data/0/nik", "nik_tidak_sah"),
        ([{"nik": FATHER, "alamat": "x"}], "/data/0/alamat", "isian_tidak_dikenal"),
        ("x", "/data", "jenis_isian_salah"),
    ],
    ids=["none", "twice", "too many", "no NIK", "unknown field", "no list"],
)
def test_a_bulk_question_with_a_fault_is_told_where_it_is(town: Town, data: Any, lokasi: str, kode: str) -> None:
    refused = town.http.post(MANY, json={**WHY, "data": data}, headers=agency(town, "opd-massal"))

    assert refused.status_code == 422
    assert (refused.json()["galat"][0]["lokasi"], refused.json()["galat"][0]["kode"]) == (lokasi, kode)


def test_a_register_that_answers_too_little_is_not_believed(own_town: Town) -> None:
    answers(own_town, AGREES)
    who = agency(own_town, "opd-massal")

    answer = own_town.http.post(MANY, json={**WHY, "data": [{"nik": FATHER}, {"nik": MOTHER}]}, headers=who)

    assert answer.status_code == 503
    assert own_town.count("access_log") == 0


def test_guessing_ends_in_429_and_a_count_for_operators(own_town: Town) -> None:
    who = agency(own_town, "opd-penebak")
    answers(own_town, {"nik": "SESUAI", "tanggal_lahir": "TIDAK_SESUAI"})
    asked = {**WHY, "nik": FATHER, "tanggal_lahir": "1990-01-01"}

    found = [own_town.http.post(ONE, json=asked, headers=who) for _ in range(WRONG_PER_CLIENT + 2)]

    assert [each.status_code for each in found] == [200] * WRONG_PER_CLIENT + [429] * 2
    assert (found[-1].json()["kode"], int(found[-1].headers["retry-after"]) > 1) == ("terlalu_banyak_percobaan", True)
    assert FATHER not in found[-1].text


def test_enumeration_is_counted_logged_and_stopped(own_town: Town) -> None:
    who = agency(own_town, "opd-penyisir")
    niks = [f"327701{day:02}0190{serial:04}" for serial in range(1, 51) for day in range(1, 29)]
    answers(own_town, *([{"nik": "TIDAK_SESUAI"}] * 700))

    found = [
        own_town.http.post(MANY, json={**WHY, "data": [{"nik": nik} for nik in part]}, headers=who)
        for part in (niks[:700], niks[700:1400], niks[:700])
    ]

    assert [each.status_code for each in found] == [200, 200, 429]
    assert found[-1].json()["kode"] == "terlalu_banyak_nik_tidak_dikenal"
    counted = own_town.http.get("/metrics").text
    assert 'terpadu_enumeration_total{client="opd-penyisir",stage="suspected"} 1.0' in counted
    log = (own_town.folder / "web.log").read_text()
    assert "enumeration" in log
    assert not any(nik in log for nik in niks)


def test_answers_say_how_much_is_left(town: Town) -> None:
    answers(town, AGREES)
    who = agency(town, "opd-kuota", kuota_harian=3)

    found = [town.http.post(ONE, json={**WHY, "nik": FATHER}, headers=who) for _ in range(4)]

    assert [each.status_code for each in found] == [200, 200, 200, 429]
    assert '"harian";q=3;w=86400' in found[0].headers["ratelimit-policy"]
    assert '"harian";r=2' in found[0].headers["ratelimit"]
    assert (found[3].json()["kode"], '"harian";r=0' in found[3].headers["ratelimit"]) == ("kuota_harian_habis", True)
    time.sleep(1.5)
    assert town.rows("SELECT used FROM client_usage WHERE client_id = 'opd-kuota'")[0]["used"] == 3


def test_a_bulk_beyond_the_quota_is_refused_whole_and_asks_nobody(town: Town) -> None:
    who = agency(town, "opd-kuota-massal", kuota_harian=3)
    town.dukcapil.asked.clear()
    people = [{"nik": f"327701010190{serial:04}"} for serial in range(1, 5)]

    refused = town.http.post(MANY, json={**WHY, "data": people}, headers=who)

    assert (refused.status_code, refused.json()["kode"]) == (429, "kuota_harian_habis")
    assert town.dukcapil.asked == []


def test_the_sandbox_answers_from_its_own_people_and_asks_no_register(town: Town) -> None:
    town.dukcapil.asked.clear()
    told = registered(town, isian=["nik", "nama", "tanggal_lahir"])
    who = bearer(with_secret(town, told["client_id"], told["client_secret"]))
    asked = {**WHY, "nik": "3277010101909001", "nama": "budi contoh", "tanggal_lahir": "1991-01-01"}

    answer = town.http.post(ONE, json=asked, headers=who)

    assert answer.json() == {"nik": "SESUAI", "nama": "SESUAI", "tanggal_lahir": "TIDAK_SESUAI"}
    for serial, status in (("9403", 403), ("9429", 429), ("9503", 503), ("0001", 200)):
        found = town.http.post(ONE, json={**WHY, "nik": f"327701010190{serial}"}, headers=who)
        assert found.status_code == status
    assert found.json() == {"nik": "TIDAK_SESUAI"}
    assert town.http.post(ONE, json={**asked, "tujuan": "Lain"}, headers=who).status_code == 403
    assert town.dukcapil.asked == []

"""A birth report is accepted once, whole or not at all, whatever the neighbours do."""

import json
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from chassis.tokens import Verifier
from contracts.gateway.events import KelahiranDiberitahukan, KelahiranDilaporkan
from contracts.numbers import is_application_number
from services.gateway.access.keys import INTERNAL_PUBLIC
from services.gateway.web.edge import LARGEST_BODY
from tests.gateway.double import Reply
from tests.gateway.integration.town import Town
from tests.gateway.reports import FACILITY, FATHER, MOTHER, STRANGER, notice, raw, report, spoiled

FAULT = {"lokasi": "/anak/0/nama", "kode": "nama_bergelar", "pesan": "Nama tidak boleh memuat gelar."}


def test_a_report_is_accepted_with_a_number_and_where_to_follow_it(town: Town) -> None:
    answer = town.post("/v1/kelahiran", report(), town.citizen())

    assert answer.status_code == 202
    body = answer.json()
    assert is_application_number(body["nomor"])
    assert body["nomor"].startswith("KL-3277-")
    assert body["status"] == "DIAJUKAN"
    assert body["lacak"] == f"/v1/permohonan/{body['nomor']}"


def test_receipt_timeline_and_event_are_written_together(town: Town) -> None:
    number = town.accepted()

    assert town.count("application", "nomor = %s AND owner_nik = %s", number, FATHER) == 1
    assert town.count("application_step", "nomor = %s", number) == 1
    (told,) = town.rows("SELECT type, data, correlation_id FROM outbox WHERE subject = %s", number)
    event = KelahiranDilaporkan.model_validate(told["data"])
    assert told["type"] == event.type
    assert (event.nomor, event.kota, event.laporan.pelapor_nik) == (number, "3277", FATHER)
    assert (
        told["correlation_id"] == town.rows("SELECT * FROM application WHERE nomor = %s", number)[0]["correlation_id"]
    )


def test_telephone_and_mail_stay_with_the_gateway(town: Town) -> None:
    number = town.accepted()

    (told,) = town.rows("SELECT data::text FROM outbox WHERE subject = %s", number)
    assert "+6281200000001" not in told["data"]
    assert "ayah@example.id" not in told["data"]
    assert town.rows("SELECT contact FROM application WHERE nomor = %s", number)[0]["contact"]["surel"]


def test_the_same_key_and_body_get_the_same_answer_and_one_application(town: Town) -> None:
    key, who, body = str(uuid.uuid4()), town.citizen(), report()

    first, second = (town.post("/v1/kelahiran", body, who, key) for _ in range(2))

    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert second.headers["idempotency-replayed"] == "true"
    assert town.count("outbox", "subject = %s", first.json()["nomor"]) == 1


def test_the_same_key_with_another_body_is_refused(town: Town) -> None:
    key, who = str(uuid.uuid4()), town.citizen()
    town.post("/v1/kelahiran", report(), who, key)

    refused = town.post("/v1/kelahiran", report(paket="AKTA"), who, key)

    assert (refused.status_code, refused.json()["kode"]) == (422, "idempotency_key_dipakai_lain")


def test_another_callers_same_key_is_another_key(town: Town) -> None:
    key = str(uuid.uuid4())

    mine = town.post("/v1/kelahiran", report(), town.citizen(), key)
    other = report(pelapor={"nik": MOTHER, "hubungan": "IBU"})
    hers = town.post("/v1/kelahiran", other, town.citizen(MOTHER), key)

    assert mine.status_code == hers.status_code == 202
    assert mine.json()["nomor"] != hers.json()["nomor"]


def test_fifty_clicks_at_once_are_one_application(town: Town) -> None:
    key, who, body = str(uuid.uuid4()), town.citizen(), report()
    before = town.count("application")

    with ThreadPoolExecutor(25) as clicks:
        answers = list(clicks.map(lambda _: town.post("/v1/kelahiran", body, who, key), range(50)))

    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["nomor"] for answer in answers}) == 1
    assert town.count("application") == before + 1


@pytest.mark.parametrize("key", ["a b", "ä", "!", "x" * 255])
def test_a_key_is_whatever_the_contract_lets_it_be(town: Town, key: str) -> None:
    headers, body = town.citizen() | {"Idempotency-Key": key.encode()}, report()

    answers = [town.http.post("/v1/kelahiran", json=body, headers=headers) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [202, 202]
    assert answers[0].json()["nomor"] == answers[1].json()["nomor"]


@pytest.mark.parametrize("key", [None, "", "x" * 256])
def test_a_write_without_a_usable_key_is_refused(town: Town, key: str | None) -> None:
    headers = town.citizen() | ({} if key is None else {"Idempotency-Key": key.encode()})

    refused = town.http.post("/v1/kelahiran", json=report(), headers=headers)

    assert refused.status_code == 400
    assert refused.json()["kode"].startswith("idempotency_key_")


def test_nobody_reports_in_anothers_name(town: Town) -> None:
    refused = town.post("/v1/kelahiran", report(), town.citizen(STRANGER))

    assert (refused.status_code, refused.json()["kode"]) == (403, "pelapor_bukan_pemilik_akun")
    assert refused.json()["galat"][0]["lokasi"] == "/pelapor/nik"


def test_a_facility_reports_on_behalf_and_both_can_follow(town: Town) -> None:
    number = town.accepted(town.hospital())

    (told,) = town.rows("SELECT data FROM outbox WHERE subject = %s", number)
    assert told["data"]["atas_nama_faskes"] == FACILITY
    for who in (town.citizen(), town.hospital()):
        assert town.http.get(f"/v1/permohonan/{number}", headers=who).json()["riwayat"][0]["oleh"] == "FASKES"


def test_a_facility_does_not_use_anothers_letter(town: Town) -> None:
    letter = {"nomor": "SKL/1", "faskes": "F3277999"}

    refused = town.post("/v1/kelahiran", report(surat_keterangan_lahir=letter), town.hospital())

    assert (refused.status_code, refused.json()["kode"]) == (403, "faskes_lain")


def test_a_facility_tells_of_a_birth_in_its_own_house_only(town: Town) -> None:
    taken = town.post("/v1/faskes/kelahiran", notice(), town.hospital())
    refused = town.post("/v1/faskes/kelahiran", notice(faskes="F3277999"), town.hospital())

    assert taken.status_code == 202
    assert taken.json()["nomor"].startswith("FB-3277-")
    (told,) = town.rows("SELECT data FROM outbox WHERE subject = %s", taken.json()["nomor"])
    assert KelahiranDiberitahukan.model_validate(told["data"]).ibu_nik == MOTHER
    assert (refused.status_code, refused.json()["kode"]) == (403, "faskes_lain")


def test_a_citizen_cannot_send_a_facilitys_notice(town: Town) -> None:
    refused = town.post("/v1/faskes/kelahiran", notice(), town.citizen())

    assert (refused.status_code, refused.json()["kode"]) == (403, "tidak_berwenang")


@pytest.mark.parametrize(
    ("place", "value", "kode"),
    [
        ("/ibu/nik", "1", "nik_tidak_sah"),
        ("/anak/0/nama", "A" * 61, "nama_terlalu_panjang"),
        ("/ayah/nik", MOTHER, "ayah_sama_dengan_ibu"),
        ("/jumlah", 1, "isian_tidak_dikenal"),
    ],
)
def test_a_bad_report_leaves_nothing_behind(town: Town, place: str, value: object, kode: str) -> None:
    who, key = town.citizen(), str(uuid.uuid4())
    before = [town.count(table) for table in ("application", "application_step", "outbox", "idempotency")]

    refused = town.post("/v1/kelahiran", spoiled(report(), place, value), who, key)

    assert (refused.status_code, refused.json()["kode"]) == (422, kode)
    assert refused.headers["content-type"] == "application/problem+json"
    assert [town.count(table) for table in ("application", "application_step", "outbox", "idempotency")] == before
    assert town.post("/v1/kelahiran", report(), who, key).status_code == 202


@pytest.mark.parametrize(
    ("content", "status", "kode"),
    [
        (b"x" * 20_000_000, 413, "isi_terlalu_besar"),
        (b"[" * (LARGEST_BODY + 1), 413, "isi_terlalu_besar"),
        (b'{"paket": "\xff\xfe"}', 400, "utf8_tidak_sah"),
        (b"{", 400, "json_tidak_sah"),
        (b"[" * 100_000, 400, "json_terlalu_dalam"),
    ],
    ids=["20 MB", "just too large", "no UTF-8", "no JSON", "too deep"],
)
def test_what_is_no_report_at_all_is_refused_quickly(town: Town, content: bytes, status: int, kode: str) -> None:
    headers = town.citizen() | {"Idempotency-Key": "x", "Content-Type": "application/json"}

    refused = town.http.post("/v1/kelahiran", content=content, headers=headers)

    assert (refused.status_code, refused.json()["kode"]) == (status, kode)


def test_a_body_without_a_told_length_is_counted_too(town: Town) -> None:
    headers = town.citizen() | {"Idempotency-Key": "x", "Content-Type": "application/json"}

    refused = town.http.post("/v1/kelahiran", content=(b"x" * 65536 for _ in range(320)), headers=headers)

    assert refused.status_code == 413


def test_a_form_is_not_json(town: Town) -> None:
    refused = town.http.post("/v1/kelahiran", data={"a": "b"}, headers=town.citizen() | {"Idempotency-Key": "x"})

    assert (refused.status_code, refused.json()["kode"]) == (415, "jenis_isi_tidak_didukung")


def test_what_the_owners_find_wrong_is_told_at_once(town: Town) -> None:
    town.perizinan.replies["/internal/kelahiran/periksa"] = Reply.json({"galat": [FAULT], "peringatan": []})
    register = {"lokasi": "/ibu/nik", "kode": "ibu_tidak_ditemukan", "pesan": "NIK ibu tidak ditemukan."}
    town.dukcapil.replies["/internal/kelahiran/periksa"] = Reply.json({"galat": [register]})
    before = town.count("application")

    refused = town.post("/v1/kelahiran", report(), town.citizen())

    assert refused.status_code == 422
    assert refused.json()["galat"] == [FAULT, register]
    assert town.count("application") == before


def test_warnings_of_the_owners_are_passed_on_and_stop_nothing(town: Town) -> None:
    town.perizinan.replies["/internal/kelahiran/periksa"] = Reply.json({"galat": [], "peringatan": [FAULT]})

    answer = town.post("/v1/kelahiran", report(), town.citizen())

    assert answer.status_code == 202
    assert answer.json()["peringatan"] == [FAULT]


def test_what_was_accepted_stays_accepted_whatever_the_owners_say_later(town: Town) -> None:
    key, who, body = str(uuid.uuid4()), town.citizen(), report()
    accepted = town.post("/v1/kelahiran", body, who, key)
    town.perizinan.replies["/internal/kelahiran/periksa"] = Reply.json({"galat": [FAULT]})

    again = town.post("/v1/kelahiran", body, who, key)

    assert (again.status_code, again.content) == (202, accepted.content)


def test_questions_bear_the_gateways_token_for_that_service(town: Town) -> None:
    town.accepted()

    question = town.dukcapil.asked[-1]
    Verifier(town.folder / "keys" / INTERNAL_PUBLIC, "dukcapil").check(question.authorization)
    assert json.loads(question.body)["ibu_nik"] == MOTHER


def test_owners_who_keep_failing_are_left_alone_and_asked_again_later(own_town: Town) -> None:
    own_town.perizinan.replies["/internal/kelahiran/periksa"] = Reply(b"{}", status=500)
    own_town.dukcapil.replies["/internal/kelahiran/periksa"] = Reply.json({"galat": [FAULT]}, seconds=3)
    who = own_town.citizen()
    started = time.monotonic()
    for _ in range(10):
        own_town.accepted(who)
    assert time.monotonic() - started < 4
    asked = len(own_town.perizinan.asked)
    assert asked < 6
    own_town.perizinan.reset()

    until = time.monotonic() + 10
    while not own_town.perizinan.asked and time.monotonic() < until:
        own_town.accepted(who)
        time.sleep(0.2)

    assert own_town.perizinan.asked


def test_a_correlation_id_is_taken_or_made_and_follows_the_event(town: Town) -> None:
    given = str(uuid.uuid4())
    answer = town.post("/v1/kelahiran", report(), town.citizen() | {"X-Correlation-Id": given})
    (told,) = town.rows("SELECT correlation_id FROM outbox WHERE subject = %s", answer.json()["nomor"])

    assert answer.headers["x-correlation-id"] == given == str(told["correlation_id"])
    assert uuid.UUID(town.http.get("/v1/saya").headers["x-correlation-id"])
    odd = town.http.get("/v1/saya", headers={"X-Correlation-Id": "'; DROP"})
    assert uuid.UUID(odd.headers["x-correlation-id"])


def test_raw_bytes_of_a_report_are_what_counts(town: Town) -> None:
    headers = town.citizen() | {"Idempotency-Key": str(uuid.uuid4()), "Content-Type": "application/json; charset=utf-8"}

    assert town.http.post("/v1/kelahiran", content=raw(report()), headers=headers).status_code == 202

"""An application is seen by its owner, step by step, in whatever order the services tell; by no one else at all."""

import itertools
import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from chassis.database import AlreadyHandled, uuid7
from contracts.dukcapil import events as dukcapil
from contracts.gateway.events import PerbaikanDiajukan, PermohonanDitarik
from contracts.numbers import application_number
from contracts.perizinan import events as perizinan
from tests.gateway.integration.town import Town
from tests.gateway.reports import FATHER, MOTHER, STRANGER, Json, child, report

UNKNOWN = application_number("KL", "3277", date(2026, 11, 20), 424242)
FAULT = {"lokasi": "/anak/0/nama", "kode": "nama_bergelar", "pesan": "Tulis nama tanpa gelar."}
DEADLINE = datetime.now(UTC) + timedelta(days=3)


def seen(town: Town, number: str, who: Json | None = None) -> Json:
    answer = town.http.get(f"/v1/permohonan/{number}", headers=who or town.citizen())
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def test_the_owner_sees_number_status_history_and_nothing_yet_to_download(town: Town) -> None:
    number = town.accepted()

    found = seen(town, number)

    assert (found["nomor"], found["jenis"], found["status"]) == (number, "KELAHIRAN", "DIAJUKAN")
    assert [step["status"] for step in found["riwayat"]] == ["DIAJUKAN"]
    assert (found["dokumen"], found["perbaikan"], found["sla"]) == ([], [], None)


def test_private_answers_are_kept_by_no_cache(town: Town) -> None:
    answer = town.http.get(f"/v1/permohonan/{town.accepted()}", headers=town.citizen())

    assert "no-store" in answer.headers["cache-control"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "server" not in answer.headers


def test_steps_of_both_services_are_followed_to_the_end(town: Town) -> None:
    number = town.accepted()
    running = {"status": "BERJALAN", "batas": DEADLINE, "sisa_menit_kerja": 400}
    town.step(number, "VERIFIKASI", perizinan)
    town.step(number, "VERIFIKASI", dukcapil, sla=running)
    assert seen(town, number)["sla"]["status"] == "BERJALAN"
    town.step(number, "TERBIT", perizinan)
    papers = [town.document(perizinan, number, "AKTA_KELAHIRAN")]
    papers += [town.document(dukcapil, number, kind) for kind in ("KARTU_KELUARGA", "KIA")]
    town.step(number, "SELESAI", dukcapil, sla={"status": "TERPENUHI", "batas": DEADLINE})

    found = seen(town, number)

    assert found["status"] == "SELESAI"
    assert [step["status"] for step in found["riwayat"]] == ["DIAJUKAN", "VERIFIKASI", "TERBIT", "SELESAI"]
    assert {paper["id"] for paper in found["dokumen"]} == {paper["dokumen_id"] for paper in papers}
    assert "3277010101180001" in {paper["nomor"] for paper in found["dokumen"]}, "the owner sees the whole number"
    assert found["dokumen"][0]["unduh"] == f"/v1/dokumen/{found['dokumen'][0]['id']}"
    assert found["sla"]["status"] == "TERPENUHI"


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::5])
def test_any_order_of_facts_gives_the_same_application(town: Town, order: tuple[int, ...]) -> None:
    number = town.accepted(paket="AKTA")
    first = next(town.sequence)
    _ = [next(town.sequence) for _ in range(8)]

    def document() -> None:
        town.document(perizinan, number, "AKTA_KELAHIRAN")

    facts: list[Any] = [
        lambda: town.step(number, "VERIFIKASI", perizinan, sequence=first),
        lambda: town.step(number, "TERBIT", perizinan, sequence=first + 4),
        document,
        lambda: town.step(number, "SELESAI", dukcapil, sequence=first + 6),
    ]
    for at in order:
        facts[at]()

    found = seen(town, number)
    assert (found["status"], len(found["dokumen"]), len(found["riwayat"])) == ("SELESAI", 1, 4)


def test_a_fact_that_arrives_twice_has_one_effect(town: Town) -> None:
    number, event_id = town.accepted(), uuid7()
    told = perizinan.PermohonanBerubahStatus(
        nomor=number,
        status="VERIFIKASI",
        pada=datetime.now(UTC),
        oleh="SISTEM",  # type: ignore[arg-type]
    )
    town.tell(told, sequence=7_000_001, event_id=event_id)

    with pytest.raises(AlreadyHandled):
        town.tell(told, sequence=7_000_001, event_id=event_id)
    town.tell(told, sequence=7_000_001)

    assert [step["status"] for step in seen(town, number)["riwayat"]] == ["DIAJUKAN", "VERIFIKASI"]


def test_facts_about_an_application_of_another_gateway_are_let_pass(town: Town) -> None:
    town.step(UNKNOWN, "VERIFIKASI", perizinan)
    town.tell(dukcapil.Paket3in1Selesai(nomor=UNKNOWN, dokumen_id=("a",), menit_kerja=3))

    assert town.count("application", "nomor = %s", UNKNOWN) == 0


def test_a_breach_of_the_promise_is_shown_and_stays(town: Town) -> None:
    number = town.accepted()
    town.step(number, "VERIFIKASI", dukcapil, sla={"status": "BERJALAN", "batas": DEADLINE})
    town.tell(dukcapil.Paket3in1Terlambat(nomor=number, batas=DEADLINE))
    town.step(number, "DISETUJUI", dukcapil, sla={"status": "BERJALAN", "batas": DEADLINE})

    assert seen(town, number)["sla"]["status"] == "TERLAMBAT"


def test_older_news_of_the_clock_is_ignored(town: Town) -> None:
    number = town.accepted()
    early, late = next(town.sequence), next(town.sequence)
    town.step(number, "PERLU_PERBAIKAN", dukcapil, sla={"status": "JEDA", "sisa_menit_kerja": 99}, sequence=late)
    town.step(number, "VERIFIKASI", dukcapil, sla={"status": "BERJALAN", "batas": DEADLINE}, sequence=early)

    assert seen(town, number)["sla"] == {"status": "JEDA", "batas": None, "sisa_menit_kerja": 99}


@pytest.mark.parametrize("path", ["", "/acara"])
def test_anothers_application_does_not_exist(town: Town, path: str) -> None:
    number = town.accepted()

    for other in (number, UNKNOWN, "KL-3277-20261120-000042-8", "x", "%00", "KL-%2e%2e"):
        refused = town.http.get(f"/v1/permohonan/{other}{path}", headers=town.citizen(STRANGER))
        assert (refused.status_code, refused.json()["kode"]) == (404, "tidak_ditemukan"), other


def test_an_officer_of_the_city_sees_it_and_that_is_written_down(town: Town) -> None:
    number = town.accepted()

    assert seen(town, number, town.officer())["status"] == "DIAJUKAN"

    (row,) = town.rows("SELECT * FROM access_log WHERE resource = %s", number)
    assert (row["subject_key"], row["actor"].split(":")[0]) == (town.pseudonym(FATHER), "petugas")
    abroad = town.http.get(f"/v1/permohonan/{number}", headers=town.officer(city="3276"))
    assert abroad.status_code == 404


def test_lists_are_paged_without_gaps_or_repeats(town: Town) -> None:
    nik = "3277010203040005"
    who = town.citizen(nik)
    mine = [town.accepted(who, pelapor={"nik": nik, "hubungan": "WALI"}) for _ in range(7)]

    found: list[str] = []
    cursor: str | None = None
    while True:
        query = {"batas": 3} | ({"setelah": cursor} if cursor else {})
        page = town.http.get("/v1/permohonan", params=query, headers=who).json()
        found += [one["nomor"] for one in page["permohonan"]]
        cursor = page["berikutnya"]
        if cursor is None:
            break

    assert found == mine[::-1]


@pytest.mark.parametrize(
    "query", ["setelah=x", "setelah=Zm9v", "batas=0", "batas=101", "batas=x", "setelah=" + "a" * 300]
)
def test_a_cursor_of_ones_own_making_is_refused(town: Town, query: str) -> None:
    refused = town.http.get(f"/v1/permohonan?{query}", headers=town.citizen())

    assert refused.status_code == 422
    assert refused.json()["galat"]


def sent_back(town: Town, **changes: Any) -> str:
    """An application that waits for its owner."""
    number = town.accepted(**changes)
    town.step(number, "PERLU_PERBAIKAN", perizinan, perbaikan=(FAULT,), catatan="Nama perlu diperbaiki.")
    return number


def test_a_correction_is_taken_when_one_is_asked_for(town: Town) -> None:
    number = sent_back(town)
    assert seen(town, number)["perbaikan"] == [FAULT]

    answer = town.post(f"/v1/permohonan/{number}/perbaikan", report(anak=[child(nama="SITI AISYAH")]), town.citizen())

    assert (answer.status_code, answer.json()["status"]) == (202, "DIAJUKAN")
    found = seen(town, number)
    assert (found["status"], found["perbaikan"]) == ("DIAJUKAN", [])
    assert [step["status"] for step in found["riwayat"]] == ["DIAJUKAN", "PERLU_PERBAIKAN", "DIAJUKAN"]
    (told,) = town.rows("SELECT data FROM outbox WHERE subject = %s AND type LIKE '%%perbaikan%%'", number)
    assert PerbaikanDiajukan.model_validate(told["data"]).laporan.anak[0].nama == "SITI AISYAH"


def test_a_correction_belongs_to_the_same_story_as_the_report(town: Town) -> None:
    number = sent_back(town)
    town.post(f"/v1/permohonan/{number}/perbaikan", report(), town.citizen())

    stories = town.rows("SELECT DISTINCT correlation_id FROM outbox WHERE subject = %s", number)
    assert len(stories) == 1


def test_a_second_correction_with_another_key_is_refused_and_the_first_one_repeated_is_not(town: Town) -> None:
    number, key, body = sent_back(town), str(uuid.uuid4()), report()
    path = f"/v1/permohonan/{number}/perbaikan"

    first = town.post(path, body, town.citizen(), key)
    again = town.post(path, body, town.citizen(), key)
    other = town.post(path, body, town.citizen())

    assert (first.status_code, again.status_code, again.content) == (202, 202, first.content)
    assert (other.status_code, other.json()["kode"]) == (409, "tidak_menunggu_perbaikan")
    assert town.count("outbox", "subject = %s AND type LIKE '%%perbaikan%%'", number) == 1


def test_a_report_may_be_sent_back_again(town: Town) -> None:
    number = sent_back(town)
    town.post(f"/v1/permohonan/{number}/perbaikan", report(), town.citizen())
    town.step(number, "VERIFIKASI", perizinan)
    town.step(number, "PERLU_PERBAIKAN", perizinan, perbaikan=(FAULT,))

    assert seen(town, number)["status"] == "PERLU_PERBAIKAN"
    assert town.post(f"/v1/permohonan/{number}/perbaikan", report(), town.citizen()).status_code == 202


def test_nobody_corrects_what_is_not_theirs(town: Town) -> None:
    number = sent_back(town)
    body = report(pelapor={"nik": MOTHER, "hubungan": "IBU"})

    refused = town.post(f"/v1/permohonan/{number}/perbaikan", body, town.citizen(MOTHER))

    assert refused.status_code == 404


def test_a_correction_cannot_change_who_reports(town: Town) -> None:
    number = sent_back(town, pelapor={"nik": FATHER, "hubungan": "AYAH"})
    body = report(pelapor={"nik": MOTHER, "hubungan": "IBU"})
    town.rows("UPDATE application SET client_id = 'faskes-f3277001' WHERE nomor = %s RETURNING 1", number)

    refused = town.post(f"/v1/permohonan/{number}/perbaikan", body, town.hospital())

    assert (refused.status_code, refused.json()["kode"]) == (422, "pelapor_berbeda")


def test_an_application_can_be_taken_back_until_a_deed_is_issued(town: Town) -> None:
    early, late = town.accepted(), town.accepted()
    town.step(late, "TERBIT", perizinan)

    taken = town.post(f"/v1/permohonan/{early}/pembatalan", {}, town.citizen())
    refused = town.post(f"/v1/permohonan/{late}/pembatalan", {}, town.citizen())

    assert taken.status_code == 202
    (told,) = town.rows("SELECT data FROM outbox WHERE subject = %s AND type LIKE '%%ditarik%%'", early)
    assert PermohonanDitarik.model_validate(told["data"]).nomor == early
    assert (refused.status_code, refused.json()["kode"]) == (409, "tidak_dapat_ditarik")


def test_a_rejected_application_shows_why_and_no_running_clock(town: Town) -> None:
    number = town.accepted()
    town.step(number, "VERIFIKASI", dukcapil, sla={"status": "BERJALAN", "batas": DEADLINE})
    town.step(number, "DITOLAK", perizinan, catatan="Kelahiran ini sudah dicatat.")

    found = seen(town, number)

    assert (found["status"], found["sla"]) == ("DITOLAK", None)
    assert found["riwayat"][-1]["catatan"] == "Kelahiran ini sudah dicatat."

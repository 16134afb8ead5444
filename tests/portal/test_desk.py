"""An officer works through the queue: with a mouse or without, seeing what differs, told plainly what is not theirs."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Page, expect

from contracts.dukcapil import events as dukcapil
from contracts.perizinan.api import Antrian, BerkasMenunggu
from contracts.types import Sla, StatusPermohonan, StatusSla
from tests.gateway.double import Reply
from tests.gateway.integration.test_officers import file, state
from tests.gateway.integration.town import Town
from tests.gateway.reports import FATHER, MOTHER, WITNESSES
from tests.portal.conftest import enter, enter_as_officer
from tests.portal.pages import follow
from tests.portal.pictures import noise
from tests.portal.test_entering import cookie
from tests.portal.test_security import HOSTILE, request

NOW = datetime.now(UTC)
CHECKED: dict[str, Any] = {
    "cocok": False,
    "hasil": [
        {"lokasi": "/ibu/nik", "hasil": "SESUAI"},
        {"lokasi": "/ayah/nik", "hasil": "SESUAI"},
        {"lokasi": "/nomor_kk", "hasil": "SESUAI"},
        {"lokasi": "/perkawinan/nomor", "hasil": "TIDAK_SESUAI", "kode": "bukti_perkawinan_berbeda"},
    ],
    "suami_istri_di_kk": True,
    "ibu": {"nik": MOTHER, "nama": "DEWI LESTARI"},
    "ayah": {"nik": FATHER, "nama": "BUDI SANTOSO"},
}


def waiting(town: Town, *numbers: str) -> None:
    """These files wait for an officer."""
    files = tuple(
        BerkasMenunggu(
            nomor=number,
            status=StatusPermohonan.MENUNGGU_PETUGAS,
            menunggu_sejak=NOW,
            dilaporkan_pada=NOW,
            versi=1,
            terlambat=False,
            jenis_akta=None,
            jumlah_anak=1,
            penilaian=("BELUM_DIKONFIRMASI_FASKES", "TIDAK_COCOK_DENGAN_REGISTER"),
        )
        for number in numbers
    )
    town.perizinan.replies["/internal/antrian"] = Reply(Antrian(berkas=files).model_dump_json().encode())
    for number in numbers:
        told = file(number, verifikasi=CHECKED, penilaian=("TIDAK_COCOK_DENGAN_REGISTER",))
        town.perizinan.replies[f"/internal/berkas/{number}"] = Reply(told.model_dump_json().encode())
        town.perizinan.replies[f"/internal/berkas/{number}/periksa-putusan"] = state(number)


def decision(town: Town, number: str) -> dict[str, Any]:
    query = "SELECT data FROM outbox WHERE type = 'gateway.putusan_petugas_dicatat.v1' AND subject = %s"
    rows = town.rows(query, number)
    assert len(rows) == 1
    data = rows[0]["data"]
    return dict(json.loads(data) if isinstance(data, str) else data)


def test_whose_time_ends_first_stands_first(page: Page, town: Town) -> None:
    calm, urgent = town.accepted(town.citizen()), town.accepted(town.citizen())
    for number, hours in ((calm, 72), (urgent, 1)):
        running = Sla(status=StatusSla.BERJALAN, batas=NOW + timedelta(hours=hours))
        town.step(number, "VERIFIKASI", dukcapil, sla=running)
    waiting(town, calm, urgent)
    enter_as_officer(page, town)

    expect(page.get_by_role("row").nth(1)).to_contain_text(urgent)
    expect(page.get_by_role("row").nth(2)).to_contain_text(calm)


def test_a_file_is_decided_without_a_mouse(page: Page, town: Town) -> None:
    number = town.accepted(town.citizen())
    waiting(town, number)
    enter_as_officer(page, town)
    page.get_by_text("Pintasan papan ketik").click()
    page.get_by_label("Pakai pintasan").check()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(number)
    expect(page.get_by_role("row", name="Perkawinan")).to_contain_text("Beda")
    expect(page.get_by_role("row", name="NIK ibu")).to_contain_text("DEWI LESTARI")
    page.keyboard.press("s")
    expect(page.get_by_label("Setujui")).to_be_checked()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Keputusan Anda sudah dicatat.")).to_be_visible()
    assert decision(town, number)["keputusan"] == "SETUJU"


def test_a_report_is_sent_back_item_by_item(page: Page, town: Town) -> None:
    number = town.accepted(town.citizen())
    waiting(town, number)
    enter_as_officer(page, town)
    page.get_by_role("link", name=number).click()
    page.get_by_label("Minta perbaikan").check()
    page.get_by_label("Isian 1").select_option("/anak/0/nama")
    page.get_by_label("Apa yang salah").first.fill("Tidak sama dengan surat keterangan lahir.")
    page.get_by_role("button", name="Catat keputusan").click()

    expect(page.get_by_text("Keputusan Anda sudah dicatat.")).to_be_visible()
    assert decision(town, number)["butir"] == [
        {"lokasi": "/anak/0/nama", "pesan": "Tidak sama dengan surat keterangan lahir."}
    ]


def test_a_refusal_without_a_reason_is_asked_for_one(page: Page, town: Town) -> None:
    number = town.accepted(town.citizen())
    waiting(town, number)
    enter_as_officer(page, town)
    page.goto(f"/petugas/berkas/{number}")
    page.get_by_label("Tolak").check()
    page.get_by_role("button", name="Catat keputusan").click()

    expect(page.get_by_role("alert")).to_contain_text("Penolakan harus disertai alasan.")
    expect(page.get_by_label("Tolak")).to_be_checked()


def test_four_eyes_are_explained_where_the_officer_decides(page: Page, town: Town) -> None:
    number = town.accepted(town.citizen())
    waiting(town, number)
    refused = {"status": 403, "kode": "empat_mata", "detail": "Yang sudah memeriksa berkas ini tidak boleh memutusnya."}
    town.perizinan.replies[f"/internal/berkas/{number}/periksa-putusan"] = Reply.json(refused, 403)
    enter_as_officer(page, town)
    page.goto(f"/petugas/berkas/{number}")
    page.get_by_label("Setujui").check()
    page.get_by_role("button", name="Catat keputusan").click()

    expect(page.get_by_role("alert")).to_contain_text("tidak boleh memutusnya")
    assert town.count("outbox", "type = 'gateway.putusan_petugas_dicatat.v1' AND subject = %s", number) == 0


def test_every_look_at_a_file_is_written_down(page: Page, town: Town) -> None:
    number = town.accepted(town.citizen())
    waiting(town, number)
    enter_as_officer(page, town)
    page.goto(f"/petugas/berkas/{number}")

    rows = town.rows("SELECT subject_key FROM access_log WHERE resource = %s", f"berkas/{number}")
    assert len({bytes(row["subject_key"]) for row in rows}) == len({FATHER, MOTHER, *WITNESSES})


def test_an_officer_sees_the_pictures_of_a_file_and_of_no_other(page: Page, town: Town) -> None:
    citizen = town.citizen()
    sent = town.http.post(
        "/v1/lampiran",
        files={"berkas": ("x.png", noise())},
        headers={**citizen, "Idempotency-Key": "picture-of-a-file"},
    )
    kept = sent.raise_for_status().json()["id"]
    number = town.accepted(citizen)
    waiting(town, number)
    told = file(number)
    laporan = told.laporan.model_dump(mode="json") | {"lampiran": [{"id": kept, "jenis": "SURAT_KETERANGAN_LAHIR"}]}
    shown = told.model_dump(mode="json") | {"laporan": laporan}
    town.perizinan.replies[f"/internal/berkas/{number}"] = Reply.json(shown)
    enter_as_officer(page, town)
    session = cookie(page)

    good = request(town, "GET", f"/petugas/berkas/{number}/lampiran/{kept}", session)
    assert (good.status_code, good.headers["content-type"]) == (200, "image/png")
    other = town.accepted(citizen)
    waiting(town, other)
    assert request(town, "GET", f"/petugas/berkas/{other}/lampiran/{kept}", session).status_code == 404


def test_hostile_texts_in_a_file_are_shown_and_never_run(page: Page, town: Town) -> None:
    heard: list[str] = []
    page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    number = town.accepted(town.citizen())
    step = {"pada": NOW.isoformat(), "status": "MENUNGGU_PETUGAS", "oleh": "PETUGAS", "catatan": HOSTILE}
    waiting(town, number)
    told = file(number, riwayat=[step])
    town.perizinan.replies[f"/internal/berkas/{number}"] = Reply(told.model_dump_json().encode())
    enter_as_officer(page, town)
    page.goto(f"/petugas/berkas/{number}")

    expect(page.get_by_text(HOSTILE)).to_be_visible()
    assert heard == []


def test_a_citizen_has_no_desk(page: Page, town: Town) -> None:
    enter(page)
    for path in ("/petugas/antrian", "/petugas/berkas/KL-3277-20261126-000001-4"):
        assert request(town, "GET", path, cookie(page)).status_code == 403


def search(page: Page, number: str) -> None:
    page.get_by_label("Nomor permohonan").fill(number)
    follow(page, page.get_by_role("button", name="Cari"))


def test_a_file_is_found_by_its_number_also_when_it_waits_for_nobody(page: Page, town: Town) -> None:
    number = town.accepted(town.citizen())
    waiting(town, number)
    town.perizinan.replies["/internal/antrian"] = Reply(Antrian(berkas=()).model_dump_json().encode())
    enter_as_officer(page, town)

    search(page, f" {number.lower()} ")

    expect(page.get_by_role("heading", name=f"Berkas {number}")).to_be_visible()
    assert town.count("access_log", "resource = %s", f"berkas/{number}") == 4  # people, read once


def test_what_cannot_be_found_is_said_plainly_and_stays_in_no_address(page: Page, town: Town) -> None:
    waiting(town)
    enter_as_officer(page, town)
    elsewhere = town.accepted(town.citizen())
    for number, said in (
        ("KL-1", "Nomor ini belum benar"),
        (elsewhere, "Tidak ada berkas dengan nomor ini"),
        (HOSTILE, "Nomor ini belum benar"),
    ):
        search(page, number)

        expect(page.get_by_role("alert")).to_contain_text(said)
        expect(page.get_by_label("Nomor permohonan")).to_have_value(number)
        assert page.url.endswith("/petugas/cari")

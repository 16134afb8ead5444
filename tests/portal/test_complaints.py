"""A citizen complains of a decision, or reports a broken lamp, and can see what becomes of it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from contracts.pajak import events as pajak
from contracts.pajak.api import PetugasTerlibat
from contracts.perizinan import events as perizinan
from tests.gateway.double import Reply
from tests.gateway.integration.test_officers import file
from tests.gateway.integration.test_taxes import registration, well
from tests.gateway.integration.town import Town
from tests.gateway.reports import FATHER, STRANGER
from tests.portal.conftest import NewContext, enter, enter_as_officer
from tests.portal.pages import follow
from tests.portal.pictures import noise
from tests.portal.test_entering import cookie
from tests.portal.test_security import HOSTILE, request
from tests.portal.test_sharing import csrf

PICTURE = {"name": "lampu.png", "mimeType": "image/png", "buffer": noise()}
STORY = f"Lampu mati sejak Senin. {HOSTILE}"
REPORT = {"kategori": "Jalan rusak", "uraian": "Jalan berlubang besar.", "kelurahan": "32.77.02.1004"}


def send(page: Page) -> None:
    follow(page, page.get_by_role("button", name="Kirim"))


def reported(page: Page, town: Town) -> str:
    """Report a broken lamp as a citizen does; its number."""
    enter(page, path="/aduan/baru")
    page.get_by_label("Lampu jalan mati").check()
    page.get_by_label("Ceritakan").fill(STORY)
    page.get_by_label("Kelurahan").select_option(label="Cigugur Tengah (Cimahi Tengah)")
    page.get_by_label("Patokan").fill("Depan SD")
    page.get_by_label("Foto").set_input_files(PICTURE)  # type: ignore[arg-type]
    send(page)
    return page.url.rpartition("/")[2]


def refused(town: Town, officer: str | None = None) -> str:
    """An application that was refused, by this officer."""
    number = town.accepted(town.citizen())
    ended = datetime.now(UTC) - timedelta(minutes=1)
    town.step(number, "DITOLAK", perizinan, oleh="PETUGAS", catatan="Saksi menyangkal.", pada=ended)
    step: dict[str, Any] = {"pada": ended.isoformat(), "status": "DITOLAK", "oleh": "PETUGAS", "petugas": officer}
    told = file(number, riwayat=[step])
    town.perizinan.replies[f"/internal/berkas/{number}"] = Reply(told.model_dump_json().encode())
    return number


def refused_tax(town: Town, officer: str) -> str:
    """A taxpayer's registration that was refused, by this officer."""
    well(town)
    sent = town.post("/v1/pajak/pendaftaran", registration(), town.citizen()).raise_for_status()
    number = str(sent.json()["nomor"])
    town.step(number, "DITOLAK", pajak, oleh="PETUGAS", catatan="NIB tidak berlaku.")
    told = PetugasTerlibat(nomor=number, petugas=(officer,))
    town.pajak.replies[f"/internal/permohonan/{number}/petugas"] = Reply(told.model_dump_json().encode())
    return number


def complained(page: Page, number: str) -> str:
    """Complain of what became of an application; the complaint's number."""
    page.goto(f"/permohonan/{number}")
    follow(page, page.get_by_role("link", name="Adukan keputusan ini"))
    page.get_by_label("Keputusannya keliru").check()
    page.get_by_label("Apa yang menurut Anda keliru").fill("Saksi saya tidak pernah ditanya.")
    send(page)
    return page.url.rpartition("/")[2]


def answer(page: Page, choice: str, words: str) -> None:
    page.get_by_label(choice).check()
    page.get_by_label("Penjelasan untuk warga").fill(words)
    follow(page, page.get_by_role("button", name="Catat jawaban"))


@pytest.mark.parametrize("scripts", [True, False])
def test_a_report_with_photo_and_place_is_handled_and_its_sender_sees_how(
    new_context: NewContext, town: Town, scripts: bool
) -> None:
    heard: list[str] = []
    page = new_context(java_script_enabled=scripts).new_page()
    page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    number = reported(page, town)
    expect(page.get_by_text(STORY)).to_be_visible()
    photo = request(town, "GET", f"/aduan/{number}/foto", cookie(page))
    assert (photo.status_code, photo.headers["content-type"]) == (200, "image/png")

    officer = new_context(java_script_enabled=scripts).new_page()
    enter_as_officer(officer, town, "PETUGAS_OPD")
    follow(officer, officer.get_by_role("link", name=number))
    expect(officer.get_by_text("Depan SD")).to_be_visible()
    assert "BUDI" not in officer.content()  # who wrote it is no business of who mends a lamp
    answer(officer, "Sedang dikerjakan", "Tim datang besok pagi.")
    expect(officer.get_by_text("Jawaban Anda sudah dicatat.")).to_be_visible()
    follow(officer, officer.get_by_role("link", name=number))
    answer(officer, "Selesai", "Lampu sudah diganti.")

    page.goto("/aduan")
    follow(page, page.get_by_role("link", name="Lampu jalan mati").first)
    expect(page.get_by_text("Tim datang besok pagi.")).to_be_visible()
    expect(page.get_by_text("Lampu sudah diganti.")).to_be_visible()
    assert heard == []
    kept = town.rows("SELECT status, kelurahan FROM complaint WHERE nomor = %s", number)
    assert (kept[0]["status"], kept[0]["kelurahan"][:5]) == ("SELESAI", "32.77")


def test_a_place_is_added_only_when_its_owner_wants_it(new_context: NewContext, town: Town) -> None:
    where = {"latitude": -6.8722, "longitude": 107.5425}
    page = new_context(geolocation=where, permissions=["geolocation"]).new_page()
    enter(page, path="/aduan/baru")
    page.get_by_role("button", name="Tambahkan lokasi saya").click()
    expect(page.get_by_text("Lokasi sudah ditambahkan.")).to_be_visible()
    page.get_by_label("Sampah").check()
    page.get_by_label("Ceritakan").fill("Sampah menumpuk di tepi jalan.")
    page.get_by_label("Kelurahan").select_option(index=1)
    send(page)

    expect(page.get_by_text("(-6.87220; 107.54250)")).to_be_visible()


def test_what_is_missing_is_asked_for_and_what_was_written_stays(page: Page, town: Town) -> None:
    enter(page, path="/aduan/baru")
    page.get_by_label("Ceritakan").fill("Pendek")
    send(page)

    for fault in ("Pilih apa yang Anda lihat.", "Pilih kelurahan."):
        expect(page.get_by_role("alert")).to_contain_text(fault)
    expect(page.get_by_label("Ceritakan")).to_have_value("Pendek")
    expect(page.get_by_label("Ceritakan")).to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize(
    "change",
    [{"kategori": "Lain lagi"}, {"kelurahan": "31.71.01.1001"}, {"lintang": "1"}, {"lintang": "x", "bujur": "y"}],
    ids=["kind", "another city", "half a point", "no point"],
)
def test_what_the_page_does_not_offer_is_refused(page: Page, town: Town, change: dict[str, str]) -> None:
    enter(page, path="/aduan/baru")
    form = {"_csrf": csrf(page), "kunci": "k", **REPORT, **change}
    before = town.count("complaint")

    assert request(town, "POST", "/aduan/baru", cookie(page), data=form).status_code == 422
    assert town.count("complaint") == before


def test_a_file_that_is_no_photo_is_refused_and_nothing_is_kept(page: Page, town: Town) -> None:
    enter(page, path="/aduan/baru")
    before = town.count("complaint")
    form = {"_csrf": csrf(page), "kunci": "k", **REPORT}
    sent = request(
        town, "POST", "/aduan/baru", cookie(page), data=form, files={"foto": ("x.png", b"<script>alert(1)</script>")}
    )

    assert sent.status_code == 422
    assert town.count("complaint") == before


def test_one_sent_twice_is_one_and_ten_open_ones_are_enough(page: Page, town: Town) -> None:
    town.rows("UPDATE complaint SET status = 'SELESAI' RETURNING 1")
    enter(page, path="/aduan/baru")
    token, session = csrf(page), cookie(page)
    led = [
        request(town, "POST", "/aduan/baru", session, data={"_csrf": token, "kunci": f"same-{at // 2}", **REPORT})
        for at in range(21)
    ]

    assert len({answer.headers["location"] for answer in led[:20]}) == 10
    assert led[20].status_code == 409
    assert "belum selesai" in led[20].text
    town.rows("UPDATE complaint SET status = 'SELESAI' RETURNING 1")


def test_a_decision_is_complained_of_and_answered_by_who_did_not_decide(
    page: Page, new_context: NewContext, town: Town
) -> None:
    enter(page)
    number = complained(page, refused(town, "somebody"))
    officer = new_context().new_page()
    enter_as_officer(officer, town, "KEPALA_DINAS")
    officer.goto(f"/petugas/aduan/{number}")
    answer(officer, "Selesai", "Kami periksa lagi dan memanggil saksi.")

    page.goto(f"/aduan/{number}")
    expect(page.get_by_text("Kami periksa lagi dan memanggil saksi.")).to_be_visible()
    rows = town.rows("SELECT subject_key FROM access_log WHERE resource = %s", f"aduan/{number}")
    assert rows
    assert all(row["subject_key"] for row in rows)
    logged = town.rows("SELECT content FROM audit_pending")
    assert any(
        b"JAWAB_ADUAN_SELESAI" in bytes(row["content"]) and number.encode() in bytes(row["content"]) for row in logged
    )


@pytest.mark.parametrize(("role", "refused_by"), [("KEPALA_DINAS", refused), ("PETUGAS_PAJAK", refused_tax)])
def test_who_decided_does_not_answer(
    page: Page, new_context: NewContext, town: Town, role: str, refused_by: Callable[[Town, str], str]
) -> None:
    town.officer(role)
    mine = "SELECT id FROM officer WHERE peran = %s AND nama = 'ANI' AND kota = '3277'"
    [decider] = [row["id"] for row in town.rows(mine, role)]
    enter(page)
    number = complained(page, refused_by(town, decider))
    another = complained(page, refused_by(town, "somebody"))
    officer = new_context().new_page()
    enter_as_officer(officer, town, role)
    officer.goto(f"/petugas/aduan/{number}")
    answer(officer, "Selesai", "Sudah benar.")

    expect(officer.get_by_role("alert")).to_contain_text("Anda ikut memutus")
    assert town.count("complaint_step", "nomor = %s", number) == 1
    officer.goto(f"/petugas/aduan/{another}")
    answer(officer, "Selesai", "Sudah benar.")
    assert town.count("complaint_step", "nomor = %s", another) == 2


def test_each_desk_sees_its_own_and_nobody_elses(page: Page, new_context: NewContext, town: Town) -> None:
    number = reported(page, town)
    for role in ("KEPALA_DINAS", "PETUGAS_PAJAK"):
        officer = new_context().new_page()
        enter_as_officer(officer, town, role)
        assert request(town, "GET", f"/petugas/aduan/{number}", cookie(officer)).status_code == 404
    page.context.clear_cookies()
    enter(page, STRANGER, "SARI DEWI")
    for path in (f"/aduan/{number}", f"/aduan/{number}/foto"):
        assert request(town, "GET", path, cookie(page)).status_code == 404
    assert request(town, "GET", "/petugas/aduan", cookie(page)).status_code == 403


def test_nobody_complains_of_what_is_not_decided_or_not_theirs(page: Page, town: Town) -> None:
    open_one = town.accepted(town.citizen())
    enter(page)
    assert request(town, "GET", f"/permohonan/{open_one}/aduan", cookie(page)).status_code == 404
    theirs = refused(town)
    page.context.clear_cookies()
    enter(page, STRANGER, "SARI DEWI")
    assert request(town, "GET", f"/permohonan/{theirs}/aduan", cookie(page)).status_code == 404


def test_an_answer_without_words_is_refused_and_one_that_is_over_stays_over(
    page: Page, new_context: NewContext, town: Town
) -> None:
    number = reported(page, town)
    officer = new_context().new_page()
    enter_as_officer(officer, town, "PETUGAS_OPD")
    officer.goto(f"/petugas/aduan/{number}")
    officer.get_by_label("Selesai").check()
    follow(officer, officer.get_by_role("button", name="Catat jawaban"))
    expect(officer.get_by_role("alert")).to_contain_text("Tulis penjelasan")
    token = csrf(officer)
    answer(officer, "Selesai", "Lampu sudah diganti.")
    form = {"_csrf": token, "kunci": "another", "status": "DITOLAK", "keterangan": "Tidak jadi."}
    again = request(town, "POST", f"/petugas/aduan/{number}", cookie(officer), data=form)

    assert (again.status_code, "sudah selesai" in again.text) == (409, True)
    assert FATHER not in officer.content()

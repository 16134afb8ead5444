"""A parent reports a birth, one question a page: kept, checked as the API checks it, sent once."""

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from services.gateway.registry import Registry
from tests.gateway.double import Reply
from tests.gateway.integration.town import Town
from tests.gateway.reports import FAMILY_CARD, FATHER, MOTHER
from tests.portal.conftest import NewContext, enter
from tests.portal.reporting import answer_until_files, begin, choose, declare_and_send, go_on, title

NUMBER = re.compile(r"KL-3277-\d{8}-\d{6}-\d")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "surat <img src=x onerror=alert(1)>.jpg"
    Image.effect_noise((600, 400), 60).convert("RGB").save(path, "JPEG")
    return path


def last_event(town: Town) -> dict[str, object]:
    rows = town.rows("SELECT data FROM outbox WHERE type = 'gateway.kelahiran_dilaporkan.v1' ORDER BY id DESC LIMIT 1")
    data = rows[0]["data"]
    return dict(json.loads(data) if isinstance(data, str) else data)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_father_reports_a_birth(new_context: NewContext, town: Town, photo: Path, scripts: bool) -> None:
    page = new_context(java_script_enabled=scripts).new_page()
    enter(page)
    begin(page)
    answer_until_files(page)
    page.get_by_label("Surat apa ini?").select_option("SURAT_KETERANGAN_LAHIR")
    page.get_by_label("Foto atau berkas").set_input_files(photo)
    page.get_by_role("button", name="Kirim berkas ini").click()
    expect(page.get_by_text("Tanda terima")).to_be_visible()
    go_on(page)
    title(page, "Periksa jawaban Anda sebelum dikirim")
    expect(page.get_by_text("SITI NUR AISYAH")).to_be_visible()
    declare_and_send(page)
    title(page, "Laporan sudah kami terima")
    number = NUMBER.search(page.content())
    assert number
    told = last_event(town)
    assert told["nomor"] == number[0]
    report = told["laporan"]
    assert isinstance(report, dict)
    assert (report["ibu"], report["ayah"], report["nomor_kk"]) == ({"nik": MOTHER}, {"nik": FATHER}, FAMILY_CARD)
    assert report["lampiran"][0]["jenis"] == "SURAT_KETERANGAN_LAHIR"
    assert town.rows("SELECT contact FROM application WHERE nomor = %s", number[0])[0]["contact"]["telepon"] == (
        "+6281200000001"
    )


def test_a_draft_goes_on_with_another_device(page: Page, new_context: NewContext) -> None:
    enter(page)
    begin(page)
    page.get_by_label("Saya ayahnya").check()
    go_on(page)
    other = new_context(viewport={"width": 1440, "height": 900}).new_page()
    enter(other)
    other.get_by_role("link", name="Laporan kelahiran", exact=True).click()

    title(other, "Siapa ibu anak?")


def test_what_the_register_knows_is_filled_in_and_says_where_from(page: Page, town: Town) -> None:
    family = {
        "nomor_kk": FAMILY_CARD,
        "pasangan_nik": MOTHER,
        "bukti_perkawinan": "BUKU_NIKAH",
        "nomor_bukti_perkawinan": "1/2/III/2019",
    }
    town.dukcapil.replies["/internal/kependudukan/keluarga"] = Reply.json(family)
    enter(page)
    begin(page)
    page.get_by_label("Saya ayahnya").check()
    go_on(page)

    expect(page.get_by_label("NIK ibu")).to_have_value(MOTHER)
    expect(page.get_by_text("Diisi dari kartu keluarga Anda")).to_be_visible()
    go_on(page)
    expect(page.get_by_label("NIK ayah")).to_have_value(FATHER)
    expect(page.get_by_text("Diisi dari akun Anda")).to_be_visible()
    go_on(page)
    expect(page.get_by_label("Nomor kartu keluarga")).to_have_value(FAMILY_CARD)
    assert town.count("access_log", "resource = 'keluarga' AND subject_key IS NOT NULL") >= 1
    town.dukcapil.reset()


def test_a_wrong_answer_is_shown_again_with_how_to_mend_it(page: Page) -> None:
    enter(page)
    begin(page)
    go_on(page)
    expect(page.get_by_role("alert")).to_contain_text("Pilih hubungan Anda dengan anak.")
    page.get_by_label("Saya ayahnya").check()
    go_on(page)
    choose(page, "Apakah ibu", "Ya")
    page.get_by_label("NIK ibu").fill("3277 0155 0592")
    go_on(page)

    expect(page.get_by_role("alert")).to_contain_text("NIK harus tepat 16 angka.")
    expect(page.get_by_label("NIK ibu")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("alert")).to_be_focused()


def test_a_report_that_was_sent_twice_is_one_application(page: Page, town: Town) -> None:
    enter(page)
    begin(page)
    answer_until_files(page)
    go_on(page)
    before = town.count("application")
    page.get_by_label("Saya menyatakan").check()
    form = page.evaluate("new URLSearchParams(new FormData(document.querySelector('form[data-sekali]'))).toString()")
    send = (
        "([body]) => Promise.all([1, 2, 3].map(() => fetch('/lapor/kelahiran/periksa', {method: 'POST', body,"
        " headers: {'Content-Type': 'application/x-www-form-urlencoded'}}).then(answer => answer.url)))"
    )
    page.evaluate(send, [form])
    late = page.evaluate(send, [form])

    assert town.count("application") == before + 1
    assert town.count("portal_draft") == 0
    assert {urlsplit(address).path for address in late} == {"/permohonan"}


def test_what_the_owners_of_the_rules_find_wrong_leads_to_the_question(page: Page, town: Town) -> None:
    fault = {"lokasi": "/anak/0/nama", "kode": "nama_bermakna_buruk", "pesan": "Nama ini tidak dapat dicatat."}
    enter(page)
    begin(page)
    answer_until_files(page)
    go_on(page)
    town.perizinan.replies["/internal/kelahiran/periksa"] = Reply.json({"galat": [fault], "peringatan": []})
    declare_and_send(page)

    page.get_by_role("alert").get_by_role("link", name="Nama ini tidak dapat dicatat.").click()
    title(page, "Siapa nama anak?")


def test_without_the_declaration_nothing_is_sent(page: Page, town: Town) -> None:
    enter(page)
    begin(page)
    answer_until_files(page)
    go_on(page)
    before = town.count("application")
    page.get_by_role("button", name="Kirim laporan").click()

    expect(page.get_by_role("alert")).to_contain_text("Pernyataan kebenaran data harus disetujui.")
    assert town.count("application") == before


def test_a_file_that_must_not_be_taken_is_refused_beside_its_field(page: Page, tmp_path: Path) -> None:
    enter(page)
    begin(page)
    answer_until_files(page)
    bad = tmp_path / "foto.jpg"
    bad.write_bytes(b"<script>alert(1)</script>")
    page.get_by_label("Foto atau berkas").set_input_files(bad)
    page.get_by_role("button", name="Kirim berkas ini").click()

    expect(page.get_by_role("alert")).to_contain_text("Kirim berkas PDF, JPEG atau PNG.")


def test_an_upload_goes_on_by_itself_after_the_network_was_cut(page: Page, photo: Path) -> None:
    enter(page)
    begin(page)
    answer_until_files(page)
    page.get_by_label("Foto atau berkas").set_input_files(photo)
    page.context.set_offline(True)
    page.get_by_role("button", name="Kirim berkas ini").click()
    expect(page.get_by_text("Sambungan terputus")).to_be_visible()
    page.context.set_offline(False)

    expect(page.get_by_text("Tanda terima")).to_be_visible()


def test_twins_are_asked_about_one_by_one(page: Page) -> None:
    enter(page)
    begin(page)
    page.goto("/lapor/kelahiran/jenis-kelahiran")
    page.get_by_label("Dua (kembar)").check()
    go_on(page)
    page.goto("/lapor/kelahiran/anak-2-nama")

    title(page, "Siapa nama anak ke-2?")


def test_a_question_is_answered_with_the_keyboard_alone(page: Page) -> None:
    enter(page)
    begin(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Kembali")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("Saya ayahnya")).to_be_checked()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Saya ibunya")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    title(page, "Siapa ibu anak?")
    expect(page.get_by_text("Diisi dari akun Anda")).to_be_visible()


def test_drafts_and_sessions_that_are_over_are_forgotten(page: Page, town: Town) -> None:
    enter(page)
    begin(page)
    with town.database.transaction() as connection:
        connection.execute("UPDATE portal_draft SET changed_at = now() - interval '61 days'")
        connection.execute("UPDATE portal_session SET ends_at = now() - interval '1 second'")
    registry = Registry(town.database, "gateway")
    with registry.transaction():
        registry.forget_drafts(60)
        registry.forget_sessions()

    assert town.count("portal_draft") == town.count("portal_session") == 0

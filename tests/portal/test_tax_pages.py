"""A taxpayer registers and reports on pages that hold no rule of their own."""

import json
from typing import Any

from playwright.sync_api import Page, expect

from tests.gateway.double import Reply
from tests.gateway.integration.town import Town
from tests.gateway.reports import FATHER
from tests.portal.conftest import enter
from tests.portal.test_entering import cookie
from tests.portal.test_security import request
from tests.portal.tour import NOPD, registering, turnover


def told(town: Town, kind: str) -> dict[str, Any]:
    """The last fact of this kind."""
    rows = town.rows("SELECT data FROM outbox WHERE type = %s ORDER BY position DESC LIMIT 1", f"gateway.{kind}.v1")
    data = rows[0]["data"]
    return dict(json.loads(data) if isinstance(data, str) else data)


def fill_registration(page: Page) -> None:
    page.get_by_label("Orang (NIK saya)").check()
    page.get_by_label("Nama", exact=True).fill("BUDI SANTOSO")
    page.get_by_label("Makanan dan minuman").check()
    page.get_by_label("Nama tempat usaha").fill("WARUNG SEDERHANA")
    page.get_by_label("Alamat tempat usaha").fill("JALAN CONTOH 1")
    page.get_by_label("Kelurahan").select_option(index=1)


def test_a_registration_is_the_one_of_the_api(page: Page, town: Town) -> None:
    registering(page, town)
    fill_registration(page)
    page.get_by_role("button", name="Kirim").click()
    expect(page.get_by_role("heading", name="Pendaftaran wajib pajak")).to_be_visible()

    sent = told(town, "wajib_pajak_mendaftar")
    assert sent["pemohon_nik"] == FATHER
    assert sent["pendaftaran"]["nik"] == FATHER
    assert sent["pendaftaran"]["objek"][0]["kode_kelurahan"].startswith("32.77.")


def test_what_pajak_finds_wrong_stands_beside_its_field(page: Page, town: Town) -> None:
    fault = {"lokasi": "/objek/0/golongan", "kode": "golongan_tidak_dikenal", "pesan": "Golongan ini tidak ada."}
    town.pajak.replies["/internal/pendaftaran/periksa"] = Reply.json({"galat": [fault], "peringatan": []})
    registering(page, town)
    fill_registration(page)
    page.get_by_role("button", name="Kirim").click()

    expect(page.get_by_role("alert")).to_contain_text("Golongan ini tidak ada.")
    expect(page.get_by_label("Nama tempat usaha")).to_have_value("WARUNG SEDERHANA")


def test_a_months_turnover_is_sent_as_it_was_typed(page: Page, town: Town) -> None:
    turnover(page, town)
    page.get_by_label("Omzet bulan itu").fill("125.000.000")
    page.get_by_role("button", name="Kirim").click()
    expect(page.get_by_role("heading", name="Laporan omzet")).to_be_visible()

    report = told(town, "omzet_dilaporkan")["laporan"]
    assert (report["nopd"], report["masa"], report["omzet"]) == (NOPD, "2026-10", 125_000_000)


def test_somebody_elses_object_is_not_there(page: Page, town: Town) -> None:
    town.pajak.replies["/internal/wajib-pajak"] = Reply.json({"wajib_pajak": []})
    enter(page)

    assert request(town, "GET", f"/pajak-saya/objek/{NOPD}/omzet", cookie(page)).status_code == 404

"""An application that was sent back: the parent sees what is wrong, mends only that, and sends it once."""

import json
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from contracts.perizinan import events as perizinan
from contracts.types import Galat
from tests.gateway.double import Reply
from tests.gateway.integration.test_officers import file
from tests.gateway.integration.town import Town
from tests.gateway.reports import MOTHER
from tests.portal.conftest import enter
from tests.portal.reporting import go_on, title


def sent_back(town: Town, *places: str) -> str:
    """An application whose owner is asked to mend these places."""
    number = town.accepted(town.citizen())
    faults = tuple(Galat(lokasi=place, kode="x", pesan="Tidak sama dengan surat.") for place in places)
    town.step(number, "PERLU_PERBAIKAN", perizinan, oleh="PETUGAS", perbaikan=faults)
    town.perizinan.replies[f"/internal/berkas/{number}"] = Reply(file(number).model_dump_json().encode())
    return number


def test_only_what_was_sent_back_is_asked_again(page: Page, town: Town) -> None:
    number = sent_back(town, "/anak/0/nama")
    enter(page, path=f"/permohonan/{number}")
    page.get_by_role("link", name="Perbaiki sekarang").click()
    title(page, "Siapa nama anak?")
    expect(page.get_by_label("Nama lengkap")).to_have_value("SITI NUR AISYAH")
    page.get_by_label("Nama lengkap").fill("AISYAH NUR SITI")
    go_on(page)
    title(page, "Periksa jawaban Anda sebelum dikirim")
    expect(page.get_by_role("link", name="Ubah")).to_have_count(2)
    page.get_by_label("Saya menyatakan").check()
    page.get_by_role("button", name="Kirim perbaikan").click()

    expect(page.get_by_text("Diterima").first).to_be_visible()
    rows = town.rows("SELECT data FROM outbox WHERE type = 'gateway.perbaikan_diajukan.v1' AND subject = %s", number)
    assert len(rows) == 1
    data = rows[0]["data"]
    told = json.loads(data) if isinstance(data, str) else data
    assert told["laporan"]["anak"][0]["nama"] == "AISYAH NUR SITI"
    assert told["laporan"]["ibu"] == {"nik": MOTHER}
    assert told["laporan"]["anak"][0]["berat_gram"] == 3100


def test_a_correction_that_was_sent_twice_is_one(page: Page, town: Town) -> None:
    number = sent_back(town, "/anak/0/nama")
    enter(page, path=f"/permohonan/{number}/perbaikan")
    go_on(page)
    page.get_by_label("Saya menyatakan").check()
    form = page.evaluate("new URLSearchParams(new FormData(document.querySelector('form[data-sekali]'))).toString()")
    send = (
        "([address, body]) => fetch(address, {method: 'POST', body,"
        " headers: {'Content-Type': 'application/x-www-form-urlencoded'}}).then(answer => answer.url)"
    )
    shown = [page.evaluate(send, [page.url, form]) for _ in range(2)]

    assert {urlsplit(address).path for address in shown} == {f"/permohonan/{number}"}
    sent = "type = 'gateway.perbaikan_diajukan.v1' AND subject = '" + number + "'"
    assert town.count("outbox", sent) == 1
    assert town.count("portal_draft") == 0


def test_what_does_not_wait_for_the_applicant_cannot_be_mended(page: Page, town: Town) -> None:
    number = town.accepted(town.citizen())
    enter(page)
    answer = page.goto(f"/permohonan/{number}/perbaikan")

    assert answer is not None
    assert answer.status == 409
    expect(page.get_by_text("tidak sedang menunggu perbaikan")).to_be_visible()

"""What a citizen was given and what the register has of their family: theirs, all of it, and nobody else's."""

import base64
import json

import pytest
from playwright.sync_api import Page, expect

from contracts.dukcapil import events as dukcapil
from contracts.dukcapil.api import KartuKeluargaWarga
from contracts.perizinan import events as perizinan
from tests.gateway.double import Reply
from tests.gateway.integration.town import Town
from tests.gateway.reports import FAMILY_CARD, FATHER, MOTHER, STRANGER
from tests.portal.conftest import NewContext, enter
from tests.portal.pages import follow
from tests.portal.test_entering import cookie
from tests.portal.test_security import HOSTILE, request

READ = "tujuan = 'melihat kartu keluarganya'"
DOOR = "/internal/kependudukan/kartu-keluarga"
CARD = KartuKeluargaWarga.model_validate_json(
    f"""{{
    "nomor_kk": "{FAMILY_CARD}", "tanggal_terbit": "2026-11-20", "alamat": "JALAN MELATI 1", "rt": "001", "rw": "002",
    "kelurahan": "Cibeureum", "kecamatan": "Cimahi Selatan", "kota": "Kota Cimahi",
    "anggota": [
      {{"nik": "{FATHER}", "nama": "BUDI SANTOSO", "hubungan": "KEPALA_KELUARGA", "jenis_kelamin": "L",
        "tempat_lahir": "BANDUNG", "tanggal_lahir": "1990-05-15"}},
      {{"nik": "{MOTHER}", "nama": "DEWI <img src=x onerror=alert(1)>", "hubungan": "ISTRI", "jenis_kelamin": "P",
        "tempat_lahir": "CIMAHI", "tanggal_lahir": "1992-05-15"}}
    ]}}"""
)


def on_a_card(town: Town) -> None:
    town.dukcapil.replies[DOOR] = Reply(CARD.model_dump_json().encode())


def issued(town: Town, count: int, nik: str = FATHER) -> str:
    """An application of this citizen that brought so many child cards; its number."""
    number = town.accepted(town.citizen(nik))
    for _ in range(count):
        town.document(dukcapil, number, "KIA")
    return number


def test_a_family_is_shown_as_its_card_has_it_and_every_member_can_see_that_it_was_read(
    page: Page, new_context: NewContext, town: Town
) -> None:
    on_a_card(town)
    heard: list[str] = []
    page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    enter(page)
    before = town.count("access_log", READ)
    page.goto("/keluarga-saya")

    expect(page.get_by_text(FAMILY_CARD)).to_be_visible()
    expect(page.get_by_text("JALAN MELATI 1, RT 001 RW 002, Cibeureum, Cimahi Selatan, Kota Cimahi")).to_be_visible()
    me = page.get_by_role("listitem").filter(has_text="BUDI SANTOSO")
    expect(me).to_contain_text("Kepala keluarga. Lahir di Bandung, 15 Mei 1990.")
    expect(me.get_by_text("Anda", exact=True)).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="DEWI <img")).to_contain_text(f"NIK {MOTHER}")
    assert heard == []
    assert town.count("access_log", READ) == before + len(CARD.anggota)
    mother = new_context().new_page()
    enter(mother, MOTHER, "DEWI LESTARI", "/akses-data")
    entry = mother.get_by_role("listitem").filter(has_text="Melihat kartu keluarganya").first
    expect(entry).to_contain_text("Warga lain")


def test_the_question_is_of_whoever_is_signed_in_and_nobody_else(page: Page, town: Town) -> None:
    on_a_card(town)
    enter(page, STRANGER, "SARI DEWI", "/keluarga-saya")

    asked = [each for each in town.dukcapil.asked if each.path == DOOR]
    assert [json.loads(each.body)["nik"] for each in asked] == [STRANGER]


@pytest.mark.parametrize(
    ("reply", "said"),
    [(Reply.json({}), "Dinas Dukcapil"), (Reply(b"", 503), "Coba lagi sebentar lagi")],
    ids=["on no card", "register away"],
)
def test_without_a_card_nothing_is_shown_or_noted_and_the_page_says_what_to_do(
    page: Page, town: Town, reply: Reply, said: str
) -> None:
    town.dukcapil.replies[DOOR] = reply
    before = town.count("access_log")
    enter(page, path="/keluarga-saya")

    expect(page.get_by_text(said)).to_be_visible()
    assert town.count("access_log") == before


def test_all_documents_stand_on_one_list_the_newest_first_and_go_on_where_a_page_ends(page: Page, town: Town) -> None:
    town.rows("DELETE FROM document RETURNING 1")
    issued(town, 21)
    number = town.accepted(town.citizen())
    deed = town.document(perizinan, number, "AKTA_KELAHIRAN", nomor_tersamar="3277-LU-22112026-0001")
    town.rows(
        "UPDATE document SET status = 'DIGANTIKAN', tanggal_terbit = '2036-01-01' WHERE dokumen_id = %s RETURNING 1",
        deed["dokumen_id"],
    )
    enter(page, path="/dokumen-saya")

    first = page.get_by_role("main").get_by_role("listitem").first
    expect(first).to_contain_text("Kutipan Akta Kelahiran")
    expect(first).to_contain_text("Sudah diganti")
    expect(page.get_by_role("link", name="Unduh PDF")).to_have_count(19)
    follow(page, page.get_by_role("link", name="Yang lebih lama"))
    expect(page.get_by_role("link", name="Unduh PDF")).to_have_count(2)
    expect(page.get_by_role("link", name="Yang lebih lama")).to_have_count(0)


def test_nobody_sees_the_documents_of_another(page: Page, new_context: NewContext, town: Town) -> None:
    issued(town, 1)
    stranger = new_context().new_page()
    enter(stranger, STRANGER, "SARI DEWI", "/dokumen-saya")

    expect(stranger.get_by_role("heading", name="Belum ada dokumen")).to_be_visible()


@pytest.mark.parametrize("place", ["x", "x|y", "|", "2026-11-28|\x00", HOSTILE])
def test_a_place_in_the_list_that_is_none_of_ours_is_refused(page: Page, town: Town, place: str) -> None:
    enter(page)
    for sent in (place, base64.urlsafe_b64encode(place.encode()).decode()):
        answer = request(town, "GET", "/dokumen-saya", cookie(page), params={"setelah": sent})
        assert answer.status_code == 422, answer.text


@pytest.mark.parametrize("path", ["/dokumen-saya", "/keluarga-saya"])
def test_whoever_is_not_signed_in_signs_in_first(town: Town, path: str) -> None:
    answer = town.http.get(path, headers={"Accept": "text/html"}, follow_redirects=False)

    assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/masuk")

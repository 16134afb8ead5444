"""Two officers at one queue: a file is in one pair of hands at a time, and in nobody's for ever."""

from playwright.sync_api import Page, expect

from services.gateway.registry import Registry
from tests.gateway.integration.town import Town, bearer
from tests.portal.conftest import enter, enter_as_officer
from tests.portal.pages import follow
from tests.portal.test_desk import decision, waiting
from tests.portal.test_entering import cookie
from tests.portal.test_security import request
from tests.portal.test_sharing import csrf

# Last in the order in which the demonstration shows one officer of each role.
RINI = "fd6c9f0e-3f2b-4b7e-9d5a-0a3c3c1f7a11"
APPROVAL = {"keputusan": "SETUJU"}


def colleague(town: Town, role: str = "PETUGAS_VERIFIKASI", city: str = "3277", identity: str = RINI) -> str:
    """Another officer, who works with this role in this city."""
    insert = """
        INSERT INTO officer (id, nama, peran, kota) VALUES (%s, 'RINI', %s, %s)
        ON CONFLICT (id) DO UPDATE SET active = true
    """
    with town.database.transaction() as connection:
        connection.execute(insert, (identity, role, city))
    return identity


def held_by(town: Town, number: str, officer: str, minutes: int = 60) -> None:
    """This officer holds this file for so many minutes more."""
    insert = "INSERT INTO held_file (nomor, officer, ends_at) VALUES (%s, %s, now() + %s * interval '1 minute')"
    with town.database.transaction() as connection:
        connection.execute(insert, (number, officer, minutes))


def holder(town: Town, number: str) -> str | None:
    rows = town.rows("SELECT officer FROM held_file WHERE nomor = %s", number)
    return rows[0]["officer"] if rows else None


def opened(page: Page, town: Town) -> str:
    """A file that waits, opened by an officer."""
    number = town.accepted(town.citizen())
    waiting(town, number)
    colleague(town)
    enter_as_officer(page, town)
    page.goto(f"/petugas/berkas/{number}")
    return number


def test_a_file_is_taken_and_let_go(page: Page, town: Town) -> None:
    number = opened(page, town)

    follow(page, page.get_by_role("button", name="Pegang berkas"))
    expect(page.get_by_text("Anda memegang berkas ini")).to_be_visible()
    page.goto("/petugas/antrian")
    expect(page.get_by_role("row", name=number).get_by_text("Anda", exact=True)).to_be_visible()
    page.goto(f"/petugas/berkas/{number}")
    follow(page, page.get_by_role("button", name="Lepas"))

    assert page.url.endswith("/petugas/antrian")
    assert holder(town, number) is None


def test_what_a_colleague_holds_shows_whose_it_is_and_cannot_be_decided(page: Page, town: Town) -> None:
    number = opened(page, town)
    token = csrf(page)
    held_by(town, number, RINI)

    follow(page, page.get_by_role("link", name="Antrian").first)
    expect(page.get_by_role("row", name=number)).to_contain_text("RINI")
    page.goto(f"/petugas/berkas/{number}")
    expect(page.get_by_text("RINI memegang berkas ini")).to_be_visible()
    expect(page.get_by_role("button", name="Catat keputusan")).to_have_count(0)

    form = {"_csrf": token, "kunci": "k" * 22, "keputusan": "SETUJU"}
    told = request(town, "POST", f"/petugas/berkas/{number}", cookie(page), data=form)
    assert (told.status_code, "dipegang rekan" in told.text) == (409, True)
    taken = request(town, "POST", f"/petugas/berkas/{number}/pegang", cookie(page), data={"_csrf": token})
    assert taken.status_code == 409
    by_api = town.http.post(
        f"/v1/petugas/permohonan/{number}/keputusan",
        json=APPROVAL,
        headers={**town.officer(), "Idempotency-Key": "held-by-another"},
    )
    assert (by_api.status_code, by_api.json()["kode"]) == (409, "berkas_dipegang")
    assert town.count("outbox", "type = 'gateway.putusan_petugas_dicatat.v1' AND subject = %s", number) == 0


def test_a_file_left_behind_returns_to_everybody(page: Page, town: Town) -> None:
    number = opened(page, town)
    held_by(town, number, RINI, minutes=-1)
    page.reload()

    follow(page, page.get_by_role("button", name="Pegang berkas"))

    assert holder(town, number) != RINI


def test_what_nobody_holds_any_longer_is_forgotten(town: Town) -> None:
    over, still = town.accepted(town.citizen()), town.accepted(town.citizen())
    held_by(town, over, colleague(town), minutes=-1)
    held_by(town, still, RINI)
    registry = Registry(town.database, "gateway")
    with registry.transaction():
        registry.forget_holds()

    assert (holder(town, over), holder(town, still)) == (None, RINI)


def test_a_file_is_handed_over_to_a_colleague_who_then_decides(page: Page, town: Town) -> None:
    number = opened(page, town)
    follow(page, page.get_by_role("button", name="Pegang berkas"))
    page.get_by_text("Serahkan ke rekan").click()
    page.get_by_label("Rekan").select_option(label="RINI")
    follow(page, page.get_by_role("button", name="Serahkan"))

    assert holder(town, number) == RINI
    page.goto(f"/petugas/berkas/{number}")
    expect(page.get_by_text("RINI memegang berkas ini")).to_be_visible()
    headers = {**bearer(town.tokens.mint(RINI, "PETUGAS", seconds=600, demo=True)), "Idempotency-Key": "rini-decides"}
    decided = town.http.post(f"/v1/petugas/permohonan/{number}/keputusan", json=APPROVAL, headers=headers)
    assert decided.status_code == 202
    assert decision(town, number)["petugas"]["id"] == RINI
    assert holder(town, number) is None


def test_a_file_is_handed_over_only_to_the_same_role_in_the_same_city(page: Page, town: Town) -> None:
    number = opened(page, town)
    elsewhere = colleague(town, city="3276", identity="fb0c9f0e-3f2b-4b7e-9d5a-0a3c3c1f7a12")
    above = colleague(town, role="KEPALA_DINAS", identity="fc0c9f0e-3f2b-4b7e-9d5a-0a3c3c1f7a13")
    follow(page, page.get_by_role("button", name="Pegang berkas"))
    mine, token = holder(town, number), csrf(page)

    for stranger in (elsewhere, above, "nobody", ""):
        form = {"_csrf": token, "rekan": stranger}
        refused = request(town, "POST", f"/petugas/berkas/{number}/serahkan", cookie(page), data=form)
        assert refused.status_code == 409
    assert holder(town, number) == mine


def test_nobody_takes_a_file_of_another_city_or_a_file_at_all_without_a_desk(page: Page, town: Town) -> None:
    number = opened(page, town)
    elsewhere = town.accepted(town.citizen())
    path = f"/petugas/berkas/{elsewhere}/pegang"
    assert request(town, "POST", path, cookie(page), data={"_csrf": csrf(page)}).status_code == 404
    assert (
        request(town, "POST", f"/petugas/berkas/{number}/pegang", cookie(page), data={"_csrf": "x"}).status_code == 403
    )

    page.context.clear_cookies()
    enter(page)
    form = {"_csrf": csrf(page)}
    for what in ("pegang", "lepas", "serahkan"):
        assert request(town, "POST", f"/petugas/berkas/{number}/{what}", cookie(page), data=form).status_code == 403
    assert holder(town, number) is None

"""Other ways of looking at a page: on paper, and by people whom movement makes unwell."""

import pytest
from playwright.sync_api import Page, expect

from tests.gateway.integration.town import Town
from tests.portal.conftest import NewContext
from tests.portal.tour import STOPS

_MOVING = """[...document.querySelectorAll('*')].filter(one => {
    const style = getComputedStyle(one);
    return style.animationName !== 'none' || style.transitionDuration.split(', ').some(time => time !== '0s');
}).map(one => one.outerHTML.slice(0, 80))"""


def test_on_paper_stands_what_a_page_says_and_not_what_only_a_screen_needs(page: Page, town: Town) -> None:
    STOPS["permohonan-selesai"](page, town)
    page.emulate_media(media="print")

    for gone in (".head nav", ".foot", ".back", ".demo"):
        expect(page.locator(gone)).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for document in ("Kutipan Akta Kelahiran", "Kartu Keluarga", "Kartu Identitas Anak"):
        expect(page.get_by_text(document, exact=True).first).to_be_visible()


@pytest.mark.parametrize("name", ["beranda-warga", "lapor-ibu-galat", "permohonan-berjalan", "papan"])
def test_nothing_moves_for_whoever_asked_that_nothing_move(new_context: NewContext, town: Town, name: str) -> None:
    page = new_context(reduced_motion="reduce", bypass_csp=True).new_page()
    STOPS[name](page, town)
    assert page.evaluate(_MOVING) == []

    # Whatever a later style brings.
    page.add_style_tag(
        content="body { transition: color 1s } @keyframes turn { to { rotate: 1turn } } main { animation: turn 1s }"
    )
    assert page.evaluate(_MOVING) == []

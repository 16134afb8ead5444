"""The QR code of a document is read from a photo, or through the camera on the page; nothing else is followed."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import segno
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from contracts.dukcapil import events as dukcapil
from local.browser import FLAGS, find_chromium
from tests.gateway.integration.town import Town
from tests.portal.pages import follow
from tests.portal.pictures import noise


def photo(text: str, form: str = "PNG") -> bytes:
    """A telephone's photo of a code: askew, grey and not quite sharp."""
    drawn = BytesIO()
    segno.make_qr(text, error="m").save(drawn, kind="png", scale=8, border=4)
    code = Image.open(drawn).convert("L").rotate(7, expand=True, fillcolor=255)
    paper = Image.new("L", (1200, 900), 200)
    paper.paste(code, (300, 150))
    kept = BytesIO()
    paper.resize((900, 675)).save(kept, form)
    return kept.getvalue()


def upload(page: Page, content: bytes, kind: str = "image/png") -> None:
    page.goto("/periksa")
    page.get_by_label("Foto kotak QR").set_input_files({"name": "foto", "mimeType": kind, "buffer": content})  # type: ignore[arg-type]
    follow(page, page.get_by_role("button", name="Periksa foto"))


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_photo_of_a_document_tells_whether_it_is_genuine(page: Page, town: Town, form: str) -> None:
    told = town.document(dukcapil, None, "KARTU_KELUARGA")

    upload(page, photo(f"{town.url}/v/{told['kode_verifikasi']}", form), f"image/{form.lower()}")

    expect(page.get_by_role("heading", name="Asli dan berlaku")).to_be_visible()
    assert page.url.endswith(f"/v/{told['kode_verifikasi']}")


def test_a_code_that_is_none_of_ours_leads_nowhere(page: Page, town: Town) -> None:
    upload(page, photo("https://jahat.example/v/ABCD-EFGH"))

    expect(page.get_by_role("alert")).to_contain_text("Kotak QR dari kota ini tidak terbaca")
    assert page.url.endswith("/periksa")


def test_a_photo_without_a_code_is_said_to_have_none(page: Page, town: Town) -> None:
    upload(page, noise())

    expect(page.get_by_role("alert")).to_contain_text("tidak terbaca pada foto")


def test_a_code_that_nobody_gave_is_not_known(page: Page, town: Town) -> None:
    upload(page, photo(f"{town.url}/v/AAAA-AAAA-AAAA"))

    expect(page.get_by_role("heading", name="Tidak dikenal")).to_be_visible()


def _film(picture: bytes) -> bytes:
    """A film of one picture, as a browser's pretended camera shows it: YUV4MPEG2, brightness first, then no colour."""
    grey = Image.open(BytesIO(picture)).convert("L").resize((640, 480))
    colour = b"\x80" * (640 * 480 // 2)
    return b"YUV4MPEG2 W640 H480 F10:1 Ip A0:0 C420jpeg\n" + 2 * (b"FRAME\n" + grey.tobytes() + colour)


@pytest.fixture
def camera(browser: Browser, town: Town, tmp_path: Path) -> Iterator[Page]:
    """A browser whose camera sees a document of the town."""
    told = town.document(dukcapil, None, "KIA")
    film = tmp_path / "kamera.y4m"
    film.write_bytes(_film(photo(f"{town.url}/v/{told['kode_verifikasi']}")))
    flags = [*FLAGS, "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    seeing = browser.browser_type.launch(
        executable_path=find_chromium(), args=[*flags, f"--use-file-for-fake-video-capture={film}"]
    )
    yield seeing.new_context(base_url=town.url, permissions=["camera"]).new_page()
    seeing.close()


def test_the_camera_on_the_page_finds_the_code_by_itself(camera: Page) -> None:
    camera.goto("/periksa")
    camera.get_by_role("button", name="Pindai dengan kamera").click()

    camera.wait_for_url("**/v/*", timeout=20_000)
    expect(camera.get_by_role("heading", name="Asli dan berlaku")).to_be_visible()


def test_a_camera_that_may_not_be_used_is_said_so(page: Page, town: Town) -> None:
    page.goto("/periksa")
    page.get_by_role("button", name="Pindai dengan kamera").click()

    expect(page.get_by_text("Kamera tidak dapat dipakai.")).to_be_visible()

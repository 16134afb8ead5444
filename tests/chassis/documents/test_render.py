"""Rendering: archival, repeatable, and data stay data."""

from datetime import datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdf
import pytest

from chassis.documents.block import SignatureBlock
from chassis.documents.render import RenderingFailed, Template, UnprintableText


def test_the_page_is_archival_pdf_with_every_font_inside(unsigned: bytes) -> None:
    with pikepdf.open(BytesIO(unsigned)) as pdf:
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        descriptors = [font.DescendantFonts[0].FontDescriptor for font in fonts]
    assert fonts
    assert all("/FontFile2" in each or "/FontFile3" in each for each in descriptors)


def test_the_same_data_give_the_same_bytes_also_from_another_compiler(
    letter: Template, block: SignatureBlock, unsigned: bytes
) -> None:
    data = {"isi": "Surat percobaan", "tte": block.as_data()}
    letter.render({**data, "isi": "lain"}, issued_at=block.issued_at)
    assert letter.render(data, issued_at=block.issued_at) == unsigned
    fresh = Template(Path(__file__).with_name("surat.typ"))
    assert fresh.render(data, issued_at=block.issued_at) == unsigned


@pytest.mark.parametrize(
    "hostile",
    [
        '#panic("x")',
        '#read("/pyproject.toml")',
        "$ sum_(i=0)^n $",
        "= Judul\n- butir\n*tebal* _miring_ `kode` @acuan <tanda> \\ // komentar /* */",
        '"], "isi": "lain"}',
        "]#{ while true {} }[",
    ],
)
def test_typst_markup_in_data_is_printed_and_never_run(letter: Template, block: SignatureBlock, hostile: str) -> None:
    pdf = letter.render({"isi": hostile, "tte": block.as_data()}, issued_at=block.issued_at)
    printed = pypdf.PdfReader(BytesIO(pdf)).pages[0].extract_text()
    assert "".join(hostile.split()) in "".join(printed.split())


def test_a_letter_that_no_font_has_is_an_error_that_does_not_quote_the_name(
    letter: Template, block: SignatureBlock
) -> None:
    with pytest.raises(UnprintableText) as caught:
        letter.render({"isi": "名前", "tte": block.as_data()}, issued_at=block.issued_at)
    assert "名前" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_data_that_miss_a_field_are_an_error_that_no_retry_mends(letter: Template, block: SignatureBlock) -> None:
    with pytest.raises(RenderingFailed):
        letter.render({"tte": block.as_data()}, issued_at=block.issued_at)


def test_a_block_without_a_time_zone_is_refused(block: SignatureBlock) -> None:
    with pytest.raises(ValueError, match="aware"):
        SignatureBlock(
            city="",
            place="",
            issued_at=datetime(2026, 1, 1),  # noqa: DTZ001
            signer_title="",
            signer_name="",
            signer_nip="",
            certificate_issuer="",
            code=block.code,
            public_url="",
        )

"""Files from outside: known by content, inspected where they can do no harm, kept without what is hidden."""

import asyncio
import io
import struct
import zipfile
import zlib

import pikepdf
import pytest
from PIL import Image

from services.gateway.uploads.faults import Fault
from services.gateway.uploads.kinds import JPEG, PDF, PNG, is_more_than_a_pdf, kind_of
from services.gateway.uploads.sandbox import Sandbox


def picture(form: str = "JPEG", **options: object) -> bytes:
    """A small picture."""
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(file, form, **options)
    return file.getvalue()


def pdf(**catalog: object) -> bytes:
    """A page, with these entries in the document's catalog."""
    with pikepdf.new() as document:
        document.add_blank_page()
        for name, value in catalog.items():
            document.Root[f"/{name}"] = value
        file = io.BytesIO()
        document.save(file)
    return file.getvalue()


def inspected(content: bytes, kind: str = PDF) -> bytes:
    return asyncio.run(Sandbox().inspect(content, kind))


def fault_of(content: bytes, kind: str = PDF) -> str:
    with pytest.raises(Fault) as found:
        inspected(content, kind)
    return str(found.value)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (picture(), JPEG),
        (picture("PNG"), PNG),
        (pdf(), PDF),
        (picture("GIF"), None),
        (picture("WEBP"), None),
        (b"<html>", None),
        (b"MZ" + b"\0" * 100, None),
        (b"PK\x03\x04" + b"\0" * 100, None),
        (b"junk" + pdf(), None),
        (b"%PD", None),
        (b"\0", None),
    ],
)
def test_a_file_is_known_by_its_content(content: bytes, kind: str | None) -> None:
    assert kind_of(content) == kind


def test_a_pdf_that_is_an_archive_or_a_page_too_is_found_out() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("a.txt", "a")

    assert is_more_than_a_pdf(pdf() + archive.getvalue())
    assert is_more_than_a_pdf(pdf() + b"<script>alert(1)</script>")
    assert is_more_than_a_pdf(pdf().replace(b"%PDF-1.3", b"%PDF-1.3\n<html>", 1))
    assert not is_more_than_a_pdf(pdf())


def test_an_image_is_kept_without_place_and_camera_but_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # held sideways
    exif[0x010F] = "CAMERA"
    exif.get_ifd(0x8825)[1] = "S"
    kept = inspected(picture(exif=exif), JPEG)

    with Image.open(io.BytesIO(kept)) as found:
        assert not found.getexif()
        assert found.size == (30, 40)
    assert b"CAMERA" not in kept


def test_what_hides_behind_an_image_is_not_kept() -> None:
    assert b"PAYLOAD" not in inspected(picture() + b"PAYLOAD", JPEG)
    assert b"PAYLOAD" not in inspected(picture("PNG") + b"PAYLOAD", PNG)


def test_an_image_that_would_fill_the_memory_is_refused() -> None:
    assert fault_of(_huge_png(), PNG) == "gambar_terlalu_besar"


def test_a_broken_image_is_refused() -> None:
    assert fault_of(picture()[:60], JPEG) == "gambar_rusak"


def test_a_plain_pdf_is_kept_as_it_is() -> None:
    plain = pdf()
    assert inspected(plain) == plain


@pytest.mark.parametrize(
    "catalog",
    [
        {"OpenAction": pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")},
        {"OpenAction": pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")},
        {"AA": pikepdf.Dictionary()},
        {"Names": pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary())},
        {"Names": pikepdf.Dictionary(JavaScript=pikepdf.Dictionary())},
        {"AcroForm": pikepdf.Dictionary(XFA="x")},
        {"Deep": pikepdf.Array([pikepdf.Array([pikepdf.Dictionary(S=pikepdf.Name.Launch)])])},
    ],
)
def test_a_pdf_that_can_do_something_is_refused(catalog: dict[str, object]) -> None:
    assert fault_of(pdf(**catalog)) == "pdf_berisi_program"


def test_a_locked_pdf_is_refused() -> None:
    with pikepdf.open(io.BytesIO(pdf())) as document:
        locked = io.BytesIO()
        document.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))

    assert fault_of(locked.getvalue()) == "pdf_terkunci"


def test_a_pdf_with_too_many_pages_is_refused() -> None:
    with pikepdf.new() as document:
        for _ in range(101):
            document.add_blank_page()
        file = io.BytesIO()
        document.save(file)

    assert fault_of(file.getvalue()) == "pdf_terlalu_banyak_halaman"


def test_a_broken_pdf_is_refused() -> None:
    assert fault_of(b"%PDF-1.7\n%%EOF") == "pdf_rusak"


def test_a_pdf_whose_objects_swell_is_ended_within_its_bounds() -> None:
    assert fault_of(_swelling_pdf()) in ("pdf_rusak", "pdf_terlalu_besar", "berkas_tidak_dapat_diperiksa")


def _huge_png() -> bytes:
    """A header that promises 50,000 by 50,000 pixels."""
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


def _swelling_pdf() -> bytes:
    """An object stream of two megabytes that unpacks to two gigabytes."""
    inner = zlib.compressobj(9)
    packed = b"".join(inner.compress(b" " * 16_000_000) for _ in range(128)) + inner.flush()
    parts = [
        b"%PDF-1.5\n",
        b"1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed),
        packed,
        b"\nendstream\nendobj\n",
    ]
    body = b"".join(parts)
    entries = b"\x00\x00\x00\x00\x00\x00" + b"\x01\x00\x00\x00\x09\x00" + b"\x02\x00\x00\x00\x01\x00"
    table = b"3 0 obj\n<< /Type /XRef /Size 3 /W [1 4 1] /Root 2 0 R /Length %d >>\nstream\n" % len(entries)
    return body + table + entries + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(body)

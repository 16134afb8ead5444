"""An attachment is inspected, kept by its content, and used by whoever uploaded it."""

import hashlib
import uuid
from typing import Any

import httpx
import pytest

from tests.gateway.integration.town import Town
from tests.gateway.reports import STRANGER, report
from tests.gateway.test_uploads import pdf, picture


def upload(town: Town, content: bytes, key: str | None = None, name: str = "a.jpg", **form: Any) -> httpx.Response:
    headers = town.citizen() | {"Idempotency-Key": key or str(uuid.uuid4())}
    return town.http.post("/v1/lampiran", files={"berkas": (name, content)}, data=form, headers=headers)


def test_a_pdf_is_kept_as_it_is(town: Town) -> None:
    content = pdf()

    answer = upload(town, content, sha256=hashlib.sha256(content).hexdigest())

    assert answer.status_code == 201
    body = answer.json()
    assert (body["jenis"], body["ukuran"]) == ("application/pdf", len(content))
    assert body["sha256"] == hashlib.sha256(content).hexdigest()
    kept = town.folder / "storage" / body["sha256"][:2] / body["sha256"]
    assert kept.read_bytes() == content


def test_an_image_is_kept_drawn_anew(town: Town) -> None:
    answer = upload(town, picture() + b"PAYLOAD", name="../../etc/passwd\r\nX: y")

    body = answer.json()
    kept = (town.folder / "storage" / body["sha256"][:2] / body["sha256"]).read_bytes()
    assert body["jenis"] == "image/jpeg"
    assert hashlib.sha256(kept).hexdigest() == body["sha256"]
    assert b"PAYLOAD" not in kept


def test_the_same_upload_again_is_one_attachment(town: Town) -> None:
    key, content = str(uuid.uuid4()), pdf()

    first, again = upload(town, content, key), upload(town, content, key)
    other = upload(town, picture(), key)

    assert (again.status_code, again.content) == (201, first.content)
    assert (other.status_code, other.json()["kode"]) == (422, "idempotency_key_dipakai_lain")


@pytest.mark.parametrize(
    ("content", "kode"),
    [
        (b"", "berkas_kosong"),
        (b"MZ\x90\x00" * 50, "jenis_berkas_tidak_didukung"),
        (b"<html><script>alert(1)</script></html>", "jenis_berkas_tidak_didukung"),
        (picture()[:50], "gambar_rusak"),
        (pdf() + b"<script>", "berkas_ganda"),
        (pdf(AA={}), "pdf_berisi_program"),
    ],
    ids=["empty", "program", "page", "cut off", "polyglot", "active"],
)
def test_a_file_that_must_not_be_kept_is_refused(town: Town, content: bytes, kode: str) -> None:
    before = town.count("attachment")

    refused = upload(town, content)

    assert (refused.status_code, refused.json()["kode"]) == (422, kode)
    assert refused.json()["galat"][0]["lokasi"] == "/berkas"
    assert town.count("attachment") == before


def test_a_wrong_checksum_is_refused(town: Town) -> None:
    refused = upload(town, pdf(), sha256="0" * 64)

    assert (refused.status_code, refused.json()["kode"]) == (422, "checksum_tidak_cocok")


def test_one_file_at_a_time_and_not_more_than_five_megabytes(town: Town) -> None:
    headers = town.citizen() | {"Idempotency-Key": "x"}
    two = town.http.post("/v1/lampiran", files=[("a", pdf()), ("b", pdf())], headers=headers)

    assert (two.status_code, two.json()["kode"]) == (422, "satu_berkas_saja")
    assert upload(town, b"x" * (5 * 1024 * 1024 + 20_000)).status_code == 413


def test_a_report_refers_to_ones_own_attachments_only(town: Town) -> None:
    mine = upload(town, pdf()).json()["id"]
    who = {"nik": STRANGER, "hubungan": "WALI"}
    body = report(lampiran=[{"id": mine, "jenis": "BUKU_NIKAH"}])

    assert town.post("/v1/kelahiran", body, town.citizen()).status_code == 202
    refused = town.post("/v1/kelahiran", body | {"pelapor": who}, town.citizen(STRANGER))
    assert (refused.status_code, refused.json()["kode"]) == (422, "lampiran_tidak_ditemukan")
    assert refused.json()["galat"][0]["lokasi"] == "/lampiran/0/id"

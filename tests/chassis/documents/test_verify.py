"""Verification: the right verdict on each tampering, and bounds that hostile files cannot break."""

import hashlib
import os
import signal
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from chassis.documents.authority import SIGNER_LIFE, ensure_signer, root_certificate
from chassis.documents.sign import LocalSigner
from chassis.documents.verdict import Changed, Damaged, Genuine, Unsigned, Untrusted
from chassis.documents.verify import MOST_BYTES, Verifier, verify_pdf
from tests.chassis.documents.samples import OFFICIAL, ORDER


@pytest.fixture(scope="module")
def verifier(authority: Path) -> Iterator[Verifier]:
    with Verifier([root_certificate(authority)]) as verifier:
        yield verifier


def test_a_document_as_it_was_signed_is_genuine(verifier: Verifier, signed: bytes) -> None:
    assert verifier.verify(signed) == Genuine(hashlib.sha256(signed).hexdigest(), "Rahmat Hidayat", ORDER.signed_at)


def test_one_file_can_be_judged_without_keeping_a_verifier(authority: Path, signed: bytes) -> None:
    assert verify_pdf(signed, [root_certificate(authority)]).kode == "SAH"


def test_a_changed_byte_of_the_page_is_a_change(verifier: Verifier, signed: bytes) -> None:
    at = signed.index(b"stream\n") + 40
    changed = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
    assert isinstance(verifier.verify(changed), Changed)


def test_no_changed_byte_outside_the_signature_itself_is_ever_genuine(verifier: Verifier, signed: bytes) -> None:
    start = signed.index(b"/Contents <")
    end = signed.index(b">", start)
    for at in (*range(0, start, start // 50), *range(end + 1, len(signed), (len(signed) - end) // 10)):
        changed = signed[:at] + bytes([signed[at] ^ 0x20]) + signed[at + 1 :]
        verdict = verifier.verify(changed)
        assert not isinstance(verdict, Genuine | Unsigned), f"byte {at}"


def test_a_signature_that_no_field_leads_to_any_longer_is_a_change(verifier: Verifier, signed: bytes) -> None:
    hidden = signed.replace(b"/AcroForm", b"/acroForm")
    assert hidden != signed
    assert isinstance(verifier.verify(hidden), Changed)


def test_something_added_after_the_signature_is_a_change(verifier: Verifier, signed: bytes) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    writer.root["/Catatan"] = generic.pdf_string("ditambahkan")
    writer.update_root()
    output = BytesIO()
    writer.write(output)
    assert isinstance(verifier.verify(output.getvalue()), Changed)


def test_bytes_after_the_end_are_a_change(verifier: Verifier, signed: bytes) -> None:
    assert not isinstance(verifier.verify(signed + b"\n"), Genuine)


def test_a_second_signature_on_a_closed_document_is_a_change(
    verifier: Verifier, signer: LocalSigner, signed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.documents.sign.FIELD_NAME", "Kedua")
    assert isinstance(verifier.verify(signer.sign(signed, ORDER)), Changed)


def test_a_signature_stripped_by_rewriting_leaves_an_unsigned_document(
    verifier: Verifier, unsigned: bytes, signed: bytes
) -> None:
    with pikepdf.open(BytesIO(signed)) as pdf:
        del pdf.Root.AcroForm
        del pdf.pages[0].Annots
        del pdf.Root.Perms
        output = BytesIO()
        pdf.save(output)
    assert isinstance(verifier.verify(output.getvalue()), Unsigned)
    assert isinstance(verifier.verify(unsigned), Unsigned)


def test_a_rewritten_file_with_its_signature_kept_is_a_change(verifier: Verifier, signed: bytes) -> None:
    with pikepdf.open(BytesIO(signed)) as pdf:
        output = BytesIO()
        pdf.save(output)
    assert not isinstance(verifier.verify(output.getvalue()), Genuine | Untrusted)


def test_a_signature_of_one_document_carried_to_another_is_a_change(
    verifier: Verifier, signer: LocalSigner, unsigned: bytes, signed: bytes
) -> None:
    other = signer.sign(unsigned.replace(b"/Title", b"/Titla"), ORDER)
    with pikepdf.open(BytesIO(signed)) as pdf:
        stolen = bytes(pdf.Root.AcroForm.Fields[0].V.Contents).rstrip(b"\0").hex().upper().encode()
    start = other.index(b"/Contents <") + len(b"/Contents <")
    assert isinstance(verifier.verify(other[:start] + stolen + other[start + len(stolen) :]), Changed | Damaged)


def test_a_signer_of_another_authority_is_not_trusted(verifier: Verifier, tmp_path: Path, unsigned: bytes) -> None:
    ensure_signer(tmp_path, OFFICIAL, now=datetime.now(UTC))
    verdict = verifier.verify(LocalSigner.load(tmp_path, "3277").sign(unsigned, ORDER))
    assert isinstance(verdict, Untrusted)
    assert (verdict.signer, verdict.reason) == ("Rahmat Hidayat", "penerbit sertifikat tidak dikenal")


def test_an_ended_certificate_is_trusted_only_as_of_a_time_that_a_register_proves(
    tmp_path: Path, unsigned: bytes
) -> None:
    issued = datetime.now(UTC) - SIGNER_LIFE - timedelta(days=1)
    ensure_signer(tmp_path, OFFICIAL, now=issued)
    document = LocalSigner.load(tmp_path, "3277").sign(unsigned, replace(ORDER, signed_at=issued + timedelta(days=1)))
    with Verifier([root_certificate(tmp_path)]) as verifier:
        today = verifier.verify(document)
        then = verifier.verify(document, at=issued + timedelta(days=1))
    assert isinstance(today, Untrusted)
    assert today.reason == "sertifikat penanda tangan sudah berakhir"
    assert isinstance(then, Genuine)


def _looping_xref() -> bytes:
    body = (
        b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
    )
    at = len(body)
    table = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 3/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        at,
        at,
    )
    return body + table


def _bomb_in_the_xref() -> bytes:
    packed = zlib.compress(zlib.compress(b"\0" * (512 * 1024 * 1024), 9), 9)
    head = b"%PDF-1.7\n"
    stream = (
        b"1 0 obj\n<</Type/XRef/Size 9/W[1 2 1]/Root 2 0 R/Filter[/FlateDecode/FlateDecode]/Length %d>>\nstream\n"
        % len(packed)
    )
    return head + stream + packed + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head)


def _nested(opening: bytes) -> bytes:
    body = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/AcroForm " + opening * 200_000 + b"\nendobj\n"
    at = len(body)
    table = b"xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n"
    return body + table + b"trailer\n<</Size 2/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % at


@pytest.mark.parametrize(
    "hostile",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"bukan pdf", id="text"),
        pytest.param(os.urandom(100_000), id="noise"),
        pytest.param(b"%PDF-1.7\n" + b"\0" * 100_000, id="header only"),
        pytest.param(b"%PDF-1.7\nstartxref\n99999999999999999999\n%%EOF\n", id="xref beyond the end"),
        pytest.param(_looping_xref(), id="xref loop"),
        pytest.param(_bomb_in_the_xref(), id="bomb"),
        pytest.param(_nested(b"["), id="nested arrays"),
        pytest.param(_nested(b"<</A "), id="nested dictionaries"),
        pytest.param(b"0" * (MOST_BYTES + 1), id="too large"),
    ],
)
def test_hostile_files_are_damaged_within_seconds_and_the_next_file_is_judged_as_ever(
    verifier: Verifier, signed: bytes, hostile: bytes
) -> None:
    started = time.monotonic()
    verdict = verifier.verify(hostile)
    assert time.monotonic() - started < 10
    assert isinstance(verdict, Damaged | Unsigned)
    assert verdict.sha256 == hashlib.sha256(hostile).hexdigest()
    assert isinstance(verifier.verify(signed), Genuine)


def test_a_locked_file_is_damaged(verifier: Verifier, signed: bytes) -> None:
    output = BytesIO()
    with pikepdf.open(BytesIO(signed)) as pdf:
        pdf.save(output, encryption=pikepdf.Encryption(user="rahasia", owner="rahasia"))
    assert isinstance(verifier.verify(output.getvalue()), Damaged)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_a_cut_file_is_never_genuine(verifier: Verifier, signed: bytes, part: float) -> None:
    assert not isinstance(verifier.verify(signed[: int(len(signed) * part)]), Genuine | Untrusted)


def test_an_inspector_that_was_killed_is_started_again(authority: Path, signed: bytes) -> None:
    with Verifier([root_certificate(authority)]) as verifier:
        assert isinstance(verifier.verify(signed), Genuine)
        assert verifier._process is not None
        os.kill(verifier._process.pid, signal.SIGKILL)
        verifier._process.wait()
        assert isinstance(verifier.verify(signed), Genuine)

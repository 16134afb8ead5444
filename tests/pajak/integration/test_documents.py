"""Bill and receipt on paper: signed by the tax office, once each, and only for what is in force."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from chassis.database import AlreadyHandled, uuid7
from chassis.documents.authority import Official, ensure_signer
from chassis.documents.signers import LocalSigners
from chassis.documents.store import DocumentStore
from chassis.failures import Unavailable
from chassis.inbox import Event
from contracts.envelope import Envelope, dataschema, sequence_text
from contracts.pajak.api import Pembaca
from contracts.pajak.events import DokumenPajakDisusun
from services.pajak.domain.errors import DocumentNotFound
from services.pajak.press import Press, signer_name
from services.pajak.use_cases.read_document import read_document
from services.pajak.use_cases.render_document import render_document
from services.pajak.use_cases.show_return import show_return
from tests.pajak import facts
from tests.pajak.integration.conftest import Office


@pytest.fixture
def press(office: Office, tmp_path: Path) -> Press:
    for city in office.terms.cities:
        law = office.terms.law(city.code, facts.NOVEMBER.date())
        official = Official(
            signer_name(city.code),
            law.text("pajak_pejabat"),
            law.text("pajak_nip"),
            city.name,
            law.text("pajak_jabatan"),
        )
        ensure_signer(tmp_path / "signing", official, now=facts.NOVEMBER - timedelta(days=1))
    store = DocumentStore(f"file://{tmp_path}/documents")
    return Press(LocalSigners(tmp_path / "signing"), store, office.terms, "https://terpadu.example")


def orders(office: Office) -> list[Event[DokumenPajakDisusun]]:
    """What waits for the document worker, in order."""
    return [_event(DokumenPajakDisusun.model_validate(told)) for told in office.told("dokumen_disusun")]


def _event(data: DokumenPajakDisusun) -> Event[DokumenPajakDisusun]:
    envelope = Envelope(
        id=uuid7(),
        source="/terpadu/pajak",
        type=data.type,
        subject=data.kunci,
        time=facts.NOVEMBER,
        dataschema=dataschema(data.type),
        correlationid=uuid7(),
        sequence=sequence_text(1),
        data={},
    )
    return Event(envelope, data, "pajak.render_document")


def text_of(office: Office, press: Press, dokumen_id: str) -> tuple[str, list[pypdf.PageObject]]:
    pages = pypdf.PdfReader(BytesIO(office.do(read_document, press.store, dokumen_id, Pembaca(nik=facts.OWNER)))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split()), list(pages)


def test_bill_and_receipt_are_printed_signed_and_say_what_was_booked(office: Office, press: Press) -> None:
    [nopd] = office.register()
    nomor = office.report(nopd, 125_000_000, rincian=[{"jenis": "SERVICE_CHARGE", "jumlah": 5_000_000}])
    paid = office.pay(office.codes()[0], 13_000_000)
    for order in orders(office):
        render_document(office.desk(), order, press)
    bill, receipt = office.told("dokumen_terbit")
    assert [bill["jenis"], receipt["jenis"]] == ["TAGIHAN_PAJAK", "BUKTI_SPTPD"]
    assert bill["penanda_tangan"] == "Kepala Badan Pengelola Pendapatan Daerah Kota Cimahi"
    assert bill["nama_tersamar"] == "A**** F****"
    on_bill, pages = text_of(office, press, bill["dokumen_id"])
    code = office.codes()[0]
    for words in ("TAGIHAN PAJAK DAERAH", f"{code[:6]} {code[6:12]} {code[12:]}", "Rp13.000.000", "13 November 2026",
                  "tiga belas juta rupiah", "Oktober 2026", "Service charge", "QRIS", "RM Sari Rasa 88"):  # fmt: skip
        assert words in on_bill, words
    assert len(pages) == 1
    on_receipt, pages = text_of(office, press, receipt["dokumen_id"])
    for words in ("BUKTI PENERIMAAN SPTPD", "BPS-3277-2026-0000001", nomor, paid.ntpd, "MOBILE", "Rp13.000.000"):
        assert words in on_receipt, words
    assert len(pages) == 1
    assert set(office.do(show_return, nomor).dokumen) == {bill["dokumen_id"], receipt["dokumen_id"]}


def test_an_order_that_comes_twice_prints_once(office: Office, press: Press) -> None:
    [nopd] = office.register()
    office.report(nopd, 1_000_000)
    [order] = orders(office)
    render_document(office.desk(), order, press)
    with pytest.raises(AlreadyHandled):
        render_document(office.desk(), order, press)
    render_document(office.desk(), _event(order.data), press)
    assert len(office.told("dokumen_terbit")) == 1


def test_a_bill_that_was_taken_back_is_not_printed_and_a_printed_one_is_revoked(office: Office, press: Press) -> None:
    [nopd] = office.register()
    office.report(nopd, 1_000_000)
    [first] = orders(office)
    render_document(office.desk(), first, press)
    office.report(nopd, 2_000_000, pembetulan_ke=1)
    [revoked] = office.told("dokumen_dicabut")
    assert revoked["dokumen_id"] == office.told("dokumen_terbit")[0]["dokumen_id"]
    render_document(office.desk(), _event(first.data), press)
    assert len(office.told("dokumen_terbit")) == 1


def test_without_its_signer_a_document_waits(office: Office, press: Press, tmp_path: Path) -> None:
    [nopd] = office.register()
    office.report(nopd, 1_000_000)
    nobody = Press(LocalSigners(tmp_path / "nobody"), press.store, office.terms, press.public_url)
    with pytest.raises(Unavailable):
        render_document(office.desk(), orders(office)[0], nobody)
    assert office.told("dokumen_terbit") == []


def test_a_nil_return_has_a_receipt_without_payment(office: Office, press: Press) -> None:
    [nopd] = office.register()
    office.report(nopd, 0)
    render_document(office.desk(), orders(office)[0], press)
    [told] = office.told("dokumen_terbit")
    words, _ = text_of(office, press, told["dokumen_id"])
    assert "Laporan nihil" in words


def test_a_document_is_read_by_its_taxpayer_and_the_officers_of_its_city(office: Office, press: Press) -> None:
    [nopd] = office.register()
    office.report(nopd, 1_000_000)
    render_document(office.desk(), orders(office)[0], press)
    [told] = office.told("dokumen_terbit")
    for reader in (Pembaca(nik=facts.OWNER), Pembaca(kota="3277")):
        assert office.do(read_document, press.store, told["dokumen_id"], reader).startswith(b"%PDF")
    for stranger in (Pembaca(nik=facts.STRANGER), Pembaca(kota="3276"), Pembaca()):
        with pytest.raises(DocumentNotFound):
            office.do(read_document, press.store, told["dokumen_id"], stranger)

"""What tax officers are shown before they decide: the request as it was sent, the objection with its letter."""

from datetime import date, datetime

import pytest

from contracts.gateway.tax_events import KeberatanPajakDiajukan, KeberatanPajakDiputuskan
from contracts.pajak.api import Pembaca
from services.pajak.domain.errors import RequestNotFound
from services.pajak.use_cases.assess_period import assess_period
from services.pajak.use_cases.handle_objection import decide_objection, file_objection
from services.pajak.use_cases.list_work import list_objections, list_officers, show_request, show_revenue
from services.pajak.use_cases.register_taxpayer import register_taxpayer
from services.pajak.use_cases.reverse_payment import reverse_payment
from services.pajak.use_cases.show_return import show_history
from services.pajak.use_cases.verify_registration import verify_registration
from tests.pajak import facts
from tests.pajak.facts import WIB
from tests.pajak.integration.conftest import Office
from tests.pajak.integration.test_after_the_deadline import ANI, objection, on, ruling


def objected(office: Office) -> KeberatanPajakDiajukan:
    """An objection against a letter of assessment, filed on the first of December."""
    [nopd] = office.register()
    office.report(nopd, 50_000_000)
    office.do(assess_period, ruling(nopd))
    [letter] = office.rows("SELECT nomor FROM ketetapan", only="nomor")
    on(office, 2026, 12, 1)
    filed = objection(letter, office.clock.now())
    office.do(file_objection, filed)
    return filed


def test_a_request_is_shown_as_it_was_sent_with_who_approved_first(office: Office) -> None:
    told = facts.registration(proof="TIDAK_SESUAI")
    office.do(register_taxpayer, told)
    office.do(verify_registration, facts.decision(told.nomor, "ani"))

    file = office.do(show_request, told.nomor, "3277")

    assert (file.identitas, file.pemohon_nik, file.disetujui_oleh) == ("TIDAK_SESUAI", facts.OWNER, "ani")
    assert file.isi == told.pendaftaran.model_dump(mode="json")


def test_whoever_decides_stands_in_the_history_with_their_number(office: Office) -> None:
    refused = facts.registration(proof="TIDAK_SESUAI")
    office.do(register_taxpayer, refused)
    assert office.do(list_officers, refused.nomor).petugas == ()
    office.do(verify_registration, facts.decision(refused.nomor, "ani"))
    office.do(verify_registration, facts.decision(refused.nomor, "budi", "TOLAK", "NIK bukan milik pemohon."))

    assert office.do(list_officers, refused.nomor).petugas == ("ani", "budi")


def test_who_decides_an_objection_stands_in_its_history(office: Office) -> None:
    filed = objected(office)
    decided = {
        "ketetapan": filed.ketetapan,
        "hasil": "DITOLAK",
        "petugas": ANI,
        "diputuskan_pada": office.clock.now(),
    }
    office.do(decide_objection, KeberatanPajakDiputuskan.model_validate(decided))

    assert office.do(list_officers, filed.nomor).petugas == ("ani",)


def test_another_citys_request_is_not_there(office: Office) -> None:
    told = facts.registration()
    office.do(register_taxpayer, told)
    for number, city in ((told.nomor, "3276"), ("PD-X", "3277")):
        with pytest.raises(RequestNotFound):
            office.do(show_request, number, city)


def test_an_objection_waits_with_its_letter_and_the_day_on_which_silence_grants_it(office: Office) -> None:
    filed = objected(office)

    [waiting] = office.do(list_objections, "3277").keberatan

    assert (waiting.ketetapan, waiting.nomor, waiting.masa) == (filed.ketetapan, filed.nomor, "2026-10")
    assert waiting.nopd == office.rows("SELECT nopd FROM ketetapan", only="nopd")[0]
    assert (waiting.diajukan, waiting.batas_putusan) == (date(2026, 12, 1), date(2027, 12, 1))
    assert office.do(list_objections, "3276").keberatan == ()


def test_revenue_is_what_was_paid_this_year_and_not_taken_back(office: Office) -> None:
    [nopd] = office.register()
    office.report(nopd, 50_000_000)
    [code] = office.codes()
    office.pay(code, 2_000_000, datetime(2026, 1, 1, 0, 0, tzinfo=WIB))
    office.pay(code, 1_000_000, datetime(2025, 12, 31, 23, 59, tzinfo=WIB))
    back = office.pay(code, 1_500_000)
    office.do(reverse_payment, facts.reversal(back))

    found = office.do(show_revenue, "3277")

    assert (found.tahun, [(each.jenis, each.diterima) for each in found.jenis]) == (
        2026,
        [("MAKANAN_MINUMAN", 2_000_000)],
    )
    assert office.do(show_revenue, "3276").jenis == ()


def test_a_month_of_an_objects_history_leads_to_its_return(office: Office) -> None:
    [nopd] = office.register()
    number = office.report(nopd, 50_000_000)

    [october] = [each for each in office.do(show_history, nopd, Pembaca(kota="3277")).masa if each.masa == "2026-10"]

    assert october.nomor == number

"""After the deadline: interest, reminders, letters, fines, assessments, objections, instalments and clearance."""

from datetime import datetime

import pytest

from contracts.gateway.tax import PerubahanData
from contracts.gateway.tax_events import (
    AngsuranPajakDisetujui,
    KeberatanPajakDiajukan,
    KeberatanPajakDiputuskan,
    KetetapanPajakDiputuskan,
    PemeriksaanPajakDimulai,
    PerubahanWajibPajakDiajukan,
)
from services.pajak.domain.errors import NotAllowed
from services.pajak.use_cases.answer_clearance import answer_clearance
from services.pajak.use_cases.assess_period import assess_period, begin_audit
from services.pajak.use_cases.change_taxpayer import change_taxpayer, grant_unanswered_closings
from services.pajak.use_cases.charge_open_bills import charge_open_bills
from services.pajak.use_cases.chase_missing_returns import chase_missing_returns, open_periods
from services.pajak.use_cases.grant_instalments import grant_instalments
from services.pajak.use_cases.handle_objection import decide_objection, file_objection, grant_unanswered_objections
from services.pajak.use_cases.inquire_bill import inquire_bill
from services.pajak.use_cases.stop_letters import stop_letters
from services.pajak.use_cases.verify_registration import verify_registration
from tests.pajak import facts
from tests.pajak.facts import WIB
from tests.pajak.integration.conftest import Office

ANI = {"id": "ani", "peran": "PETUGAS_PAJAK", "kota": "3277"}
BUDI = {"id": "budi", "peran": "PETUGAS_PAJAK", "kota": "3277"}


def on(office: Office, year: int, month: int, day: int) -> None:
    """Let it be nine in the morning of a day."""
    office.clock.set(datetime(year, month, day, 9, tzinfo=WIB))


@pytest.fixture
def nopd(office: Office) -> str:
    [nopd] = office.register()
    return nopd


@pytest.fixture
def kode(office: Office, nopd: str) -> str:
    """The code of a bill of Rp5.000.000, due on 13 November 2026."""
    office.report(nopd, 50_000_000)
    return office.codes()[0]


def clearance(office: Office) -> str:
    [npwpd] = office.rows("SELECT npwpd FROM wajib_pajak", only="npwpd")
    return str(office.do(answer_clearance, npwpd).status)


@pytest.mark.parametrize(
    ("day", "interest"),
    [((2026, 11, 13), 0), ((2026, 11, 14), 50_000), ((2026, 12, 14), 100_000), ((2028, 10, 14), 1_200_000)],
)
def test_a_bank_that_asks_is_told_what_settles_the_bill_on_that_day(
    office: Office, kode: str, day: tuple[int, int, int], interest: int
) -> None:
    on(office, *day)
    answer = office.do(inquire_bill, kode)
    assert (answer.pokok, answer.sanksi, answer.jumlah) == (5_000_000, interest, 5_000_000 + interest)
    assert answer.nama_tersamar == "A**** F****"
    assert f"54{len(str(answer.jumlah)):02d}{answer.jumlah}58" in answer.qris


def test_the_nightly_pass_charges_and_reminds_once_however_often_it_runs(office: Office, kode: str) -> None:
    for day in (11, 11, 12, 14, 14, 20):
        on(office, 2026, 11, day)
        charge_open_bills(office.desk(), batch=1)
    assert [each["perihal"] for each in office.told("pengingat_dibuat")] == ["JATUH_TEMPO_BAYAR", "LEWAT_JATUH_TEMPO"]
    assert office.bill(kode)["bunga"] == 50_000
    assert len(office.rows("SELECT * FROM jurnal WHERE jenis = 'BUNGA'")) == 1
    assert clearance(office) == "TIDAK_VALID"
    assert [each["alasan"] for each in office.told("kswpd_berubah")] == [["TUNGGAKAN"]]


def test_interest_stops_after_24_months_and_one_letter_is_sent(office: Office, kode: str) -> None:
    for year in (2026, 2027, 2028, 2029):
        on(office, year, 12, 20)
        charge_open_bills(office.desk())
    assert office.bill(kode)["bunga"] == 1_200_000
    [letter] = office.told("sanksi_dijatuhkan")
    assert letter["jenis"] == "STPD"
    assert not {"jumlah", "pokok", "sanksi"} & set(letter)
    office.pay(kode, 6_200_000)
    assert office.bill(kode)["status"] == "LUNAS"


def test_a_payment_told_after_the_charge_but_made_in_time_takes_the_interest_back(office: Office, kode: str) -> None:
    on(office, 2026, 11, 14)
    charge_open_bills(office.desk())
    assert office.bill(kode)["bunga"] == 50_000
    office.pay(kode, 5_000_000, datetime(2026, 11, 13, 23, 59, 59, tzinfo=WIB))
    assert office.bill(kode)["status"] == "LUNAS"
    assert office.bill(kode)["bunga"] == 0
    assert clearance(office) == "VALID"


def test_the_dead_are_not_reminded_and_the_debt_stays(office: Office, kode: str) -> None:
    office.do(stop_letters, facts.OWNER)
    on(office, 2026, 11, 20)
    charge_open_bills(office.desk())
    assert office.told("pengingat_dibuat") == []
    assert clearance(office) == "TIDAK_VALID"


def test_a_missing_return_is_late_then_warned_of_then_assessed_ex_officio(office: Office, nopd: str) -> None:
    on(office, 2026, 11, 2)
    assert open_periods(office.desk()) == 1
    assert open_periods(office.desk()) == 0
    on(office, 2026, 11, 20)
    assert chase_missing_returns(office.desk()) == 0
    on(office, 2026, 11, 21)
    assert chase_missing_returns(office.desk()) == 1
    assert clearance(office) == "TIDAK_VALID"
    assert office.told("kswpd_berubah")[-1]["alasan"] == ["SPTPD_BELUM_LAPOR"]
    on(office, 2026, 11, 27)
    assert chase_missing_returns(office.desk()) == 1
    assert [each["perihal"] for each in office.told("pengingat_dibuat")] == ["TEGURAN_SPTPD"]
    order = ruling(nopd, "SKPDKB_JABATAN", 10_000_000)
    with pytest.raises(NotAllowed, match="belum_ditegur"):
        office.do(assess_period, order)
    on(office, 2026, 12, 21)
    office.do(assess_period, order)
    [bill] = office.told("tagihan_terbit")
    assert (bill["pokok"], bill["sanksi"]) == (10_000_000, 440_000 + 5_000_000)  # 2.2 % x 2 months and a half
    late = office.report(nopd, 1_000_000)
    assert office.faults(late) == ["sudah_ditetapkan"]


def test_a_late_return_is_fined_once_where_the_city_does_so(office: Office) -> None:
    [nopd] = [*_register_in_contoh(office)]
    on(office, 2026, 12, 15)
    office.report(nopd, 10_000_000, kota="3299")
    [kode] = office.codes()
    office.pay(kode, office.do(inquire_bill, kode).jumlah)
    fine = office.told("tagihan_terbit")[-1]
    assert (fine["jenis"], fine["pokok"], fine["sanksi"]) == ("STPD", 0, 75_000)
    chase_missing_returns(office.desk())
    assert len(office.codes()) == 2


def _register_in_contoh(office: Office) -> list[str]:
    from services.pajak.use_cases.register_taxpayer import register_taxpayer

    told = facts.registration({**facts.RESTAURANT, "kode_kelurahan": "32.99.01.1001"}, kota="3299")
    on(office, 2026, 8, 3)
    office.do(register_taxpayer, told)
    for officer in ("ani", "budi"):
        decided = facts.decision(told.nomor, officer)
        office.do(
            verify_registration,
            decided.model_copy(update={"petugas": decided.petugas.model_copy(update={"kota": "3299"})}),
        )
    return office.rows("SELECT nopd FROM objek_pajak", only="nopd")


def ruling(nopd: str, jenis: str = "SKPDKB", owed: int = 8_000_000, dasar: str = "LHP-1") -> KetetapanPajakDiputuskan:
    return KetetapanPajakDiputuskan.model_validate(
        {
            "nopd": nopd,
            "masa": "2026-10",
            "jenis": jenis,
            "pajak_terutang": owed,
            "dasar": dasar,
            "petugas": ANI,
            "penyetuju": BUDI,
            "diputuskan_pada": facts.NOVEMBER,
        },
        strict=False,
    )


def test_an_audit_closes_corrections_and_asks_for_what_is_short(office: Office, kode: str, nopd: str) -> None:
    office.pay(kode, 5_000_000)
    audit = {"nopd": nopd, "masa_pertama": "2026-10", "masa_terakhir": "2026-10", "nomor_surat": "SP-1"}
    office.do(
        begin_audit, PemeriksaanPajakDimulai.model_validate({**audit, "petugas": ANI, "dimulai_pada": facts.NOVEMBER})
    )
    assert office.faults(office.report(nopd, 90_000_000, pembetulan_ke=1)) == ["sedang_diperiksa"]
    office.do(assess_period, ruling(nopd))
    more = office.told("tagihan_terbit")[-1]
    assert (more["jenis"], more["pokok"], more["sanksi"]) == ("SKPDKB", 3_000_000, 54_000)
    office.do(assess_period, ruling(nopd, "SKPDKBT", 9_000_000, "Data baru"))
    last = office.told("tagihan_terbit")[-1]
    assert (last["jenis"], last["pokok"], last["sanksi"]) == ("SKPDKBT", 1_000_000, 18_000 + 1_000_000)
    with pytest.raises(NotAllowed, match="sudah_ditetapkan"):
        office.do(assess_period, ruling(nopd, "SKPDKBT", 9_500_000, "Data baru"))


def test_one_officer_assesses_nothing_and_new_data_need_an_assessment_before(office: Office, nopd: str) -> None:
    alone = ruling(nopd).model_copy(update={"penyetuju": ruling(nopd).petugas})
    with pytest.raises(NotAllowed, match="empat_mata"):
        office.do(assess_period, alone)
    with pytest.raises(NotAllowed, match="belum_ada_skpdkb"):
        office.do(assess_period, ruling(nopd, "SKPDKBT"))


def test_an_audit_may_find_nothing_or_too_much(office: Office, kode: str, nopd: str) -> None:
    office.pay(kode, 5_000_000)
    office.do(assess_period, ruling(nopd, owed=5_000_000))
    office.do(assess_period, ruling(nopd, owed=4_000_000, dasar="LHP-2"))
    kinds = office.rows("SELECT jenis, pokok FROM ketetapan ORDER BY nomor")
    assert [(row["jenis"], row["pokok"]) for row in kinds] == [("SKPDLB", 1_000_000), ("SKPDN", 0)]


def objection(letter: str, at: datetime) -> KeberatanPajakDiajukan:
    return KeberatanPajakDiajukan(
        nomor=facts.number("OM"),
        ketetapan=letter,
        pemohon_nik=facts.OWNER,
        alasan="Omzet salah hitung",
        diajukan_pada=at,
    )


def test_a_pending_objection_is_no_arrears_and_a_rejected_one_costs_a_fine(
    office: Office, kode: str, nopd: str
) -> None:
    office.pay(kode, 5_000_000)
    office.do(assess_period, ruling(nopd))
    [letter] = office.rows("SELECT nomor FROM ketetapan", only="nomor")
    on(office, 2027, 1, 20)
    charge_open_bills(office.desk())
    assert clearance(office) == "TIDAK_VALID"
    filed = objection(letter, office.clock.now())
    office.do(file_objection, filed)
    assert office.statuses(filed.nomor) == ["MENUNGGU_PETUGAS"]
    assert clearance(office) == "VALID"
    decided = {"ketetapan": letter, "hasil": "DITOLAK", "petugas": ANI, "diputuskan_pada": office.clock.now()}
    office.do(decide_objection, KeberatanPajakDiputuskan.model_validate(decided))
    assert clearance(office) == "TIDAK_VALID"
    fine = office.told("tagihan_terbit")[-1]
    assert (fine["jenis"], fine["sanksi"]) == ("STPD", 916_200)  # 30 % of 3.054.000


def test_an_objection_too_late_is_refused_and_an_unanswered_one_is_granted(office: Office, nopd: str) -> None:
    office.report(nopd, 50_000_000)
    office.do(assess_period, ruling(nopd))
    [letter] = office.rows("SELECT nomor FROM ketetapan", only="nomor")
    late = objection(letter, datetime(2027, 2, 6, tzinfo=WIB))
    office.do(file_objection, late)
    assert office.faults(late.nomor) == ["keberatan_terlambat"]
    office.do(file_objection, objection(letter, datetime(2027, 2, 5, 23, tzinfo=WIB)))
    on(office, 2028, 2, 5)
    assert grant_unanswered_objections(office.desk()) == 0
    on(office, 2028, 2, 6)
    assert grant_unanswered_objections(office.desk()) == 1
    assert office.rows("SELECT DISTINCT status FROM tagihan", only="status") == ["DIBATALKAN"]


def test_instalments_take_the_place_of_a_bill_and_are_no_arrears_while_they_are_kept(office: Office, kode: str) -> None:
    on(office, 2026, 11, 20)
    charge_open_bills(office.desk())
    granted = {"kode_bayar": kode, "bulan": 3, "petugas": ANI, "disetujui_pada": office.clock.now()}
    office.do(grant_instalments, AngsuranPajakDisetujui.model_validate(granted))
    parts = office.told("tagihan_terbit")[1:]
    assert [part["pokok"] for part in parts] == [1_666_667, 1_666_667, 1_666_666]
    assert [part["jatuh_tempo"] for part in parts] == ["2026-12-20", "2027-01-20", "2027-02-20"]
    assert [part["sanksi"] for part in parts] == [80_000, 20_000, 10_000]
    assert clearance(office) == "VALID"
    for part in parts:
        office.pay(part["kode_bayar"], part["jumlah"])
    assert len(office.told("sptpd_diterima")) == 1


def closing(office: Office) -> PerubahanWajibPajakDiajukan:
    [npwpd] = office.rows("SELECT npwpd FROM wajib_pajak", only="npwpd")
    return PerubahanWajibPajakDiajukan(
        nomor=facts.number("PD"),
        kota="3277",
        diajukan_pada=office.clock.now(),
        pemohon_nik=facts.OWNER,
        npwpd=npwpd,
        jenis="PENUTUPAN",
    )


def test_nobody_closes_with_arrears_and_silence_grants_after_three_months(office: Office, kode: str) -> None:
    on(office, 2026, 11, 20)
    refused = closing(office)
    office.do(change_taxpayer, refused)
    assert office.faults(refused.nomor) == ["masih_ada_tunggakan"]
    office.pay(kode, 5_050_000)
    asked = closing(office)
    office.do(change_taxpayer, asked)
    on(office, 2027, 2, 20)
    assert grant_unanswered_closings(office.desk()) == 0
    on(office, 2027, 2, 21)
    assert grant_unanswered_closings(office.desk()) == 1
    assert office.statuses(asked.nomor) == ["MENUNGGU_PETUGAS", "SELESAI"]
    assert len(office.told("wajib_pajak_ditutup")) == 1


def test_a_change_is_made_after_two_officers_and_a_strangers_is_refused(office: Office, nopd: str) -> None:
    asked = closing(office).model_copy(
        update={"jenis": "PERUBAHAN", "nopd": nopd, "perubahan": PerubahanData(alamat="Jalan Baru 2")}
    )
    stranger = asked.model_copy(update={"nomor": facts.number("PD"), "pemohon_nik": facts.STRANGER})
    office.do(change_taxpayer, stranger)
    assert office.faults(stranger.nomor) == ["wajib_pajak_tidak_ditemukan"]
    office.do(change_taxpayer, asked)
    office.do(verify_registration, facts.decision(asked.nomor, "ani"))
    assert office.rows("SELECT alamat FROM objek_pajak", only="alamat") == ["Jalan Rekaan 1"]
    office.do(verify_registration, facts.decision(asked.nomor, "budi"))
    assert office.rows("SELECT alamat FROM objek_pajak", only="alamat") == ["Jalan Baru 2"]


def test_an_unknown_taxpayer_is_an_answer_and_not_an_error(office: Office) -> None:
    answer = office.do(answer_clearance, "P.1.9999999.01.01")
    assert (str(answer.status), [str(each) for each in answer.alasan]) == ("TIDAK_DITEMUKAN", ["BELUM_TERDAFTAR"])

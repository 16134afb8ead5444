"""Payments: each reference once, every rupiah booked, whatever the bank sends and in whatever order."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from random import Random

import psycopg
import pytest

from chassis.database import uuid7
from services.pajak.domain.errors import NotAllowed, NotKnownYet
from services.pajak.domain.kinds import Kind
from services.pajak.domain.ledger import Account
from services.pajak.domain.numbers import payment_code
from services.pajak.domain.period import TaxPeriod
from services.pajak.use_cases.charge_open_bills import charge_open_bills
from services.pajak.use_cases.grant_instalments import grant_instalments
from services.pajak.use_cases.receive_payment import receive_payment
from services.pajak.use_cases.report_turnover import report_turnover
from services.pajak.use_cases.reverse_payment import reverse_payment
from tests.pajak import facts
from tests.pajak.facts import WIB
from tests.pajak.integration.conftest import Office

LAST_SECOND = datetime(2026, 11, 13, 23, 59, 59, tzinfo=WIB)


@pytest.fixture
def kode(office: Office) -> str:
    """The code of a bill of Rp5.000.000, due on 13 November 2026 (handbook 4.4)."""
    [nopd] = office.register()
    office.report(nopd, 50_000_000)
    return office.codes()[0]


def test_the_last_second_of_the_due_date_is_in_time_and_the_next_is_not(office: Office, kode: str) -> None:
    office.pay(kode, 5_000_000, LAST_SECOND)
    assert office.bill(kode)["status"] == "LUNAS"
    assert office.bill(kode)["bunga"] == 0


def test_one_second_later_costs_a_month(office: Office, kode: str) -> None:
    office.clock.set(LAST_SECOND + timedelta(minutes=5))
    office.pay(kode, 5_000_000, LAST_SECOND + timedelta(seconds=1))
    assert office.bill(kode)["status"] == "LEWAT_JATUH_TEMPO"
    office.pay(kode, 50_000, LAST_SECOND + timedelta(seconds=2))
    assert office.bill(kode)["status"] == "LUNAS"
    assert office.balances()[Account.PENDAPATAN_SANKSI] == -50_000


def test_a_late_code_stays_payable(office: Office, kode: str) -> None:
    office.clock.set(datetime(2027, 1, 14, 9, tzinfo=WIB))
    office.pay(kode, 5_150_000)
    assert office.bill(kode)["status"] == "LUNAS"


def test_the_same_reference_is_booked_once(office: Office, kode: str) -> None:
    told = office.pay(kode, 5_000_000)
    office.do(receive_payment, told)
    assert len(office.told("pembayaran_dibukukan")) == 1
    assert len(office.rows("SELECT * FROM jurnal WHERE ntpd = %s", told.ntpd)) == 1


def test_the_same_reference_told_by_eight_calls_at_once_is_booked_once(office: Office, kode: str) -> None:
    told = facts.payment(kode, 5_000_000)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: office.do(receive_payment, told), range(8)))
    assert len(office.rows("SELECT * FROM pembayaran")) == 1
    assert office.bill(kode)["lebih_bayar"] == 0


def test_a_reference_that_contradicts_itself_moves_no_money_and_is_shown(office: Office, kode: str) -> None:
    office.pay(kode, 5_000_000, reference="REF-SAMA")
    office.pay(kode, 4_000_000, reference="REF-SAMA")
    assert office.bill(kode)["terbayar_pokok"] == 5_000_000
    assert office.rows("SELECT jumlah FROM pertentangan", only="jumlah") == [4_000_000]


def test_a_lower_amount_is_a_part_and_a_higher_one_is_owed_back(office: Office, kode: str) -> None:
    office.pay(kode, 2_000_000)
    assert office.bill(kode)["status"] == "DIBAYAR_SEBAGIAN"
    assert office.told("sptpd_diterima") == []
    office.pay(kode, 3_500_000)
    assert office.bill(kode)["lebih_bayar"] == 500_000
    assert [each["status"] for each in office.told("pembayaran_dibukukan")] == ["SEBAGIAN", "LEBIH_BAYAR"]
    assert len(office.told("sptpd_diterima")) == 1


def test_money_under_an_unknown_code_is_booked_and_looked_into(office: Office, kode: str) -> None:
    unknown = payment_code("3277", Kind.PARKIR, TaxPeriod(2026, 10), 9)
    office.pay(unknown, 1_000_000)
    assert office.told("pembayaran_dibukukan")[0]["status"] == "KODE_TIDAK_DIKENAL"
    assert office.balances()[Account.TITIPAN_BELUM_DIKENAL] == -1_000_000


def test_a_cancelled_code_pays_nothing_and_the_money_waits(office: Office, kode: str) -> None:
    [nopd] = office.rows("SELECT nopd FROM objek_pajak", only="nopd")
    office.report(nopd, 60_000_000, pembetulan_ke=1)
    assert office.bill(kode)["status"] == "DIBATALKAN"
    office.pay(kode, 5_000_000)
    assert office.balances()[Account.TITIPAN_BELUM_DIKENAL] == -5_000_000
    assert office.bill(office.codes()[1])["pokok"] == 6_000_000


def test_a_reversal_takes_the_money_the_receipt_and_the_clearance_back(office: Office, kode: str) -> None:
    paid = office.pay(kode, 5_000_000)
    office.clock.set(datetime(2026, 11, 16, 9, tzinfo=WIB))
    back = facts.reversal(paid, office.clock.now())
    office.do(reverse_payment, back)
    office.do(reverse_payment, back)
    assert office.bill(kode)["status"] == "LEWAT_JATUH_TEMPO"
    assert office.balances()[Account.KAS_RKUD] == 0
    assert office.rows("SELECT status FROM sptpd", only="status") == ["LEWAT_JATUH_TEMPO"]
    assert [each["status"] for each in office.told("kswpd_berubah")] == ["TIDAK_VALID"]
    office.pay(kode, 5_050_000)
    assert [each["status"] for each in office.told("kswpd_berubah")] == ["TIDAK_VALID", "VALID"]
    assert len({each["nomor_bps"] for each in office.told("sptpd_diterima")}) == 1


def test_a_reversal_before_its_payment_waits_and_one_of_another_bank_is_refused(office: Office, kode: str) -> None:
    coming = facts.payment(kode, 5_000_000)
    with pytest.raises(NotKnownYet):
        office.do(reverse_payment, facts.reversal(coming))
    office.do(receive_payment, coming)
    with pytest.raises(NotAllowed):
        office.do(reverse_payment, facts.reversal(coming).model_copy(update={"bank": "bank-3276"}))


def test_payments_in_any_order_come_to_the_same_bill(office: Office, kode: str) -> None:
    office.clock.set(datetime(2027, 2, 1, 9, tzinfo=WIB))
    days = [LAST_SECOND - timedelta(days=3), LAST_SECOND + timedelta(days=20), LAST_SECOND + timedelta(days=70)]
    payments = [facts.payment(kode, 1_700_000, day) for day in days]
    expected = {"bunga": 17_000 + 48_000, "terbayar_pokok": 5_000_000, "terbayar_sanksi": 65_000}
    Random(7).shuffle(payments)
    for told in payments:
        office.do(receive_payment, told)
    bill = office.bill(kode)
    assert {name: bill[name] for name in expected} == expected
    assert bill["lebih_bayar"] == 3 * 1_700_000 - 5_065_000


def test_forty_payments_at_once_are_each_booked_once(office: Office) -> None:
    nopds = office.register(*[facts.RESTAURANT] * 10)
    codes = []
    for nopd in nopds:
        office.report(nopd, 10_000_000)
    codes = office.codes()
    told = [facts.payment(kode, 250_000) for kode in codes for _ in range(4)] * 2
    Random(3).shuffle(told)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda each: office.do(receive_payment, each), told))
    assert office.rows("SELECT DISTINCT status FROM tagihan", only="status") == ["LUNAS"]
    [counted] = office.rows("SELECT count(*) AS n, count(DISTINCT ntpd) AS b FROM jurnal WHERE jenis = 'PEMBAYARAN'")
    assert (counted["n"], counted["b"]) == (40, 40)


def test_two_reports_of_one_period_at_the_same_moment_make_one_bill(office: Office) -> None:
    [nopd] = office.register()
    told = [facts.turnover(nopd, 1_000_000 + at) for at in range(6)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda each: office.do(report_turnover, each), told))
    assert len(office.codes()) == 1
    assert sorted(office.faults(each.nomor) for each in told) == [[], *[["sudah_dilaporkan"]] * 5]


def test_a_correction_upwards_asks_for_the_difference_from_the_first_due_date(office: Office, kode: str) -> None:
    office.pay(kode, 5_000_000)
    [nopd] = office.rows("SELECT nopd FROM objek_pajak", only="nopd")
    before = office.rows("SELECT omzet, pokok, perhitungan FROM sptpd")
    office.clock.set(datetime(2026, 11, 20, 9, tzinfo=WIB))
    office.report(nopd, 60_000_000, pembetulan_ke=1)
    [_, more] = office.told("tagihan_terbit")
    assert (more["pokok"], more["sanksi"], more["jatuh_tempo"]) == (1_000_000, 10_000, "2026-11-13")
    after = office.rows("SELECT omzet, pokok, perhitungan FROM sptpd WHERE pembetulan_ke = 0")
    assert after == before


def test_a_correction_downwards_gives_nothing_back_by_itself(office: Office, kode: str) -> None:
    office.pay(kode, 5_000_000)
    [nopd] = office.rows("SELECT nopd FROM objek_pajak", only="nopd")
    office.report(nopd, 40_000_000, pembetulan_ke=1)
    assert office.bill(kode)["status"] == "LUNAS"
    assert "lebih_bayar" in office.rows("SELECT kode FROM riwayat", only="kode")
    assert len(office.codes()) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE posting SET jumlah = 1",
        "DELETE FROM jurnal",
        "TRUNCATE posting",
        "UPDATE pembayaran SET jumlah = 1",
        "DELETE FROM pembayaran",
        "UPDATE sptpd SET omzet = 1",
        "UPDATE sptpd SET pokok = 1",
        "UPDATE tagihan SET status = 'LUNAS'",
        "UPDATE tagihan SET terbayar_pokok = pokok + 1",
        "INSERT INTO tagihan SELECT * FROM tagihan",
        "UPDATE tagihan SET status = 'DIBATALKAN', terbayar_pokok = 1",
    ],
)
def test_the_database_itself_refuses_to_change_what_was_booked_or_to_call_a_bill_paid(
    office: Office, kode: str, statement: str
) -> None:
    office.pay(kode, 1_000_000)
    with pytest.raises(psycopg.Error), office.database.transaction() as connection:
        connection.execute(statement)


def test_the_database_itself_refuses_a_journal_that_does_not_balance(office: Office, kode: str) -> None:
    one_sided = (
        "WITH j AS (INSERT INTO jurnal (id, jenis, pada) VALUES (%s, 'BUNGA', now()) RETURNING id)"
        " INSERT INTO posting (jurnal, akun, jumlah) SELECT id, 'KAS_RKUD', 5 FROM j"
    )
    with pytest.raises(psycopg.errors.CheckViolation), office.database.transaction() as connection:
        connection.execute(one_sided, (uuid7(),))
    with pytest.raises(psycopg.errors.CheckViolation), office.database.transaction() as connection:
        connection.execute("INSERT INTO jurnal (id, jenis, pada) VALUES (%s, 'BUNGA', now())", (uuid7(),))


def test_a_correction_waits_for_a_bill_that_was_paid_in_part_also_when_it_is_late(office: Office, kode: str) -> None:
    [nopd] = office.rows("SELECT nopd FROM objek_pajak", only="nopd")
    office.pay(kode, 1)
    assert office.faults(office.report(nopd, 50_000_000, pembetulan_ke=1)) == ["dibayar_sebagian"]
    office.clock.set(datetime(2026, 11, 20, 9, tzinfo=WIB))
    charge_open_bills(office.desk())
    assert office.faults(office.report(nopd, 50_000_000, pembetulan_ke=1)) == ["dibayar_sebagian"]
    assert office.told("sptpd_diterima") == []


def test_a_reversal_under_the_first_bill_takes_the_receipt_of_the_correction_back(office: Office, kode: str) -> None:
    paid = office.pay(kode, 5_000_000)
    [nopd] = office.rows("SELECT nopd FROM objek_pajak", only="nopd")
    office.report(nopd, 60_000_000, pembetulan_ke=1)
    office.pay(office.codes()[1], 1_000_000)
    corrected = "SELECT status FROM sptpd WHERE pembetulan_ke = 1"
    assert office.rows(corrected, only="status") == ["DISAMPAIKAN"]
    office.do(reverse_payment, facts.reversal(paid, office.clock.now()))
    assert office.rows(corrected, only="status") == ["TAGIHAN_TERBIT"]
    office.pay(kode, 5_000_000)
    assert office.rows(corrected, only="status") == ["DISAMPAIKAN"]
    assert len({each["nomor_bps"] for each in office.told("sptpd_diterima")}) == 2


def test_a_correction_waits_for_instalments_and_counts_what_they_paid(office: Office, kode: str) -> None:
    [nopd] = office.rows("SELECT nopd FROM objek_pajak", only="nopd")
    office.do(grant_instalments, facts.in_instalments(kode, 2))
    assert office.faults(office.report(nopd, 60_000_000, pembetulan_ke=1)) == ["angsuran_berjalan"]
    for each in office.told("tagihan_terbit")[1:]:
        office.pay(each["kode_bayar"], each["jumlah"])
    office.report(nopd, 60_000_000, pembetulan_ke=1)
    assert office.told("tagihan_terbit")[-1]["pokok"] == 1_000_000


def test_a_reversed_instalment_takes_the_receipt_back(office: Office, kode: str) -> None:
    office.do(grant_instalments, facts.in_instalments(kode, 2))
    paid = [office.pay(each["kode_bayar"], each["jumlah"]) for each in office.told("tagihan_terbit")[1:]]
    assert office.rows("SELECT status FROM sptpd", only="status") == ["DISAMPAIKAN"]
    office.do(reverse_payment, facts.reversal(paid[0], office.clock.now()))
    assert office.rows("SELECT status FROM sptpd", only="status") == ["TAGIHAN_TERBIT"]


def test_a_bill_that_was_taken_back_is_not_given_in_instalments_again(office: Office, kode: str) -> None:
    office.do(grant_instalments, facts.in_instalments(kode, 2))
    with pytest.raises(NotAllowed, match="tagihan_dibatalkan"):
        office.do(grant_instalments, facts.in_instalments(kode, 2))
    assert len(office.codes()) == 3

"""A bank's settlement file beside our book, recorders, risk signals, and registration ex officio."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from contracts.gateway.tax_events import RekamanTransaksiDikirim
from services.pajak.domain.errors import NotAllowed
from services.pajak.domain.ledger import Account
from services.pajak.domain.period import TaxPeriod
from services.pajak.domain.settlement_file import NotASettlementFile
from services.pajak.use_cases.find_anomalies import find_anomalies
from services.pajak.use_cases.list_work import list_risks
from services.pajak.use_cases.reconcile_settlement import reconcile_settlement
from services.pajak.use_cases.register_ex_officio import register_ex_officio
from services.pajak.use_cases.report_turnover import report_turnover
from services.pajak.use_cases.take_recordings import take_recordings
from tests.pajak import facts
from tests.pajak.facts import BANK, WIB
from tests.pajak.integration.conftest import Office

OCTOBER = TaxPeriod(2026, 10)
HEAD = "referensi_bank,kode_bayar,jumlah,waktu"


def settle(office: Office, path: Path, text: str, encoding: str = "utf-8") -> dict[str, object]:
    path.write_bytes(text.encode(encoding))
    found = reconcile_settlement(office.desk(), path, BANK, "3277")
    return {name: getattr(found, name) for name in ("lines", "matched", "repaired", "whole", "differences")}


@pytest.fixture
def codes(office: Office) -> list[str]:
    """Three bills of Rp1.000.000; the first is paid by a call."""
    for nopd in office.register(*[facts.RESTAURANT] * 3):
        office.report(nopd, 10_000_000)
    found = office.codes()
    office.pay(found[0], 1_000_000, reference="REF-A")
    return found


def lines(codes: list[str], mark: str = ",") -> str:
    rows = [f"REF-{letter},{kode},1000000,2026-11-05T10:00:00" for letter, kode in zip("ABC", codes, strict=True)]
    return "\n".join([HEAD, *rows, "TOTAL,3,3000000,", ""]).replace(",", mark)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";"])
def test_payments_that_we_were_never_told_of_are_booked_from_the_file(
    office: Office, codes: list[str], tmp_path: Path, encoding: str, mark: str
) -> None:
    found = settle(office, tmp_path / "f.csv", lines(codes, mark), encoding)
    assert found == {"lines": 3, "matched": 3, "repaired": 2, "whole": True, "differences": 0}
    assert office.rows("SELECT DISTINCT status FROM tagihan", only="status") == ["LUNAS"]
    again = settle(office, tmp_path / "f.csv", lines(codes, mark), encoding)
    assert again["repaired"] == 0


def test_a_call_after_its_reconciliation_is_known_already(office: Office, codes: list[str], tmp_path: Path) -> None:
    settle(office, tmp_path / "f.csv", lines(codes))
    office.pay(codes[1], 1_000_000, reference="REF-B")
    assert office.balances()[Account.KAS_RKUD] == 3_000_000


def test_a_half_file_is_taken_as_far_as_it_goes_and_marked(office: Office, codes: list[str], tmp_path: Path) -> None:
    whole = lines(codes)
    found = settle(office, tmp_path / "f.csv", whole[: whole.index(codes[2]) + 5])
    assert (found["lines"], found["repaired"], found["whole"], found["differences"]) == (2, 1, False, 1)


def test_duplicates_contradictions_and_what_only_we_have_are_shown_and_not_booked(
    office: Office, codes: list[str], tmp_path: Path
) -> None:
    office.pay(codes[1], 400_000, reference="REF-HANYA-KITA")
    at = "2026-11-05T10:00:00"
    rows = [
        f"REF-A,{codes[0]},900000,2026-11-05T09:00:00",
        f"REF-B,{codes[1]},500000,{at}",
        f"REF-B,{codes[1]},500000,{at}",
        f"REF-C,{codes[2]},1,{at}",
        f"REF-C,{codes[2]},2,2026-11-05T11:00:00",
    ]
    total = "TOTAL,5,1900003,"
    found = settle(office, tmp_path / "f.csv", "\n".join([HEAD, *rows, total]))
    assert (found["lines"], found["repaired"], found["whole"]) == (5, 1, True)
    kinds = office.rows("SELECT jenis, referensi_bank FROM selisih ORDER BY 1, 2")
    assert [(row["jenis"], row["referensi_bank"]) for row in kinds] == [
        ("BERBEDA", "REF-A"),
        ("GANDA", "REF-B"),
        ("GANDA", "REF-C"),
        ("HANYA_DI_BUKU", "REF-HANYA-KITA"),
    ]


@pytest.mark.parametrize("text", ["", "a,b,c,d\n", "<html>", "\0\0\0"])
def test_what_is_no_settlement_file_is_refused_whole(office: Office, tmp_path: Path, text: str) -> None:
    with pytest.raises(NotASettlementFile):
        settle(office, tmp_path / "f.csv", text)
    assert office.rows("SELECT * FROM rekonsiliasi") == []


def test_lines_of_garbage_are_counted_and_the_others_booked(office: Office, codes: list[str], tmp_path: Path) -> None:
    rows = [
        f"REF-B,{codes[1]},1000000,2026-11-05T10:00:00",
        "REF-X,abc,1,2026",
        "'; DROP TABLE tagihan,1,2,3",
        "\xff\xfe\0",
    ]
    found = settle(office, tmp_path / "f.csv", "\n".join([HEAD, *rows]), "latin-1")
    assert (found["repaired"], found["whole"]) == (1, False)


def batch(nopd: str, at: datetime, sold: int, urutan: int = 1, perekam: str = "REK-1") -> RekamanTransaksiDikirim:
    part = {"dari": at - timedelta(hours=1), "sampai": at, "transaksi": 3, "penjualan": sold}
    return RekamanTransaksiDikirim.model_validate(
        {"perekam": perekam, "nopd": nopd, "urutan": urutan, "dikirim_pada": at, "rekaman": [part]}
    )


def test_a_return_below_recorded_sales_stands_on_the_work_list_with_its_reason(office: Office) -> None:
    [nopd] = office.register()
    at = datetime(2026, 10, 10, 15, tzinfo=WIB)
    for told in (batch(nopd, at, 30_000_000), batch(nopd, at, 30_000_000), batch(nopd, at, 25_000_000, urutan=2)):
        office.do(take_recordings, told)
    assert office.rows("SELECT sum(penjualan)::bigint AS n FROM rekaman", only="n") == [55_000_000]
    office.report(nopd, 50_000_001)
    assert find_anomalies(office.desk(), "3277", OCTOBER) == 1
    assert find_anomalies(office.desk(), "3277", OCTOBER) == 1
    [told_once] = office.told("anomali_terdeteksi")
    assert told_once["tanda"] == ["DI_BAWAH_REKAMAN"]
    [listed] = office.do(list_risks, "3277").temuan
    assert listed.skor == 50
    assert "direkam" in listed.tanda[0].penjelasan
    assert [each["perihal"] for each in office.told("pengingat_dibuat")] == ["IMBAUAN"]
    assert len(office.codes()) == 1


def test_a_recorder_belongs_to_one_object(office: Office) -> None:
    first, second = office.register(facts.RESTAURANT, facts.KARAOKE)
    at = datetime(2026, 10, 10, 15, tzinfo=WIB)
    office.do(take_recordings, batch(first, at, 1))
    with pytest.raises(NotAllowed):
        office.do(take_recordings, batch(second, at, 1, urutan=2))


def test_a_sudden_drop_is_seen_against_the_objects_own_months(office: Office) -> None:
    [nopd] = office.register()
    for masa, omzet in (("2026-08", 100_000_001), ("2026-09", 100_000_003), ("2026-10", 30_000_001)):
        office.do(report_turnover, facts.turnover(nopd, omzet, masa))
    find_anomalies(office.desk(), "3277", OCTOBER)
    signals = office.rows("SELECT tanda FROM risiko", only="tanda")
    assert [[each["kode"] for each in found] for found in signals] == [["TURUN_TAJAM"]]


def test_a_permit_holder_without_a_number_is_registered_ex_officio_once(office: Office) -> None:
    order = facts.ex_officio(mulai_usaha="2026-09-01")
    npwpd = office.do(register_ex_officio, order)
    assert office.do(register_ex_officio, order) == npwpd
    [told] = office.told("wajib_pajak_terdaftar")
    assert (told["secara_jabatan"], told["nomor"]) == (True, None)
    [row] = office.rows("SELECT mulai FROM objek_pajak")
    assert row["mulai"] == date(2026, 9, 1)
    assert office.rows("SELECT masa FROM sptpd ORDER BY masa", only="masa") == [date(2026, 9, 1), date(2026, 10, 1)]


def test_one_officer_alone_cannot_register_anyone_ex_officio(office: Office) -> None:
    with pytest.raises(NotAllowed, match="empat_mata"):
        office.do(register_ex_officio, facts.ex_officio(penyetuju="P1"))


def test_what_could_not_be_registered_by_itself_is_not_registered_ex_officio_either(office: Office) -> None:
    with pytest.raises(NotAllowed, match="di_luar_kota"):
        office.do(register_ex_officio, facts.ex_officio(kode_kelurahan="32.76.02.1008"))


def test_who_registered_ex_officio_is_kept_and_is_of_the_same_city(office: Office) -> None:
    order = facts.ex_officio()
    office.do(register_ex_officio, order)
    kept = office.rows("SELECT petugas FROM riwayat WHERE kode = 'secara_jabatan' ORDER BY id", only="petugas")
    assert kept == ["P1", "P2"]
    elsewhere = order.penyetuju.model_copy(update={"kota": "3276"})
    with pytest.raises(NotAllowed, match="bukan_wewenang"):
        office.do(register_ex_officio, order.model_copy(update={"penyetuju": elsewhere}))

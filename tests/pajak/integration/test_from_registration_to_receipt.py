"""A restaurant registers, reports, pays and holds its receipt; every way in which each step can be wrong."""

from datetime import datetime
from typing import Any

import pytest

from contracts.pajak.api import PeriksaOmzet
from services.pajak.domain.period import TaxPeriod
from services.pajak.use_cases.check_turnover import check_turnover
from services.pajak.use_cases.register_taxpayer import register_taxpayer
from services.pajak.use_cases.report_turnover import report_turnover
from services.pajak.use_cases.verify_registration import verify_registration
from tests.pajak import facts
from tests.pajak.facts import KARAOKE, RESTAURANT, WIB
from tests.pajak.integration.conftest import Office


def test_a_restaurant_goes_from_registration_to_receipt_without_meeting_an_officer(office: Office) -> None:
    [nopd] = office.register()
    nomor = office.report(nopd, 125_000_000)
    [bill] = office.told("tagihan_terbit")
    assert (bill["nomor"], bill["pokok"], bill["sanksi"], bill["jumlah"]) == (nomor, 12_500_000, 0, 12_500_000)
    assert bill["jatuh_tempo"] == "2026-11-13"
    assert office.told("sptpd_diterima") == []

    office.pay(bill["kode_bayar"], 12_500_000)

    [receipt] = office.told("sptpd_diterima")
    assert (receipt["nomor"], receipt["nomor_bps"]) == (nomor, "BPS-3277-2026-0000001")
    assert office.statuses(nomor) == ["DISETUJUI", "SELESAI"]
    [booked] = office.told("pembayaran_dibukukan")
    assert (booked["status"], booked["sisa"]) == ("LUNAS", 0)
    assert [each["jenis"] for each in office.told("dokumen_disusun")] == ["TAGIHAN_PAJAK", "BUKTI_SPTPD"]


def test_karaoke_inside_a_restaurant_has_a_number_and_a_bill_of_its_own(office: Office) -> None:
    restaurant, karaoke = office.register(RESTAURANT, KARAOKE)
    office.report(restaurant, 10_000_000)
    office.report(karaoke, 10_000_000)
    assert [each["pokok"] for each in office.told("tagihan_terbit")] == [1_000_000, 4_000_000]
    assert len(set(office.codes())) == 2


def test_a_nil_return_is_received_at_once_and_has_no_bill(office: Office) -> None:
    [nopd] = office.register()
    nomor = office.report(nopd, 0)
    assert office.statuses(nomor) == ["SELESAI"]
    assert office.told("tagihan_terbit") == []


def test_the_derivation_is_kept_with_its_sources(office: Office) -> None:
    [nopd] = office.register()
    nomor = office.report(nopd, 1_000_000, rincian=[{"jenis": "SERVICE_CHARGE", "jumlah": 100_000}])
    [row] = office.rows("SELECT pokok, perhitungan FROM sptpd WHERE nomor = %s", nomor)
    assert row["pokok"] == 110_000
    assert [line["uraian"] for line in row["perhitungan"]] == [
        "Omzet",
        "Service charge",
        "Dasar pengenaan",
        "Tarif 10 %",
    ]
    assert all(line["dasar_hukum"] for line in row["perhitungan"])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"masa": "2026-11"}, "masa_belum_berakhir"),
        ({"masa": "2999-01"}, "masa_belum_berakhir"),
        ({"masa": "2026-07"}, "di_luar_masa_usaha"),
        ({"pelapor_nik": facts.STRANGER}, "objek_tidak_ditemukan"),
        ({"kota": "3276"}, "objek_tidak_ditemukan"),
        ({"pembetulan_ke": 1}, "belum_dilaporkan"),
        ({"pengecualian": "KEDUTAAN"}, "pengecualian_tidak_dikenal"),
        ({"rincian": [{"jenis": "POTONGAN", "jumlah": 2_000_000}]}, "potongan_terlalu_besar"),
    ],
)
def test_a_report_that_cannot_be_taken_ends_with_its_reason(office: Office, change: dict[str, Any], code: str) -> None:
    [nopd] = office.register()
    nomor = office.report(nopd, 1_000_000, **{"masa": "2026-10", **change})
    assert office.statuses(nomor) == ["DITOLAK"]
    assert office.faults(nomor) == [code]
    assert office.told("tagihan_terbit") == []


def test_an_object_that_does_not_exist_is_refused_like_a_strangers(office: Office) -> None:
    nomor = office.report("01.02.04.99999", 1)
    assert office.faults(nomor) == ["objek_tidak_ditemukan"]


@pytest.mark.parametrize("omzet", [-1, 1.5, 10**15, 10**40, "1000", True, float("nan")])
def test_a_turnover_that_is_no_amount_never_comes_in(omzet: object) -> None:
    from contracts.gateway.tax import LaporanOmzet

    with pytest.raises(ValueError):
        LaporanOmzet.model_validate({"nopd": "01.02.04.00001", "masa": "2026-10", "omzet": omzet})


def test_the_same_report_told_twice_has_one_effect(office: Office) -> None:
    [nopd] = office.register()
    told = facts.turnover(nopd, 1_000_000)
    office.do(report_turnover, told)
    office.do(report_turnover, told)
    assert len(office.told("tagihan_terbit")) == 1


def test_one_period_is_reported_once_and_then_corrected(office: Office) -> None:
    [nopd] = office.register()
    office.report(nopd, 1_000_000)
    again = office.report(nopd, 2_000_000)
    assert office.faults(again) == ["sudah_dilaporkan"]
    skipped = office.report(nopd, 2_000_000, pembetulan_ke=2)
    assert office.faults(skipped) == ["pembetulan_tidak_urut"]


def test_a_person_unknown_to_the_register_waits_for_two_officers(office: Office) -> None:
    told = facts.registration(proof="BELUM_DIPERIKSA")
    office.do(register_taxpayer, told)
    assert office.statuses(told.nomor) == ["MENUNGGU_PETUGAS"]
    for officer in ("ani", "ani", "budi", "budi"):
        office.do(verify_registration, facts.decision(told.nomor, officer))
    assert office.statuses(told.nomor) == ["MENUNGGU_PETUGAS", "SELESAI"]
    assert len(office.told("wajib_pajak_terdaftar")) == 1
    codes = office.rows("SELECT kode FROM riwayat WHERE petugas IS NOT NULL ORDER BY id", only="kode")
    assert codes == ["setuju", "empat_mata", "setuju", "langkah_tidak_sah"]


def test_an_entity_is_always_looked_at_and_may_be_refused(office: Office) -> None:
    told = facts.registration(jenis_wp="BADAN", nik=None, nib="1234567890123", nama="PT Maju 45")
    office.do(register_taxpayer, told)
    office.do(verify_registration, facts.decision(told.nomor, "ani", "TOLAK", "NIB tidak berlaku."))
    assert office.statuses(told.nomor) == ["MENUNGGU_PETUGAS", "DITOLAK"]
    assert office.told("wajib_pajak_terdaftar") == []


@pytest.mark.parametrize(
    ("objek", "also", "code"),
    [
        ({"golongan": "KARAOKE"}, {}, "golongan_tidak_dikenal"),
        ({"kode_kelurahan": "32.76.01.1001"}, {}, "di_luar_kota"),
        ({}, {"nik": facts.STRANGER}, "bukan_pemohon"),
        ({}, {"jenis_wp": "BADAN"}, "identitas_wajib"),
    ],
)
def test_a_registration_that_cannot_be_granted_says_why(
    office: Office, objek: dict[str, Any], also: dict[str, Any], code: str
) -> None:
    told = facts.registration({**RESTAURANT, **objek}, **also)
    office.do(register_taxpayer, told)
    assert office.faults(told.nomor) == [code]


def test_nobody_registers_twice(office: Office) -> None:
    office.register()
    told = facts.registration()
    office.do(register_taxpayer, told)
    assert office.faults(told.nomor) == ["sudah_terdaftar"]


def test_a_report_in_the_last_second_of_the_month_is_still_too_early(office: Office) -> None:
    [nopd] = office.register()
    office.clock.set(datetime(2026, 10, 31, 23, 59, 59, tzinfo=WIB))
    assert office.faults(office.report(nopd, 1)) == ["masa_belum_berakhir"]
    office.clock.set(datetime(2026, 11, 1, 0, 0, 0, tzinfo=WIB))
    assert office.faults(office.report(nopd, 1)) == []


def test_a_business_older_than_the_tax_owes_returns_from_the_law_on(office: Office) -> None:
    [nopd] = office.register({**RESTAURANT, "mulai_usaha": "2022-05-01"})
    [first] = office.rows("SELECT min(masa)::text AS masa FROM sptpd", only="masa")
    assert first == "2024-01-01"
    assert office.faults(office.report(nopd, 1, "2022-05")) == ["masa_sebelum_aturan"]
    assert office.faults(office.report(nopd, 1, "2023-12")) == ["masa_sebelum_aturan"]
    assert office.faults(office.report(nopd, 1, "2024-01")) == []


def test_of_two_requests_for_one_entity_the_second_is_refused_when_it_is_decided(office: Office) -> None:
    asked = [facts.registration(jenis_wp="BADAN", nik=None, nib="1234567890123", nama="PT Maju 45") for _ in range(2)]
    for told in asked:
        office.do(register_taxpayer, told)
    for told in asked:
        for officer in ("ani", "budi"):
            office.do(verify_registration, facts.decision(told.nomor, officer))
    assert [office.statuses(told.nomor)[-1] for told in asked] == ["SELESAI", "DITOLAK"]
    assert office.faults(asked[1].nomor) == ["sudah_terdaftar"]


def test_a_question_waits_for_nobody_who_works_on_the_period(office: Office) -> None:
    [nopd] = office.register()
    office.report(nopd, 1_000_000)
    asked = PeriksaOmzet.model_validate(
        {"nopd": nopd, "masa": "2026-10", "omzet": 2_000_000, "pembetulan_ke": 1, "kota": "3277"}
        | {"pelapor_nik": facts.OWNER},
        strict=False,
    )
    holder = office.desk()
    with holder.registry.transaction():
        period = TaxPeriod(2026, 10)
        assert holder.registry.returns.lock_active(nopd, period)
        assert holder.registry.bills.lock_of_period(nopd, period, office.terms.late)
        assert office.do(check_turnover, asked).pokok == 200_000

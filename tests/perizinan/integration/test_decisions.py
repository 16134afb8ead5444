"""Officers decide: the right one, never on their own matter, never twice (handbook 2.1 and 3.3)."""

from datetime import timedelta
from typing import Any

import pytest

from contracts.types import StatusPermohonan
from services.perizinan.use_cases.list_queue import list_queue
from services.perizinan.use_cases.show_file import show_file, show_status
from tests.perizinan.births import BORN, FATHER, child, corrected, decision, notice, number, reported, verified
from tests.perizinan.integration.conftest import Office, at_once

LATE = {"anak": [child(waktu_lahir=BORN - timedelta(days=61))]}
TO_OFFICER = StatusPermohonan.MENUNGGU_PETUGAS
TO_HEAD = StatusPermohonan.MENUNGGU_PERSETUJUAN_KADIS
APPROVED = StatusPermohonan.PENANDATANGANAN


def test_an_officer_approves_what_no_rule_could(office: Office) -> None:
    office.take_all(reported(), verified(cocok=False), decision())
    assert office.status() is APPROVED
    assert "disetujui_petugas" in office.remarks()


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ({"role": "KEPALA_DINAS"}, "peran_tidak_berwenang"),
        ({"role": "PETUGAS_PAJAK"}, "peran_tidak_berwenang"),
        ({"city": "3274"}, "kota_lain"),
        ({"officer": FATHER}, "empat_mata"),
        ({"petugas": {"id": "p", "nik": FATHER, "peran": "PETUGAS_VERIFIKASI", "kota": "3277"}}, "empat_mata"),
    ],
)
def test_a_decision_that_may_not_count_is_noted_and_changes_nothing(
    office: Office, who: dict[str, Any], code: str
) -> None:
    office.take_all(reported(), verified())
    told = office.told()
    office.take(decision(**who))
    assert office.status() is TO_OFFICER
    assert office.remarks()[-1] == code
    assert office.told() == told


def test_a_decision_on_what_is_decided_already_is_noted_and_changes_nothing(office: Office) -> None:
    office.take_all(reported(), verified(), decision(), decision(verdict="TOLAK", officer="petugas-2", alasan="Tidak."))
    assert office.status() is APPROVED
    assert office.remarks()[-1] == "keputusan_tidak_berlaku_lagi"


def test_of_two_decisions_at_the_same_moment_one_counts(office: Office) -> None:
    for serial in range(1, 11):
        office.take_all(reported(serial, ibu={"nik": f"32770155059200{serial:02d}"}), verified(serial))
        no = decision(serial, "TOLAK", officer="petugas-2", alasan="Tidak lengkap.")
        at_once(office, decision(serial), no)
        assert office.remarks(serial).count("keputusan_tidak_berlaku_lagi") == 1
        approved = office.status(serial) is APPROVED
        assert len(office.deeds(serial)) == approved


def test_a_late_report_goes_to_the_head_of_the_agency_even_when_nothing_else_is_wrong(office: Office) -> None:
    told = notice(anak=[{**_told(), "waktu_lahir": LATE["anak"][0]["waktu_lahir"]}])
    office.take_all(told, reported(**LATE), verified())
    assert office.status() is TO_HEAD
    office.take(decision(officer="kadis", role="KEPALA_DINAS"))
    assert office.status() is APPROVED
    assert office.deeds()[0].nomor_akta == "3277-LT-20112026-0001"


def test_a_late_report_that_an_officer_checked_still_needs_the_head(office: Office) -> None:
    office.take_all(reported(**LATE), verified(), decision())
    assert office.status() is TO_HEAD
    office.take(decision(officer="petugas-2"))
    assert office.remarks()[-1] == "peran_tidak_berwenang"
    office.take(decision(officer="kadis", role="KEPALA_DINAS"))
    assert office.statuses() == [
        *("VERIFIKASI", "MENUNGGU_PETUGAS", "MENUNGGU_PERSETUJUAN_KADIS", "DISETUJUI", "PENANDATANGANAN")
    ]


def test_who_checked_a_late_report_cannot_approve_it_as_its_head(office: Office) -> None:
    office.take_all(reported(**LATE), verified(), decision(officer="both"))
    office.take(decision(officer="both", role="KEPALA_DINAS"))
    assert office.status() is TO_HEAD
    assert office.remarks()[-1] == "empat_mata"


@pytest.mark.parametrize(
    ("parents", "reason"),
    [
        ({"perkawinan": {"bukti": "TIDAK_ADA"}, "sptjm": {"suami_istri": True}}, "PERKAWINAN_BELUM_TERCATAT"),
        ({"perkawinan": {"bukti": "TIDAK_ADA"}, "ayah": None}, "ANAK_SEORANG_IBU"),
    ],
)
def test_deeds_that_are_not_of_the_usual_kind_go_to_an_officer_also_when_a_facility_confirms(
    office: Office, parents: dict[str, Any], reason: str
) -> None:
    office.take_all(notice(), reported(**parents), verified())
    assert office.file().penilaian == (reason,)


def test_an_officer_sends_back_and_the_applicant_mends(office: Office) -> None:
    item = {"lokasi": "/anak/0/nama", "pesan": "Ejaan berbeda dari surat lahir."}
    office.take_all(reported(), verified(), decision(verdict="PERBAIKI", butir=[item]))
    (step,) = [one for one in office.told("%berubah_status%") if one["status"] == "PERLU_PERBAIKAN"]
    assert step["perbaikan"] == [{**item, "kode": "perlu_perbaikan"}]
    office.take_all(corrected(anak=[child(nama="SITI NUR AISAH")]), verified(versi=2), decision(officer="petugas-2"))
    office.sign_all()
    assert office.status() is StatusPermohonan.TERBIT
    assert office.told("perizinan.akta_kelahiran_terbit.v1")[0]["anak"][0]["nama"] == "SITI NUR AISAH"


def test_a_rejection_ends_the_file_with_the_officers_reason(office: Office) -> None:
    office.take_all(reported(), verified(), decision(verdict="TOLAK", alasan="Surat lahir tidak asli."))
    assert office.statuses()[-1] == "DITOLAK"
    assert office.told("%berubah_status%")[-1]["catatan"] == "Surat lahir tidak asli."


def test_the_queue_shows_each_role_its_own_files_the_longest_waiting_first(office: Office) -> None:
    mothers = [{"ibu": {"nik": f"32770155059200{serial:02d}"}} for serial in range(4)]
    for serial in (1, 2):
        office.clock.advance(timedelta(minutes=1))
        office.take_all(reported(serial, **mothers[serial]), verified(serial))
    office.take_all(reported(3, **LATE, **mothers[3]), verified(3), decision(3, officer="both"))
    assert _queue(office, "PETUGAS_VERIFIKASI") == [number(1), number(2)]
    assert _queue(office, "KEPALA_DINAS") == [number(3)]
    assert _queue(office, "KEPALA_DINAS", officer="both") == []
    assert _queue(office, "PETUGAS_VERIFIKASI", city="3274") == []
    assert _queue(office, "PETUGAS_PAJAK") == []


def test_the_queue_goes_on_where_a_page_ended(office: Office) -> None:
    for serial in range(1, 53):
        mother = {"nik": f"32770155059200{serial:02d}"}
        office.take_all(reported(serial, ibu=mother), verified(serial))
    registry = office.registry
    with registry.transaction():
        first = list_queue(registry, "3277", "PETUGAS_VERIFIKASI", "p", None)
        rest = list_queue(registry, "3277", "PETUGAS_VERIFIKASI", "p", first.berikutnya)
    assert (len(first.berkas), len(rest.berkas), rest.berikutnya) == (50, 2, None)
    assert {file.nomor for file in (*first.berkas, *rest.berkas)} == {number(serial) for serial in range(1, 53)}


def test_an_officer_sees_the_whole_file_and_an_operator_no_person(office: Office) -> None:
    office.take_all(notice(anak=[{**_told(), "jenis_kelamin": "L"}]), reported(), verified(), decision(role="OPERATOR"))
    registry = office.registry
    with registry.transaction():
        file = show_file(registry, number(1), office.terms, office.clock.now())
        status = show_status(registry, number(1))
    assert file.laporan.anak[0].nama == "SITI NUR AISYAH"
    assert file.pemberitahuan[0].beda == ("jenis_kelamin_berbeda",)
    assert file.riwayat[-1].kode == "peran_tidak_berwenang"
    shown = status.model_dump_json()
    assert "SITI" not in shown
    assert FATHER not in shown


def _queue(office: Office, role: str, *, officer: str = "p", city: str = "3277") -> list[str]:
    registry = office.registry
    with registry.transaction():
        return [file.nomor for file in list_queue(registry, city, role, officer, None).berkas]


def _told() -> dict[str, Any]:
    usual = {"jenis_kelamin": "P", "jenis_kelahiran": "TUNGGAL", "urutan": 1, "berat_gram": 3100, "panjang_cm": 49}
    return usual | {"waktu_lahir": BORN}

"""Two reports of one delivery: one file goes on, the other ends with its reason (handbook 9.2)."""

from datetime import timedelta

import pytest

from contracts.gateway.events import PermohonanDitarik
from contracts.types import StatusPermohonan
from tests.perizinan.births import (
    BORN,
    FACILITY,
    FATHER,
    MOTHER,
    REPORTED,
    child,
    corrected,
    decision,
    notice,
    number,
    report,
    reported,
    verified,
)
from tests.perizinan.integration.conftest import Office, at_once

DITOLAK = StatusPermohonan.DITOLAK
VERIFIKASI = StatusPermohonan.VERIFIKASI


def test_of_two_reports_that_arrive_at_the_same_moment_one_goes_on(office: Office) -> None:
    pairs = 12
    for pair in range(pairs):
        mother = f"32770155059200{pair + 10:02d}"
        at_once(office, *(reported(serial, ibu={"nik": mother}) for serial in (pair * 2 + 1, pair * 2 + 2)))
        ends = {office.status(pair * 2 + 1), office.status(pair * 2 + 2)}
        assert ends == {VERIFIKASI, DITOLAK}
    assert len(office.told("perizinan.berkas_kelahiran_siap_diverifikasi.v1")) == pairs


def test_the_fathers_and_the_mothers_report_of_one_child_are_one_birth(office: Office) -> None:
    office.take(reported(1, pelapor_nik=FATHER))
    hers = [child(nama="SITI AISYAH", waktu_lahir=BORN + timedelta(minutes=30), kelahiran_ke=1)]
    office.take(reported(2, pelapor_nik=MOTHER, pelapor_hubungan="IBU", anak=hers))
    assert office.status(2) is DITOLAK
    assert "kelahiran_ganda" in office.remarks(2)


def test_a_facilitys_report_for_the_parents_and_the_parents_own_are_one_birth(office: Office) -> None:
    office.take_all(reported(1, facility=FACILITY), reported(2))
    assert (office.status(1), office.status(2)) == (VERIFIKASI, DITOLAK)


@pytest.mark.parametrize("minutes", [-20, 20])
def test_one_birth_told_on_two_sides_of_midnight_is_one_birth(office: Office, minutes: int) -> None:
    midnight = BORN.replace(hour=0, minute=0)
    office.take(reported(1, anak=[child(waktu_lahir=midnight)]))
    office.take(reported(2, anak=[child(waktu_lahir=midnight + timedelta(minutes=minutes))]))
    assert office.status(2) is DITOLAK


def test_the_applicant_is_told_why_and_not_by_whom(office: Office) -> None:
    office.take_all(reported(1), reported(2))
    (told,) = [step for step in office.told(subject=number(2)) if step.get("status") == "DITOLAK"]
    assert told["catatan"].startswith("Kelahiran ini sudah dilaporkan.")
    assert number(1) not in told["catatan"]


@pytest.mark.parametrize("end", ["withdrawn", "rejected"])
def test_after_an_application_has_ended_the_birth_may_be_reported_again(office: Office, end: str) -> None:
    office.take_all(reported(1), verified(1))
    if end == "withdrawn":
        office.take(PermohonanDitarik(nomor=number(1), ditarik_pada=REPORTED))
    else:
        office.take(decision(1, "TOLAK", alasan="Bukti tidak dapat dibaca."))
    office.take(reported(2))
    assert office.status(2) is VERIFIKASI


def test_a_correction_cannot_turn_into_the_report_of_a_birth_that_is_held(office: Office) -> None:
    office.take_all(reported(1), reported(2, anak=[child(nama="H AISYAH", waktu_lahir=BORN - timedelta(days=400))]))
    assert office.status(2) is StatusPermohonan.PERLU_PERBAIKAN
    office.take(corrected(2))
    assert office.status(2) is DITOLAK


def test_a_second_birth_of_the_same_mother_within_half_a_year_goes_to_an_officer(office: Office) -> None:
    office.take_all(reported(1), notice(2, anak=[{**_told(), "waktu_lahir": BORN - timedelta(days=90)}]))
    office.take_all(reported(2, anak=[child(waktu_lahir=BORN - timedelta(days=90))]), verified(2))
    assert office.status(2) is StatusPermohonan.MENUNGGU_PETUGAS
    assert office.file(2).penilaian == ("KELAHIRAN_BERDEKATAN",)


def test_foundlings_have_no_mother_by_whom_they_could_be_compared(office: Office) -> None:
    bap = {"id": "0197a000-0000-7000-8000-000000000001", "jenis": "BAP_POLISI"}
    foundling = {"ibu": None, "ayah": None, "perkawinan": {"bukti": "TIDAK_ADA"}, "lampiran": [bap]}
    assert report(**foundling).ibu is None
    office.take_all(reported(1, **foundling), reported(2, **foundling))
    assert office.status(2) is VERIFIKASI


def _told() -> dict[str, object]:
    return {"jenis_kelamin": "P", "jenis_kelahiran": "TUNGGAL", "urutan": 1, "berat_gram": 3100, "panjang_cm": 49}

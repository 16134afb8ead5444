"""Where the way of a file turns: sent back, withdrawn, expired, waiting for the signature, annulled, undone."""

from datetime import timedelta

import psycopg
import pytest

from chassis.documents.sign import Signer, SignerRefused, SignerUnavailable
from chassis.documents.signers import LocalSigners
from chassis.failures import Park, TemporaryFailure, Unavailable
from contracts.dukcapil.events import DataKelahiranDitolak, DataKelahiranPerluPerbaikan, Paket3in1Gagal
from contracts.gateway.events import PermohonanDitarik
from contracts.types import Galat, StatusPermohonan
from services.perizinan.press import Press
from services.perizinan.use_cases.expire_corrections import expire_corrections
from tests.perizinan.births import (
    REPORTED,
    annulment,
    child,
    corrected,
    decision,
    notice,
    number,
    reported,
    twins,
    verified,
)
from tests.perizinan.integration.conftest import Office

FAULT = Galat(lokasi="/ibu/nik", kode="ibu_tidak_dikenal", pesan="NIK ibu tidak ditemukan.")


class Closed:
    """Signers of a service that is not there, or that says no."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def of(self, city: str) -> Signer:
        raise self.error


def with_signers(office: Office, signers: LocalSigners | Closed) -> None:
    press = office.press
    office.press = Press(signers, press.store, press.terms, press.public_url)


def test_a_faulty_report_is_sent_back_before_the_register_is_asked(office: Office) -> None:
    office.take(reported(anak=[child(nama="H AHMAD")]))
    assert office.statuses() == ["PERLU_PERBAIKAN"]
    assert office.told()[-1]["perbaikan"][0]["kode"] == "nama_bergelar"
    office.take(corrected())
    assert office.statuses() == ["PERLU_PERBAIKAN", "DIAJUKAN", "VERIFIKASI"]
    (ready,) = office.told("perizinan.berkas_kelahiran_siap_diverifikasi.v1")
    assert ready["versi"] == 2


def test_what_the_register_cannot_find_is_sent_back_and_an_answer_to_the_old_version_changes_nothing(
    office: Office,
) -> None:
    office.take_all(notice(), reported(), DataKelahiranPerluPerbaikan(nomor=number(1), versi=1, galat=(FAULT,)))
    assert office.told("%berubah_status%")[-1]["perbaikan"] == [FAULT.model_dump()]
    office.take_all(corrected(), verified(versi=1))
    assert office.status() is StatusPermohonan.VERIFIKASI
    office.take(verified(versi=2))
    assert office.status() is StatusPermohonan.PENANDATANGANAN


def test_what_cannot_be_registered_here_is_rejected_with_the_registers_reason(office: Office) -> None:
    office.take(reported())
    office.take(DataKelahiranDitolak(nomor=number(1), versi=1, kode="kota_tidak_dilayani", alasan="Kota lain."))
    assert office.statuses()[-1] == "DITOLAK"


def test_a_fact_about_a_file_that_is_not_open_yet_is_tried_again_later(office: Office) -> None:
    for early in (verified(), corrected(), decision(), PermohonanDitarik(nomor=number(1), ditarik_pada=REPORTED)):
        with pytest.raises(TemporaryFailure):
            office.take(early)


def test_a_correction_that_no_one_waits_for_is_told_and_changes_nothing(office: Office) -> None:
    office.take_all(reported(), corrected(anak=[child(nama="ORANG LAIN")]))
    assert office.file().laporan.anak[0].nama == "SITI NUR AISYAH"
    assert office.remarks()[-1] == "perbaikan_tidak_ditunggu"
    assert office.statuses() == ["VERIFIKASI", "VERIFIKASI"]


def test_an_application_can_be_withdrawn_until_it_is_decided(office: Office) -> None:
    withdrawn = PermohonanDitarik(nomor=number(1), ditarik_pada=REPORTED)
    office.take_all(reported(), withdrawn, verified())
    assert office.status() is StatusPermohonan.DIBATALKAN
    office.take_all(notice(2), reported(2), verified(2))
    office.take(PermohonanDitarik(nomor=number(2), ditarik_pada=REPORTED))
    assert office.status(2) is StatusPermohonan.PENANDATANGANAN
    assert office.remarks(2)[-1] == "penarikan_terlambat"


def test_a_file_that_waits_too_long_for_its_correction_expires(office: Office) -> None:
    office.take_all(reported(anak=[child(nama="H AHMAD")]))
    office.clock.advance(timedelta(days=30))
    assert expire_corrections(office.registry, office.terms, office.clock.now()) == 0
    office.clock.advance(timedelta(minutes=1))
    assert expire_corrections(office.registry, office.terms, office.clock.now()) == 1
    assert expire_corrections(office.registry, office.terms, office.clock.now()) == 0
    assert office.statuses()[-1] == "KEDALUWARSA"
    with office.database.connection() as connection:
        traces = connection.execute("SELECT count(DISTINCT correlation_id) AS n FROM outbox").fetchone()
    assert traces == {"n": 1}


def test_while_the_signer_is_away_nothing_is_issued_and_the_waiting_is_told_once(office: Office) -> None:
    """Handbook 9.9: documents stay MENUNGGU_TTE, no half-issued package."""
    signers = office.press.signers
    assert isinstance(signers, LocalSigners)
    office.take_all(notice(), reported(anak=twins()), verified(children=2), decision())
    with_signers(office, Closed(SignerUnavailable("away")))
    for _ in range(3):
        with pytest.raises(Unavailable):
            office.sign_all()
    assert office.statuses().count("MENUNGGU_TTE") == 1
    assert office.told("perizinan.dokumen_terbit.v1") == []
    with_signers(office, signers)
    office.sign_all()
    assert office.statuses()[-2:] == ["MENUNGGU_TTE", "TERBIT"]
    assert len(office.told("perizinan.dokumen_terbit.v1")) == 2


def test_a_signer_that_refuses_needs_a_person_and_is_not_asked_again_and_again(office: Office) -> None:
    office.take_all(notice(), reported(), verified())
    with_signers(office, Closed(SignerRefused("wrong passphrase", status_code=2031)))
    with pytest.raises(Park, match="penanda_tangan_menolak"):
        office.sign_all()
    assert office.status() is StatusPermohonan.MENUNGGU_TTE


def test_an_annulled_deed_is_revoked_and_the_birth_may_be_reported_again(office: Office) -> None:
    office.take_all(notice(), reported(), verified())
    order = annulment(office.deeds()[0].nomor_akta)
    with pytest.raises(TemporaryFailure):
        office.take(order)
    office.sign_all()
    office.take_all(order, order)
    assert office.status() is StatusPermohonan.DIBATALKAN
    assert office.remarks()[-1] == "sudah_dibatalkan"
    assert len(office.told("perizinan.dokumen_dicabut.v1")) == 1
    (annulled,) = office.told("perizinan.akta_kelahiran_dibatalkan.v1")
    assert annulled["akta"][0]["nik"] == office.deeds()[0].nik
    office.take_all(reported(2), verified(2))
    assert office.status(2) is StatusPermohonan.PENANDATANGANAN
    assert office.deeds(2)[0].nomor_akta.endswith("-0002")


def test_only_the_head_of_the_registering_city_annuls(office: Office) -> None:
    office.take_all(notice(), reported(), verified())
    office.sign_all()
    deed = office.deeds()[0].nomor_akta
    office.take(annulment(deed, role="PETUGAS_VERIFIKASI"))
    assert office.remarks()[-1] == "peran_tidak_berwenang"
    office.take(annulment(deed, city="3274"))
    assert office.remarks()[-1] == "kota_lain"
    assert office.status() is StatusPermohonan.TERBIT


def test_when_one_twins_deed_is_annulled_the_others_stands_and_a_new_report_goes_to_an_officer(office: Office) -> None:
    office.take_all(reported(anak=twins()), verified(children=2), decision())
    office.sign_all()
    first, second = office.deeds()
    office.take(annulment(second.nomor_akta))
    assert [deed.keadaan for deed in office.deeds()] == ["TERBIT", "DICABUT"]
    assert office.status() is StatusPermohonan.TERBIT
    assert first.nomor_akta == office.deeds()[0].nomor_akta
    office.take_all(reported(2, anak=[child(nama="MUHAMMAD RIZKI", jenis_kelamin="L")]), verified(2))
    assert "KELAHIRAN_BERDEKATAN" in office.file(2).penilaian


def test_a_package_that_failed_takes_its_deeds_with_it(office: Office) -> None:
    office.take_all(notice(), reported(), verified())
    failed = Paket3in1Gagal(nomor=number(1), kode="kk_ditutup", alasan="Kartu keluarga sudah ditutup.")
    with pytest.raises(TemporaryFailure):
        office.take(failed)
    office.sign_all()
    office.take_all(failed, failed)
    assert office.statuses()[-1] == "DITOLAK"
    assert office.statuses().count("DITOLAK") == 1
    assert len(office.told("perizinan.dokumen_dicabut.v1")) == 1
    assert len(office.told("perizinan.akta_kelahiran_dibatalkan.v1")) == 1


@pytest.mark.parametrize(
    "change", ["UPDATE history SET catatan = 'x'", "DELETE FROM history", "DELETE FROM facility_notice"]
)
def test_the_history_and_the_notices_only_grow(office: Office, change: str) -> None:
    office.take_all(notice(), reported())
    with office.database.connection() as connection, pytest.raises(psycopg.errors.RestrictViolation):
        connection.execute(change)

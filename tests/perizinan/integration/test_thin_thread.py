"""One report becomes one signed deed: the whole way of a birth file, with a real database, signer and store."""

from datetime import timedelta

import pytest

from chassis.database import AlreadyHandled
from contracts.dukcapil.events import DataKelahiranDitolak, DataKelahiranPerluPerbaikan, Paket3in1Gagal
from contracts.gateway.events import PermohonanDitarik
from services.perizinan.use_cases.read_document import read_document
from tests.perizinan.births import (
    BORN,
    MOTHER,
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

LATE = {"anak": [child(waktu_lahir=BORN - timedelta(days=61))]}
WAYS = {
    "by rule, after the notice": [reported(), verified(), notice()],
    "sent back by the register and mended": [
        reported(),
        DataKelahiranPerluPerbaikan(nomor=number(1), versi=1, galat=()),
        corrected(),
        verified(versi=2),
        decision(),
    ],
    "late, by officer and head": [
        reported(**LATE),
        verified(),
        decision(),
        decision(officer="kadis", role="KEPALA_DINAS"),
        Paket3in1Gagal(nomor=number(1), kode="kk_ditutup", alasan="Kartu keluarga sudah ditutup."),
    ],
    "rejected by the register": [
        reported(),
        DataKelahiranDitolak(nomor=number(1), versi=1, kode="kota_tidak_dilayani", alasan="Kota lain."),
    ],
    "withdrawn": [reported(), PermohonanDitarik(nomor=number(1), ditarik_pada=REPORTED)],
    "annulled": [reported(), verified(), decision(), annulment("3277-LU-20112026-0001")],
}
WAY = ["VERIFIKASI", "DISETUJUI", "PENANDATANGANAN", "TERBIT"]


def test_a_report_that_a_facility_has_confirmed_becomes_a_deed_without_anyone_deciding(office: Office) -> None:
    office.take_all(notice(), reported(), verified())
    office.sign_all()
    assert office.statuses() == WAY
    assert [deed.nomor_akta for deed in office.deeds()] == ["3277-LU-20112026-0001"]
    (issued,) = office.told("perizinan.akta_kelahiran_terbit.v1")
    assert issued["ibu_nik"] == MOTHER
    assert issued["anak"][0]["jenis_akta"] == "AYAH_IBU"


def test_the_document_is_signed_and_is_what_was_announced(office: Office) -> None:
    office.take_all(notice(), reported(), verified())
    office.sign_all()
    (told,) = office.told("perizinan.dokumen_terbit.v1")
    registry = office.registry
    with registry.transaction():
        pdf = read_document(registry, office.press.store, told["dokumen_id"])
    assert len(pdf) == told["ukuran"]
    assert pdf.startswith(b"%PDF")
    assert b"/ByteRange" in pdf
    assert told["nama_tersamar"] == "S*** N** A*****"
    assert told["penanda_tangan"] == "Kepala Dinas Kependudukan dan Pencatatan Sipil Kota Cimahi"


def test_twins_are_one_application_with_a_deed_and_a_nik_for_each(office: Office) -> None:
    told = [child | {"urutan": place} for place, child in enumerate(_told_twins(), start=1)]
    office.take_all(notice(anak=told), reported(anak=twins()), verified(children=2))
    office.sign_all()
    deeds = office.deeds()
    assert [deed.nomor_akta for deed in deeds] == ["3277-LU-20112026-0001", "3277-LU-20112026-0002"]
    assert len({deed.nik for deed in deeds}) == 2
    assert len(office.told("perizinan.dokumen_terbit.v1")) == 2
    assert len(office.told("perizinan.akta_kelahiran_terbit.v1")) == 1


@pytest.mark.parametrize("way", WAYS)
def test_every_fact_told_twice_has_one_effect(office: Office, way: str) -> None:
    for fact in WAYS[way]:
        event = office.take(fact)
        told = office.told()
        with pytest.raises(AlreadyHandled):
            office.take(fact, event)
        assert office.told() == told
        office.sign_all()
    assert len({step["pada"] for step in office.told("%berubah_status%", number(1))}) == len(office.statuses())


def test_a_deed_is_issued_once_when_its_order_arrives_again_under_the_same_identity(office: Office) -> None:
    office.take_all(notice(), reported(), verified())
    (order,) = office.told("perizinan.akta_kelahiran_disetujui.v1")
    assert order == {"nomor": number(1)}
    office.sign_all()
    before = office.told()
    office.sign_all()
    assert office.told() == before


def _told_twins() -> list[dict[str, object]]:
    kept = ("jenis_kelamin", "waktu_lahir", "jenis_kelahiran", "berat_gram", "panjang_cm")
    return [{key: child[key] for key in kept} for child in twins()]

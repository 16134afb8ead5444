"""One report becomes one signed deed: the whole way of a birth file, with a real database, signer and store."""

import pytest

from chassis.database import AlreadyHandled
from services.perizinan.use_cases.read_document import read_document
from tests.perizinan.births import MOTHER, notice, number, reported, twins, verified
from tests.perizinan.integration.conftest import Office

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


def test_every_fact_told_twice_has_one_effect(office: Office) -> None:
    for fact in (notice(), reported(), verified()):
        event = office.take(fact)
        with pytest.raises(AlreadyHandled):
            office.take(fact, event)
    office.sign_all()
    office.sign_all()
    assert office.statuses() == WAY
    assert len(office.deeds()) == 1
    assert len(office.told("perizinan.akta_kelahiran_terbit.v1")) == 1


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

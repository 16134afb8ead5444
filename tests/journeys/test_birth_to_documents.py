"""A birth becomes three signed documents that anyone can verify."""

import io
import re
import uuid
from typing import Any

import pypdf
import pytest

from chassis.documents.authority import root_certificate
from chassis.documents.verdict import Genuine
from chassis.documents.verify import Verifier
from local.running import RunningSuite, eventually
from local.visitors import Couple, Json, child

KINDS = ["AKTA_KELAHIRAN", "KARTU_KELUARGA", "KIA"]


def born(suite: RunningSuite, couple: Couple, **changes: Any) -> tuple[Json, Json]:
    """Report a birth that its facility has told of; the application when it is done, and the father's headers."""
    report = suite.visitors.birth(couple, **changes)
    suite.visitors.notify(report).raise_for_status()
    answer = suite.visitors.report(report)
    assert answer.status_code == 202, answer.text
    father = suite.visitors.citizen(couple.father)
    suite.visitors.wait(answer.json()["nomor"], father)
    done = eventually(lambda: whole(suite, answer.json()["nomor"], father))
    return done, father


def whole(suite: RunningSuite, number: str, headers: Json, documents: int = 3) -> Json | None:
    found = suite.visitors.application(number, headers)
    return found if len(found["dokumen"]) >= documents and found["status"] == "SELESAI" else None


def pdf_of(suite: RunningSuite, document: Json, headers: Json) -> bytes:
    answer = suite.visitors.http.get(document["unduh"], headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    return answer.content


def text_of(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def status_of(suite: RunningSuite, code: str) -> str:
    return str(suite.visitors.http.get(f"/v1/verifikasi/{code}").json()["status"])


def test_one_report_brings_three_signed_documents_with_the_right_people_on_them(suite: RunningSuite) -> None:
    couple = suite.visitors.couple()
    done, father = born(suite, couple, anak=[child(couple, nama="MELATI PUTRI SENTOSA", jenis_kelamin="P")])
    assert sorted(document["jenis"] for document in done["dokumen"]) == KINDS
    steps = [step["status"] for step in done["riwayat"]]
    assert steps[0] == "DIAJUKAN"
    assert steps[-1] == "SELESAI"
    assert done["sla"]["status"] == "TERPENUHI"
    with Verifier([root_certificate(suite.layout.signing)]) as verifier:
        for document in done["dokumen"]:
            pdf = pdf_of(suite, document, father)
            assert isinstance(verifier.verify(pdf), Genuine)
            text = text_of(pdf)
            assert "MELATI PUTRI SENTOSA" in text
            assert document["nomor"] in text
            assert document["kode_verifikasi"] in text


def test_the_new_card_is_active_the_old_one_replaced_and_a_forged_one_unknown(suite: RunningSuite) -> None:
    couple = suite.visitors.couple()
    query = "SELECT kode_verifikasi FROM dokumen WHERE pemilik = %s AND status = 'AKTIF'"
    [before] = suite.rows("dukcapil", query, couple.family_card)
    assert status_of(suite, before["kode_verifikasi"]) == "AKTIF"
    done, _ = born(suite, couple)
    [card] = [document for document in done["dokumen"] if document["jenis"] == "KARTU_KELUARGA"]
    assert status_of(suite, card["kode_verifikasi"]) == "AKTIF"
    eventually(lambda: status_of(suite, before["kode_verifikasi"]) == "DIGANTIKAN")
    forged = card["kode_verifikasi"][:-6] + "ZZ-ZZZZ"
    assert status_of(suite, forged) == "TIDAK_DITEMUKAN"


def test_an_uploaded_document_is_recognised_and_an_altered_one_is_not(suite: RunningSuite) -> None:
    done, father = born(suite, suite.visitors.couple())
    pdf = pdf_of(suite, done["dokumen"][0], father)

    def ask(content: bytes) -> Json:
        files = {"berkas": ("dokumen.pdf", content, "application/pdf")}
        answer = suite.visitors.http.post("/v1/verifikasi", files=files)
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    assert ask(pdf)["status"] == "AKTIF"
    altered = ask(pdf[:2000] + bytes([pdf[2000] ^ 1]) + pdf[2001:])
    assert altered["status"] == "TIDAK_DITEMUKAN"
    assert altered["alasan"]


def test_the_verification_page_shows_neither_nik_nor_whole_name(suite: RunningSuite) -> None:
    couple = suite.visitors.couple()
    done, _ = born(suite, couple, anak=[child(couple, nama="RAHASIA NAMA ANAK")])
    for document in done["dokumen"]:
        for path in ("/v1/verifikasi", "/v"):
            shown = suite.visitors.http.get(f"{path}/{document['kode_verifikasi']}").text
            assert "AKTIF" in shown
            assert "RAHASIA" not in shown
            assert not re.search(r"\d{16}", shown)


def test_another_citizen_finds_nothing(suite: RunningSuite) -> None:
    done, _ = born(suite, suite.visitors.couple())
    stranger = suite.visitors.citizen(suite.visitors.couple().father)
    get = suite.visitors.http.get
    assert get(f"/v1/permohonan/{done['nomor']}", headers=stranger).status_code == 404
    assert get(done["dokumen"][0]["unduh"], headers=stranger).status_code == 404
    assert get(f"/v1/permohonan/{done['nomor']}").status_code == 401


def test_the_same_key_gives_the_same_application_and_with_another_body_none(suite: RunningSuite) -> None:
    couple = suite.visitors.couple()
    report, key = suite.visitors.birth(couple), str(uuid.uuid4())
    first, second = (suite.visitors.report(report, key=key) for _ in range(2))
    assert (first.status_code, second.status_code) == (202, 202)
    assert first.json() == second.json()
    other = suite.visitors.report(suite.visitors.birth(couple), key=key)
    assert other.status_code == 422
    assert other.json()["kode"]


def test_live_events_tell_every_step_and_end(suite: RunningSuite) -> None:
    couple = suite.visitors.couple()
    report = suite.visitors.birth(couple)
    suite.visitors.notify(report).raise_for_status()
    number = suite.visitors.report(report).json()["nomor"]
    father = suite.visitors.citizen(couple.father)
    with suite.visitors.http.stream("GET", f"/v1/permohonan/{number}/acara", headers=father, timeout=30) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        told = "".join(stream.iter_text())
    assert "DIAJUKAN" in told
    assert "SELESAI" in told


@pytest.mark.parametrize("across_midnight", [False, True])
def test_twins_get_a_deed_and_a_card_each_on_one_family_card(suite: RunningSuite, across_midnight: bool) -> None:
    couple = suite.visitors.couple()
    day = child(couple)["waktu_lahir"][:10]
    first, second = ("16:50", "17:10") if across_midnight else ("04:00", "04:10")  # UTC; midnight in WIB is 17:00
    twins = [
        child(
            couple,
            nama=f"KEMBAR {name}",
            waktu_lahir=f"{day}T{hour}:00+00:00",
            jenis_kelahiran="KEMBAR_2",
            kelahiran_ke=couple.children + place,
            jenis_kelamin="P",
        )
        for place, (name, hour) in enumerate((("PERTAMA", first), ("KEDUA", second)), 1)
    ]
    report = suite.visitors.birth(couple, anak=twins)
    suite.visitors.notify(report).raise_for_status()
    answer = suite.visitors.report(report)
    assert answer.status_code == 202, answer.text
    father = suite.visitors.citizen(couple.father)
    suite.visitors.wait(answer.json()["nomor"], father)
    done = eventually(lambda: whole(suite, answer.json()["nomor"], father, documents=5))
    kinds = [document["jenis"] for document in done["dokumen"]]
    assert [kinds.count(kind) for kind in KINDS] == [2, 1, 2]
    niks = [document["nomor"] for document in done["dokumen"] if document["jenis"] == "KIA"]
    dates = {nik[6:12] for nik in niks}
    assert len(dates) == (2 if across_midnight else 1)
    if not across_midnight:
        assert abs(int(niks[0][12:]) - int(niks[1][12:])) == 1


def test_the_package_of_the_deed_alone_brings_one_document(suite: RunningSuite) -> None:
    couple = suite.visitors.couple()
    report = suite.visitors.birth(couple, paket="AKTA")
    suite.visitors.notify(report).raise_for_status()
    father = suite.visitors.citizen(couple.father)
    number = suite.visitors.report(report).json()["nomor"]
    done = suite.visitors.wait(number, father)
    assert done["status"] == "SELESAI"
    done = eventually(lambda: whole(suite, number, father, documents=1))
    assert [document["jenis"] for document in done["dokumen"]] == ["AKTA_KELAHIRAN"]


def test_a_facility_that_reports_for_the_parents_confirms_the_birth_by_that(suite: RunningSuite) -> None:
    couple = suite.visitors.couple()
    facility = suite.visitors.facility()
    answer = suite.visitors.report(suite.visitors.birth(couple), facility)
    assert answer.status_code == 202, answer.text
    number = answer.json()["nomor"]
    assert suite.visitors.wait(number, facility)["status"] == "SELESAI"
    father = suite.visitors.citizen(couple.father)
    assert whole(suite, number, father) is not None

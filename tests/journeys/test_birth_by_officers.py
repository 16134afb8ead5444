"""Births that need a person's eye, and those that go another way than straight."""

from datetime import UTC, datetime, timedelta

from local.running import RunningSuite, eventually
from local.visitors import Json, cases, child
from tests.journeys.test_birth_to_documents import born, pdf_of, text_of, whole

WITHOUT_FACILITY: Json = {"surat_keterangan_lahir": None, "sptjm": {"kelahiran": True, "suami_istri": False}}


def decide(suite: RunningSuite, number: str, role: str, decision: Json, place: int = 0) -> int:
    headers = suite.visitors.officer(role, place)
    answer = suite.visitors.post(f"/v1/petugas/permohonan/{number}/keputusan", decision, headers)
    return answer.status_code


def reported(suite: RunningSuite, report: Json, *statuses: str) -> tuple[str, Json]:
    answer = suite.visitors.report(report)
    assert answer.status_code == 202, answer.text
    headers = suite.visitors.citizen(report["pelapor"]["nik"])
    found = suite.visitors.wait(answer.json()["nomor"], headers, *statuses)
    assert found["status"] in statuses, found
    return str(answer.json()["nomor"]), headers


def test_without_a_facility_an_officer_looks_and_decides(suite: RunningSuite) -> None:
    report = suite.visitors.birth(suite.visitors.couple(), **WITHOUT_FACILITY)
    number, father = reported(suite, report, "MENUNGGU_PETUGAS")
    officer = suite.visitors.officer("PETUGAS_VERIFIKASI")
    queue = suite.visitors.http.get("/v1/petugas/antrian", headers=officer)
    assert queue.status_code == 200
    assert number in queue.text
    assert decide(suite, number, "PETUGAS_VERIFIKASI", {"keputusan": "SETUJU"}) == 202
    assert suite.visitors.wait(number, father)["status"] == "SELESAI"


def test_a_citizen_cannot_decide_nor_see_the_queue(suite: RunningSuite) -> None:
    report = suite.visitors.birth(suite.visitors.couple(), **WITHOUT_FACILITY)
    number, father = reported(suite, report, "MENUNGGU_PETUGAS")
    path = f"/v1/petugas/permohonan/{number}/keputusan"
    assert suite.visitors.post(path, {"keputusan": "SETUJU"}, father).status_code == 403
    assert suite.visitors.http.get("/v1/petugas/antrian", headers=father).status_code == 403


def test_an_officer_sends_a_report_back_and_the_corrected_one_goes_on(suite: RunningSuite) -> None:
    couple = suite.visitors.couple()
    report = suite.visitors.birth(couple, anak=[child(couple, nama="SALAH TULIS")], **WITHOUT_FACILITY)
    number, father = reported(suite, report, "MENUNGGU_PETUGAS")
    items = [{"lokasi": "/anak/0/nama", "pesan": "Nama tidak sesuai dengan surat."}]
    assert decide(suite, number, "PETUGAS_VERIFIKASI", {"keputusan": "PERBAIKI", "butir": items}) == 202
    asked = suite.visitors.wait(number, father, "PERLU_PERBAIKAN")
    assert asked["perbaikan"][0]["lokasi"] == "/anak/0/nama"
    eventually(lambda: suite.visitors.application(number, father)["sla"]["status"] == "JEDA")
    report["anak"][0]["nama"] = "BENAR TULIS"
    answer = suite.visitors.post(f"/v1/permohonan/{number}/perbaikan", report, father)
    assert answer.status_code == 202, answer.text
    suite.visitors.wait(number, father, "MENUNGGU_PETUGAS")
    assert decide(suite, number, "PETUGAS_VERIFIKASI", {"keputusan": "SETUJU"}) == 202
    suite.visitors.wait(number, father)
    done = eventually(lambda: whole(suite, number, father))
    assert "BENAR TULIS" in text_of(pdf_of(suite, done["dokumen"][0], father))


def test_an_officer_refuses_with_a_reason_and_the_reserved_nik_is_released(suite: RunningSuite) -> None:
    report = suite.visitors.birth(suite.visitors.couple(), **WITHOUT_FACILITY)
    number, father = reported(suite, report, "MENUNGGU_PETUGAS")
    decision = {"keputusan": "TOLAK", "alasan": "Saksi menyangkal."}
    assert decide(suite, number, "PETUGAS_VERIFIKASI", decision) == 202
    refused = suite.visitors.wait(number, father)
    assert refused["status"] == "DITOLAK"
    assert any(step["catatan"] and "Saksi" in step["catatan"] for step in refused["riwayat"])
    held = "SELECT count(*) FROM nik_dipesan WHERE nomor = %s AND status = 'DIPESAN'"
    eventually(lambda: suite.count("dukcapil", held, number) == 0)


def test_a_late_report_waits_for_the_head_and_gets_a_late_deed(suite: RunningSuite) -> None:
    couple = suite.visitors.couple()
    long_ago = (datetime.now(UTC) - timedelta(days=70)).isoformat()
    report = suite.visitors.birth(couple, anak=[child(couple, waktu_lahir=long_ago)])
    suite.visitors.notify(report).raise_for_status()
    number, father = reported(suite, report, "MENUNGGU_PERSETUJUAN_KADIS")
    assert decide(suite, number, "PETUGAS_VERIFIKASI", {"keputusan": "SETUJU"}) == 403
    assert decide(suite, number, "KEPALA_DINAS", {"keputusan": "SETUJU"}) == 202
    suite.visitors.wait(number, father)
    done = eventually(lambda: whole(suite, number, father))
    [deed] = [document for document in done["dokumen"] if document["jenis"] == "AKTA_KELAHIRAN"]
    assert "-LT-" in deed["nomor"]


def test_an_unrecorded_marriage_puts_its_sentence_on_the_deed(suite: RunningSuite) -> None:
    case = next(cases(suite.layout, "KAWIN_BELUM_TERCATAT"))
    couple = suite.visitors.couple_of(case)
    report = suite.visitors.birth(
        couple, perkawinan={"bukti": "TIDAK_ADA"}, sptjm={"kelahiran": False, "suami_istri": True}
    )
    suite.visitors.notify(report).raise_for_status()
    number, father = reported(suite, report, "MENUNGGU_PETUGAS")
    assert decide(suite, number, "PETUGAS_VERIFIKASI", {"keputusan": "SETUJU"}) == 202
    suite.visitors.wait(number, father)
    done = eventually(lambda: whole(suite, number, father))
    [deed] = [document for document in done["dokumen"] if document["jenis"] == "AKTA_KELAHIRAN"]
    assert "belum tercatat" in text_of(pdf_of(suite, deed, father))


def test_a_withdrawn_application_ends_without_documents(suite: RunningSuite) -> None:
    report = suite.visitors.birth(suite.visitors.couple(), **WITHOUT_FACILITY)
    number, father = reported(suite, report, "MENUNGGU_PETUGAS")
    answer = suite.visitors.post(f"/v1/permohonan/{number}/pembatalan", {"pernyataan_benar": True}, father)
    assert answer.status_code == 202, answer.text
    ended = suite.visitors.wait(number, father)
    assert (ended["status"], ended["dokumen"]) == ("DIBATALKAN", [])


def test_the_same_birth_reported_by_both_parents_is_registered_once(suite: RunningSuite) -> None:
    couple = suite.visitors.couple()
    first = suite.visitors.birth(couple)
    suite.visitors.notify(first).raise_for_status()
    second = {**first, "pelapor": {"nik": couple.mother, "hubungan": "IBU"}}
    answers = [suite.visitors.report(report) for report in (first, second)]
    ends = []
    for report, answer in zip((first, second), answers, strict=True):
        if answer.status_code == 422:
            ends.append(answer.json()["galat"][0]["kode"])
            continue
        headers = suite.visitors.citizen(report["pelapor"]["nik"])
        ends.append(suite.visitors.wait(answer.json()["nomor"], headers)["status"])
    assert sorted(ends) in (["DITOLAK", "SELESAI"], ["SELESAI", "kelahiran_ganda"])
    deeds = "SELECT count(*) FROM dokumen WHERE pemilik = %s AND versi = 2"
    assert suite.count("dukcapil", deeds, couple.family_card) == 1


def test_an_annulled_deed_takes_card_and_family_card_with_it(suite: RunningSuite) -> None:
    done, _ = born(suite, suite.visitors.couple())
    by_kind = {document["jenis"]: document for document in done["dokumen"]}
    head = suite.visitors.officer("KEPALA_DINAS")
    order = {"dasar": "Penetapan PN Bale Bandung 12/Pdt.P/2026"}
    path = f"/v1/petugas/akta/{by_kind['AKTA_KELAHIRAN']['nomor']}/pembatalan"
    assert suite.visitors.post(path, order, head).status_code == 202

    def status(kind: str) -> str:
        code = by_kind[kind]["kode_verifikasi"]
        return str(suite.visitors.http.get(f"/v1/verifikasi/{code}").json()["status"])

    eventually(lambda: status("AKTA_KELAHIRAN") == "DICABUT")
    eventually(lambda: status("KIA") == "DICABUT")
    eventually(lambda: status("KARTU_KELUARGA") == "DIGANTIKAN")

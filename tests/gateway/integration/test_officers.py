"""Officers see their queue and files, and decide; what would not count is told at once, and who read what is kept."""

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest

from contracts.gateway.events import PembatalanAktaDiputuskan, PutusanPetugasDicatat
from contracts.numbers import application_number
from contracts.perizinan import events as perizinan
from contracts.perizinan.api import Antrian, BerkasMenunggu, BerkasPetugas, StatusBerkas
from contracts.types import StatusPermohonan
from tests.gateway.double import Reply
from tests.gateway.integration.town import Town
from tests.gateway.reports import FATHER, MOTHER, STRANGER, WITNESSES, Json, report

NOW = datetime.now(UTC)
APPROVE = {"keputusan": "SETUJU"}
ELSEWHERE = application_number("KL", "3276", NOW.date(), 7)


def file(number: str, **changes: Any) -> BerkasPetugas:
    body = report()
    kept = {name: body[name] for name in body if name not in ("pelapor", "pernyataan_benar")}
    told = {
        "nomor": number,
        "kota": "3277",
        "status": "MENUNGGU_PETUGAS",
        "versi": 1,
        "dilaporkan_pada": NOW,
        "terlambat": False,
        "atas_nama_faskes": None,
        "jenis_akta": None,
        "penilaian": ("tanpa_pemberitahuan",),
        "laporan": kept | {"pelapor_nik": FATHER, "pelapor_hubungan": "AYAH"},
        "peringatan": (),
        "verifikasi": None,
        "pemberitahuan": (),
        "akta": (),
        "riwayat": (),
    }
    return BerkasPetugas.model_validate(told | changes, strict=False)


def state(number: str) -> Reply:
    told = StatusBerkas(
        nomor=number,
        kota="3277",
        status=StatusPermohonan.MENUNGGU_PETUGAS,
        sejak=NOW,
        versi=1,
        terlambat=False,
        penilaian=(),
        akta=(),
        riwayat=(),
    )
    return Reply(told.model_dump_json().encode())


def may_decide(town: Town, number: str, reply: Reply | None = None) -> str:
    """Let perizinan say that a decision would count, or what else it says; the path of the decision."""
    town.perizinan.replies[f"/internal/berkas/{number}/periksa-putusan"] = reply or state(number)
    return f"/v1/petugas/permohonan/{number}/keputusan"


def test_the_queue_is_that_of_the_officers_role_and_city(town: Town) -> None:
    waiting = BerkasMenunggu(
        nomor=ELSEWHERE,
        status=StatusPermohonan.MENUNGGU_PETUGAS,
        menunggu_sejak=NOW,
        dilaporkan_pada=NOW,
        versi=1,
        terlambat=False,
        jenis_akta=None,
        jumlah_anak=1,
        penilaian=(),
    )
    town.perizinan.replies["/internal/antrian"] = Reply(Antrian(berkas=(waiting,)).model_dump_json().encode())

    answer = town.http.get("/v1/petugas/antrian?setelah=abc", headers=town.officer())

    assert [one["nomor"] for one in answer.json()["berkas"]] == [ELSEWHERE]
    assert "kota=3277&peran=PETUGAS_VERIFIKASI&petugas=" in town.perizinan.asked[-1].path
    assert town.perizinan.asked[-1].path.endswith("setelah=abc")


@pytest.mark.parametrize("path", ["/v1/petugas/antrian", f"/v1/petugas/permohonan/{ELSEWHERE}"])
def test_citizens_clients_and_other_officers_do_not_come_in(town: Town, path: str) -> None:
    for who in (town.citizen(), town.hospital(), town.officer("PETUGAS_PAJAK"), town.officer("ADMIN")):
        assert town.http.get(path, headers=who).status_code == 403


def test_everyone_whose_data_an_officer_reads_can_be_told_of_it(town: Town) -> None:
    number = town.accepted()
    town.perizinan.replies[f"/internal/berkas/{number}"] = Reply(file(number).model_dump_json().encode())

    answer = town.http.get(f"/v1/petugas/permohonan/{number}", headers=town.officer())

    assert answer.json()["laporan"]["pelapor_nik"] == FATHER
    rows = town.rows("SELECT subject_key, fields FROM access_log WHERE resource = %s", f"berkas/{number}")
    assert {row["subject_key"] for row in rows} == {town.pseudonym(nik) for nik in (FATHER, MOTHER, *WITNESSES)}


def test_another_citys_file_does_not_exist(town: Town) -> None:
    abroad = file(ELSEWHERE, kota="3276")
    town.perizinan.replies[f"/internal/berkas/{ELSEWHERE}"] = Reply(abroad.model_dump_json().encode())

    refused = town.http.get(f"/v1/petugas/permohonan/{ELSEWHERE}", headers=town.officer())

    assert refused.status_code == 404
    assert town.count("access_log", "resource = %s", f"berkas/{ELSEWHERE}") == 0


def test_a_decision_is_taken_down_once(town: Town) -> None:
    number, key = town.accepted(), str(uuid.uuid4())
    path = may_decide(town, number)

    first, again = (town.post(path, APPROVE, town.officer(), key) for _ in range(2))

    assert (first.status_code, again.content) == (202, first.content)
    rows = town.rows("SELECT data FROM outbox WHERE subject = %s AND type LIKE '%%putusan%%'", number)
    decided = [PutusanPetugasDicatat.model_validate(row["data"]) for row in rows]
    assert [(one.keputusan, one.petugas.peran, one.petugas.kota) for one in decided] == [
        ("SETUJU", "PETUGAS_VERIFIKASI", "3277")
    ]


@pytest.mark.parametrize(
    ("status", "kode"), [(403, "empat_mata"), (403, "peran_tidak_berwenang"), (409, "keputusan_tidak_berlaku_lagi")]
)
def test_what_would_not_count_is_told_at_once_and_not_taken_down(town: Town, status: int, kode: str) -> None:
    number = town.accepted()
    path = may_decide(town, number, Reply.problem(status, kode))

    refused = town.post(path, APPROVE, town.officer())

    assert (refused.status_code, refused.json()["kode"]) == (status, kode)
    assert town.count("outbox", "subject = %s AND type LIKE '%%putusan%%'", number) == 0


def test_a_decision_on_nothing_is_not_taken_down(town: Town) -> None:
    path = may_decide(town, ELSEWHERE, Reply.problem(404, "berkas_tidak_ditemukan"))

    assert town.post(path, APPROVE, town.officer()).status_code == 404
    assert town.post("/v1/petugas/permohonan/abc/keputusan", APPROVE, town.officer()).status_code == 404


def test_a_decision_is_taken_down_while_perizinan_is_away(own_town: Town) -> None:
    number = own_town.accepted()
    path = may_decide(own_town, number, Reply(b"", status=503))

    assert own_town.post(path, APPROVE, own_town.officer()).status_code == 202
    elsewhere = may_decide(own_town, ELSEWHERE, Reply(b"", status=503))
    assert own_town.post(elsewhere, APPROVE, own_town.officer()).status_code == 404
    queue = own_town.http.get("/v1/petugas/antrian", headers=own_town.officer())
    assert (queue.status_code, "retry-after" in queue.headers) in ((404, False), (503, True))


@pytest.mark.parametrize(
    ("body", "kode"),
    [
        ({"keputusan": "TOLAK"}, "alasan_wajib"),
        ({"keputusan": "PERBAIKI"}, "butir_wajib"),
        ({"keputusan": "MUNGKIN"}, "pilihan_tidak_dikenal"),
        ({"keputusan": "PERBAIKI", "butir": [{"lokasi": "anak", "pesan": "x"}]}, "lokasi_tidak_sah"),
        ({"keputusan": "SETUJU", "petugas": "saya"}, "isian_tidak_dikenal"),
        ({"keputusan": "TOLAK", "alasan": "x" * 2001}, "panjang_isian_salah"),
        ({}, "isian_wajib"),
    ],
)
def test_a_decision_says_what_and_why(town: Town, body: Json, kode: str) -> None:
    refused = town.post(f"/v1/petugas/permohonan/{ELSEWHERE}/keputusan", body, town.officer())

    assert (refused.status_code, refused.json()["kode"]) == (422, kode)


def test_a_deed_is_annulled_by_the_head_of_its_own_city_only(town: Town) -> None:
    serial = uuid.uuid4().int % 9000 + 1000
    deed = f"3277-LU-22112026-{serial}"
    told = town.document(perizinan, town.accepted(), "AKTA_KELAHIRAN", nomor_tersamar=deed)
    path, order = f"/v1/petugas/akta/{deed}/pembatalan", {"dasar": "12/Pdt.P/2026/PN Blb"}

    assert town.post(path, order, town.officer()).status_code == 403
    assert town.post(path, order, town.officer("KEPALA_DINAS", "3276")).status_code == 404
    unknown = f"/v1/petugas/akta/3277-LU-22112026-{serial - 999:04}/pembatalan"
    assert town.post(unknown, order, town.officer("KEPALA_DINAS")).status_code == 404
    assert town.post(path, order, town.officer("KEPALA_DINAS")).status_code == 202
    (row,) = town.rows("SELECT data FROM outbox WHERE subject = %s", deed)
    assert PembatalanAktaDiputuskan.model_validate(row["data"]).dasar == order["dasar"]
    town.tell(perizinan.DokumenDicabut(dokumen_id=told["dokumen_id"], alasan="x", pada=NOW))
    assert town.post(path, order, town.officer("KEPALA_DINAS")).status_code == 409


def test_an_officer_who_left_no_longer_comes_in(own_town: Town) -> None:
    who = own_town.officer()
    own_town.rows("UPDATE officer SET active = false RETURNING 1")

    assert own_town.http.get("/v1/petugas/antrian", headers=who).status_code == 401


def test_a_citizen_is_no_officer_by_saying_so(town: Town) -> None:
    town.citizen(STRANGER)
    forged = town.tokens.mint("no-such-officer", "PETUGAS", seconds=60, demo=True)
    odd = town.tokens.mint("no-such-officer", "RAJA", seconds=60, demo=True)

    for token in (forged, odd):
        assert town.http.get("/v1/petugas/antrian", headers={"Authorization": f"Bearer {token}"}).status_code == 401

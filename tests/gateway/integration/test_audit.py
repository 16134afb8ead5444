"""Every access, decision and document can be proved to an outsider; people read who read their data, and why."""

import csv
import io
import json
import re
import uuid
from datetime import UTC, datetime
from typing import Any

import httpx
import psycopg
import pytest
from psycopg.rows import dict_row

from chassis.database import AlreadyHandled
from contracts.dukcapil import events as dukcapil
from contracts.gateway.audit import CatatanAkses, CatatanDokumen, CatatanKeputusan
from contracts.gateway.events import PutusanPetugasDicatat
from contracts.perizinan import events as perizinan
from services.gateway.access.keys import AUDIT, PSEUDONYM
from services.gateway.access.log import kept
from services.gateway.audit.note import NoteSigner, origin_of
from services.gateway.audit.pseudonyms import Pseudonyms
from services.gateway.audit.sealing import seal
from services.gateway.audit.verify_log import Checkpoint, Key, check_consistency, check_inclusion
from tests.gateway.double import Reply
from tests.gateway.integration.test_agencies import QUESTION, agency
from tests.gateway.integration.test_clients import KEY, jwks, promoted, registered
from tests.gateway.integration.test_officers import APPROVE, file, may_decide
from tests.gateway.integration.town import Town
from tests.gateway.reports import FATHER, MOTHER, Json

NOW = datetime.now(UTC)


def seal_log(town: Town) -> int:
    """Let the sealer do one round; the size of the log."""
    signer = NoteSigner.load(town.folder / "keys" / AUDIT, origin_of(town.url))
    with psycopg.connect(town.database_url, autocommit=True, row_factory=dict_row) as connection:
        return seal(connection, signer, None).size


def read_by_agency(town: Town, nik: str = FATHER, **changes: Any) -> httpx.Response:
    """An agency compares a resident."""
    town.dukcapil.replies["/internal/kependudukan/verifikasi"] = Reply.json({"hasil": [{"nik": "SESUAI"}]})
    body = {"tujuan": QUESTION["tujuan"], "dasar_hukum": QUESTION["dasar_hukum"], "nik": nik, **changes}
    return town.http.post("/v1/kependudukan/verifikasi", json=body, headers=agency(town))


def own_log(town: Town, nik: str = FATHER, query: str = "") -> Json:
    answer = town.http.get(f"/v1/log-akses/saya{query}", headers=town.citizen(nik))
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def entry_of(town: Town, id: str) -> str:
    """The recorded bytes of an entry, sealed or not."""
    rows = town.rows(
        "SELECT content FROM audit_pending WHERE id = %s UNION ALL SELECT content FROM audit_entry WHERE id = %s",
        id,
        id,
    )
    assert len(rows) == 1
    return bytes(rows[0]["content"]).decode()


def pseudonyms(town: Town) -> Pseudonyms:
    return Pseudonyms.load(town.folder / "keys" / PSEUDONYM)


def key_of(town: Town) -> Key:
    return Key.parse(town.http.get("/v1/audit/kunci").json()["kunci_pemeriksa"])


def test_a_citizen_reads_who_read_their_data_and_proves_that_it_stands_in_the_log(town: Town) -> None:
    seal_log(town)
    assert read_by_agency(town).status_code == 200

    found = own_log(town)["akses"][0]

    assert (found["oleh"], found["layanan"]) == ({"jenis": "KLIEN", "nama": "KLIEN"}, "kependudukan/verifikasi")
    assert (found["isian"], found["tujuan"], found["hasil"]) == (["nik"], QUESTION["tujuan"], "DIBERIKAN")
    waiting = town.http.get(found["alamat_bukti"])
    assert (waiting.status_code, waiting.json()["kode"]) == (409, "belum_disegel")
    seal_log(town)
    proof = town.http.get(found["alamat_bukti"]).json()
    assert list(check_inclusion(proof, key_of(town))) == []
    entry = CatatanAkses.model_validate_json(proof["entri"])
    assert (str(entry.id), entry.pelaku) == (found["id"], "klien:opd-dinsos")
    assert entry.subjek == town.pseudonym(FATHER).hex()


def test_an_entry_seals_what_the_ledger_keeps_of_the_access(town: Town) -> None:
    read_by_agency(town)

    (row,) = town.rows("SELECT * FROM access_log WHERE id = %s", own_log(town)["akses"][0]["id"])
    entry = CatatanAkses.model_validate_json(entry_of(town, str(row["id"])))

    sealed = kept(row["actor"], row["tujuan"], row["dasar_hukum"], row["correlation_id"])
    assert entry.isi == pseudonyms(town).seal(sealed)
    assert entry.waktu == row["at"]


def test_a_citizen_reads_nobody_elses_log_and_pages_without_gap_or_repeat(town: Town) -> None:
    nik = "3277010203040007"
    fields = ("nama", "tanggal_lahir", "jenis_kelamin", "nama_ibu", "tempat_lahir")
    known = {"nama": "BUDI", "tanggal_lahir": "1990-05-15", "jenis_kelamin": "L", "tempat_lahir": "32.77"}
    for field in fields:
        read_by_agency(town, nik, **{field: known.get(field, "SITI")})
    read_by_agency(town, MOTHER)

    first = own_log(town, nik, "?batas=2")
    second = own_log(town, nik, f"?batas=2&setelah={first['berikutnya']}")
    third = own_log(town, nik, f"?batas=2&setelah={second['berikutnya']}")

    pages = [[row["isian"][-1] for row in page["akses"]] for page in (first, second, third)]
    assert pages == [["tempat_lahir", "nama_ibu"], ["jenis_kelamin", "tanggal_lahir"], ["nama"]]
    assert third["berikutnya"] is None


@pytest.mark.parametrize("query", ["?setelah=abc", "?batas=0", "?batas=101"])
def test_a_cursor_that_is_none_is_refused(town: Town, query: str) -> None:
    refused = town.http.get(f"/v1/log-akses/saya{query}", headers=town.citizen())

    assert (refused.status_code, refused.json()["galat"][0]["lokasi"]) == (422, f"/{query[1:].partition('=')[0]}")


def test_only_a_citizen_has_a_log_of_their_own(town: Town) -> None:
    for who in (agency(town), town.officer(), town.officer("KEPALA_DINAS")):
        assert town.http.get("/v1/log-akses/saya", headers=who).status_code == 403


def test_an_officer_is_shown_by_office_and_never_by_name(town: Town) -> None:
    number = town.accepted()
    town.perizinan.replies[f"/internal/berkas/{number}"] = Reply(file(number).model_dump_json().encode())
    town.http.get(f"/v1/petugas/permohonan/{number}", headers=town.officer())

    found = own_log(town)["akses"][0]

    assert found["oleh"] == {"jenis": "PETUGAS", "nama": "Petugas verifikasi"}
    assert found["layanan"] == f"berkas/{number}"
    entry = CatatanAkses.model_validate_json(entry_of(town, found["id"]))
    assert re.fullmatch("petugas:[0-9a-f]{64}", entry.pelaku)


def test_what_cannot_be_recorded_is_not_answered(own_town: Town) -> None:
    with psycopg.connect(own_town.database_url, autocommit=True) as owner:
        owner.execute("ALTER TABLE audit_pending ADD CHECK (false) NOT VALID")

    refused = read_by_agency(own_town)

    assert refused.status_code >= 500
    assert "SESUAI" not in refused.text
    assert own_town.count("access_log") == 0


def test_a_decision_stands_in_the_log_once_and_seals_what_was_decided(town: Town) -> None:
    number, key = town.accepted(), str(uuid.uuid4())
    path = may_decide(town, number)
    for _ in range(2):
        town.post(path, APPROVE, town.officer(), key)

    (row,) = town.rows("SELECT id, data::text FROM outbox WHERE subject = %s AND type LIKE '%%putusan%%'", number)
    entry = CatatanKeputusan.model_validate_json(entry_of(town, row["id"]))

    assert (entry.keputusan, entry.peran, entry.kota, entry.nomor) == ("SETUJU", "PETUGAS_VERIFIKASI", "3277", number)
    decided = PutusanPetugasDicatat.model_validate_json(row["data"])
    assert entry.pelaku == f"petugas:{pseudonyms(town).of_person(decided.petugas.id)}"
    assert entry.isi == pseudonyms(town).seal(row["data"])


def test_a_decision_that_was_refused_stands_nowhere(town: Town) -> None:
    number = town.accepted()
    before = town.count("audit_pending")
    town.post(may_decide(town, number, Reply.problem(403, "empat_mata")), APPROVE, town.officer())

    assert town.count("audit_pending") == before


def test_the_order_to_annul_a_deed_stands_in_the_log(town: Town) -> None:
    deed = f"3277-LU-22112026-{uuid.uuid4().int % 9000 + 1000}"
    town.document(perizinan, town.accepted(), "AKTA_KELAHIRAN", nomor_tersamar=deed)
    order = {"dasar": "12/Pdt.P/2026/PN Blb"}
    town.post(f"/v1/petugas/akta/{deed}/pembatalan", order, town.officer("KEPALA_DINAS"))

    (row,) = town.rows("SELECT id FROM outbox WHERE subject = %s", deed)
    entry = CatatanKeputusan.model_validate_json(entry_of(town, row["id"]))

    assert (entry.keputusan, entry.peran, entry.nomor) == ("BATALKAN_AKTA", "KEPALA_DINAS", None)


def test_a_documents_whole_life_stands_in_the_log_once_each(town: Town) -> None:
    told = town.document(dukcapil, town.accepted(), "KARTU_KELUARGA")
    replaced = dukcapil.DokumenDigantikan(dokumen_id=told["dokumen_id"], oleh_dokumen_id=str(uuid.uuid4()), pada=NOW)
    revoked = dukcapil.DokumenDicabut(dokumen_id=told["dokumen_id"], alasan="x", pada=NOW)
    event_id = uuid.uuid4()
    town.tell(replaced, event_id=event_id)
    town.tell(revoked)

    with pytest.raises(AlreadyHandled):
        town.tell(replaced, event_id=event_id)

    rows = town.rows(
        "SELECT content FROM (SELECT position AS at, content FROM audit_entry UNION ALL"
        " SELECT arrival + 1000000, content FROM audit_pending) AS entry"
        " WHERE convert_from(content, 'UTF8')::json->>'dokumen_id' = %s ORDER BY at",
        told["dokumen_id"],
    )
    life = [CatatanDokumen.model_validate_json(row["content"]) for row in rows]
    assert [step.jenis for step in life] == ["DOKUMEN_TERBIT", "DOKUMEN_DIGANTIKAN", "DOKUMEN_DICABUT"]
    assert (life[0].sha256, life[0].jenis_dokumen) == (told["sha256"], "KARTU_KELUARGA")
    assert (life[1].id, life[1].pengganti) == (event_id, replaced.oleh_dokumen_id)


def test_the_log_proves_that_it_only_grows(town: Town) -> None:
    read_by_agency(town)
    old = seal_log(town)
    before = Checkpoint.parse(town.http.get("/v1/audit/titik-periksa").json()["titik_periksa"], key_of(town))
    read_by_agency(town)
    read_by_agency(town)
    new = seal_log(town)

    proof = town.http.get("/v1/audit/konsistensi", params={"dari": old}).json()
    earlier = town.http.get("/v1/audit/konsistensi", params={"dari": 1, "ke": old}).json()
    between = town.http.get("/v1/audit/konsistensi", params={"dari": 1, "ke": new - 1}).json()

    assert (before.size, proof["ke"]) == (old, new)
    assert list(check_consistency(proof, before, key_of(town))) == []
    assert list(check_consistency(proof, Checkpoint(old, b"\0" * 32), key_of(town))) != []
    assert Checkpoint.parse(earlier["titik_periksa"], key_of(town)) == before
    assert (between["ke"], between["titik_periksa"]) == (new - 1, None)


def test_a_backlog_is_visible_to_everyone(town: Town) -> None:
    seal_log(town)
    read_by_agency(town)

    told = town.http.get("/v1/audit/titik-periksa").json()

    assert told["menunggu"] >= 1
    assert told["titik_periksa"].splitlines()[:2] == [f"{origin_of(town.url)}", str(told["jumlah_entri"])]


@pytest.mark.parametrize(
    ("path", "status", "kode"),
    [
        ("/v1/audit/bukti/00000000-0000-4000-8000-000000000000", 404, "tidak_ditemukan"),
        ("/v1/audit/bukti/1", 422, None),
        ("/v1/audit/konsistensi", 422, None),
        ("/v1/audit/konsistensi?dari=0", 422, None),
        ("/v1/audit/konsistensi?dari=2&ke=1", 422, "ukuran_tidak_sah"),
        ("/v1/audit/konsistensi?dari=1&ke=4000000000000000000", 422, "ukuran_belum_ada"),
        ("/v1/audit/konsistensi?dari=99999999999999999999", 422, None),
    ],
)
def test_a_question_about_what_is_not_there_gets_a_clear_answer(
    town: Town, path: str, status: int, kode: str | None
) -> None:
    read_by_agency(town)
    read_by_agency(town)
    seal_log(town)

    refused = town.http.get(path)

    assert refused.status_code == status, refused.text
    assert kode is None or refused.json()["kode"] == kode


def test_before_anything_is_signed_the_log_says_so(own_town: Town) -> None:
    for path in ("titik-periksa", "konsistensi?dari=1", f"bukti/{uuid.uuid4()}"):
        refused = own_town.http.get(f"/v1/audit/{path}")
        assert (refused.status_code, refused.json()["kode"]) == (503, "belum_ada_titik_periksa")


def test_an_auditor_reads_every_entry_and_finds_no_person_in_them(own_town: Town) -> None:
    town = own_town
    number = town.accepted()
    town.perizinan.replies[f"/internal/berkas/{number}"] = Reply(file(number).model_dump_json().encode())
    town.http.get(f"/v1/petugas/permohonan/{number}", headers=town.officer())
    read_by_agency(town, nama="BUDI SANTOSO")
    size = seal_log(town)
    auditor = town.client("auditor-bpk", ["audit:baca"])

    first = town.http.get("/v1/audit/entri?dari=0&batas=2", headers=auditor).json()
    rest = town.http.get("/v1/audit/entri?dari=2", headers=auditor).json()

    entries = first["entri"] + rest["entri"]
    assert (len(first["entri"]), len(entries), first["jumlah_entri"]) == (2, size, size)
    assert all(json.loads(entry)["id"] for entry in entries)
    assert not re.search(r"(?<![0-9a-f])\d{16}(?![0-9a-f])|BUDI|ANI\b", "".join(entries))
    beyond = town.http.get(f"/v1/audit/entri?dari={size + 10}", headers=auditor).json()
    assert beyond["entri"] == []
    for who in (town.citizen(), town.officer(), agency(town)):
        assert town.http.get("/v1/audit/entri", headers=who).status_code == 403


def test_a_semesters_use_is_reported_for_each_agency_purpose_and_field(own_town: Town) -> None:
    town = own_town
    for nik, more in ((FATHER, {"nama": "BUDI"}), (FATHER, {}), (MOTHER, {})):
        read_by_agency(town, nik, **more)
    head, now = town.officer("KEPALA_DINAS"), datetime.now(UTC)
    semester = f"{now.year}-{1 if now.month < 7 else 2}"

    told = town.http.get(f"/v1/petugas/laporan-pemanfaatan?semester={semester}", headers=head).json()
    text = town.http.get(f"/v1/petugas/laporan-pemanfaatan?semester={semester}&bentuk=csv", headers=head)
    empty = town.http.get("/v1/petugas/laporan-pemanfaatan?semester=2020-1", headers=head).json()

    found = {(line["tujuan"], line["isian"]): (line["akses"], line["orang"]) for line in told["baris"]}
    assert found == {
        (QUESTION["tujuan"], "nik"): (3, 2),
        (QUESTION["tujuan"], "nama"): (1, 1),
    }
    assert text.headers["content-type"].startswith("text/csv")
    lines = list(csv.DictReader(io.StringIO(text.text)))
    assert {line["isian"]: line["akses"] for line in lines} == {"nik": "3", "nama": "1"}
    assert empty["baris"] == []
    assert FATHER not in text.text
    wrong = town.http.get("/v1/petugas/laporan-pemanfaatan?semester=2026-3", headers=head)
    assert (wrong.status_code, wrong.json()["kode"]) == (422, "semester_tidak_sah")
    assert (
        town.http.get(f"/v1/petugas/laporan-pemanfaatan?semester={semester}", headers=town.officer()).status_code == 403
    )


def test_what_officers_decide_about_clients_stands_in_the_log(town: Town) -> None:
    client_id = promoted(town, registered(town, jwks=jwks(KEY)))
    path = f"/v1/petugas/klien/{client_id}/pencabutan"
    assert town.post(path, {"alasan": "Laporan semester tidak ada."}, town.officer("ADMIN")).status_code == 200

    rows = town.rows("SELECT content FROM audit_pending UNION ALL SELECT content FROM audit_entry")
    entries = [json.loads(bytes(row["content"])) for row in rows]
    about = {entry["keputusan"]: entry for entry in entries if entry["jenis"] == "KEPUTUSAN_PETUGAS"}

    assert about["KLIEN_DICABUT"]["tentang"] == client_id
    assert (about["AKSES_PRODUKSI_SETUJU"]["peran"], about["KLIEN_DICABUT"]["kota"]) == ("ADMIN", "3277")
    assert "alasan" not in about["KLIEN_DICABUT"]

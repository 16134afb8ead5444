"""A document is given to its owner and to no one else; its being genuine and valid is told to anyone."""

import hashlib
import io
from datetime import UTC, datetime

import pikepdf
import pytest

from chassis.documents.sign import LocalSigner, SigningOrder
from contracts.dukcapil import events as dukcapil
from contracts.perizinan import events as perizinan
from tests.gateway.double import Reply
from tests.gateway.integration.town import Town
from tests.gateway.reports import FATHER, STRANGER, Json

PDF = Reply(b"%PDF-1.7 the deed", media_type="application/pdf")


def issued(town: Town) -> Json:
    """A deed of an application of the father's."""
    return town.document(perizinan, town.accepted(), "AKTA_KELAHIRAN", nomor_tersamar="3277-LU-22112026-0001")


def test_the_owner_gets_the_file_and_that_is_written_down(town: Town) -> None:
    told = issued(town)
    town.perizinan.replies[f"/internal/dokumen/{told['dokumen_id']}"] = PDF

    answer = town.http.get(f"/v1/dokumen/{told['dokumen_id']}", headers=town.citizen())

    assert (answer.status_code, answer.content) == (200, PDF.body)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith('attachment; filename="akta_kelahiran-')
    assert "no-store" in answer.headers["cache-control"]
    rows = town.rows("SELECT * FROM access_log WHERE resource = %s", f"dokumen/{told['dokumen_id']}")
    assert [row["subject_key"] for row in rows] == [town.pseudonym(FATHER)]


def test_nobody_else_gets_it(town: Town) -> None:
    told = issued(town)
    path = f"/v1/dokumen/{told['dokumen_id']}"

    assert town.http.get(path, headers=town.citizen(STRANGER)).status_code == 404
    assert town.http.get(path, headers=town.officer()).status_code == 403
    assert town.http.get(path, headers=town.hospital()).status_code == 403
    assert town.http.get(path).status_code == 401
    assert not [question for question in town.perizinan.asked if told["dokumen_id"] in question.path]


def test_a_document_whose_service_is_away_is_asked_for_again_later(own_town: Town) -> None:
    told = issued(own_town)
    own_town.perizinan.replies["/internal/dokumen"] = Reply(b"", status=503)

    answer = own_town.http.get(f"/v1/dokumen/{told['dokumen_id']}", headers=own_town.citizen())

    assert (answer.status_code, answer.json()["kode"]) == (503, "sementara_tidak_tersedia")
    assert int(answer.headers["retry-after"]) > 0
    assert own_town.count("access_log") == 0


def test_a_revoked_document_is_given_out_no_more(town: Town) -> None:
    told = issued(town)
    town.tell(perizinan.DokumenDicabut(dokumen_id=told["dokumen_id"], alasan="x", pada=datetime.now(UTC)))

    answer = town.http.get(f"/v1/dokumen/{told['dokumen_id']}", headers=town.citizen())

    assert (answer.status_code, answer.json()["kode"]) == (410, "dokumen_dicabut")


def verified(town: Town, code: str) -> Json:
    answer = town.http.get(f"/v1/verifikasi/{code}")
    assert answer.status_code == 200
    found: Json = answer.json()
    return found


def test_a_code_tells_anyone_what_it_must_and_nothing_more(town: Town) -> None:
    told = issued(town)

    found = verified(town, told["kode_verifikasi"])

    assert found == {
        "status": "AKTIF",
        "jenis": "AKTA_KELAHIRAN",
        "nomor": "3277-LU-22112026-0001",
        "tanggal_terbit": told["tanggal_terbit"].isoformat(),
        "penanda_tangan": "Kepala Dinas",
        "nama_tersamar": "S*** N** A******",
    }


def test_a_code_is_read_as_people_type_it(town: Town) -> None:
    code = issued(town)["kode_verifikasi"]

    assert verified(town, code.replace("-", "").lower())["status"] == "AKTIF"


@pytest.mark.parametrize("code", ["x", "0000-0000-0000-0000-0000", "'; DROP TABLE document", "A" * 4000, "\u202e"])
def test_a_code_of_ones_own_making_is_not_found(town: Town, code: str) -> None:
    assert verified(town, code)["status"] == "TIDAK_DITEMUKAN"


def test_a_replaced_and_a_revoked_document_say_so(town: Town) -> None:
    old, gone = (town.document(dukcapil, None, "KARTU_KELUARGA") for _ in range(2))
    now = datetime.now(UTC)
    town.tell(dukcapil.DokumenDigantikan(dokumen_id=old["dokumen_id"], oleh_dokumen_id="new", pada=now))
    town.tell(dukcapil.DokumenDicabut(dokumen_id=gone["dokumen_id"], alasan="x", pada=now))
    town.tell(dukcapil.DokumenDigantikan(dokumen_id=gone["dokumen_id"], oleh_dokumen_id="new", pada=now))

    assert verified(town, old["kode_verifikasi"])["status"] == "DIGANTIKAN"
    assert verified(town, gone["kode_verifikasi"])["status"] == "DICABUT"


def test_an_end_that_is_told_before_the_beginning_counts(town: Town) -> None:
    now = datetime.now(UTC)
    town.tell(dukcapil.DokumenDigantikan(dokumen_id="early-1", oleh_dokumen_id="new", pada=now))
    told = town.document(dukcapil, None, "KARTU_KELUARGA", dokumen_id="early-1")

    assert verified(town, told["kode_verifikasi"])["status"] == "DIGANTIKAN"


def test_a_document_that_is_linked_before_it_is_issued_belongs_to_its_issuer(town: Town) -> None:
    number = town.accepted()
    town.tell(dukcapil.Paket3in1Selesai(nomor=number, dokumen_id=("linked-1",), menit_kerja=1))
    town.document(perizinan, None, "AKTA_KELAHIRAN", dokumen_id="linked-1")
    town.perizinan.replies["/internal/dokumen/linked-1"] = PDF

    assert town.http.get("/v1/dokumen/linked-1", headers=town.citizen()).content == PDF.body


def signed_pdf(town: Town) -> bytes:
    """A page signed by an authority that this gateway trusts."""
    with pikepdf.new() as document:
        document.add_blank_page()
        file = io.BytesIO()
        document.save(file)
    signer = LocalSigner.load(town.folder / "signing", "3277")
    return signer.sign(file.getvalue(), SigningOrder("uji", "Cimahi", datetime.now(UTC)))


def upload(town: Town, content: bytes) -> Json:
    answer = town.http.post("/v1/verifikasi", files={"berkas": ("a.pdf", content, "application/pdf")})
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def test_an_uploaded_file_is_genuine_changed_or_unknown(town: Town) -> None:
    ours, unknown = signed_pdf(town), signed_pdf(town)
    town.document(perizinan, None, "AKTA_KELAHIRAN", sha256=hashlib.sha256(ours).hexdigest())

    assert upload(town, ours)["status"] == "AKTIF"
    changed = upload(town, ours.replace(b"/MediaBox", b"/MediaBpx", 1))
    assert (changed["status"], "asli" in changed["alasan"]) == ("TIDAK_DITEMUKAN", True)
    longer = upload(town, ours + b"\n% added")
    assert longer["status"] == "TIDAK_DITEMUKAN"
    assert upload(town, unknown) == {"status": "TIDAK_DITEMUKAN", "alasan": "Berkas ini tidak ada pada daftar dokumen."}
    assert upload(town, b"%PDF-1.7 no")["status"] == "TIDAK_DITEMUKAN"
    assert upload(town, b"\x00" * 100)["status"] == "TIDAK_DITEMUKAN"


def test_a_file_for_verification_has_bounds(town: Town) -> None:
    large = town.http.post("/v1/verifikasi", files={"berkas": b"x" * (11 * 1024 * 1024)})
    none = town.http.post("/v1/verifikasi", data={"a": "b"})
    odd = town.http.post("/v1/verifikasi", content=b"x", headers={"Content-Type": "multipart/form-data"})

    assert (large.status_code, none.status_code, odd.status_code) == (413, 415, 400)

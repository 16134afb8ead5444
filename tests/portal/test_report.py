"""Answers become the API's own body; what is wrong with it is what the contract says, at the question it belongs to."""

from typing import Any

import pytest

from contracts.gateway.birth import LaporanKelahiran
from contracts.types import Galat
from services.gateway.intake.births import statement
from services.gateway.portal import answering
from services.gateway.portal.asking import Field
from services.gateway.portal.birth import report
from services.gateway.portal.birth.questions import questions
from tests.gateway.reports import FATHER, child, raw
from tests.gateway.reports import report as body

CONTACT = {"telepon": "+6281200000001", "surel": "ayah@example.id"}
BORN = "2026-11-20T04:15:00+07:00"


def answered(**changes: Any) -> dict[str, str]:
    """The answers from which a report would have been made."""
    told = LaporanKelahiran.model_validate_json(raw(body(anak=[child(waktu_lahir=BORN)], **changes)))
    return report.answers_of(statement(told), CONTACT)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"ayah": None},
        {"perkawinan": {"bukti": "TIDAK_ADA"}, "sptjm": {"kelahiran": False, "suami_istri": True}},
        {"surat_keterangan_lahir": None, "sptjm": {"kelahiran": True, "suami_istri": False}},
        {"paket": "AKTA"},
    ],
    ids=["usual", "no father", "no marriage", "no letter", "deed only"],
)
def test_a_report_and_its_answers_are_the_same_report(changes: dict[str, Any]) -> None:
    again = report.body(answered(**changes), FATHER, [], declared=True)

    wanted = LaporanKelahiran.model_validate_json(raw(body(anak=[child(waktu_lahir=BORN)], **changes)))
    assert LaporanKelahiran.model_validate_json(answering.raw(again)) == wanted


def test_twins_are_the_same_twins() -> None:
    twins = [child(waktu_lahir=BORN, jenis_kelahiran="KEMBAR_2", nama=name) for name in ("ANI SATU", "ANI DUA")]
    told = LaporanKelahiran.model_validate_json(raw(body(anak=twins)))
    again = report.body(report.answers_of(statement(told), CONTACT), FATHER, [], declared=True)

    assert LaporanKelahiran.model_validate_json(answering.raw(again)) == told


@pytest.mark.parametrize(
    ("place", "slug"),
    [
        ("/anak/0/nama", "anak-1-nama"),
        ("/ibu/nik", "ibu"),
        ("/ibu", "ibu"),
        ("/saksi/1/nik", "saksi"),
        ("/perkawinan", "perkawinan"),
        ("/perkawinan/nomor", "perkawinan"),
        ("/surat_keterangan_lahir", "surat-lahir"),
        ("/nomor_kk", "kartu-keluarga"),
        ("/anak/0/jenis_kelahiran", "jenis-kelahiran"),
    ],
)
def test_a_fault_is_mended_at_its_question(place: str, slug: str) -> None:
    minding = [question.slug for question in questions(answered()) if question.minds(place)]

    assert minding == [slug]


def test_a_page_shows_its_own_faults_only() -> None:
    answers = {**answered(), "ibu.nik": "32770", "saksi.0.nik": "x"}
    found = report.faults_of(report.body(answers, FATHER, [], declared=True))
    by_question = {each.slug: answering.faults_at(each, answers, found) for each in questions(answers)}

    assert {slug: list(faults) for slug, faults in by_question.items() if faults} == {
        "ibu": ["ibu.nik"],
        "saksi": ["saksi.0.nik"],
    }


def test_a_control_character_is_refused_as_the_api_refuses_it() -> None:
    answers = {**answered(), "surat_keterangan_lahir.nomor": "SKL\x07"}

    [found] = report.faults_of(report.body(answers, FATHER, [], declared=True))
    assert found == Galat(
        lokasi="/surat_keterangan_lahir/nomor",
        kode="teks_tidak_sah",
        pesan="Teks mengandung karakter kendali yang tidak sah.",
    )


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("nik", "3277 0115 0590 0001", "3277011505900001"),
        ("angka", "125.000.000", "125000000"),
        ("telepon", "0812-3456 7890", "+6281234567890"),
        ("telepon", "+62 812 3456 7890", "+6281234567890"),
        ("teks", "a. b", "a. b"),
    ],
)
def test_what_is_typed_for_the_eye_is_kept_for_the_contract(kind: str, typed: str, kept: str) -> None:
    assert answering.tidy(Field("x", "X", "", kind), typed) == kept

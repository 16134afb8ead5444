"""Answers as the body of POST /v1/kelahiran, and what the contract finds wrong with it: no second set of rules."""

from collections.abc import Iterator, Mapping
from typing import Any

from contracts.gateway.birth import Anak, LaporanKelahiran
from contracts.gateway.events import Laporan
from contracts.types import WIB, Galat
from services.gateway.portal import answering
from services.gateway.portal.asking import NO, YES, Answers
from services.gateway.portal.birth.questions import children_of
from services.gateway.web.body import parse
from services.gateway.web.problems import Problem

_WORDS = ("nama", "jenis_kelamin", "tempat_lahir", "tempat_dilahirkan", "penolong")
_NUMBERS = ("berat_gram", "panjang_cm", "kelahiran_ke")


def body(answers: Answers, nik: str, files: list[Mapping[str, str]], *, declared: bool) -> dict[str, Any]:
    """The report as it would be sent by the owner of this NIK; what is not answered is not in it."""
    has_letter = answers.get("surat.ada") == YES
    report = {
        "pelapor": {"nik": nik, **_some(answers, "pelapor", "hubungan", "telepon", "surel")},
        **_some(answers, "", "paket", "nomor_kk"),
        "ibu": _some(answers, "ibu", "nik") if answers.get("ibu.ada") == YES else None,
        "ayah": _some(answers, "ayah", "nik") if answers.get("ayah.ada") == YES else None,
        "perkawinan": _marriage(answers),
        "anak": [_child(answers, place) for place in range(children_of(answers))],
        "saksi": [_some(answers, f"saksi.{place}", "nik") for place in range(2)],
        "surat_keterangan_lahir": _some(answers, "surat_keterangan_lahir", "nomor", "faskes") if has_letter else None,
        "sptjm": {
            "kelahiran": not has_letter and answers.get("sptjm.kelahiran") == YES,
            "suami_istri": answers.get("sptjm.suami_istri") == YES and answers.get("perkawinan.bukti") == "TIDAK_ADA",
        },
        "lampiran": [{"id": file["id"], "jenis": file["jenis"]} for file in files],
        "pernyataan_benar": declared,
    }
    return {name: value for name, value in report.items() if value is not None}


def answers_of(told: Laporan, contact: Mapping[str, str | None]) -> dict[str, str]:
    """A report that was sent, as the answers from which it was made."""
    letter = told.surat_keterangan_lahir
    answers = {
        "paket": told.paket,
        "pelapor.hubungan": told.pelapor_hubungan,
        "pelapor.telepon": contact.get("telepon"),
        "pelapor.surel": contact.get("surel"),
        "nomor_kk": told.nomor_kk,
        "ibu.ada": YES if told.ibu else NO,
        "ibu.nik": told.ibu and told.ibu.nik,
        "ayah.ada": YES if told.ayah else NO,
        "ayah.nik": told.ayah and told.ayah.nik,
        "perkawinan.bukti": told.perkawinan.bukti,
        "perkawinan.nomor": told.perkawinan.nomor,
        "sptjm.suami_istri": YES if told.sptjm.suami_istri else NO,
        "sptjm.kelahiran": YES if told.sptjm.kelahiran else "",
        "anak.jenis_kelahiran": told.anak[0].jenis_kelahiran,
        "surat.ada": YES if letter else NO,
        "surat_keterangan_lahir.nomor": letter and letter.nomor,
        "surat_keterangan_lahir.faskes": letter and letter.faskes,
        **{f"saksi.{place}.nik": witness.nik for place, witness in enumerate(told.saksi)},
    }
    children = [answer for place, child in enumerate(told.anak) for answer in _answers_of_child(place, child)]
    return {name: str(value) for name, value in (*answers.items(), *children) if value}


def _answers_of_child(place: int, child: Anak) -> Iterator[tuple[str, object]]:
    born = child.waktu_lahir.astimezone(WIB)
    yield f"anak.{place}.waktu_lahir.tanggal", born.date().isoformat()
    yield f"anak.{place}.waktu_lahir.jam", f"{born:%H:%M}"
    for name in (*_WORDS, *_NUMBERS):
        yield f"anak.{place}.{name}", getattr(child, name)


def faults_of(report: Mapping[str, Any]) -> list[Galat]:
    """Everything that the contract finds wrong with a report."""
    try:
        parse(answering.raw(report), LaporanKelahiran)
    except Problem as problem:
        return list(problem.galat)
    return []


def _marriage(answers: Answers) -> dict[str, str]:
    proved = answers.get("perkawinan.bukti") != "TIDAK_ADA"
    return _some(answers, "perkawinan", "bukti", *(("nomor",) if proved else ()))


def _child(answers: Answers, place: int) -> dict[str, Any]:
    at = f"anak.{place}"
    day, hour = answers.get(f"{at}.waktu_lahir.tanggal", ""), answers.get(f"{at}.waktu_lahir.jam", "")
    numbers = {name: _number(answers.get(f"{at}.{name}", "")) for name in _NUMBERS}
    return {
        **_some(answers, at, *_WORDS),
        **_some(answers, "anak", "jenis_kelahiran"),
        **({"waktu_lahir": f"{day}T{hour}:00+07:00"} if day and hour else {}),
        **{name: number for name, number in numbers.items() if number is not None},
    }


def _some(answers: Answers, at: str, *names: str) -> dict[str, str]:
    found = {name: answers.get(f"{at}.{name}" if at else name, "") for name in names}
    return {name: value for name, value in found.items() if value}


def _number(text: str) -> int | str | None:
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text

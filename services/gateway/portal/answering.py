"""Answers to a page's questions: as they are kept, as bytes, and what the contract found wrong, in people's words."""

import json
import re
from collections.abc import Mapping
from typing import Any

from contracts.types import Galat
from services.gateway.portal.asking import Answers, Field, Question
from services.gateway.portal.forms import Form

# The contract speaks to programs here; to people the same fault is said in other words.
_SAID: Mapping[str, str] = {
    "waktu_tidak_sah": "Tanggal atau jam ini tidak ada di kalender. Periksa kembali.",
    "jenis_isian_salah": "Tulis dengan angka saja, tanpa huruf, titik atau koma.",
    "pilihan_tidak_dikenal": "Pilih salah satu.",
    "telepon_tidak_sah": "Tulis nomor telepon seperti 0812 3456 7890.",
    "surel_tidak_sah": "Tulis alamat surel seperti nama@contoh.id.",
    "kode_wilayah_tidak_sah": "Pilih kota atau kabupaten dari daftar.",
    "kode_faskes_tidak_sah": "Pilih tempat dari daftar.",
}
_SEPARATORS = re.compile(r"[\s.\-]")


def given(question: Question, form: Form) -> dict[str, str]:
    """What was filled in on a page."""
    return {key: tidy(field, form.text(key)) for field in question.fields for key in field.keys}


def tidy(field: Field, text: str) -> str:
    """An answer without what people write for the eye: spaces in a NIK, the first zero of a telephone number."""
    if field.kind in ("nik", "angka"):
        return _SEPARATORS.sub("", text)
    if field.kind == "telepon" and text:
        digits = re.sub(r"[\s.\-()]", "", text)
        return "+62" + digits[1:] if digits.startswith("0") else digits
    return text


def raw(report: Mapping[str, Any]) -> bytes:
    """The bytes of a body; the same report is always the same bytes."""
    return json.dumps(report, ensure_ascii=False, sort_keys=True).encode()


def faults_at(question: Question, answers: Answers, found: list[Galat]) -> dict[str, str]:
    """By field, what is wrong on one page and how to mend it."""
    faults: dict[str, str] = {}
    for each in question.fields:
        if each.is_asked(answers) and _is_missing(each, answers):
            faults[each.name] = each.empty
    for fault in found:
        name = _field_of(question, answers, fault)
        if name and name not in faults:
            faults[name] = said(question, fault)
    return faults


def said(question: Question, fault: Galat) -> str:
    """A fault in the words of this page."""
    field = next((each for each in question.fields if each.pointer == fault.lokasi), None)
    if fault.kode == "isian_wajib" and field and field.empty:
        return field.empty
    return _SAID.get(fault.kode, fault.pesan)


def _field_of(question: Question, answers: Answers, fault: Galat) -> str | None:
    """The field beside which a fault is shown; one of the whole page stands beside its last field."""
    for each in question.fields:
        if fault.lokasi == each.pointer or fault.lokasi.startswith(f"{each.pointer}/"):
            return each.name if each.is_asked(answers) and not (each.optional and not answers.get(each.name)) else None
    return question.fields[-1].name if fault.lokasi in question.also else None


def _is_missing(field: Field, answers: Answers) -> bool:
    if field.optional:
        return False
    given = [answers.get(key, "") for key in field.keys]
    if field.kind == "pilih":
        return given[0] not in {value for value, _ in field.choices}
    return not all(given)

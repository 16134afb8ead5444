"""A birth report is complete and true to its types, or is refused with a code and the place of the fault."""

import copy
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from contracts.gateway.birth import LaporanKelahiran, PemberitahuanFaskes
from contracts.types import WIB
from tests.contracts.recorded import EXAMPLES, load

Json = dict[str, Any]
Edit = Callable[[Json], object]

REPORT: Json = load(EXAMPLES / "api/gateway.birth.LaporanKelahiran.json")
NOTICE: Json = load(EXAMPLES / "api/gateway.birth.PemberitahuanFaskes.json")


def _report(edit: Edit) -> LaporanKelahiran:
    body = copy.deepcopy(REPORT)
    edit(body)
    return LaporanKelahiran.model_validate_json(json.dumps(body))


def _fault(edit: Edit) -> tuple[str, str]:
    """Code and place of the one fault of a changed report."""
    with pytest.raises(ValidationError) as refused:
        _report(edit)
    [fault] = refused.value.errors()
    return fault["type"], fault.get("ctx", {}).get("lokasi") or "/" + "/".join(map(str, fault["loc"]))


def _child(body: Json) -> Json:
    found: Json = body["anak"][0]
    return found


def _named(name: str) -> Edit:
    return lambda body: _child(body).update(nama=name)


def _tomorrow() -> str:
    return (datetime.now(WIB) + timedelta(days=1)).isoformat()


FAULTS: dict[str, tuple[Edit, str, str]] = {
    "a number of 15 digits": (lambda b: b["ibu"].update(nik="327701550592000"), "string_pattern_mismatch", "/ibu/nik"),
    "a NIK of an impossible day": (lambda b: b["ibu"].update(nik="3277013102150001"), "nik_tidak_sah", "/ibu/nik"),
    "a NIK as a number": (lambda b: b["ibu"].update(nik=3277015505920001), "string_type", "/ibu/nik"),
    "a field that is not known": (lambda b: b.update(status="SELESAI"), "extra_forbidden", "/status"),
    "an unknown field of a child": (lambda b: _child(b).update(nik="x"), "extra_forbidden", "/anak/0/nik"),
    "a father who is the mother": (lambda b: b.update(ayah=b["ibu"]), "ayah_sama_dengan_ibu", "/ayah/nik"),
    "one witness twice": (lambda b: b.update(saksi=[b["saksi"][0]] * 2), "saksi_sama", "/saksi/1/nik"),
    "a single witness": (lambda b: b["saksi"].pop(), "too_short", "/saksi"),
    "no child": (lambda b: b["anak"].clear(), "too_short", "/anak"),
    "one child of twins": (
        lambda b: _child(b).update(jenis_kelahiran="KEMBAR_2"),
        "jumlah_anak_tidak_sesuai",
        "/anak/0/jenis_kelahiran",
    ),
    "a birth tomorrow": (
        lambda b: _child(b).update(waktu_lahir=_tomorrow()),
        "waktu_lahir_di_masa_depan",
        "/anak/0/waktu_lahir",
    ),
    "a birth in 1899": (
        lambda b: _child(b).update(waktu_lahir="1899-12-31T23:00:00+07:00"),
        "waktu_lahir_tidak_masuk_akal",
        "/anak/0/waktu_lahir",
    ),
    "a time without offset": (
        lambda b: _child(b).update(waktu_lahir="2026-11-20T04:15:00"),
        "timezone_aware",
        "/anak/0/waktu_lahir",
    ),
    "the 31st of November": (
        lambda b: _child(b).update(waktu_lahir="2026-11-31T04:15:00+07:00"),
        "datetime_from_date_parsing",
        "/anak/0/waktu_lahir",
    ),
    "a place by BPS's code": (
        lambda b: _child(b).update(tempat_lahir="3277"),
        "string_pattern_mismatch",
        "/anak/0/tempat_lahir",
    ),
    "a sex that the register does not write": (
        lambda b: _child(b).update(jenis_kelamin="W"),
        "enum",
        "/anak/0/jenis_kelamin",
    ),
    "a weight in kilograms": (lambda b: _child(b).update(berat_gram=3), "greater_than_equal", "/anak/0/berat_gram"),
    "a weight as text": (lambda b: _child(b).update(berat_gram="3100"), "int_type", "/anak/0/berat_gram"),
    "a marriage without its number": (
        lambda b: b["perkawinan"].pop("nomor"),
        "nomor_bukti_perkawinan_kosong",
        "/perkawinan",
    ),
    "neither birth letter nor declaration": (
        lambda b: b.pop("surat_keterangan_lahir"),
        "surat_lahir_atau_sptjm_wajib",
        "/surat_keterangan_lahir",
    ),
    "an unsigned statement": (lambda b: b.update(pernyataan_benar=False), "pernyataan_wajib", "/pernyataan_benar"),
    "61 letters": (_named("A" * 30 + " " + "B" * 30), "nama_terlalu_panjang", "/anak/0/nama"),
    "a digit in a name": (_named("R2D2 SITI"), "nama_bukan_huruf_latin", "/anak/0/nama"),
    "an abbreviation": (_named("MUH. ALI"), "nama_bukan_huruf_latin", "/anak/0/nama"),
    "an apostrophe": (_named("O'NEIL"), "nama_bukan_huruf_latin", "/anak/0/nama"),
    "a name in another script": (_named("СИТИ"), "nama_bukan_huruf_latin", "/anak/0/nama"),
    "a name of blanks": (_named("   "), "nama_bukan_huruf_latin", "/anak/0/nama"),
    "an empty name": (_named(""), "string_too_short", "/anak/0/nama"),
}


@pytest.mark.parametrize("what", FAULTS)
def test_a_report_is_refused_for(what: str) -> None:
    edit, code, place = FAULTS[what]

    assert _fault(edit) == (code, place)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("A" * 29 + " " + "B" * 30, "A" * 29 + " " + "B" * 30),
        ("siti  nur   aisyah", "SITI NUR AISYAH"),
        ("Budi", "BUDI"),
    ],
)
def test_a_name_of_sixty_letters_is_taken_and_kept_as_the_register_writes_it(written: str, kept: str) -> None:
    assert _report(_named(written)).anak[0].nama == kept


@pytest.mark.parametrize(
    "edit",
    [
        lambda body: body.update(ayah=None, perkawinan={"bukti": "TIDAK_ADA"}),
        lambda body: body.update(ibu=None, ayah=None, perkawinan={"bukti": "TIDAK_ADA"}),
        lambda body: (body.pop("surat_keterangan_lahir"), body.update(sptjm={"kelahiran": True, "suami_istri": False})),
        lambda body: (_child(body).update(jenis_kelahiran="KEMBAR_2"), body["anak"].append(_child(body))),
    ],
)
def test_a_report_is_taken_of_a_mother_alone_a_foundling_a_birth_at_home_and_twins(edit: Edit) -> None:
    assert _report(edit)


def test_a_refusal_never_repeats_what_was_sent() -> None:
    with pytest.raises(ValidationError) as refused:
        _report(_named("R2D2 SITI"))

    [fault] = refused.value.errors(include_input=False, include_url=False)
    assert "SITI" not in str(fault)


def test_a_notice_with_the_same_order_twice_is_refused() -> None:
    body = copy.deepcopy(NOTICE)
    body["anak"] *= 2

    with pytest.raises(ValidationError) as refused:
        PemberitahuanFaskes.model_validate_json(json.dumps(body))

    [fault] = refused.value.errors()
    assert (fault["type"], fault["ctx"]["lokasi"]) == ("urutan_berulang", "/anak")

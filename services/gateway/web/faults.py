"""What pydantic finds wrong with a body, as faults that people can mend: place, stable code, Indonesian sentence.

Nothing of what was sent is repeated: a fault must not carry a NIK or a name into logs and screenshots.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from contracts.numbers import NIK_PATTERN
from contracts.types import Galat

MOST_FAULTS = 50

_WRONG_TYPE = "jenis_isian_salah"
_NOT_A_DATE = ("tanggal_tidak_sah", "Isi dengan tanggal yang ada di kalender, berbentuk TTTT-BB-HH.")
_NOT_AN_INSTANT = (
    "waktu_tidak_sah",
    "Isi dengan tanggal dan jam yang ada di kalender, berbentuk TTTT-BB-HHTjj:mm:dd+07:00.",
)
_NOT_A_CHOICE = ("pilihan_tidak_dikenal", "Isian ini bukan salah satu pilihan yang tersedia.")
_OUT_OF_RANGE = "angka_di_luar_batas"
_WRONG_LENGTH = "panjang_isian_salah"
_ANYTHING_ELSE = ("isian_tidak_sah", "Isian ini tidak sah.")

# Every kind of pydantic's that a body can bring about; a test holds this table against pydantic's own list.
KINDS: Mapping[str, tuple[str, str]] = {
    "missing": ("isian_wajib", "Isian ini wajib ada."),
    "extra_forbidden": ("isian_tidak_dikenal", "Isian ini tidak dikenal; periksa ejaannya atau hapus."),
    "invalid_key": ("isian_tidak_dikenal", "Nama isian harus berupa teks."),
    "json_invalid": ("json_tidak_sah", "Isi permintaan bukan JSON yang sah."),
    "json_type": ("json_tidak_sah", "Isi permintaan bukan JSON yang sah."),
    "recursion_depth_exceeded": ("json_terlalu_dalam", "Isi permintaan bersarang terlalu dalam."),
    "recursion_loop": ("json_terlalu_dalam", "Isi permintaan bersarang terlalu dalam."),
    "none_required": (_WRONG_TYPE, "Isian ini harus kosong (null)."),
    **dict.fromkeys(("model_type", "model_attributes_type", "dict_type"), (_WRONG_TYPE, "Isi dengan objek JSON.")),
    **dict.fromkeys(("tuple_type", "list_type", "set_type"), (_WRONG_TYPE, "Isi dengan daftar JSON.")),
    **dict.fromkeys(("string_type", "bytes_type"), (_WRONG_TYPE, "Isi dengan teks.")),
    **dict.fromkeys(("bool_type", "bool_parsing"), (_WRONG_TYPE, "Isi dengan true atau false.")),
    **dict.fromkeys(
        ("int_type", "int_parsing", "int_from_float"), (_WRONG_TYPE, "Isi dengan bilangan bulat tanpa tanda kutip.")
    ),
    **dict.fromkeys(
        ("float_type", "float_parsing", "decimal_type", "decimal_parsing"), (_WRONG_TYPE, "Isi dengan angka.")
    ),
    "int_parsing_size": (_OUT_OF_RANGE, "Angka terlalu besar."),
    "finite_number": (_OUT_OF_RANGE, "Angka harus berhingga."),
    "greater_than": (_OUT_OF_RANGE, "Angka harus lebih besar dari {gt}."),
    "greater_than_equal": (_OUT_OF_RANGE, "Angka paling kecil {ge}."),
    "less_than": (_OUT_OF_RANGE, "Angka harus lebih kecil dari {lt}."),
    "less_than_equal": (_OUT_OF_RANGE, "Angka paling besar {le}."),
    "multiple_of": (_OUT_OF_RANGE, "Angka harus kelipatan {multiple_of}."),
    **dict.fromkeys(
        ("decimal_max_digits", "decimal_max_places", "decimal_whole_digits"),
        (_OUT_OF_RANGE, "Angka terlalu panjang."),
    ),
    "string_too_short": (_WRONG_LENGTH, "Isi paling sedikit {min_length} karakter."),
    "string_too_long": (_WRONG_LENGTH, "Isi paling banyak {max_length} karakter."),
    "too_short": (_WRONG_LENGTH, "Isi paling sedikit {min_length} butir."),
    "too_long": (_WRONG_LENGTH, "Isi paling banyak {max_length} butir."),
    "bytes_too_short": (_WRONG_LENGTH, "Isian terlalu pendek."),
    "bytes_too_long": (_WRONG_LENGTH, "Isian terlalu panjang."),
    "string_pattern_mismatch": ("bentuk_tidak_sah", "Bentuk isian ini tidak sah."),
    "string_unicode": ("teks_tidak_sah", "Teks mengandung karakter yang tidak sah."),
    "string_not_ascii": ("teks_tidak_sah", "Teks hanya boleh berisi huruf Latin."),
    "bytes_invalid_encoding": ("teks_tidak_sah", "Teks mengandung karakter yang tidak sah."),
    **dict.fromkeys(("enum", "literal_error", "union_tag_invalid", "union_tag_not_found"), _NOT_A_CHOICE),
    **dict.fromkeys(
        ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"), _NOT_A_DATE
    ),
    "date_past": ("tanggal_tidak_sah", "Tanggal harus sudah lewat."),
    "date_future": ("tanggal_tidak_sah", "Tanggal harus di masa depan."),
    **dict.fromkeys(
        (
            "datetime_type",
            "datetime_parsing",
            "datetime_object_invalid",
            "datetime_from_date_parsing",
            "time_type",
            "time_parsing",
            "time_delta_type",
            "time_delta_parsing",
        ),
        _NOT_AN_INSTANT,
    ),
    "datetime_past": ("waktu_tidak_sah", "Waktu harus sudah lewat."),
    "datetime_future": ("waktu_tidak_sah", "Waktu harus di masa depan."),
    **dict.fromkeys(
        ("timezone_naive", "timezone_aware", "timezone_offset"),
        ("zona_waktu_wajib", "Sertakan zona waktu, misalnya +07:00."),
    ),
    **dict.fromkeys(("uuid_type", "uuid_parsing", "uuid_version"), ("bentuk_tidak_sah", "Isi dengan UUID.")),
    **dict.fromkeys(
        ("url_type", "url_parsing", "url_syntax_violation", "url_too_long", "url_scheme"),
        ("bentuk_tidak_sah", "Isi dengan alamat (URL) yang sah."),
    ),
    **dict.fromkeys(("value_error", "assertion_error"), _ANYTHING_ELSE),
}

# A pattern says nothing to people; what the field holds does.
FORMS: Mapping[str, tuple[str, str]] = {
    "nik": ("nik_tidak_sah", "NIK harus tepat 16 angka."),
    "nomor_kk": ("nomor_kk_tidak_sah", "Nomor kartu keluarga harus tepat 16 angka."),
    "telepon": ("telepon_tidak_sah", "Tulis nomor telepon seperti +6281234567890."),
    "surel": ("surel_tidak_sah", "Alamat surel tidak sah."),
    "tempat_lahir": ("kode_wilayah_tidak_sah", "Isi dengan kode wilayah Kemendagri, misalnya 32.77."),
    "faskes": ("kode_faskes_tidak_sah", "Kode fasilitas kesehatan tidak sah."),
    "id": ("lampiran_tidak_sah", "Isi dengan id lampiran yang diterima saat mengunggah."),
    "lokasi": ("lokasi_tidak_sah", "Isi dengan letak isian, misalnya /anak/0/nama."),
}

_SAFE_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


def galat_of(error: ValidationError) -> list[Galat]:
    """Every fault of a refused body, in the order of the body; at most fifty."""
    found = error.errors(include_url=False, include_input=False)
    return [_galat(each) for each in found[:MOST_FAULTS]]


def galat_of_parts(errors: Sequence[Mapping[str, Any]]) -> list[Galat]:
    """Faults of what stands outside the body, in the address and the head."""
    return [_galat({**each, "loc": each["loc"][1:]}) for each in errors]


def _galat(error: Mapping[str, Any]) -> Galat:
    kind, context = error["type"], error.get("ctx", {})
    place = _place(error["loc"])
    if kind == "string_pattern_mismatch":
        kode, pesan = _form(error["loc"], context)
        return Galat(lokasi=place, kode=kode, pesan=pesan)
    if kind in KINDS:
        kode, pesan = KINDS[kind]
        return Galat(lokasi=place, kode=kode, pesan=pesan.format_map(context))
    if kind in OUT_OF_REACH:
        return Galat(lokasi=place, kode=_ANYTHING_ELSE[0], pesan=_ANYTHING_ELSE[1])
    # One of ours: the contract wrote its sentence, and knows the place better when several parts do not fit.
    return Galat(lokasi=context.get("lokasi", place), kode=kind, pesan=error["msg"])


def _form(loc: tuple[int | str, ...], context: Mapping[str, Any]) -> tuple[str, str]:
    field = next((part for part in reversed(loc) if isinstance(part, str)), "")
    if field not in FORMS and context.get("pattern") == NIK_PATTERN:
        return FORMS["nik"]
    return FORMS.get(field, KINDS["string_pattern_mismatch"])


def _place(loc: tuple[int | str, ...]) -> str:
    """A JSON pointer; a name that no field of ours could have is the sender's own and is not repeated."""
    return "".join(f"/{part}" if isinstance(part, int) or _SAFE_NAME.fullmatch(part) else "/?" for part in loc)


# Kinds that only Python objects, never a JSON body of our contracts, can bring about.
OUT_OF_REACH = frozenset(
    {
        "no_such_attribute",
        "needs_python_object",
        "frozen_field",
        "frozen_instance",
        "get_attribute_error",
        "dataclass_type",
        "dataclass_exact_type",
        "named_tuple_type",
        "default_factory_not_called",
        "iterable_type",
        "iteration_error",
        "frozen_dict_type",
        "ordered_dict_type",
        "counter_type",
        "mapping_type",
        "deque_type",
        "set_item_not_hashable",
        "missing_sentinel_error",
        "ellipsis_error",
        "frozen_set_type",
        "is_instance_of",
        "is_subclass_of",
        "callable_type",
        "arguments_type",
        "missing_argument",
        "unexpected_keyword_argument",
        "missing_keyword_only_argument",
        "unexpected_positional_argument",
        "missing_positional_only_argument",
        "multiple_argument_values",
        "fraction_type",
        "fraction_parsing",
        "complex_type",
        "complex_str_parsing",
    }
)

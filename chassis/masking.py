"""Masking of what could identify or authorise a person, in anything that is about to be shown to operators.

A 16-digit number is a NIK or a KK number until proven otherwise (UU 27/2022, UU 24/2013 art. 84), so it becomes
`3277********0001` wherever it stands; phone numbers, e-mail addresses, credentials in URLs and signed tokens likewise.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from itertools import islice
from pathlib import PurePath
from uuid import UUID

MAX_TEXT = 16_384
MAX_ITEMS = 100
MAX_DEPTH = 8
SMALLEST_16_DIGITS = 10**15

# Values under these names are people's data, secrets or whole messages: no pattern could find a name in them.
HIDDEN_FIELDS = frozenset(
    {"nama", "nama_lengkap", "nama_ibu", "nama_ayah", "nama_anak", "alamat", "tempat_lahir", "tanggal_lahir"}
    | {"telepon", "surel", "password", "secret", "client_secret", "token", "access_token", "authorization", "cookie"}
    | {"pin", "body", "payload", "args", "kwargs", "params"}
)
HIDDEN = "(hidden)"

# A run of 16 digits or more, also when grouped by single spaces, dots, dashes or underscores.
_NUMBER = r"\d(?:[\s.\-_\u2010-\u2015]?\d){15,}"
# Our own identifiers are kept whole: UUIDs, digests, trace ids (each has a letter), tracking and deed numbers.
_OURS = r"""(?<![0-9A-Za-z])(?:
    (?=[\d-]{0,36}[a-f])[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}
  | 00-(?=[\d-]{0,36}[a-f])[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}
  | (?=\d{0,63}[a-f])(?:[0-9a-f]{64}|[0-9a-f]{32})
  | [A-Z]{2,3}-\d{4}-\d{8}-\d{6}-\d
)(?![0-9A-Za-z])"""
# Nothing may look far ahead from every position: a text of an attacker's making must cost no more than its length.
_PATTERN = re.compile(
    rf"""(?P<ours>{_OURS})
    | (?P<number>{_NUMBER})
    | (?P<phone>(?<!\d)(?<!\d\.)(?:\+?62\)?[ -]?0?|0)8\d(?:[ .-]?\d){{6,11}}(?!\d))
    | (?P<email>(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+)
    | (?P<credentials>://[^/\s@]*:[^/\s]*@)
    | (?P<token>(?<![\w-])eyJ[\w-]+\.[\w-]+\.[\w-]*)""",
    re.VERBOSE,
)
# Most texts hold none of it: one cheap look decides.
_SUSPECT = re.compile(rf"{_NUMBER}|(?:62|0)\)?[ -]?0?8\d|@|eyJ")


def mask_text(text: str) -> str:
    """Mask personal numbers, phones, e-mail addresses and secrets in `text`, cut to `MAX_TEXT` characters."""
    if len(text) > MAX_TEXT:
        # The cut must not leave the first fifteen digits of a number behind.
        text = re.sub(r"[\d\s.\-_\u2010-\u2015]+\Z", "", text[:MAX_TEXT]) + " (cut)"
    return _PATTERN.sub(_replace, text) if _SUSPECT.search(text) else text


def _replace(match: re.Match[str]) -> str:
    found = match[0]
    match match.lastgroup:
        case "number":
            digits = "".join(character for character in found if character.isdigit())
            return digits[:4] + "*" * (len(digits) - 8) + digits[-4:]
        case "phone":
            return found[:3] + "*" * (len(found) - 5) + found[-2:]
        case "email":
            return "***@" + found.rpartition("@")[2]
        case "credentials":
            return "://***@"
        case "token":
            return "eyJ***"
        case _:
            return found


def mask(value: object, depth: int = 0) -> object:
    """Return `value` as plain data (text, numbers, lists, dictionaries) that is safe to render.

    Values of types that are not known to be harmless, models above all, show as the name of their type.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Enum):
        return mask(value.value, depth)
    if isinstance(value, str):
        return mask_text(value)
    if isinstance(value, int):
        return value if abs(value) < SMALLEST_16_DIGITS else mask_text(str(value))
    if isinstance(value, float):
        finite_and_short = abs(value) < SMALLEST_16_DIGITS  # false for nan, which JSON does not know
        return value if finite_and_short else mask_text(f"{value:.0f}")
    return _mask_other(value, depth)


def _mask_other(value: object, depth: int) -> object:
    if isinstance(value, bytes | bytearray | memoryview):
        return f"({len(value)} bytes)"
    if isinstance(value, date | timedelta | UUID | Decimal | PurePath):
        return mask_text(str(value))
    if isinstance(value, BaseException):
        return summary(value)
    if isinstance(value, Mapping | list | tuple | set | frozenset):
        return _mask_collection(value, depth + 1)
    return f"({type(value).__qualname__})"


def _mask_collection(values: object, depth: int) -> object:
    if depth > MAX_DEPTH:
        return "(nested too deep)"
    if isinstance(values, Mapping):
        named = ((_mask_key(key), item) for key, item in islice(values.items(), MAX_ITEMS))
        return {key: HIDDEN if key.lower() in HIDDEN_FIELDS else mask(item, depth) for key, item in named}
    assert isinstance(values, list | tuple | set | frozenset)
    return [mask(item, depth) for item in islice(values, MAX_ITEMS)]


def _mask_key(key: object) -> str:
    if isinstance(key, str):
        only_words = key.replace("_", "").isalpha()  # as nearly every name of a field: nothing to look for
        return key if only_words else mask_text(key)
    return str(mask(key))


def summary(error: BaseException) -> str:
    """Return what may be told of an exception: its type and the first line of its text.

    Later lines hold data: a database driver lists the row that failed there, and pydantic each rejected value.
    """
    try:
        first_line = next(iter(str(error).strip().splitlines()), "")
    except Exception:  # an exception whose own text fails must still be logged
        first_line = ""
    name = type(error).__qualname__
    return mask_text(f"{name}: {first_line}" if first_line else name)

"""The numbers that the public sees: their form and their check digits."""

import hashlib
import re
from datetime import date

# Kemendagri's provinces (Kepmendagri 300.2.2-2138/2025). A NIK keeps the code under which it was first issued.
PROVINCES = frozenset(
    re.findall(
        "..",
        "11121314151617181921313233343536515253"  # Sumatera, Jawa, Bali, Nusa Tenggara
        "6162636465717273747576"  # Kalimantan, Sulawesi
        "8182919293949596",  # Maluku, Papua
    )
)
NIK_PATTERN = r"^[0-9]{16}$"
APPLICATION_PATTERN = r"^(KL|FB|KM|IZ|PD|OM)-[0-9]{4}-[0-9]{8}-[0-9]{6}-[0-9]$"
# Handbook 1.3; RRRR-KK-DDMMYYYY-NNNN
DEED_PATTERN = r"^[0-9]{4}-(LU|LT|LD|KM|KW|CR)-(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])[0-9]{4}-[0-9]{4,6}$"
WOMAN_DAY_OFFSET = 40
# Crockford's base 32, as on verification codes: no letter is taken for a digit.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_NTPD_LENGTH = 16


def nik_fault(nik: str, *, today: date) -> str | None:
    """Why a text cannot be a NIK, as a stable code, or None when it can (PP 37/2007 ps. 37).

    A NIK that can be one need not exist: that only the register knows. A date of birth or a sex that disagrees with
    the register is no fault: a NIK never changes (PP 40/2019 ps. 30).
    """
    if not re.fullmatch(NIK_PATTERN, nik):
        return "nik_bukan_16_angka"
    if nik[:2] not in PROVINCES:
        return "nik_provinsi_tidak_dikenal"
    if nik[2:4] == "00" or nik[4:6] == "00":
        return "nik_wilayah_tidak_sah"
    if nik[12:] == "0000":
        return "nik_urutan_nol"
    return None if _is_date(nik[6:12], today) else "nik_tanggal_tidak_sah"


def _is_date(ddmmyy: str, today: date) -> bool:
    day, month, short_year = int(ddmmyy[:2]), int(ddmmyy[2:4]), int(ddmmyy[4:])
    day -= WOMAN_DAY_OFFSET if day > WOMAN_DAY_OFFSET else 0
    century = 2000 if short_year <= today.year % 100 else 1900
    try:
        date(century + short_year, month, day)
    except ValueError:
        return False
    return True


def luhn_digit(digits: str) -> int:
    """The digit that, put after `digits`, makes the Luhn sum a multiple of ten."""
    total = 0
    for place, char in enumerate(reversed(digits)):
        doubled = int(char) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return -total % 10


def application_number(kind: str, city: str, day: date, serial: int) -> str:
    """A tracking number such as KL-3277-20261120-000042-7; the last digit finds a mistyped one."""
    body = f"{city}{day:%Y%m%d}{serial % 1_000_000:06d}"
    return f"{kind}-{city}-{day:%Y%m%d}-{serial % 1_000_000:06d}-{luhn_digit(body)}"


def is_application_number(text: str) -> bool:
    """Whether a text has the form and the check digit of a tracking number."""
    if not re.fullmatch(APPLICATION_PATTERN, text):
        return False
    digits = "".join(text.split("-")[1:])
    return luhn_digit(digits[:-1]) == int(digits[-1])


def deed_number(city: str, kind: str, day: date, serial: int) -> str:
    """A deed number such as 3277-LU-22112026-0001 (handbook 1.3)."""
    return f"{city}-{kind}-{day:%d%m%Y}-{serial:04d}"


def transaction_number(bank: str, reference: str) -> str:
    """The NTPD of a payment: the same bank and reference always give the same one, on whichever machine.

    Eighty bits of a digest; the database refuses two payments with one number all the same.
    """
    digest = hashlib.sha256(f"{bank}\n{reference}".encode()).digest()
    number = int.from_bytes(digest[:10], "big")
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(_NTPD_LENGTH)))


def is_payment_code(text: str) -> bool:
    """Whether a text has the form and the check digit of a payment code."""
    well_formed = len(text) == 18 and text.isascii() and text.isdigit()
    return well_formed and luhn_digit(text[:-1]) == int(text[-1])

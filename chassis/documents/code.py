"""The verification code in a document's print and QR: nobody can guess one, and a slip of the pen shows."""

import secrets
from typing import NewType

VerificationCode = NewType("VerificationCode", str)
"""Twenty characters in groups of four, `7Q3M-…`; only `new_code` and `parse_code` make one."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O or U
SECRET_LENGTH = 19  # 95 random bits
GROUP = 4
_AS_MEANT = str.maketrans("OIL", "011", "- ")


class InvalidCode(ValueError):
    """A text that cannot be a verification code, so that no register needs to be asked for it."""

    kode = "kode_verifikasi_tidak_sah"


def new_code() -> VerificationCode:
    """A code that no one has seen before, from the system's secure random source."""
    secret = "".join(secrets.choice(ALPHABET) for _ in range(SECRET_LENGTH))
    return _grouped(secret + _check_character(secret))


def parse_code(text: str) -> VerificationCode:
    """Read a code as people type it: any case, with or without hyphens and blanks, O for 0, I or L for 1.

    Raises `InvalidCode` for a wrong length, a foreign character, or a check character that does not fit.
    """
    plain = text.strip().upper().translate(_AS_MEANT)
    if len(plain) != SECRET_LENGTH + 1 or not set(plain) <= set(ALPHABET):
        raise InvalidCode("a verification code has 20 letters and digits")
    if _check_character(plain[:-1]) != plain[-1]:
        raise InvalidCode("the check character does not fit: the code was mistyped")
    return _grouped(plain)


def verification_url(public_url: str, code: VerificationCode) -> str:
    """The page that answers for a document; this is what its QR says."""
    return f"{public_url.rstrip('/')}/v/{code}"


def _check_character(secret: str) -> str:
    """Luhn's sum in base 32: finds every single wrong character and all swaps of neighbours but `0Z`."""
    total = 0
    for place, char in enumerate(reversed(secret)):
        value = ALPHABET.index(char) * (2 if place % 2 == 0 else 1)
        total += value // len(ALPHABET) + value % len(ALPHABET)
    return ALPHABET[-total % len(ALPHABET)]


def _grouped(plain: str) -> VerificationCode:
    return VerificationCode("-".join(plain[at : at + GROUP] for at in range(0, len(plain), GROUP)))

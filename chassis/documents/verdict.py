"""What verification can say of a file: five answers, each a type of its own."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter


@dataclass(frozen=True, slots=True)
class Genuine:
    """Signed by someone whom we trust, and every byte that the signature covers, the whole page, is as it was then.

    The signature cannot cover its own digits: whoever must know a file to the last byte compares `sha256` as well.
    """

    sha256: str
    signer: str
    signed_at: datetime | None
    """As the signer's own clock said; no one else vouches for it."""
    kode: Literal["SAH"] = "SAH"


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A readable PDF that bears no signature."""

    sha256: str
    kode: Literal["TANPA_TANDA_TANGAN"] = "TANPA_TANDA_TANGAN"


@dataclass(frozen=True, slots=True)
class Changed:
    """Signed once, but not as it is now: bytes differ, or something was added after the signature."""

    sha256: str
    reason: str
    kode: Literal["DIUBAH"] = "DIUBAH"


@dataclass(frozen=True, slots=True)
class Untrusted:
    """Unchanged since someone signed it, but the certificate is not one that we trust at this time."""

    sha256: str
    signer: str
    reason: str
    kode: Literal["TIDAK_TEPERCAYA"] = "TIDAK_TEPERCAYA"


@dataclass(frozen=True, slots=True)
class Damaged:
    """Not a PDF that can be read safely and within its limits."""

    sha256: str
    reason: str
    kode: Literal["RUSAK"] = "RUSAK"


Verdict = Genuine | Unsigned | Changed | Untrusted | Damaged
VERDICT: TypeAdapter[Verdict] = TypeAdapter(Annotated[Verdict, Field(discriminator="kode")])

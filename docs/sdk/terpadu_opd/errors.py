"""What a call can end with besides its answer."""

import httpx
from pydantic import ValidationError

from terpadu_opd.models import Galat, Masalah


class Refused(Exception):
    """The city answered that it will not: a stable `kode`, every fault with its place, and what to tell an operator."""

    def __init__(self, status: int, kode: str, detail: str, galat: tuple[Galat, ...], correlation_id: str) -> None:
        super().__init__(f"{status} {kode}")
        self.status = status
        self.kode = kode
        self.detail = detail
        self.galat = galat
        self.correlation_id = correlation_id

    @classmethod
    def of(cls, answer: httpx.Response) -> "Refused":
        """What an answer that is no success says."""
        correlation_id = answer.headers.get("x-correlation-id", "")
        try:
            told = Masalah.model_validate_json(answer.content)
        except ValidationError:
            return cls(answer.status_code, "tanpa_kode", "", (), correlation_id)
        return cls(answer.status_code, told.kode, told.detail, tuple(told.galat or ()), told.correlation_id)


class Unreachable(Exception):
    """The city gave no answer in any of the attempts; a write may be sent again under the same key."""

"""Signing by BSrE's Esign Client Service, which an agency runs beside its own systems.

`POST {url}/api/sign/pdf` (multipart, basic authentication) with the official's NIK and passphrase answers either the
signed PDF, or JSON that names a document to fetch at `/api/sign/download/{id}`, or JSON with `error` and a
`status_code` of its own (2011: not registered; 2031: wrong passphrase).
"""

import json
import time
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import httpx
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from chassis.documents.sign import SignerRefused, SignerUnavailable, SigningOrder

BSRE = "Balai Besar Sertifikasi Elektronik (BSrE), Badan Siber dan Sandi Negara"
MOST_BYTES = 20 * 1024 * 1024
CONNECT_SECONDS = 3.0
ANSWER_SECONDS = 20.0
_REFUSALS = range(2000, 3000)  # BSrE's codes for a request that a person must mend
_PASSING = {408, 425, 429}


@dataclass(frozen=True, slots=True)
class EsignAccount:
    """The agency's account at the service, and the official in whose name it signs."""

    url: str
    user: str
    password: str = field(repr=False)
    nik: str = field(repr=False)
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    body: bytes

    def as_json(self) -> dict[str, Any]:
        try:
            parsed = json.loads(self.body)
        except (ValueError, RecursionError):
            return {}
        return parsed if isinstance(parsed, dict) else {}


class EsignSigner:
    """Signs with the official's certificate at BSrE; every call ends within `ANSWER_SECONDS` and a little more."""

    certificate_issuer = BSRE

    def __init__(self, account: EsignAccount, *, answer_seconds: float = ANSWER_SECONDS) -> None:
        self._account = account
        self._answer_seconds = answer_seconds
        self._http = httpx.Client(
            base_url=account.url,
            auth=httpx.BasicAuth(account.user, account.password),
            timeout=httpx.Timeout(answer_seconds, connect=CONNECT_SECONDS),
            follow_redirects=False,
        )

    def sign(self, pdf: bytes, order: SigningOrder) -> bytes:
        """The document signed invisibly; raises `SignerUnavailable` or `SignerRefused`."""
        fields = {
            "nik": self._account.nik,
            "passphrase": self._account.passphrase,
            "tampilan": "invisible",
            "reason": order.reason,
            "location": order.location,
        }
        answer = self._ask(
            "POST", "/api/sign/pdf", data=fields, files={"file": ("dokumen.pdf", pdf, "application/pdf")}
        )
        document = answer.as_json().get("id_dokumen")
        if isinstance(document, str) and document.isalnum():
            answer = self._ask("GET", f"/api/sign/download/{document}")
        return _signed(answer.body)

    def close(self) -> None:
        """Let go of the connections that are kept open to the service."""
        self._http.close()

    def _ask(self, method: str, path: str, **request: Any) -> _Answer:
        try:
            answer = self._read_in_time(method, path, **request)
        except httpx.HTTPError as error:
            raise SignerUnavailable(f"Esign service: {type(error).__name__}") from error
        _refuse_errors(answer)
        return answer

    def _read_in_time(self, method: str, path: str, **request: Any) -> _Answer:
        """httpx limits each read; this also limits their sum and size, for a service that drips or floods."""
        deadline = time.monotonic() + self._answer_seconds
        body = bytearray()
        with self._http.stream(method, path, **request) as response:
            for part in response.iter_bytes():
                body += part
                if len(body) > MOST_BYTES or time.monotonic() > deadline:
                    raise SignerUnavailable("Esign service: the answer is too long or too slow")
        return _Answer(response.status_code, bytes(body))


def _refuse_errors(answer: _Answer) -> None:
    problem = answer.as_json()
    code = problem.get("status_code")
    if answer.status == 200 and "error" not in problem:
        return
    message = f"Esign service answered {answer.status}: {str(problem.get('error', 'no reason given'))[:200]}"
    own_code = code if isinstance(code, int) else None
    if own_code in _REFUSALS:
        raise SignerRefused(message, status_code=own_code)
    if answer.status in _PASSING or not 400 <= answer.status < 500:
        raise SignerUnavailable(message)
    raise SignerRefused(message, status_code=own_code)


def _signed(body: bytes) -> bytes:
    """An answer that is not a signed PDF (a proxy's page, our own file sent back) must never pass for one."""
    try:
        signatures = PdfFileReader(BytesIO(body)).embedded_regular_signatures
    except (PdfError, ValueError) as error:
        raise SignerUnavailable("Esign service: the answer is not a PDF") from error
    if not signatures:
        raise SignerUnavailable("Esign service: the answer is not signed")
    return body

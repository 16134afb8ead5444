"""What signed exchange does at a door: the request is checked first, the answer is sealed last."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import Request
from starlette.responses import Response

from services.gateway.access.caller import Caller
from services.gateway.clients.credentials import Credentials
from services.gateway.exchange.messages import Answered, Asked
from services.gateway.exchange.receipts import ExchangeReceipts
from services.gateway.exchange.signatures import SignatureRefused, Signer, check, keyid_of
from services.gateway.web.problems import Problem

RECEIPT_HEADER = "Terpadu-Bukti"


@dataclass(frozen=True, slots=True)
class Signed:
    """A request whose signature was right and is used now."""

    asked: Asked
    receipt: UUID


class Exchange:
    """Checks, answers and keeps the proofs."""

    def __init__(self, credentials: Credentials, receipts: ExchangeReceipts, signer: Signer, address: str) -> None:
        self.receipts = receipts
        self._credentials = credentials
        self._signer = signer
        self._address = address

    async def receive(self, request: Request, caller: Caller) -> Signed | None:
        """The signed request; None when it is not signed and need not be. Raises Problem 401."""
        if "signature-input" not in request.headers and "signature" not in request.headers:
            if caller.agreement is not None and caller.agreement.must_sign:
                raise _refused("tanda_tangan_wajib", "Perjanjian klien ini mewajibkan permintaan bertanda tangan.")
            return None
        asked = Asked.of(request, self._address)
        try:
            key = await self._credentials.find(caller.subject, keyid_of(request.headers))
            if key is None:
                raise SignatureRefused
            proof = check(asked, await request.body(), key)
        except SignatureRefused:
            raise _refused("tanda_tangan_tidak_sah", "Tanda tangan permintaan tidak sah.") from None
        receipt = await self.receipts.take(caller.subject, proof)
        if receipt is None:
            raise _refused("tanda_tangan_terpakai", "Permintaan bertanda tangan ini sudah pernah diterima.")
        return Signed(asked, receipt)

    async def seal(self, signed: Signed | None, response: Response) -> Response:
        """Sign the answer to a signed request, and complete the receipt."""
        if signed is None:
            return response
        content = bytes(response.body)
        answered = Answered(response.status_code, signed.asked)
        proof = self._signer.sign(answered, content)
        await self.receipts.complete(signed.receipt, proof)
        for name, value in answered.headers.items():
            response.headers[name] = value
        response.headers[RECEIPT_HEADER] = str(signed.receipt)
        return response


def _refused(kode: str, sentence: str) -> Problem:
    return Problem(401, kode, sentence, headers={"Accept-Signature": ACCEPT_SIGNATURE})


ACCEPT_SIGNATURE = (
    'terpadu=("@method" "@target-uri" "content-digest" "authorization");created;nonce="";keyid="";tag="terpadu"'
)

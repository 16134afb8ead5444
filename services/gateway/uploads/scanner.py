"""Reading the QR code in a photo of one of our documents: in the fenced process, and nothing of the photo is kept."""

from urllib.parse import unquote, urlsplit

from services.gateway.uploads.faults import Fault
from services.gateway.uploads.inspector import QR
from services.gateway.uploads.kinds import JPEG, PNG, kind_of
from services.gateway.uploads.sandbox import Sandbox
from services.gateway.web.problems import away

_PATH = "/v/"
# Photos that are read or wait to be; whoever comes then is told to come again, and fills no memory.
MOST_READING = 20


class Scanner:
    """Finds the verification code in a photo; codes that lead elsewhere are not followed and not told."""

    def __init__(self, public_url: str) -> None:
        self._host = urlsplit(public_url).netloc
        self._sandbox = Sandbox()
        self._reading = 0

    async def code_in(self, content: bytes) -> str | None:
        """The code behind the QR of a JPEG or PNG, or None when there is none of ours. Raises Problem 503."""
        if kind_of(content) not in (JPEG, PNG):
            return None
        if self._reading >= MOST_READING:
            raise away()
        self._reading += 1
        try:
            text = (await self._sandbox.inspect(content, QR)).decode("utf-8", "replace")
        except Fault:
            return None
        finally:
            self._reading -= 1
        return self._ours(text)

    def _ours(self, text: str) -> str | None:
        try:
            address = urlsplit(text)
        except ValueError:
            return None
        is_ours = address.netloc == self._host and address.path.startswith(_PATH)
        return unquote(address.path.removeprefix(_PATH)) if is_ours else None

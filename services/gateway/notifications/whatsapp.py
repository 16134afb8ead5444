"""WhatsApp by its Cloud API, or by a provider that speaks the same. Knows httpx.

`POST {url}` with `Authorization: Bearer …` sends a template that the city has had approved before; ours are called
`terpadu_verifikasi`, `terpadu_perlu_perbaikan` and so on, in Indonesian, with the application's number as {{1}} and the
link as {{2}}. What a template says is decided there: `OCCASIONS` has the words that we hand in.
"""

import httpx

from services.gateway.notifications.carriers import CannotReach, Message, Refused
from services.gateway.notifications.occasions import Channel

SECONDS = 15.0
_PASSING = {401, 403, 408, 425, 429}  # our key or our pace, not the reader's number


class WhatsApp:
    """Sends as the city's business number, whose address `url` is."""

    channel = Channel.WHATSAPP

    def __init__(self, url: str, token: str) -> None:
        self._url = url
        self._headers = {"Authorization": f"Bearer {token}"}

    def carry(self, message: Message) -> None:
        """Send one message. Raises CannotReach and Refused."""
        texts = [{"type": "text", "text": text} for text in (message.number, message.link)]
        template = {
            "name": f"terpadu_{message.occasion.lower()}",
            "language": {"code": "id"},
            "components": [{"type": "body", "parameters": texts}],
        }
        told = {
            "messaging_product": "whatsapp",
            "to": message.address.removeprefix("+"),
            "type": "template",
            "template": template,
            "biz_opaque_callback_data": message.id,
        }
        try:
            answer = httpx.post(self._url, json=told, headers=self._headers, timeout=SECONDS, trust_env=False)
        except httpx.HTTPError as error:
            raise CannotReach(type(error).__name__) from None
        if answer.is_success:
            return
        never = answer.is_client_error and answer.status_code not in _PASSING
        raise (Refused if never else CannotReach)(f"HTTP {answer.status_code}")

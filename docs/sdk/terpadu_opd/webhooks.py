"""Checking what the city sends to a webhook, before anything of it is believed (Standard Webhooks)."""

from collections.abc import Mapping

from pydantic import ValidationError
from standardwebhooks import Webhook, WebhookVerificationError

from terpadu_opd.models import Acara


class NotGenuine(Exception):
    """Not from the city, altered, or too old: answer 401 and do nothing."""


def open_webhook(body: bytes, headers: Mapping[str, str], *secrets: str) -> Acara:
    """The event of a genuine webhook. Raises NotGenuine, whatever is wrong with it.

    `body` is what came in, byte by byte. While a secret is being replaced give both. The same event may come more
    than once: act once for each `id`.
    """
    if not secrets:
        raise ValueError("open_webhook needs the secret of the subscription")
    for secret in secrets:
        try:
            Webhook(secret).verify(body, dict(headers), json_parse=False)
            return Acara.model_validate_json(body)
        except (WebhookVerificationError, ValidationError, ValueError):
            # The verifier raises ValueError too, on signatures and bodies that are no text.
            continue
    raise NotGenuine

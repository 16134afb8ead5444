"""Terpadu for agencies' systems: `Client` and `AsyncClient` call the city, `open_webhook` checks what it sends."""

from terpadu_opd.client import AsyncClient, Client
from terpadu_opd.errors import Refused, Unreachable
from terpadu_opd.webhooks import NotGenuine, open_webhook

__all__ = ["AsyncClient", "Client", "NotGenuine", "Refused", "Unreachable", "open_webhook"]

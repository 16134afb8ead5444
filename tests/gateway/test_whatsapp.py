"""WhatsApp's Cloud API as its provider has it: the form of a template message, and what each answer means for it."""

import json
from collections.abc import Iterator

import pytest

from contracts.types import StatusPermohonan
from services.gateway.notifications.carriers import CannotReach, Message, Refused
from services.gateway.notifications.whatsapp import WhatsApp
from tests.gateway.double import Double, Reply, listening

NUMBER = "KL-3277-20261127-000001-7"
LINK = f"https://terpadu.example.id/permohonan/{NUMBER}"
MESSAGE = Message("0c1d6d6e", "+6281200000001", NUMBER, StatusPermohonan.PERLU_PERBAIKAN, LINK)
PATH = "/v23.0/100000000000001/messages"


@pytest.fixture
def provider() -> Iterator[Double]:
    with listening() as double:
        yield double


def test_a_message_is_an_approved_template_in_indonesian_with_the_number_and_the_link(provider: Double) -> None:
    provider.replies[PATH] = Reply.json({"messages": [{"id": "wamid.X"}]})

    WhatsApp(provider.url + PATH, "kunci").carry(MESSAGE)

    [asked] = provider.asked
    assert (asked.method, asked.path, asked.authorization) == ("POST", PATH, "Bearer kunci")
    assert json.loads(asked.body) == {
        "messaging_product": "whatsapp",
        "to": "6281200000001",
        "type": "template",
        "template": {
            "name": "terpadu_perlu_perbaikan",
            "language": {"code": "id"},
            "components": [
                {"type": "body", "parameters": [{"type": "text", "text": NUMBER}, {"type": "text", "text": LINK}]}
            ],
        },
        "biz_opaque_callback_data": "0c1d6d6e",
    }


@pytest.mark.parametrize(
    ("status", "failure"),
    [(400, Refused), (404, Refused), (401, CannotReach), (403, CannotReach), (429, CannotReach), (503, CannotReach)],
)
def test_an_answer_says_whether_to_ask_again(provider: Double, status: int, failure: type[Exception]) -> None:
    provider.replies[PATH] = Reply.json({"error": {"message": "+6281200000001"}}, status)

    with pytest.raises(failure) as caught:
        WhatsApp(provider.url + PATH, "kunci").carry(MESSAGE)

    assert str(caught.value) == f"HTTP {status}"


def test_a_provider_that_is_away_is_asked_again() -> None:
    with listening() as gone:
        url = gone.url
    with pytest.raises(CannotReach):
        WhatsApp(url + PATH, "kunci").carry(MESSAGE)

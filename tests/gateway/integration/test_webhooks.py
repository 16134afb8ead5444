"""Events reach agencies as signed webhooks: in order, again until they are taken, and no receiver harms another."""

from collections.abc import Iterator

import pytest

from contracts.dukcapil import events as dukcapil
from contracts.perizinan import events as perizinan
from local.testing import Bench
from tests.gateway.integration.receiver import Receiver, receiving
from tests.gateway.integration.town import Town
from tests.gateway.integration.webhooks import Agency, path_of, sending


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture(scope="module")
def _sender(shared_town: Town, bench: Bench) -> Iterator[None]:
    with sending(shared_town, bench.ports.get("gateway-webhooks")):
        yield


@pytest.fixture
def agency(town: Town, _sender: None) -> Agency:
    """An agency of this test alone, with every scope for events."""
    return Agency(town)


def test_an_issued_document_is_told_as_a_signed_webhook_that_the_official_verifier_takes(
    agency: Agency, receiver: Receiver
) -> None:
    path = path_of(receiver)
    made = agency.subscribe(receiver.url + path)
    number = agency.town.accepted()

    told = agency.town.document(perizinan, number, "AKTA_KELAHIRAN")

    [came] = receiver.wait(path, 1)
    event = came.verified(made["rahasia"])
    assert (event["type"], event["id"]) == ("publik.dokumen_terbit.v1", came.headers["webhook-id"])
    assert event["data"] == {
        "dokumen_id": told["dokumen_id"],
        "jenis": "AKTA_KELAHIRAN",
        "kota": "3277",
        "tanggal_terbit": told["tanggal_terbit"].isoformat(),
        "penanda_tangan": "Kepala Dinas",
        "sha256": told["sha256"],
    }
    assert dukcapil

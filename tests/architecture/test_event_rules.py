"""Every fact has a class, an owner, an example and a listener; every queue has one door and a parking place."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

import pytest

from chassis.broker import declare
from contracts.catalogue import EVENTS
from contracts.envelope import EventData
from contracts.topology import SUBSCRIPTIONS, queues
from tests.architecture.event_rules import event_faults, owner_faults, parking_faults, queue_faults

ROOT = Path(__file__).resolve().parents[2]
SERVICES = sorted({path.relative_to(ROOT / "services").parts[0] for path in (ROOT / "services").rglob("*.py")})


# Versions that nobody tells any more; what was recorded of them must still parse.
RETIRED: frozenset[str] = frozenset()


class Contoh(EventData):
    """A fact for these tests."""

    type: ClassVar[str] = "dukcapil.contoh_terbit.v1"


Contoh.__module__ = "contracts.dukcapil.events"
TYPE = Contoh.type
QUEUE = "gateway.take_example"


SERVICE = """
from chassis.subscription import every, on_event
from contracts.dukcapil.events import KkTerbit

class Contoh:
    name = "contoh"

    @on_event(KkTerbit, queue="contoh.take_card")
    def take_card(self, event): ...

    @every(60)
    def clean(self): ...
"""


class DeclaringChannel:
    """Notes what is declared on it, as a broker would."""

    def __init__(self) -> None:
        self.declared: dict[str, Mapping[str, object]] = {}

    def exchange_declare(self, *_: Any, **__: Any) -> None: ...

    def queue_bind(self, *_: Any, **__: Any) -> None: ...

    def queue_declare(self, queue: str, *, arguments: Mapping[str, object], **_: Any) -> None:
        self.declared[queue] = arguments


Consumed = dict[str, list[tuple[str, list[str]]]]


@pytest.fixture(scope="module")
def consumed() -> Consumed:
    """Of each service, the queue and the event types of each of its doors."""
    return _consumed(SERVICES)


def _consumed(services: list[str], *, also_in: Path = ROOT) -> Consumed:
    command = (sys.executable, "-m", "tests.architecture.subscriptions", *services)
    environment = {**os.environ, "PYTHONPATH": str(also_in)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: Consumed = json.loads(done.stdout)
    return found


def test_every_event_has_a_class_an_owner_an_example_and_a_queue() -> None:
    examples = {path.stem.partition("-")[0] for path in (ROOT / "contracts/examples").glob("*.json")}

    assert event_faults(EVENTS, SUBSCRIPTIONS, examples, SERVICES, retired=RETIRED) == []


@pytest.mark.parametrize(
    ("events", "subscriptions", "examples", "services", "fault"),
    [
        ({TYPE: Contoh}, {TYPE: (QUEUE,)}, [TYPE], ["pajak"], f"{TYPE}: there is no service dukcapil"),
        (
            {"pajak.x.v1": Contoh},
            {"pajak.x.v1": (QUEUE,)},
            ["pajak.x.v1"],
            ["pajak"],
            "pajak.x.v1: its class stands in ",
        ),
        ({TYPE: Contoh}, {TYPE: (QUEUE,)}, [], ["dukcapil"], f"{TYPE}: has no recorded example"),
        ({TYPE: Contoh}, {TYPE: ()}, [TYPE], ["dukcapil"], f"{TYPE}: has no queue"),
        ({}, {TYPE: (QUEUE,)}, [], ["dukcapil"], f"{TYPE}: has a queue and no class"),
        ({}, {}, [TYPE], ["dukcapil"], f"{TYPE}: has a recorded example and no class"),
    ],
)
def test_an_event_that_lacks_one_of_these_is_found(
    events: dict[str, type[EventData]],
    subscriptions: dict[str, tuple[str, ...]],
    examples: list[str],
    services: list[str],
    fault: str,
) -> None:
    [found] = event_faults(events, subscriptions, examples, services)

    assert found.startswith(fault)


def test_a_retired_event_keeps_its_class_and_its_example_and_has_no_queue() -> None:
    assert event_faults({TYPE: Contoh}, {}, [TYPE], ["dukcapil"], retired=[TYPE]) == []
    assert event_faults({TYPE: Contoh}, {TYPE: (QUEUE,)}, [TYPE], ["dukcapil"], retired=[TYPE]) == [
        f"{TYPE}: is retired and has a queue"
    ]


def test_every_queue_is_consumed_by_one_door_that_takes_what_the_topology_sends(consumed: Consumed) -> None:
    doors: dict[str, list[list[str]]] = {}
    for service in consumed:
        for queue, types in consumed[service]:
            doors.setdefault(queue, []).append(types)

    assert queue_faults(SUBSCRIPTIONS, doors) == []


def test_every_service_consumes_its_own_queues_only(consumed: Consumed) -> None:
    assert owner_faults({service: [queue for queue, _ in consumed[service]] for service in consumed}) == []


@pytest.mark.parametrize(
    ("doors", "fault"),
    [
        ({}, f"{QUEUE}: consumed by 0 doors"),
        ({QUEUE: [[TYPE], [TYPE]]}, f"{QUEUE}: consumed by 2 doors"),
        ({QUEUE: [[TYPE, "x.y.v1"]]}, f"{QUEUE}: topology and door differ in x.y.v1"),
        ({QUEUE: [[TYPE]], "gateway.forgotten": [["x.y.v1"]]}, "gateway.forgotten: topology and door differ in x.y.v1"),
    ],
)
def test_a_queue_without_its_one_door_is_found(doors: dict[str, list[list[str]]], fault: str) -> None:
    assert queue_faults({TYPE: (QUEUE,)}, {QUEUE: [[TYPE]]}) == []

    assert queue_faults({TYPE: (QUEUE,)}, doors) == [fault]


def test_the_doors_of_a_service_are_seen(tmp_path: Path) -> None:
    (tmp_path / "services/contoh").mkdir(parents=True)
    (tmp_path / "services/contoh/service.py").write_text(SERVICE)

    assert _consumed(["contoh"], also_in=tmp_path) == {"contoh": [["contoh.take_card", ["dukcapil.kk_terbit.v1"]]]}


def test_a_service_that_takes_from_the_queue_of_another_is_found() -> None:
    assert owner_faults({"pajak": [QUEUE]}) == [f"pajak takes from {QUEUE}"]


def test_every_queue_has_a_parking_place() -> None:
    channel = DeclaringChannel()
    declare(channel)

    assert parking_faults(channel.declared, queues()) == []


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        ({"x-dead-letter-routing-key": "nowhere"}, "has no parking place"),
        ({"x-dead-letter-strategy": "at-most-once"}, "may lose what it parks"),
        ({"x-delivery-limit": None}, "is no quorum queue with a delivery limit"),
        ({"x-queue-type": "classic"}, "is no quorum queue with a delivery limit"),
    ],
)
def test_a_queue_that_would_lose_messages_is_found(arguments: dict[str, object], fault: str) -> None:
    channel = DeclaringChannel()
    declare(channel, {TYPE: (QUEUE,)})
    assert parking_faults(channel.declared, [QUEUE]) == []

    planted = {**channel.declared, QUEUE: {**channel.declared[QUEUE], **arguments}}

    assert parking_faults(planted, [QUEUE]) == [f"{QUEUE}: {fault}"]

"""Rules about facts and the queues that carry them, as functions from tables to the lines that break them."""

from collections.abc import Iterable, Mapping

from contracts.envelope import EventData

Table = Mapping[str, Iterable[str]]


def event_faults(
    events: Mapping[str, type[EventData]],
    subscriptions: Table,
    examples: Iterable[str],
    services: Iterable[str],
    *,
    retired: Iterable[str] = (),
) -> list[str]:
    """Facts without a class of their owner's, without a recorded example or without a listener, and the reverse.

    `retired` are versions that nobody tells any more: class and example stay, the queue is gone.
    """
    faults = [f"{name}: {found}" for name, model in events.items() for found in _class_faults(name, model, services)]
    listened = {name for name, queues in subscriptions.items() if [*queues]}
    for what, known in (("recorded example", set(examples)), ("queue", listened | set(retired))):
        faults += [f"{name}: has no {what}" for name in events if name not in known]
        faults += [f"{name}: has a {what} and no class" for name in sorted(known) if name not in events]
    faults += [f"{name}: is retired and has a queue" for name in sorted(listened & set(retired))]
    return faults


def _class_faults(name: str, model: type[EventData], services: Iterable[str]) -> list[str]:
    producer = name.partition(".")[0]
    faults = [] if producer in services else [f"there is no service {producer}"]
    if not model.__module__.startswith(f"contracts.{producer}."):
        faults.append(f"its class stands in {model.__module__}")
    return faults


def queue_faults(subscriptions: Table, consumed: Mapping[str, list[Iterable[str]]]) -> list[str]:
    """Queues that not exactly one door consumes, or whose door takes other facts than the topology sends there.

    `consumed` has, for each queue, the event types of each door that takes from it.
    """
    sent: dict[str, set[str]] = {}
    for event_type, queues in subscriptions.items():
        for queue in queues:
            sent.setdefault(queue, set()).add(event_type)
    faults = [
        f"{queue}: consumed by {len(consumed.get(queue, []))} doors"
        for queue in sent
        if len(consumed.get(queue, [])) != 1
    ]
    for queue, doors in consumed.items():
        for taken in doors:
            if differing := sent.get(queue, set()) ^ set(taken):
                faults.append(f"{queue}: topology and door differ in {', '.join(sorted(differing))}")
    return faults


def owner_faults(consumed_by_service: Mapping[str, Iterable[str]]) -> list[str]:
    """Queues that a service takes from and that are not its own."""
    return [
        f"{service} takes from {queue}"
        for service, queues in consumed_by_service.items()
        for queue in queues
        if queue.partition(".")[0] != service
    ]


def parking_faults(declared: Mapping[str, Mapping[str, object]], queues: Iterable[str]) -> list[str]:
    """Queues that are not declared, or whose messages would be lost once the delivery limit is reached.

    `declared` has the arguments with which each queue is declared.
    """
    faults = []
    for queue in queues:
        arguments = declared.get(queue, {})
        if arguments.get("x-queue-type") != "quorum" or not arguments.get("x-delivery-limit"):
            faults.append(f"{queue}: is no quorum queue with a delivery limit")
        if arguments.get("x-dead-letter-routing-key") not in declared:
            faults.append(f"{queue}: has no parking place")
        if arguments.get("x-dead-letter-strategy") != "at-least-once":
            faults.append(f"{queue}: may lose what it parks")
    return faults

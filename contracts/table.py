"""The table of events in `contracts/README.md`: who tells what, and who listens."""

from collections.abc import Iterator

from contracts.catalogue import EVENTS
from contracts.schemas import producer_of
from contracts.topology import SUBSCRIPTIONS

BEGIN = "<!-- events: written by `python -m contracts.publish` -->"
END = "<!-- end of events -->"


def with_table(readme: str) -> str:
    """A README with the table between its marks as the models and the topology make it now."""
    head, _, rest = readme.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n{''.join(_lines())}{END}{tail}"


def _lines() -> Iterator[str]:
    yield "| event | says | told by | taken up by |\n|---|---|---|---|\n"
    for event_type, event in EVENTS.items():
        says = " ".join((event.__doc__ or "").split())
        queues = ", ".join(f"`{queue}`" for queue in SUBSCRIPTIONS.get(event_type, ()))
        name = event_type.partition(".")[2]
        yield f"| [`{name}`](published/{event_type}.json) | {says} | {producer_of(event_type)} | {queues} |\n"

"""Every event of the suite, by its type."""

from contracts.dukcapil import events as dukcapil
from contracts.envelope import EventData
from contracts.gateway import events as gateway
from contracts.perizinan import events as perizinan

EVENTS: dict[str, type[EventData]] = {
    event.type: event for event in (*gateway.EVENTS, *perizinan.EVENTS, *dukcapil.EVENTS)
}

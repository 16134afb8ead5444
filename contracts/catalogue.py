"""Every event of the suite, by its type: those between the services, and those that agencies hear."""

from contracts.dukcapil import events as dukcapil
from contracts.envelope import EventData
from contracts.gateway import agency_events
from contracts.gateway import events as gateway
from contracts.gateway import tax_events as gateway_tax
from contracts.pajak import events as pajak
from contracts.perizinan import events as perizinan

EVENTS: dict[str, type[EventData]] = {
    event.type: event
    for event in (*gateway.EVENTS, *gateway_tax.EVENTS, *perizinan.EVENTS, *dukcapil.EVENTS, *pajak.EVENTS)
}
AGENCY_EVENTS: dict[str, type[EventData]] = {
    **{event_type: offer.model for event_type, offer in agency_events.OFFERS.items()},
    agency_events.UjiCoba.type: agency_events.UjiCoba,
}

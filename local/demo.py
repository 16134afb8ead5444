"""The demo: a birth is told of and reported, two restaurants pay their tax, and the documents are saved."""

from collections.abc import Callable
from pathlib import Path

from local.errors import LaunchError
from local.journey import Journey
from local.layout import Layout
from local.stopping import StopRequest
from local.tax_demo import run_tax_demo
from local.visitors import Visitors, bearer

_DOCUMENTS = 3


def run_demo(layout: Layout, base_url: str, say: Callable[[str], None], stop: StopRequest) -> list[Path]:
    """Returns the saved PDF files; `LaunchError` when an application does not end with its documents."""
    visitors = Visitors(layout, base_url)
    with visitors.http:
        journey = Journey(layout, visitors, say, stop)
        return [*_report_birth(journey), *run_tax_demo(journey)]


def _report_birth(journey: Journey) -> list[Path]:
    identities = journey.visitors.identities
    citizen, examples = bearer(identities["warga"]["token"]), identities["contoh"]
    notice = journey.send("/v1/faskes/kelahiran", examples["faskes_kelahiran"], journey.visitors.facility())
    journey.say(f"the facility tells of a birth: {notice['nomor']}")
    number = str(journey.send("/v1/kelahiran", examples["kelahiran"], citizen)["nomor"])
    journey.say(f"the father reports it: {number}")
    application = journey.follow(number, citizen)
    if application["status"] != "SELESAI":
        raise LaunchError(f"the application {number} ended as {application['status']}")
    saved = [journey.save(document, citizen, document["jenis"].lower()) for document in application["dokumen"]]
    if len(saved) != _DOCUMENTS:
        raise LaunchError(f"the application {number} ended with {len(saved)} documents instead of {_DOCUMENTS}")
    for path in saved:
        journey.say(f"  {path}")
    journey.say(f"  what he is told by e-mail is in {journey.layout.mail}")
    return saved

"""What an application's status is, from all that was told of it in whatever order: rules without any input or output.

- A final status is the end, whoever tells it; of two, the later one counts. Where an end can be undone, its leader's
  newest word counts.
- Until then the status is that of the one service that leads this kind of application, in the order of its sequence.
  What other services tell on the way carries the service clock and repeats a stage that may be over by now.
- A correction by the applicant answers the leading service's steps up to the one that asked for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from contracts.types import STATUS_AKHIR, Pelaku, Sla, StatusPermohonan, StatusSla

GATEWAY = "gateway"
LEADS: Mapping[str, str] = {
    "KELAHIRAN": "perizinan",
    "PEMBERITAHUAN_KELAHIRAN": "perizinan",
    "PENDAFTARAN_PAJAK": "pajak",
    "PERUBAHAN_PAJAK": "pajak",
    "OMZET": "pajak",
    "KEBERATAN_PAJAK": "pajak",
}
# A payment that its bank takes back opens a return again that was received: nobody but its leader speaks of it.
REOPENS = frozenset({"OMZET"})


@dataclass(frozen=True, slots=True)
class Step:
    """One step that a source told; its sequence grows within the source."""

    source: str
    sequence: int
    status: StatusPermohonan
    happened_at: datetime
    by: Pelaku
    note: str | None = None


def is_shown(kind: str, step: Step) -> bool:
    """Whether a step belongs into the history that its owner reads: an echo on the way does not."""
    return step.source in (LEADS[kind], GATEWAY) or step.status in STATUS_AKHIR


def current_status(kind: str, steps: Iterable[Step], answered: int) -> StatusPermohonan:
    """The status that follows from all steps known now; `answered` is the step that the last correction answered."""
    known = list(steps)
    ends = [step for step in known if step.status in STATUS_AKHIR]
    if ends and kind not in REOPENS:
        return max(ends, key=lambda step: (step.happened_at, step.source, step.sequence)).status
    led = [step for step in known if step.source == LEADS[kind]]
    latest = max(led, key=lambda step: step.sequence, default=None)
    if latest is None or (latest.status is StatusPermohonan.PERLU_PERBAIKAN and latest.sequence <= answered):
        return StatusPermohonan.DIAJUKAN
    return latest.status


def leading_sequence(kind: str, steps: Iterable[Step]) -> int:
    """The newest step of the service that leads, or -1."""
    return max((step.sequence for step in steps if step.source == LEADS[kind]), default=-1)


def clock_after(status_before: str | None, told: Sla) -> Sla:
    """The service clock after news of it: a promise that was broken stays broken, whatever runs on."""
    if status_before == StatusSla.TERLAMBAT and told.status in (StatusSla.BERJALAN, StatusSla.TERPENUHI):
        return told.model_copy(update={"status": StatusSla.TERLAMBAT})
    return told

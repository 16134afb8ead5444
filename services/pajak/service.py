"""pajak's doors: every fact that it takes and every question that it answers."""

from chassis.doors import Probes


class Pajak(Probes):
    """The worker: facts in, questions answered."""

    name = "pajak"

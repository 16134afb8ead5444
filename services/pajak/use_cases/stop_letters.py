"""Send no more tax reminders to a person who has died; what the estate owes stays owed (handbook 7)."""

from services.pajak.desk import Desk


def stop_letters(desk: Desk, nik: str) -> None:
    """The same person again changes nothing; one who is no taxpayer neither."""
    desk.registry.taxpayers.stop_letters(nik)

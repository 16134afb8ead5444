"""perizinan's unit of work: one transaction over birth files, facility notices and deeds."""

from uuid import UUID

from chassis import database
from services.perizinan.registry.deeds import Deeds
from services.perizinan.registry.deliveries import Deliveries
from services.perizinan.registry.files import Files
from services.perizinan.registry.history import History
from services.perizinan.registry.notices import Notices


class Registry(database.Registry):
    """What a use case is given; its parts share the transaction that is open."""

    @property
    def files(self) -> Files:
        """The birth files."""
        return Files(self)

    @property
    def deliveries(self) -> Deliveries:
        """Which file holds which mother's delivery."""
        return Deliveries(self)

    @property
    def history(self) -> History:
        """What happened to each file; it only grows."""
        return History(self)

    @property
    def notices(self) -> Notices:
        """What health facilities told."""
        return Notices(self)

    @property
    def deeds(self) -> Deeds:
        """The deeds and their numbers."""
        return Deeds(self)

    @property
    def correlation_id(self) -> UUID:
        """By which the application of the open transaction is followed across services."""
        return self._cause.correlation_id if self._cause else database.uuid7()

    def follow(self, correlation_id: UUID) -> None:
        """Let what is announced from now on in the open transaction belong to an application; for timers."""
        self._cause = database.Cause(correlation_id)


__all__ = ["Registry"]

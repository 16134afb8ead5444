"""pajak's unit of work: one transaction over taxpayers, returns, bills, payments and the ledger."""

from uuid import UUID

from chassis import database
from services.pajak.registry.bills import Bills
from services.pajak.registry.documents import Documents
from services.pajak.registry.history import History
from services.pajak.registry.ledger import Ledger
from services.pajak.registry.letters import Letters
from services.pajak.registry.payments import Payments
from services.pajak.registry.requests import Requests
from services.pajak.registry.returns import Returns
from services.pajak.registry.settlements import Settlements
from services.pajak.registry.taxpayers import Taxpayers
from services.pajak.registry.watch import Watch


class Registry(database.Registry):
    """What a use case is given; its parts share the transaction that is open."""

    @property
    def taxpayers(self) -> Taxpayers:
        """Taxpayers and their objects."""
        return Taxpayers(self)

    @property
    def requests(self) -> Requests:
        """What taxpayers ask for: to be registered, changed or closed."""
        return Requests(self)

    @property
    def returns(self) -> Returns:
        """Turnover returns, filed and missing."""
        return Returns(self)

    @property
    def bills(self) -> Bills:
        """Bills and instalments."""
        return Bills(self)

    @property
    def payments(self) -> Payments:
        """What banks paid in and took back."""
        return Payments(self)

    @property
    def ledger(self) -> Ledger:
        """The double-entry ledger; it only grows."""
        return Ledger(self)

    @property
    def letters(self) -> Letters:
        """Letters of assessment, and objections to them."""
        return Letters(self)

    @property
    def watch(self) -> Watch:
        """Recorders and risk."""
        return Watch(self)

    @property
    def settlements(self) -> Settlements:
        """Reconciliations with banks."""
        return Settlements(self)

    @property
    def documents(self) -> Documents:
        """Issued documents."""
        return Documents(self)

    @property
    def history(self) -> History:
        """Who did what when; it only grows."""
        return History(self)

    @property
    def correlation_id(self) -> UUID:
        """By which the application of the open transaction is followed across services."""
        return self._cause.correlation_id if self._cause else database.uuid7()

    def follow(self, correlation_id: UUID) -> None:
        """Let what is announced from now on in the open transaction belong to an application; for timers."""
        self._cause = database.Cause(correlation_id)


__all__ = ["Registry"]

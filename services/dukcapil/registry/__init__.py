"""dukcapil's unit of work: one transaction over the register, its numbers, packages and documents."""

from chassis import database
from services.dukcapil.registry.cards import Cards
from services.dukcapil.registry.documents import Documents
from services.dukcapil.registry.numbers import Numbers
from services.dukcapil.registry.packages import Packages
from services.dukcapil.registry.residents import Residents


class Registry(database.Registry):
    """What a use case is given; its parts share the transaction that is open."""

    @property
    def residents(self) -> Residents:
        """The population register."""
        return Residents(self)

    @property
    def cards(self) -> Cards:
        """The family cards."""
        return Cards(self)

    @property
    def numbers(self) -> Numbers:
        """The NIKs that are reserved and given."""
        return Numbers(self)

    @property
    def packages(self) -> Packages:
        """What is made for each application."""
        return Packages(self)

    @property
    def documents(self) -> Documents:
        """What was issued."""
        return Documents(self)


__all__ = ["Registry"]

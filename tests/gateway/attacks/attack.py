"""An attack, and the one check that stands in its way."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.gateway.integration.town import Town

Weaken = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True)
class Attack:
    """`run` says whether it succeeded; `weaken` takes away the check that should prevent it, and nothing else."""

    name: str
    run: Callable[[Town], bool]
    weaken: Weaken

    def __str__(self) -> str:
        return self.name

"""Reproducible chance: the only source of randomness of the synthetic city."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Weighted(Generic[T]):
    """Values with their weights, prepared for many draws."""

    __slots__ = ("_edges", "_values")

    def __init__(self, weights: Mapping[T, int]) -> None:
        self._values = tuple(weights)
        total = sum(weights.values())
        self._edges = [edge / total for edge in accumulate(weights.values())][:-1]

    def at(self, point: float) -> T:
        """The value that owns `point`, which lies in [0, 1)."""
        return self._values[bisect_right(self._edges, point)]


class Dice:
    """One stream of chance, named by its seed and its purpose so that streams do not disturb each other."""

    __slots__ = ("_random",)

    def __init__(self, *seed: object) -> None:
        # A text seed goes through SHA-512, so it does not depend on the hash seed of the process.
        self._random = Random(":".join(map(str, seed))).random

    def below(self, limit: int) -> int:
        """A whole number in [0, limit)."""
        return int(self._random() * limit)

    def between(self, low: int, high: int) -> int:
        """A whole number in [low, high]; `low` when the range is empty."""
        return low + int(self._random() * (high - low + 1)) if high > low else low

    def chance(self, share: float) -> bool:
        return self._random() < share

    def pick(self, values: Sequence[T]) -> T:
        return values[int(self._random() * len(values))]

    def draw(self, table: Weighted[T]) -> T:
        return table.at(self._random())

    def shuffled(self, values: Sequence[T]) -> list[T]:
        """A new list in random order (Fisher-Yates)."""
        cards = list(values)
        for last in range(len(cards) - 1, 0, -1):
            other = self.below(last + 1)
            cards[last], cards[other] = cards[other], cards[last]
        return cards

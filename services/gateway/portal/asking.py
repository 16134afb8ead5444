"""What a question is: a page with fields, each of which has its place in the report."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from services.gateway.portal.birth.choices import Options

Answers = Mapping[str, str]

YES = "YA"
NO = "TIDAK"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in; `name` is its place in the report, with dots. `when` shows it for one answer only."""

    name: str
    label: str
    empty: str
    kind: str = "teks"
    hint: str = ""
    choices: Options = ()
    when: tuple[str, str] | None = None
    optional: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """Under which its answers stand: a birth has a day and an hour."""
        return (f"{self.name}.tanggal", f"{self.name}.jam") if self.kind == "waktu" else (self.name,)

    @property
    def pointer(self) -> str:
        """Its place in the report as a fault names it."""
        return "/" + self.name.replace(".", "/")

    def is_asked(self, answers: Answers) -> bool:
        """Whether it counts, given the other answers of its page."""
        return self.when is None or answers.get(self.when[0]) == self.when[1]


@dataclass(frozen=True, slots=True)
class Question:
    """One page."""

    slug: str
    title: str
    fields: tuple[Field, ...]
    hint: str = ""
    asked: Callable[[Answers], bool] = field(default=lambda _: True)
    # Places in the report that no field names, whose faults are mended here.
    also: tuple[str, ...] = ()

    def minds(self, place: str) -> bool:
        """Whether a fault at this place is mended on this page."""
        own = [each.pointer for each in self.fields]
        return place in self.also or any(place == pointer or place.startswith(f"{pointer}/") for pointer in own)

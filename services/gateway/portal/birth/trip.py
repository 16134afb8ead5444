"""The way through a draft's questions: where it goes on, what came before, and what is still open."""

from dataclasses import dataclass

from contracts.types import Galat
from services.gateway.access.caller import Caller
from services.gateway.portal import answering
from services.gateway.portal.asking import Question
from services.gateway.portal.birth import report
from services.gateway.portal.birth.drafts import Draft
from services.gateway.portal.birth.files import files_of
from services.gateway.portal.birth.questions import questions

FILES = "lampiran"
CHECK = "periksa"
_SEEN = "_dilihat."


@dataclass(frozen=True, slots=True)
class Trip:
    """A draft, and the questions that are asked of it; `base` is the address under which they stand."""

    base: str
    draft: Draft
    questions: tuple[Question, ...]

    def at(self, slug: str) -> Question | None:
        """The question of an address."""
        return next((question for question in self.questions if question.slug == slug), None)

    def address(self, slug: str) -> str:
        """Where a question stands."""
        return f"{self.base}/{slug}"

    def before(self, slug: str) -> str:
        """Where one comes from."""
        slugs = [question.slug for question in self.questions]
        if slug in (FILES, CHECK):
            return self.address(slugs[-1] if slug == FILES else FILES)
        place = slugs.index(slug)
        return self.address(slugs[place - 1]) if place else "/"

    def following(self, caller: Caller) -> str:
        """Where the draft goes on: the first question without a good answer, then the files, then the check."""
        found = self.faults(caller)
        for question in self.questions:
            if not self.is_seen(question.slug) or answering.faults_at(question, self.draft.answers, found):
                return self.address(question.slug)
        return self.address(CHECK if self.is_seen(FILES) else FILES)

    def faults(self, caller: Caller) -> list[Galat]:
        """What the contract finds wrong with the draft, were it declared and sent now."""
        return report.faults_of(self.body(caller, declared=True))

    def body(self, caller: Caller, *, declared: bool) -> dict[str, object]:
        """The draft as a report."""
        return report.body(self.draft.answers, caller.nik or "", files_of(self.draft.answers), declared=declared)

    def is_seen(self, slug: str) -> bool:
        """Whether a page was answered, if only with nothing."""
        return self.draft.says(f"{_SEEN}{slug}") == "1"

    def place(self, slug: str) -> tuple[int, int]:
        """Which page of how many this is."""
        slugs = [*(question.slug for question in self.questions), FILES, CHECK]
        return slugs.index(slug) + 1, len(slugs)


def seen(slug: str) -> dict[str, str]:
    """What is written down of a page that was answered."""
    return {f"{_SEEN}{slug}": "1"}


def of_report(draft: Draft) -> Trip:
    """The way of a new report: every question."""
    return Trip("/lapor/kelahiran", draft, questions(draft.answers))


def of_correction(draft: Draft, faults: list[Galat]) -> Trip:
    """The way of a correction: only what was sent back; when that is no single question, all of them."""
    every = questions(draft.answers)
    minded = tuple(each for each in every if any(each.minds(fault.lokasi) for fault in faults))
    return Trip(f"/permohonan/{draft.corrects}/perbaikan", draft, minded or every)


def seen_but(trip: Trip) -> dict[str, str]:
    """What a correction has seen from its start: every question of the report but those that it is about."""
    own = {question.slug for question in trip.questions}
    others = [each.slug for each in questions(trip.draft.answers) if each.slug not in own]
    return {name: value for slug in (*others, FILES) for name, value in seen(slug).items()}

"""The child's identity card (Kartu Identitas Anak): who gets one, and until when it is valid (Permendagri 2/2016)."""

from dataclasses import dataclass
from datetime import date, timedelta

from services.dukcapil.domain.errors import DukcapilError
from services.dukcapil.domain.resident import full_years


class NoChildCard(DukcapilError):
    """Who is of the age of a KTP-el gets no KIA."""

    kode = "bukan_usia_kia"


@dataclass(frozen=True, slots=True)
class ChildCardTerms:
    """The ages of the rule, in years."""

    photo_age: int
    """From this birthday a KIA bears a photo; one without is valid until then (5)."""
    ktp_age: int
    """From this birthday a resident has a KTP-el instead (17)."""


def child_card_valid_until(born: date, on: date, terms: ChildCardTerms) -> date:
    """The last day of a KIA issued on `on`: the fifth birthday, or for older children 17 years minus one day.

    On the fifth birthday itself the child is five: a card issued then has a photo. Who was born on 29 February has the
    birthday on 1 March of a common year, as for any other age. Raises `NoChildCard` from the 17th birthday.
    """
    age = full_years(born, on)
    if age >= terms.ktp_age:
        raise NoChildCard("a resident of this age has a KTP-el")
    if age < terms.photo_age:
        return birthday(born, terms.photo_age)
    return birthday(born, terms.ktp_age) - timedelta(days=1)


def birthday(born: date, age: int) -> date:
    """The day on which `age` years are completed."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)

"""The child's identity card (Kartu Identitas Anak): who gets one, and until when it is valid (Permendagri 2/2016)."""

from datetime import date, timedelta

from services.dukcapil.domain.resident import KTP_AGE, full_years

PHOTO_AGE = 5
"""Years from which a KIA bears a photo; until then it has none (Permendagri 2/2016 ps. 5)."""


class NoChildCard(ValueError):
    """Who is 17 or married has a KTP-el, not a KIA."""

    kode = "bukan_usia_kia"


def child_card_valid_until(born: date, on: date) -> date:
    """The last day of a KIA issued on `on`: the fifth birthday, or for older children 17 years minus one day.

    On the fifth birthday itself the child is five: its new card has a photo. Who was born on 29 February has the
    birthday on 1 March of a common year, as for any other age. Raises `NoChildCard` from the 17th birthday.
    """
    age = full_years(born, on)
    if age >= KTP_AGE:
        raise NoChildCard("a resident of 17 has a KTP-el")
    return birthday(born, PHOTO_AGE) if age < PHOTO_AGE else birthday(born, KTP_AGE) - timedelta(days=1)


def needs_photo(born: date, on: date) -> bool:
    """Whether a KIA issued on `on` bears a photo."""
    return full_years(born, on) >= PHOTO_AGE


def birthday(born: date, age: int) -> date:
    """The day on which `age` years are completed."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)

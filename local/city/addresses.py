"""Invented street addresses without a telephone: street, number, RT and RW."""

from local.city.dice import Dice

_STREETS = (
    "MELATI", "MAWAR", "ANGGREK", "KENANGA", "DAHLIA", "CEMPAKA", "FLAMBOYAN", "BUGENVIL", "TERATAI", "SERUNI",
    "MERPATI", "RAJAWALI", "CENDRAWASIH", "KUTILANG", "GELATIK", "PIPIT", "RAMBUTAN", "MANGGA", "DUKU", "SAWO",
    "NANGKA", "JAMBU", "CEMARA", "PINUS", "MAHONI", "JATI", "BAMBU", "BERINGIN", "AKASIA", "WIJAYA KUSUMA",
    "SEJAHTERA", "MAKMUR", "MULYA", "ASRI", "PERMAI", "INDAH", "DAMAI", "RUKUN", "GOTONG ROYONG", "PAHLAWAN",
    "PEMUDA", "PELAJAR", "CIPTA KARYA", "BAKTI", "KENCANA", "SADEWA", "NAKULA", "ARJUNA", "BIMA", "YUDISTIRA",
    "SRIKANDI",
)  # fmt: skip
_KINDS = ("JALAN", "JALAN", "JALAN", "GANG", "GANG", "KAMPUNG", "PERUMAHAN")


def street_address(dice: Dice) -> str:
    """For instance JALAN MELATI INDAH NO. 12."""
    kind, name = dice.pick(_KINDS), dice.pick(_STREETS)
    if kind == "PERUMAHAN":
        block = f"{dice.pick('ABCDEFGH')}{dice.between(1, 20)}"
        return f"PERUMAHAN {name} {dice.pick(_STREETS)} BLOK {block} NO. {dice.between(1, 40)}"
    second = f" {dice.pick(_STREETS)}" if dice.chance(0.3) else ""
    return f"{kind} {name}{second} NO. {dice.between(1, 220)}"


def neighbourhood(dice: Dice) -> tuple[str, str]:
    """RT and RW as three digits each."""
    return f"{dice.between(1, 9):03}", f"{dice.between(1, 24):03}"

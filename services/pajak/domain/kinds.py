"""The objects of local tax on goods and services, and the classes by which their rates differ."""

from enum import StrEnum


class Kind(StrEnum):
    """What is sold (UU 1/2022 ps. 50)."""

    MAKANAN_MINUMAN = "MAKANAN_MINUMAN"
    TENAGA_LISTRIK = "TENAGA_LISTRIK"
    HOTEL = "HOTEL"
    PARKIR = "PARKIR"
    HIBURAN = "HIBURAN"


# The two digits by which payment codes and object numbers name a kind; a number once given is never given to another.
DIGITS = {
    Kind.MAKANAN_MINUMAN: "01",
    Kind.TENAGA_LISTRIK: "02",
    Kind.HOTEL: "03",
    Kind.PARKIR: "04",
    Kind.HIBURAN: "05",
}
WORDS = {
    Kind.MAKANAN_MINUMAN: "makanan dan/atau minuman",
    Kind.TENAGA_LISTRIK: "tenaga listrik",
    Kind.HOTEL: "jasa perhotelan",
    Kind.PARKIR: "jasa parkir",
    Kind.HIBURAN: "jasa kesenian dan hiburan",
}

GENERAL = "UMUM"
# Each kind's classes. A massage parlour is general entertainment (letter k), karaoke and its like are not (letter l):
# UU 1/2022 ps. 55 and 58.
CLASSES: dict[Kind, frozenset[str]] = {
    Kind.MAKANAN_MINUMAN: frozenset({GENERAL, "RESTORAN", "KATERING"}),
    Kind.TENAGA_LISTRIK: frozenset({GENERAL, "INDUSTRI", "DIHASILKAN_SENDIRI"}),
    Kind.HOTEL: frozenset({GENERAL, "RUMAH_KOS_HARIAN", "GLAMPING"}),
    Kind.PARKIR: frozenset({GENERAL, "VALET"}),
    Kind.HIBURAN: frozenset(
        {
            *(GENERAL, "BIOSKOP", "PERTUNJUKAN", "PAMERAN", "PERMAINAN_KETANGKASAN", "OLAHRAGA", "REKREASI"),
            *("PANTI_PIJAT", "DISKOTEK", "KARAOKE", "KELAB_MALAM", "BAR", "MANDI_UAP_SPA"),
        }
    ),
}
# Classes whose rate differs from that of their kind; all others share it.
_WITH_OWN_RATE = {
    Kind.TENAGA_LISTRIK: frozenset({"INDUSTRI", "DIHASILKAN_SENDIRI"}),
    Kind.HIBURAN: frozenset({"DISKOTEK", "KARAOKE", "KELAB_MALAM", "BAR", "MANDI_UAP_SPA"}),
}


def rate_code(kind: Kind, klass: str) -> str:
    """The code of the rule that gives the rate of a class; raises ValueError for a class of another kind."""
    if klass not in CLASSES[kind]:
        raise ValueError(f"{klass} is no class of {kind}")
    code = f"tarif_{kind.lower()}"
    return f"{code}_{klass.lower()}" if klass in _WITH_OWN_RATE.get(kind, frozenset()) else code


# What is never taxed, by kind, as a taxpayer may claim it and an officer check it (UU 1/2022 ps. 51-55).
EXEMPTIONS: dict[Kind, frozenset[str]] = {
    Kind.MAKANAN_MINUMAN: frozenset({"TOKO_SWALAYAN", "PABRIK_MAKANAN", "RUANG_TUNGGU_BANDARA"}),
    Kind.TENAGA_LISTRIK: frozenset({"PEMERINTAH", "KEDUTAAN", "RUMAH_IBADAH_DAN_PANTI", "PEMBANGKIT_KECIL"}),
    Kind.HOTEL: frozenset(
        {"ASRAMA_PEMERINTAH", "RUMAH_SAKIT_DAN_PANTI", "PENDIDIKAN_DAN_KEAGAMAAN", "BIRO_PERJALANAN"}
    ),
    Kind.PARKIR: frozenset({"PEMERINTAH", "KARYAWAN_SENDIRI", "KEDUTAAN"}),
    Kind.HIBURAN: frozenset({"BUDAYA_TRADISIONAL", "LAYANAN_MASYARAKAT_CUMA_CUMA"}),
}

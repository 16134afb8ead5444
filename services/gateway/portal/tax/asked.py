"""What a taxpayer is asked, and their answers as the bodies of the tax calls: the contract alone judges them."""

from collections.abc import Mapping
from typing import Any

from chassis.documents.words import MONTHS
from contracts.gateway.tax import JenisObjekPajak, JenisWp
from contracts.pajak.api import ObjekWajibPajak
from services.gateway.portal.asking import YES, Answers, Field, Question
from services.gateway.portal.birth.choices import Options

OBJECTS: Options = (
    (JenisObjekPajak.MAKANAN_MINUMAN, "Makanan dan minuman (restoran, kafe, katering)"),
    (JenisObjekPajak.HOTEL, "Hotel atau penginapan"),
    (JenisObjekPajak.PARKIR, "Parkir"),
    (JenisObjekPajak.HIBURAN, "Hiburan"),
    (JenisObjekPajak.TENAGA_LISTRIK, "Tenaga listrik"),
)
# Groups with a tariff of their own; pajak refuses one that does not fit the kind.
GROUPS: Options = (
    ("UMUM", "Umum"),
    ("DISKOTEK", "Hiburan: diskotek"),
    ("KARAOKE", "Hiburan: karaoke"),
    ("KELAB_MALAM", "Hiburan: kelab malam"),
    ("BAR", "Hiburan: bar"),
    ("MANDI_UAP_SPA", "Hiburan: mandi uap atau spa"),
    ("INDUSTRI", "Tenaga listrik: industri"),
    ("DIHASILKAN_SENDIRI", "Tenaga listrik: dihasilkan sendiri"),
)
_KINDS: Options = ((JenisWp.ORANG, "Orang (NIK saya)"), (JenisWp.BADAN, "Badan usaha (NIB)"))


def registration(villages: Options) -> Question:
    """The one page of a registration: who, and the first object."""
    return Question(
        "daftar",
        "Daftar pajak daerah",
        (
            Field("jenis_wp", "Siapa yang didaftarkan", "Pilih orang atau badan usaha.", "pilih", choices=_KINDS),
            Field(
                "nib",
                "Nomor Induk Berusaha (NIB)",
                "Isi NIB: 13 angka.",
                "angka",
                "13 angka, dari OSS.",
                when=("jenis_wp", JenisWp.BADAN),
            ),
            Field("nama", "Nama", "Isi nama orang atau badan usaha.", hint="Untuk orang: seperti di KTP."),
            Field("objek.0.jenis", "Jenis usaha", "Pilih jenis usaha.", "pilih", choices=OBJECTS),
            Field("objek.0.golongan", "Golongan", "Pilih golongan.", "daftar", choices=GROUPS),
            Field("objek.0.nama", "Nama tempat usaha", "Isi nama tempat usaha."),
            Field(
                "objek.0.mulai_usaha",
                "Mulai usaha",
                "",
                "tanggal",
                "Kosongkan bila mulai hari ini. Bulan sejak hari itu perlu dilaporkan.",
                optional=True,
            ),
            Field("objek.0.alamat", "Alamat tempat usaha", "Isi alamat tempat usaha."),
            Field("objek.0.kode_kelurahan", "Kelurahan", "Pilih kelurahan.", "daftar", choices=villages),
        ),
        also=("/nik", "/objek"),
    )


def turnover(months: Options) -> Question:
    """The one page of a month's turnover."""
    return Question(
        "omzet",
        "Laporkan omzet",
        (
            Field("masa", "Bulan", "Pilih bulan yang dilaporkan.", "daftar", choices=months),
            Field(
                "omzet",
                "Omzet bulan itu (rupiah)",
                "Isi omzet. Bila tidak ada penjualan, isi 0.",
                "angka",
                "Semua penjualan, sebelum pajak. Contoh: 125.000.000. Tidak ada penjualan: 0.",
            ),
            Field(
                "termasuk_pajak",
                "Angka ini sudah termasuk pajak (struk tidak menyebut pajaknya)",
                "",
                "centang",
                optional=True,
            ),
        ),
        also=("/nopd",),
    )


def months_of(thing: ObjekWajibPajak) -> Options:
    """The months that are still to be reported."""
    return tuple((each.masa, month_name(each.masa)) for each in thing.belum_dilaporkan)


def month_name(period: str) -> str:
    """2026-10 as people say it."""
    year, _, month = period.partition("-")
    return f"{MONTHS[int(month) - 1]} {year}" if month.isdigit() and 1 <= int(month) <= 12 else period


def registration_body(answers: Answers, nik: str) -> dict[str, Any]:
    """The body of POST /v1/pajak/pendaftaran."""
    return {**taxpayer(answers, nik), "objek": [thing_at("objek.0", answers)]}


def taxpayer(answers: Answers, nik: str) -> dict[str, str]:
    """Who is registered: a person by this NIK, an entity by its NIB."""
    told = {"jenis_wp": answers.get("jenis_wp"), "nama": answers.get("nama")}
    told |= {"nib": answers.get("nib")} if answers.get("jenis_wp") == JenisWp.BADAN else {"nik": nik}
    return given_ones(told)


def thing_at(place: str, answers: Answers) -> dict[str, str]:
    """The object whose answers stand at a place."""
    names = ("jenis", "golongan", "nama", "kode_kelurahan", "alamat", "mulai_usaha")
    return given_ones({name: answers.get(f"{place}.{name}") for name in names})


def turnover_body(answers: Answers, nopd: str) -> dict[str, Any]:
    """The body of POST /v1/pajak/omzet."""
    told = {"nopd": nopd, "masa": answers.get("masa")}
    return {
        **given_ones(told),
        **({"omzet": amount(answers["omzet"])} if answers.get("omzet") else {}),
        "termasuk_pajak": answers.get("termasuk_pajak") == YES,
    }


def amount(text: str) -> int | str:
    """Digits as the number that they are; anything else as it was written, for the contract to refuse."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else text


def given_ones(values: Mapping[str, str | None]) -> dict[str, str]:
    """Only what was answered."""
    return {name: value for name, value in values.items() if value}

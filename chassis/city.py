"""A city as configuration: who it is, when its offices work, who signs, which areas it serves.

Read from `cities/<code>.toml`, whose keys are Indonesian because the city's own people keep it. Rules in which a city
differs stand in the same file, under `aturan`; `chassis.rules` reads those.
"""

from collections.abc import Iterable, Iterator
from datetime import date, time
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator, Field, model_validator

from chassis.city_files import NATIONAL, RULES_KEY, CityFileError, FromFile, parse, read_folder
from chassis.clock import Span, WorkingDays, WorkingTime

WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")


def _time(value: object) -> object:
    return time.fromisoformat(value) if isinstance(value, str) else value


def _date(value: object) -> object:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _zone(value: object) -> object:
    try:
        return ZoneInfo(value) if isinstance(value, str) else value
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f"{value!r} is no time zone") from None


def _spans(value: object) -> object:
    """Read `["08:00-12:00", "13:00-16:00"]`; the spans must follow one another."""
    if not (isinstance(value, list) and all(isinstance(text, str) and text.count("-") == 1 for text in value)):
        raise ValueError('must be a list such as ["08:00-12:00", "13:00-16:00"]')
    spans = tuple(Span(*(time.fromisoformat(hour.strip()) for hour in text.split("-"))) for text in value)
    hours = [hour for span in spans for hour in span]
    if any(later <= earlier for earlier, later in pairwise(hours)):
        raise ValueError("hours must rise through the day")
    return spans


Hour = Annotated[time, BeforeValidator(_time)]
Day = Annotated[date, BeforeValidator(_date)]
Spans = Annotated[tuple[Span, ...], BeforeValidator(_spans)]
Text = Annotated[str, Field(min_length=1)]


class Province(FromFile):
    """The province that the city belongs to."""

    code: Annotated[str, Field(alias="kode", pattern=r"^\d{2}$")]
    name: Text = Field(alias="nama")


class Agency(FromFile):
    """The civil registry office, as it stands on its documents."""

    name: Text = Field(alias="nama")
    address: Text = Field(alias="alamat")


class Signer(FromFile):
    """Who signs civil documents: title, name and NIP (18 digits, employee number)."""

    title: Text = Field(alias="jabatan")
    name: Text = Field(alias="nama")
    nip: Annotated[str, Field(pattern=r"^\d{18}$")]


class OfficeHours(FromFile):
    """Stretches of office hours by weekday, and the last hour at which a complete file is done on the same day."""

    senin: Spans = ()
    selasa: Spans = ()
    rabu: Spans = ()
    kamis: Spans = ()
    jumat: Spans = ()
    sabtu: Spans = ()
    minggu: Spans = ()
    cut_off: Hour = Field(alias="batas_terima")

    def by_weekday(self) -> dict[int, tuple[Span, ...]]:
        """Return the spans of each weekday on which the office works; Monday is 0."""
        return {at: spans for at, name in enumerate(WEEKDAYS) if (spans := getattr(self, name))}


class HolidayOverride(FromFile):
    """Where the city's calendar differs from the national one."""

    joint_leave: bool = Field(True, alias="cuti_bersama")
    added: dict[Day, Text] = Field(default_factory=dict, alias="tambahan")
    removed: tuple[Day, ...] = Field((), alias="tetap_buka", strict=False)
    half_days: dict[Day, Hour] = Field(default_factory=dict, alias="setengah_hari")


class City(FromFile):
    """One city; `code` is Kemendagri's without a dot (3277), `area_code` with it (32.77)."""

    code: Annotated[str, Field(alias="kode", pattern=r"^\d{4}$")]
    area_code: Annotated[str, Field(alias="kode_wilayah", pattern=r"^\d{2}\.\d{2}$")]
    name: Text = Field(alias="nama")
    invented: bool = Field(False, alias="rekaan")
    service_name: Text = Field(alias="nama_layanan")
    zone: Annotated[ZoneInfo, BeforeValidator(_zone)] = Field(ZoneInfo("Asia/Jakarta"), alias="zona_waktu")
    deed_pattern: Text = Field(alias="pola_nomor_akta")
    province: Province = Field(alias="provinsi")
    agency: Agency = Field(alias="dinas")
    signer: Signer = Field(alias="penanda_tangan")
    office_hours: OfficeHours = Field(alias="jam_kerja")
    holidays: HolidayOverride = Field(default_factory=HolidayOverride, alias="libur")
    areas: dict[str, Text] = Field(alias="wilayah", min_length=1)

    @model_validator(mode="after")
    def _agree(self) -> Self:
        """Refuse what contradicts itself, before a document shows it."""
        if self.area_code != f"{self.code[:2]}.{self.code[2:]}":
            raise ValueError("kode_wilayah must be kode with a dot after two digits")
        if self.province.code != self.code[:2]:
            raise ValueError("provinsi.kode must be the first two digits of kode")
        if strangers := [area for area in self.areas if not area.startswith(f"{self.area_code}.")]:
            raise ValueError(f"wilayah: {', '.join(strangers)} lies outside {self.area_code}")
        self._check_deed_pattern()
        _ = self.working_time  # refuses impossible hours
        return self

    def _check_deed_pattern(self) -> None:
        missing = [part for part in ("{kota}", "{jenis}", "{tanggal}", "{urut}") if part not in self.deed_pattern]
        if missing:
            raise ValueError(f"pola_nomor_akta lacks {' '.join(missing)}")
        try:
            self.deed_number("LU", date(2026, 1, 1), 1)
        except (LookupError, ValueError) as error:
            raise ValueError(f"pola_nomor_akta has an unknown part: {error}") from None

    @cached_property
    def working_time(self) -> WorkingTime:
        """Office hours on the working days of this city."""
        hours = self.office_hours.by_weekday()
        days = WorkingDays(
            weekdays=frozenset(hours),
            added=self.holidays.added,
            removed=frozenset(self.holidays.removed),
            half_days=self.holidays.half_days,
            joint_leave=self.holidays.joint_leave,
        )
        return WorkingTime(days, hours, self.office_hours.cut_off, self.zone)

    def deed_number(self, kind: str, day: date, serial: int) -> str:
        """Return the number of a civil deed, such as 3277-LU-22112026-0001 (handbook 1.3)."""
        return self.deed_pattern.format(kota=self.code, jenis=kind, tanggal=f"{day:%d%m%Y}", urut=f"{serial:04d}")

    def serves(self, area: str) -> bool:
        """Tell whether the Kemendagri code `area` (city, district or village, dotted) belongs to this city."""
        return area == self.area_code or any(area == own or area.startswith(f"{own}.") for own in self.areas)


class UnknownCityError(LookupError):
    """This suite is not configured to serve the city."""


class Cities:
    """The cities that this suite serves, by code."""

    def __init__(self, cities: Iterable[City]) -> None:
        self._cities = {city.code: city for city in cities}

    @classmethod
    def load(cls, folder: Path, codes: Iterable[str] | None = None) -> Self:
        """Read the cities of `folder`, or those of `codes` alone.

        Raises `CityFileError` that names file and key, and `UnknownCityError` for a code without a file.
        """
        files = {name: content for name, content in read_folder(folder).items() if name != NATIONAL}
        wanted = list(files if codes is None else codes)
        if missing := [code for code in wanted if code not in files]:
            raise UnknownCityError(f"no {folder}/{missing[0]}.toml")
        return cls(_city(folder / f"{code}.toml", files[code]) for code in wanted)

    def get(self, code: str) -> City:
        """Return the city of this code; raise `UnknownCityError` when the suite does not serve it."""
        city = self.find(code)
        if city is None:
            raise UnknownCityError(f"city {code!r} is not served here")
        return city

    def find(self, code: str) -> City | None:
        """Return the city of this code, or None."""
        return self._cities.get(code)

    def find_serving(self, area: str) -> City | None:
        """Return the city to which the Kemendagri code `area` (dotted) belongs, or None."""
        return next((city for city in self if city.serves(area)), None)

    def __iter__(self) -> Iterator[City]:
        return iter(self._cities.values())

    def __len__(self) -> int:
        return len(self._cities)


def _city(path: Path, content: dict[str, object]) -> City:
    city = parse(City, {key: value for key, value in content.items() if key != RULES_KEY}, str(path))
    if city.code != path.stem:
        raise CityFileError(f"{path} cannot be used:\n  kode: {city.code} must be the name of the file")
    return city

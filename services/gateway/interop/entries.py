"""What people wrote for the catalogue: who stands behind each service and event, and what each field means."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

import contracts

FILE = Path(contracts.__file__).parent / "katalog.toml"


class Word(BaseModel):
    """What a field means."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    definisi: str
    satuan: str | None = None
    kode_referensi: str | None = None


class Entry(BaseModel):
    """Who stands behind an event."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    produsen: str
    klasifikasi: str
    dasar_hukum: tuple[str, ...]


class ServiceEntry(Entry):
    """Who stands behind a service, and what is promised of it."""

    tingkat_layanan: str


class Entries(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    judul: str
    walidata: str
    lisensi: str
    layanan: Mapping[str, ServiceEntry]
    acara: Mapping[str, Entry]
    teknis: Mapping[str, str]
    kamus: Mapping[str, Word]

    @classmethod
    def load(cls) -> "Entries":
        """Read the file."""
        return cls.model_validate(tomllib.loads(FILE.read_text(encoding="utf-8")))

    def of_event(self, event_type: str) -> Entry:
        """The entry of the longest beginning of this type. Raises KeyError when there is none."""
        fitting = [each for each in self.acara if event_type.startswith(each)]
        return self.acara[max(fitting, key=len, default=event_type)]

    def is_technical(self, path: str) -> bool:
        """Whether this door is no service; an entry that ends with `*` stands for all that begin like it."""
        return any(
            path.startswith(each.removesuffix("*")) if each.endswith("*") else path == each for each in self.teknis
        )

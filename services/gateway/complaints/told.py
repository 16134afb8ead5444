"""What a citizen writes and an officer answers, judged as every body is."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from contracts.gateway.tax import KodeKelurahan
from contracts.types import Masukan, Teks, TeksPanjang


class Status(StrEnum):
    """Where a complaint stands."""

    DITERIMA = "DITERIMA"
    DIKERJAKAN = "DIKERJAKAN"
    SELESAI = "SELESAI"
    DITOLAK = "DITOLAK"


OVER = frozenset({Status.SELESAI, Status.DITOLAK})


class Unit(StrEnum):
    """Who handles it: the civil registry, the tax office, or the agencies that look after streets and lamps."""

    DUKCAPIL = "DUKCAPIL"
    PAJAK = "PAJAK"
    KOTA = "KOTA"


class AduanKeputusan(Masukan):
    """A complaint about what became of an application."""

    kategori: Teks
    uraian: Annotated[TeksPanjang, Field(min_length=10)]


class LaporanKeadaan(Masukan):
    """A report of the city's state; a place on the map is in degrees, and has both or none."""

    kategori: Teks
    uraian: Annotated[TeksPanjang, Field(min_length=10)]
    kelurahan: KodeKelurahan
    tempat: Teks | None = None
    lintang: Annotated[Decimal, Field(strict=False, ge=-11, le=6, decimal_places=5)] | None = None
    bujur: Annotated[Decimal, Field(strict=False, ge=95, le=141, decimal_places=5)] | None = None

    @model_validator(mode="after")
    def _has_both(self) -> "LaporanKeadaan":
        if (self.lintang is None) != (self.bujur is None):
            raise PydanticCustomError("titik_tidak_lengkap", "Titik di peta tidak lengkap.", {"lokasi": "/tempat"})
        return self


class Jawaban(Masukan):
    """What an officer answers; the citizen reads it."""

    status: Annotated[Status, Field(strict=False)]
    keterangan: TeksPanjang

    @model_validator(mode="after")
    def _goes_on(self) -> "Jawaban":
        if self.status is Status.DITERIMA:
            raise PydanticCustomError("status_tidak_sah", "Pilih apa yang terjadi.", {"lokasi": "/status"})
        return self

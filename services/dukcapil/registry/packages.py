"""Packages and their clocks: rows ↔ domain."""

import json
from datetime import datetime
from typing import Any

from psycopg.rows import DictRow

from chassis.rows import Part
from contracts.types import Paket, StatusPermohonan
from services.dukcapil.domain.package import Package, PackageStatus
from services.dukcapil.domain.service_clock import Mark, Sign

SAVE = """
    UPDATE paket SET jenis = %s, versi = %s, status = %s, status_permohonan = %s, status_pada = %s, kota = %s,
                     nomor_kk = %s, versi_kk = %s, hari_layanan = %s, tanda_jam = %s, periksa_jam_pada = %s,
                     diingatkan = %s, terlambat = %s, alasan = %s, diubah_pada = now()
    WHERE nomor = %s
"""


class Packages(Part):
    """What is made for each application. A package is always locked before it is changed."""

    def open(self, nomor: str) -> Package:
        """The package of an application, made when there is none yet, and locked."""
        self.execute("INSERT INTO paket (nomor, status) VALUES (%s, 'DIPERIKSA') ON CONFLICT DO NOTHING", nomor)
        package = self.lock(nomor)
        assert package is not None
        return package

    def find(self, nomor: str) -> Package | None:
        """The package of an application, or None."""
        row = self.row("SELECT * FROM paket WHERE nomor = %s", nomor)
        return _package(row) if row else None

    def lock(self, nomor: str) -> Package | None:
        """The same, held until the transaction ends."""
        row = self.row("SELECT * FROM paket WHERE nomor = %s FOR UPDATE", nomor)
        return _package(row) if row else None

    def due(self, now: datetime, limit: int) -> list[Package]:
        """Packages whose clock must be looked at, locked; what another replica holds is left to it."""
        query = """
            SELECT * FROM paket WHERE periksa_jam_pada <= %s ORDER BY periksa_jam_pada LIMIT %s FOR UPDATE SKIP LOCKED
        """
        return [_package(row) for row in self.rows(query, now, limit)]

    def save(self, package: Package) -> None:
        """Write a locked package."""
        marks = json.dumps([[mark.sign, mark.at.isoformat()] for mark in package.tanda_jam])
        values: tuple[Any, ...] = (
            *(package.jenis, package.versi, package.status, package.status_permohonan, package.status_pada),
            *(package.kota, package.nomor_kk, package.versi_kk, package.hari_layanan, marks),
            *(package.periksa_jam_pada, package.diingatkan, package.terlambat, package.alasan, package.nomor),
        )
        self.execute(SAVE, *values)


def _package(row: DictRow) -> Package:
    return Package(
        nomor=row["nomor"],
        jenis=Paket(row["jenis"]) if row["jenis"] else None,
        versi=row["versi"],
        status=PackageStatus(row["status"]),
        status_permohonan=StatusPermohonan(row["status_permohonan"]),
        status_pada=row["status_pada"],
        kota=row["kota"],
        nomor_kk=row["nomor_kk"],
        versi_kk=row["versi_kk"],
        hari_layanan=row["hari_layanan"],
        tanda_jam=tuple(Mark(Sign(sign), datetime.fromisoformat(at)) for sign, at in row["tanda_jam"]),
        periksa_jam_pada=row["periksa_jam_pada"],
        diingatkan=row["diingatkan"],
        terlambat=row["terlambat"],
        alasan=row["alasan"],
    )

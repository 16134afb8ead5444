"""Residents and marriages: rows ↔ domain."""

import json
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from psycopg.rows import DictRow

from chassis.rows import Part
from contracts.types import BuktiPerkawinan, JenisKelamin
from services.dukcapil.domain.birth import Marriage
from services.dukcapil.domain.nik import Nik
from services.dukcapil.domain.resident import MaritalStatus, Resident, ResidentStatus

# An entry that was cancelled with its deed is kept for the record and found by nobody.
SELECT = """
    SELECT p.*, a.nomor_kk FROM penduduk p LEFT JOIN anggota_keluarga a USING (nik) WHERE p.status <> 'BATAL' AND
"""
INSERT = """
    INSERT INTO penduduk (nik, nama, jenis_kelamin, tempat_lahir_kode, tanggal_lahir, agama, pendidikan, pekerjaan,
                          golongan_darah, status_kawin, kewarganegaraan, status, nik_ayah, nik_ibu, nama_ayah, nama_ibu)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


class Residents(Part):
    """The population register."""

    def find_many(self, niks: Collection[str]) -> dict[str, Resident]:
        """Those of the given NIKs that somebody bears."""
        found = self.rows(f"{SELECT} p.nik = ANY(%s)", list(niks))
        return {row["nik"]: _resident(row) for row in found}

    def find(self, nik: str) -> Resident | None:
        """The bearer of a NIK, or None."""
        return self.find_many([nik]).get(nik)

    def children_of(self, mother: str, born: Collection[date]) -> tuple[Resident, ...]:
        """A mother's children who were born on one of the given days."""
        found = self.rows(f"{SELECT} p.nik_ibu = %s AND p.tanggal_lahir = ANY(%s)", mother, list(born))
        return tuple(_resident(row) for row in found)

    def marriages_of(self, niks: Collection[str]) -> tuple[Marriage, ...]:
        """Every marriage in which one of the given people is husband or wife, the newest first."""
        query = (
            "SELECT * FROM perkawinan WHERE nik_istri = ANY(%s) OR nik_suami = ANY(%s) ORDER BY tanggal DESC, id DESC"
        )
        return tuple(_marriage(row) for row in self.rows(query, list(niks), list(niks)))

    def enter(self, residents: Iterable[Resident], *, nomor: str, at: datetime) -> None:
        """Enter newborns on the deeds of an application."""
        entered = list(residents)
        self.execute_each(INSERT, [_values(resident) for resident in entered])
        self._write_history(entered, "LAHIR", nomor, at)

    def cancel(self, niks: Collection[str], *, nomor: str, at: datetime) -> None:
        """Cancel entries whose deed was annulled; their NIKs are never given again."""
        cancelled = self.find_many(niks).values()
        self.execute("UPDATE penduduk SET status = 'BATAL' WHERE nik = ANY(%s)", list(niks))
        self._write_history(cancelled, "BATAL", nomor, at)

    def _write_history(self, residents: Iterable[Resident], what: str, nomor: str, at: datetime) -> None:
        query = """
            INSERT INTO riwayat_penduduk (nik, peristiwa, nomor, event_id, isi, pada) VALUES (%s, %s, %s, %s, %s, %s)
        """
        cause = self.registry.cause_id
        self.execute_each(query, [(one.nik, what, nomor, cause, _content(one), at) for one in residents])


def _resident(row: DictRow) -> Resident:
    return Resident(
        nik=Nik.kept(row["nik"]),
        nama=row["nama"],
        jenis_kelamin=JenisKelamin(row["jenis_kelamin"]),
        tempat_lahir_kode=row["tempat_lahir_kode"],
        tanggal_lahir=row["tanggal_lahir"],
        agama=row["agama"],
        pendidikan=row["pendidikan"],
        pekerjaan=row["pekerjaan"],
        golongan_darah=row["golongan_darah"],
        status_kawin=MaritalStatus(row["status_kawin"]),
        kewarganegaraan=row["kewarganegaraan"],
        status=ResidentStatus(row["status"]),
        tanggal_meninggal=row["tanggal_meninggal"],
        nik_ayah=Nik.kept(row["nik_ayah"]) if row["nik_ayah"] else None,
        nik_ibu=Nik.kept(row["nik_ibu"]) if row["nik_ibu"] else None,
        nama_ayah=row["nama_ayah"],
        nama_ibu=row["nama_ibu"],
        nomor_kk=row["nomor_kk"],
    )


def _values(resident: Resident) -> tuple[Any, ...]:
    return (
        resident.nik,
        resident.nama,
        resident.jenis_kelamin,
        resident.tempat_lahir_kode,
        resident.tanggal_lahir,
        resident.agama,
        resident.pendidikan,
        resident.pekerjaan,
        resident.golongan_darah,
        resident.status_kawin,
        resident.kewarganegaraan,
        resident.status,
        resident.nik_ayah,
        resident.nik_ibu,
        resident.nama_ayah,
        resident.nama_ibu,
    )


def _content(resident: Resident) -> str:
    """An entry as its history keeps it."""
    return json.dumps(
        {
            "nama": resident.nama,
            "jenis_kelamin": resident.jenis_kelamin,
            "tempat_lahir_kode": resident.tempat_lahir_kode,
            "tanggal_lahir": resident.tanggal_lahir.isoformat(),
            "nik_ayah": resident.nik_ayah,
            "nik_ibu": resident.nik_ibu,
            "nomor_kk": resident.nomor_kk,
        }
    )


def _marriage(row: DictRow) -> Marriage:
    return Marriage(
        nik_suami=row["nik_suami"],
        nik_istri=row["nik_istri"],
        tercatat=row["tercatat"],
        bukti=BuktiPerkawinan(row["bukti"]),
        nomor=row["nomor"],
        tanggal=row["tanggal"],
        status=row["status"],
    )

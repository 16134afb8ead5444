"""A report beside what the register and the facility say of it: one row for each thing, differences marked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from contracts.dukcapil.events import ButirVerifikasi
from contracts.gateway.birth import Anak
from contracts.perizinan.api import BerkasPetugas
from contracts.types import HasilCocok
from services.gateway.portal.birth.choices import ATTENDANTS, MARRIAGES, PLACES, RELATIONS, SEXES
from services.gateway.portal.birth.places import regencies
from services.gateway.portal.desk.words import place, plain
from services.gateway.portal.words import time_of

SAME, OTHER, UNASKED = "cocok", "beda", ""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing: what was reported, and what is known of it; `verdict` is one of SAME, OTHER and UNASKED."""

    label: str
    reported: str
    known: str
    verdict: str


def rows_of(file: BerkasPetugas) -> tuple[Row, ...]:
    """Everything that was reported, in the order of the form F-2.01; what only the register minds comes last."""
    reported = list(_reported(file))
    checked = {each.lokasi: each for each in (file.verifikasi.hasil if file.verifikasi else ())}
    shown = {pointer for pointer, _, _ in reported}
    rest = [each for pointer, each in checked.items() if pointer not in shown]
    return (
        *(_row(file, checked, *each) for each in reported),
        *(Row(place(each.lokasi), "", plain(each.kode or ""), _verdict(each.hasil)) for each in rest),
    )


def _row(file: BerkasPetugas, checked: Mapping[str, ButirVerifikasi], pointer: str, label: str, value: str) -> Row:
    found = checked.get(pointer) or checked.get(pointer.rpartition("/")[0])
    name = _name(file, pointer)
    if found is None:
        return Row(label, value, name, UNASKED)
    said = plain(found.kode) if found.kode else ""
    return Row(label, value, ". ".join(part for part in (name, said) if part), _verdict(found.hasil))


def _name(file: BerkasPetugas, pointer: str) -> str:
    """How the register names a parent."""
    told = file.verifikasi
    parent = {"/ibu/nik": told and told.ibu, "/ayah/nik": told and told.ayah}.get(pointer)
    return parent.nama if parent else ""


def _verdict(result: HasilCocok) -> str:
    return SAME if result is HasilCocok.SESUAI else OTHER


def _reported(file: BerkasPetugas) -> Iterator[tuple[str, str, str]]:
    told = file.laporan
    yield "/pelapor/nik", "NIK pelapor", told.pelapor_nik
    yield "/pelapor/hubungan", "Hubungan pelapor", dict(RELATIONS)[told.pelapor_hubungan]
    yield "/ibu/nik", "NIK ibu", told.ibu.nik if told.ibu else "tidak dicantumkan"
    yield "/ayah/nik", "NIK ayah", told.ayah.nik if told.ayah else "tidak dicantumkan"
    yield "/nomor_kk", "Nomor kartu keluarga", told.nomor_kk
    marriage = told.perkawinan
    yield "/perkawinan/nomor", "Perkawinan", f"{dict(MARRIAGES)[marriage.bukti]} {marriage.nomor or ''}".strip()
    for number, child in enumerate(told.anak):
        yield from _child(number, child, len(told.anak))
    letter = told.surat_keterangan_lahir
    yield "/surat_keterangan_lahir", "Surat lahir", f"{letter.nomor} ({letter.faskes})" if letter else "tidak ada"
    for number, witness in enumerate(told.saksi):
        yield f"/saksi/{number}/nik", f"NIK saksi {number + 1}", witness.nik


def _child(number: int, child: Anak, count: int) -> Iterator[tuple[str, str, str]]:
    which = f" {number + 1}" if count > 1 else ""
    at = f"/anak/{number}"
    yield f"{at}/nama", f"Nama anak{which}", child.nama
    yield f"{at}/jenis_kelamin", f"Jenis kelamin{which}", dict(SEXES)[child.jenis_kelamin]
    yield f"{at}/waktu_lahir", f"Waktu lahir{which}", time_of(child.waktu_lahir)
    where = dict(regencies()).get(child.tempat_lahir, child.tempat_lahir)
    yield f"{at}/tempat_lahir", f"Tempat lahir{which}", f"{dict(PLACES)[child.tempat_dilahirkan]}, {where}"
    yield f"{at}/penolong", f"Penolong{which}", dict(ATTENDANTS)[child.penolong]
    size = f"{child.berat_gram} gram, {child.panjang_cm} cm, anak ke-{child.kelahiran_ke}"
    yield f"{at}/berat_gram", f"Berat, panjang, urutan{which}", size

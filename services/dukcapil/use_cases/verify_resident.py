"""Verify what somebody believes about residents: field by field SESUAI or TIDAK_SESUAI, never a stored value.

Permendagri 102/2019; UU 27/2022. A death freezes the NIK: it agrees in nothing, and only who may know learns why.
"""

from collections.abc import Mapping

from contracts.dukcapil.api import CocokPenduduk, DataPenduduk, HasilVerifikasi, VerifikasiPenduduk
from contracts.types import HasilCocok
from services.dukcapil.domain.errors import InvalidNik
from services.dukcapil.domain.nik import Nik
from services.dukcapil.domain.resident import Resident
from services.dukcapil.registry import Registry


def verify_resident(registry: Registry, asked: VerifikasiPenduduk) -> HasilVerifikasi:
    """Compare each of the given residents with the register, in one look-up."""
    niks = [_nik(believed) for believed in asked.data]
    known = registry.residents.find_many([nik for nik in niks if nik])
    answers = (
        _compare(believed, known.get(nik) if nik else None, tell_status=asked.sertakan_status)
        for believed, nik in zip(asked.data, niks, strict=True)
    )
    return HasilVerifikasi(hasil=tuple(answers))


def _nik(believed: DataPenduduk) -> Nik | None:
    try:
        return Nik.parse(believed.nik)
    except InvalidNik:
        return None


def _compare(believed: DataPenduduk, resident: Resident | None, *, tell_status: bool) -> CocokPenduduk:
    live = resident if resident and not resident.is_dead else None
    stored = _comparable(live) if live else {}
    answers = {
        field: HasilCocok.SESUAI if field in stored and stored[field] == value else HasilCocok.TIDAK_SESUAI
        for field, value in _given(believed).items()
    }
    status = resident.status if resident and tell_status else None
    nik = HasilCocok.SESUAI if live else HasilCocok.TIDAK_SESUAI
    return CocokPenduduk(nik=nik, status=status, **answers)


def _given(believed: DataPenduduk) -> Mapping[str, object]:
    values = believed.model_dump(exclude={"nik"}, exclude_none=True)
    return {field: _as_written(value) for field, value in values.items()}


def _comparable(resident: Resident) -> Mapping[str, object]:
    return {
        "nama": _as_written(resident.nama),
        "jenis_kelamin": _as_written(resident.jenis_kelamin),
        "tempat_lahir": resident.tempat_lahir_kode,
        "tanggal_lahir": resident.tanggal_lahir,
        "nama_ibu": _as_written(resident.nama_ibu),
        "nomor_kk": resident.nomor_kk,
    }


def _as_written(value: object) -> object:
    """Names are compared without the case and blanks in which people differ."""
    return " ".join(value.upper().split()) if isinstance(value, str) else value

"""Bodies that callers send, whole and right; a test takes one and spoils what it is about."""

import copy
import json
from datetime import UTC, datetime, timedelta
from typing import Any

FATHER = "3277011505900001"
MOTHER = "3277015505920001"
STRANGER = "3277010101850009"
WITNESSES = ("3277010101800001", "3277014101850002")
FAMILY_CARD = "3277010101180001"
FACILITY = "F3277001"

Json = dict[str, Any]


def report(**changes: Any) -> Json:
    """A citizen's report of a birth of yesterday."""
    body: Json = {
        "paket": "TIGA_DALAM_SATU",
        "pelapor": {"nik": FATHER, "hubungan": "AYAH", "telepon": "+6281200000001", "surel": "ayah@example.id"},
        "nomor_kk": FAMILY_CARD,
        "ibu": {"nik": MOTHER},
        "ayah": {"nik": FATHER},
        "perkawinan": {"bukti": "BUKU_NIKAH", "nomor": "123/45/VI/2017"},
        "anak": [child()],
        "saksi": [{"nik": nik} for nik in WITNESSES],
        "surat_keterangan_lahir": {"nomor": "SKL/2026/11/0042", "faskes": FACILITY},
        "sptjm": {"kelahiran": False, "suami_istri": False},
        "lampiran": [],
        "pernyataan_benar": True,
    }
    return {**body, **changes}


def child(**changes: Any) -> Json:
    """One child of a report."""
    body: Json = {
        "nama": "SITI NUR AISYAH",
        "jenis_kelamin": "P",
        "tempat_lahir": "32.77",
        "tempat_dilahirkan": "RUMAH_SAKIT",
        "waktu_lahir": (datetime.now(UTC) - timedelta(days=1)).isoformat(timespec="seconds"),
        "jenis_kelahiran": "TUNGGAL",
        "kelahiran_ke": 2,
        "penolong": "BIDAN",
        "berat_gram": 3100,
        "panjang_cm": 49,
    }
    return {**body, **changes}


def notice(**changes: Any) -> Json:
    """A facility's notice of the same birth."""
    one = child()
    kept = ("jenis_kelamin", "waktu_lahir", "jenis_kelahiran", "berat_gram", "panjang_cm")
    body: Json = {
        "nomor_surat": "SKL/2026/11/0042",
        "faskes": FACILITY,
        "ibu": {"nik": MOTHER},
        "anak": [{name: one[name] for name in kept} | {"urutan": 1}],
        "penolong": "BIDAN",
    }
    return {**body, **changes}


def spoiled(body: Json, place: str, value: object) -> Json:
    """The body with something else at a place, which is a JSON pointer; `...` takes what stands there away."""
    changed = copy.deepcopy(body)
    *path, last = [int(part) if part.isdigit() else part for part in place.strip("/").split("/")]
    holder: Any = changed
    for part in path:
        holder = holder[part]
    if value is ...:
        del holder[last]
    else:
        holder[last] = value
    return changed


def raw(body: object) -> bytes:
    """A body as it goes over the wire."""
    return json.dumps(body).encode()

"""What must fit between the children of one delivery (handbook 2.3): one application, a deed for each child."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from contracts.gateway.birth import Anak
from contracts.types import Galat


def faults(children: Sequence[Anak]) -> tuple[Galat, ...]:
    """What cannot be true of the children of one delivery."""
    found = []
    for place, child in enumerate(children[1:], start=1):
        if child.jenis_kelahiran is not children[0].jenis_kelahiran:
            found.append(
                _galat(place, "jenis_kelahiran", "jenis_kelahiran_berbeda", "Jenis kelahiran anak kembar harus sama.")
            )
        if child.nama in {other.nama for other in children[:place]}:
            found.append(_galat(place, "nama", "nama_kembar_sama", "Dua anak tidak dapat bernama sama."))
    return tuple(found)


def warnings(children: Sequence[Anak], widest_gap: timedelta) -> tuple[Galat, ...]:
    """What is possible but rare enough to be pointed out."""
    found = []
    for place, (earlier, later) in enumerate(pairwise(children), start=1):
        if later.waktu_lahir < earlier.waktu_lahir:
            text = "Tuliskan anak kembar menurut urutan lahir."
            found.append(_galat(place, "waktu_lahir", "urutan_kembar_terbalik", text))
        if later.kelahiran_ke == earlier.kelahiran_ke:
            text = "Anak kembar biasanya mempunyai urutan kelahiran yang berbeda."
            found.append(_galat(place, "kelahiran_ke", "kelahiran_ke_sama", text))
    if gap_is_wide(children, widest_gap):
        text = "Jarak lahir anak kembar tidak lazim; petugas akan memeriksanya."
        found.append(_galat(len(children) - 1, "waktu_lahir", "kembar_berjarak_jauh", text))
    return tuple(found)


def gap_is_wide(children: Sequence[Anak], widest_gap: timedelta) -> bool:
    """Whether more time than usual (24 hours) lies between the first and the last child."""
    times = [child.waktu_lahir for child in children]
    return max(times) - min(times) > widest_gap


def _galat(place: int, field: str, code: str, text: str) -> Galat:
    return Galat(lokasi=f"/anak/{place}/{field}", kode=code, pesan=text)

"""Fail a package for good: what was reserved is released, what was entered is taken back, and perizinan is told."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from contracts.dukcapil.events import Paket3in1Gagal, PaketDisusun
from services.dukcapil.domain.package import UNDER_WAY, Package, PackageStatus
from services.dukcapil.domain.service_clock import Mark, Sign
from services.dukcapil.registry import Registry
from services.dukcapil.use_cases.withdraw_children import withdraw_children

SENTENCES: Mapping[str, str] = {
    "kk_tidak_aktif": "Kartu keluarga sudah tidak aktif; ajukan kembali dengan kartu keluarga yang berlaku.",
    "orang_tua_pindah_kk": "Orang tua tidak lagi tercantum pada kartu keluarga; ajukan kembali dengan KK yang benar.",
    "nik_tidak_dipesan": "NIK pada akta bukan NIK yang dipesan untuk permohonan ini.",
}
_OTHERWISE = "Dokumen tidak dapat disusun; permohonan dikembalikan."


def fail_package(registry: Registry, package: Package, kode: str, now: datetime) -> None:
    """End a locked package; the deed that it stands on will be annulled by perizinan, which tells the applicant why."""
    registry.numbers.release(package.nomor)
    ended = replace(package.marked(Mark(Sign.BERHENTI, now)), periksa_jam_pada=None, alasan=kode)
    failed = Paket3in1Gagal(nomor=package.nomor, kode=kode, alasan=SENTENCES.get(kode, _OTHERWISE))
    registry.announce(failed, subject=package.nomor)
    card = _take_back(registry, package, now) if package.status in UNDER_WAY else None
    if card is None:
        registry.packages.save(ended.moved(PackageStatus.GAGAL))
        return
    registry.packages.save(ended.moved(PackageStatus.PENARIKAN, versi_kk=card))
    registry.announce(PaketDisusun(nomor=package.nomor), subject=package.nomor)


def _take_back(registry: Registry, package: Package, now: datetime) -> int | None:
    """The version of the card that must be issued again, or None."""
    children = [child.nik for child in registry.numbers.children(package.nomor)]
    card = withdraw_children(registry, package, children, now)
    return card.versi if card else None

"""Register a business ex officio when a permit shows that it is there and nobody has registered it (handbook 4.3)."""

from dataclasses import dataclass
from datetime import date

from contracts.gateway.tax import ObjekDidaftarkan, PendaftaranWajibPajak
from services.pajak.desk import Desk
from services.pajak.domain.fines import Person
from services.pajak.use_cases.enter_taxpayer import open_object, open_taxpayer, tell_registered


@dataclass(frozen=True, slots=True)
class PermitHolder:
    """What a permit says of a business that local tax would tax."""

    kota: str
    jenis: Person
    nik: str | None
    nib: str | None
    nama: str
    objek: ObjekDidaftarkan
    sejak: date


def register_ex_officio(desk: Desk, holder: PermitHolder) -> str:
    """Give the holder a number unless it has one, and the business an object unless it has one; returns the NPWPD."""
    identity = holder.nik if holder.jenis is Person.ORANG else holder.nib
    if identity is None:
        raise ValueError("a permit holder is known by NIK or NIB")
    asked = PendaftaranWajibPajak.model_validate(
        {"jenis_wp": holder.jenis, "nik": holder.nik, "nib": holder.nib, "nama": holder.nama, "objek": [holder.objek]}
    )
    known = desk.registry.taxpayers.find_by_identity(holder.kota, holder.jenis, identity)
    taxpayer = known or open_taxpayer(desk, holder.kota, asked, None)
    named = {(item.jenis.value, item.nama) for item in desk.registry.taxpayers.objects(taxpayer.npwpd)}
    if (holder.objek.jenis.value, holder.objek.nama) not in named:
        opened = open_object(desk, taxpayer, holder.objek, holder.sejak)
        tell_registered(desk, None, taxpayer, [opened])
    return taxpayer.npwpd


def stop_letters(desk: Desk, nik: str) -> None:
    """Send no more tax reminders to a person who has died; what the estate owes stays owed (handbook 7)."""
    desk.registry.taxpayers.stop_letters(nik)

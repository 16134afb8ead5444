"""Register a business ex officio when a permit shows that it is there and nobody has registered it (handbook 4.3)."""

from contracts.gateway.tax import PendaftaranWajibPajak
from contracts.gateway.tax_events import PendaftaranJabatanDiputuskan
from contracts.types import Pelaku, StatusPermohonan
from services.pajak.desk import Desk
from services.pajak.domain.errors import NotAllowed
from services.pajak.domain.fines import Person
from services.pajak.registry.history import Remark
from services.pajak.use_cases.enter_taxpayer import open_object, open_taxpayer, tell_registered
from services.pajak.use_cases.register_taxpayer import object_faults


def register_ex_officio(desk: Desk, told: PendaftaranJabatanDiputuskan) -> str:
    """Give the holder a number unless it has one, and the business an object unless it has one; returns the NPWPD.

    Who decided is kept beside the object. Raises NotAllowed with one pair of eyes, for officers of another city, or for
    a business that could not be registered by itself either.
    """
    if told.petugas.id == told.penyetuju.id:
        raise NotAllowed("empat_mata", "Pendaftaran secara jabatan harus disetujui petugas lain.")
    if {told.petugas.kota, told.penyetuju.kota} != {told.kota}:
        raise NotAllowed("bukan_wewenang", "Petugas hanya mendaftarkan usaha di kotanya.")
    holder, person = told.pemegang, Person(told.pemegang.jenis_wp)
    identity = holder.nik if person is Person.ORANG else holder.nib
    if identity is None:
        raise NotAllowed("identitas_wajib", "Orang didaftarkan dengan NIK, badan dengan NIB.")
    if faults := object_faults(desk, told.kota, holder.objek, 0):
        raise NotAllowed(faults[0].kode, faults[0].pesan)
    asked = PendaftaranWajibPajak.model_construct(
        jenis_wp=holder.jenis_wp, nik=holder.nik, nib=holder.nib, nama=holder.nama, objek=(holder.objek,)
    )
    known = desk.registry.taxpayers.find_by_identity(told.kota, person, identity)
    taxpayer = known or open_taxpayer(desk, told.kota, asked, None)
    named = {(item.jenis.value, item.nama) for item in desk.registry.taxpayers.objects(taxpayer.npwpd)}
    if (holder.objek.jenis.value, holder.objek.nama) not in named:
        opened = open_object(desk, taxpayer, holder.objek)
        tell_registered(desk, None, taxpayer, [opened])
        for officer in (told.petugas, told.penyetuju):
            remark = Remark(Pelaku.PETUGAS, "secara_jabatan", officer.id)
            desk.registry.history.add(opened.nopd, StatusPermohonan.SELESAI, desk.now, remark)
    return taxpayer.npwpd

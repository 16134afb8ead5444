"""Issue the printed documents of a package in one transaction: all of them become known, or none."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from chassis.database import uuid7
from contracts.dukcapil.events import DokumenDigantikan, DokumenTerbit, KiaTerbit, KkTerbit
from contracts.types import JenisDokumen, StatusDokumen
from services.dukcapil.domain.document import Document, masked_name, masked_number
from services.dukcapil.domain.package import Package, PackageStatus
from services.dukcapil.press import PrintedFile
from services.dukcapil.registry import Registry
from services.dukcapil.terms import Terms
from services.dukcapil.use_cases.finish_package import finish_package


@dataclass(frozen=True, slots=True)
class Printed:
    """A signed file and what it is: `pemilik` is a card's number or a child's NIK, `nama` the holder's name."""

    jenis: JenisDokumen
    pemilik: str
    versi: int
    nama: str
    file: PrintedFile
    tanggal: date
    berlaku_sampai: date | None = None


def issue_documents(registry: Registry, package: Package, printed: list[Printed], terms: Terms, now: datetime) -> None:
    """Issue for a locked package, and end it."""
    assert package.nomor_kk is not None
    registry.cards.lock(package.nomor_kk)  # one family's documents are issued one after another
    for one in printed:
        _issue(registry, package, one, now)
    if package.status != PackageStatus.PENARIKAN:
        finish_package(registry, package, terms, now)
        return
    left = registry.numbers.children(package.nomor)
    registry.packages.save(package.moved(PackageStatus.SELESAI if left else PackageStatus.DITARIK))


def _issue(registry: Registry, package: Package, one: Printed, now: datetime) -> None:
    document = _document(package, one)
    before = registry.documents.newest(one.jenis, one.pemilik)
    if before is not None and before.versi > one.versi:
        # A younger version was printed first: this one is shown as what it is, replaced from its first moment.
        document = replace(document, status=StatusDokumen.DIGANTIKAN, diganti_oleh=before.id)
        replaced: tuple[UUID, UUID] | None = (document.id, before.id)
    elif before is not None and before.status == StatusDokumen.AKTIF:
        registry.documents.replace(before.id, document.id)
        replaced = (before.id, document.id)
    else:
        replaced = None
    registry.documents.add(document)
    _tell(registry, package, one, document)
    if replaced:
        old, new = map(str, replaced)
        fact = DokumenDigantikan(dokumen_id=old, oleh_dokumen_id=new, pada=now)
        registry.announce(fact, subject=package.nomor)


def _document(package: Package, one: Printed) -> Document:
    return Document(
        id=uuid7(),
        nomor=package.nomor,
        jenis=one.jenis,
        pemilik=one.pemilik,
        versi=one.versi,
        status=StatusDokumen.AKTIF,
        kode_verifikasi=one.file.kode_verifikasi,
        sha256=one.file.sha256,
        ukuran=one.file.ukuran,
        tanggal_terbit=one.tanggal,
        penanda_tangan=one.file.penanda_tangan,
    )


def _tell(registry: Registry, package: Package, one: Printed, document: Document) -> None:
    """The document for whoever verifies it, and the card for whoever waits for it."""
    assert document.sha256 is not None
    assert document.ukuran is not None
    issued = DokumenTerbit(
        dokumen_id=str(document.id),
        nomor_permohonan=package.nomor,
        jenis=document.jenis,
        nomor_tersamar=masked_number(document.pemilik),
        nama_tersamar=masked_name(one.nama),
        kode_verifikasi=document.kode_verifikasi,
        sha256=document.sha256,
        ukuran=document.ukuran,
        tanggal_terbit=document.tanggal_terbit,
        penanda_tangan=document.penanda_tangan,
    )
    registry.announce(issued, subject=package.nomor)
    registry.announce(_card_fact(package, one, str(document.id)), subject=package.nomor)


def _card_fact(package: Package, one: Printed, document_id: str) -> KkTerbit | KiaTerbit:
    if one.jenis == JenisDokumen.KARTU_KELUARGA:
        return KkTerbit(nomor=package.nomor, nomor_kk=one.pemilik, versi=one.versi, dokumen_id=document_id)
    assert one.berlaku_sampai is not None
    return KiaTerbit(nomor=package.nomor, nik=one.pemilik, dokumen_id=document_id, berlaku_sampai=one.berlaku_sampai)

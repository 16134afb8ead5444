"""The press: a deed's page is rendered, signed and stored. It takes its time, so nothing here holds a transaction."""

from dataclasses import dataclass
from datetime import datetime

from chassis.documents.block import SignatureBlock
from chassis.documents.code import parse_code
from chassis.documents.sign import Signer, SigningOrder
from chassis.documents.signers import Signers
from chassis.documents.store import DocumentStore
from contracts.dukcapil.events import DataKelahiranTerverifikasi
from contracts.gateway.birth import Anak
from contracts.types import JenisAkta
from services.perizinan.documents import DeedSheet, render_deed
from services.perizinan.domain.areas import city_name, local_day
from services.perizinan.domain.deed import Deed, IssuedPaper
from services.perizinan.domain.deed_page import father_named, mother_named
from services.perizinan.terms import Terms

REASON = "Penerbitan kutipan akta kelahiran"


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What goes to press for one child."""

    deed: Deed
    kind: JenisAkta
    child: Anak
    answer: DataKelahiranTerverifikasi


@dataclass(frozen=True)
class Press:
    """Makes signed documents."""

    signers: Signers
    store: DocumentStore
    terms: Terms
    public_url: str

    def issue(self, manuscript: Manuscript, now: datetime) -> IssuedPaper:
        """The deed's document, signed and stored.

        Raises SignerUnavailable or SignerRefused, StorageUnavailable, and RenderingFailed. Running it again leaves an
        unused copy in the store at worst: what counts is the digest that is committed.
        """
        city = self.terms.city(manuscript.deed.kota)
        signer = self.signers.of(city.code)
        page = render_deed(self._sheet(manuscript, signer, now))
        signed = signer.sign(page, SigningOrder(REASON, city.name, now))
        return IssuedPaper(manuscript.deed, self.store.put(signed), len(signed), now)

    def _sheet(self, manuscript: Manuscript, signer: Signer, now: datetime) -> DeedSheet:
        deed, kind, child, answer = manuscript.deed, manuscript.kind, manuscript.child, manuscript.answer
        father, mother = father_named(kind, answer), mother_named(kind, answer)
        return DeedSheet(
            number=deed.nomor_akta,
            kind=kind,
            nik=deed.nik,
            name=child.nama,
            sex=child.jenis_kelamin,
            birth_place=city_name(child.tempat_lahir) or child.tempat_lahir,
            birth_date=local_day(child.waktu_lahir, child.tempat_lahir),
            birth_order=None if kind is JenisAkta.TANPA_ASAL_USUL else child.kelahiran_ke,
            father=father.nama if father else None,
            mother=mother.nama if mother else None,
            block=self._block(deed, signer, now),
        )

    def _block(self, deed: Deed, signer: Signer, now: datetime) -> SignatureBlock:
        city = self.terms.city(deed.kota)
        return SignatureBlock(
            city=city.name,
            place=city.name.removeprefix("Kota ").removeprefix("Kabupaten "),
            issued_at=now.astimezone(city.zone),
            signer_title=city.signer.title,
            signer_name=city.signer.name,
            signer_nip=city.signer.nip,
            certificate_issuer=signer.certificate_issuer,
            code=parse_code(deed.kode_verifikasi),
            public_url=self.public_url,
        )

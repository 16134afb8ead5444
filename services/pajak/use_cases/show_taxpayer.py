"""Show a person all taxpayers that they are or represent: objects, duties, bills, letters and clearance."""

from collections import defaultdict

from psycopg.rows import DictRow

from contracts.gateway.tax import JenisObjekPajak, JenisWp
from contracts.pajak.api import (
    DaftarWajibPajak,
    MasaTerbuka,
    ObjekWajibPajak,
    SuratKetetapan,
    TagihanTerbuka,
    WajibPajak,
)
from services.pajak.desk import Desk
from services.pajak.domain.bills import Bill
from services.pajak.domain.letters import LetterKind
from services.pajak.domain.months import add_months
from services.pajak.domain.period import TaxPeriod
from services.pajak.domain.taxpayer import TaxObject, Taxpayer
from services.pajak.use_cases.answer_clearance import answer_clearance
from services.pajak.use_cases.show_return import bill_as_seen

# Only what sets a tax may be objected to (Perda Surabaya 7/2023 ps. 156); a reminder or a fine may not.
_OBJECTIONABLE = frozenset({LetterKind.SKPDKB, LetterKind.SKPDKB_JABATAN, LetterKind.SKPDKBT, LetterKind.SKPDLB})


def show_taxpayers(desk: Desk, nik: str) -> DaftarWajibPajak:
    """An empty list for a person who is no taxpayer."""
    found = desk.registry.taxpayers.of_person(nik)
    return DaftarWajibPajak(wajib_pajak=tuple(_taxpayer(desk, each) for each in found))


def _taxpayer(desk: Desk, taxpayer: Taxpayer) -> WajibPajak:
    missing: dict[str, list[MasaTerbuka]] = defaultdict(list)
    for row in desk.registry.returns.missing_of(taxpayer.npwpd):
        missing[row["nopd"]].append(_period(desk, taxpayer.kota, row))
    return WajibPajak(
        npwpd=taxpayer.npwpd,
        nama=taxpayer.nama,
        jenis_wp=JenisWp(taxpayer.jenis),
        terdaftar_pada=taxpayer.terdaftar_pada,
        ditutup_pada=taxpayer.ditutup_pada,
        kswpd=answer_clearance(desk, taxpayer.npwpd),
        objek=tuple(_object(item, missing[item.nopd]) for item in desk.registry.taxpayers.objects(taxpayer.npwpd)),
        tagihan=tuple(_bill(desk, bill) for bill in desk.registry.bills.open_of(taxpayer.npwpd, desk.terms.late)),
        surat=tuple(_letter(desk, row) for row in desk.registry.letters.of_taxpayer(taxpayer.npwpd)),
    )


def _object(item: TaxObject, missing: list[MasaTerbuka]) -> ObjekWajibPajak:
    return ObjekWajibPajak(
        nopd=item.nopd,
        jenis=JenisObjekPajak(item.jenis),
        golongan=item.golongan,
        nama=item.nama,
        mulai=item.mulai,
        ditutup=item.ditutup,
        belum_dilaporkan=tuple(missing),
    )


def _period(desk: Desk, kota: str, row: DictRow) -> MasaTerbuka:
    period = TaxPeriod.of(row["masa"])
    pay_by = desk.terms.law(kota, period.last).pay_by(period)
    return MasaTerbuka(masa=str(period), batas_bayar=pay_by, batas_lapor=row["batas_lapor"], status=row["status"])


def _bill(desk: Desk, bill: Bill) -> TagihanTerbuka:
    return TagihanTerbuka(
        **bill_as_seen(desk, bill).model_dump(),
        jenis=bill.claim.kind,
        nopd=bill.nopd,
        masa=bill.masa,
        dokumen=tuple(desk.registry.documents.of(bill.kode_bayar)),
    )


def _letter(desk: Desk, row: DictRow) -> SuratKetetapan:
    limit = None
    if row["jenis"] in _OBJECTIONABLE:
        months = desk.terms.law(row["kota"], row["diterbitkan"]).integer("batas_keberatan")
        limit = add_months(row["diterbitkan"], months)
    return SuratKetetapan(
        nomor=row["nomor"],
        jenis=row["jenis"],
        nopd=row["nopd"],
        masa=str(TaxPeriod.of(row["masa"])),
        diterbitkan=row["diterbitkan"],
        kode_bayar=row["kode_bayar"],
        keberatan=row["keberatan"],
        batas_keberatan=limit,
    )

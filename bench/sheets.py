"""A deed, a family card and a child's card of an ordinary family, to measure with."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from chassis.documents.block import SignatureBlock
from chassis.documents.code import new_code
from contracts.types import JenisAkta, JenisKelamin
from services.dukcapil.documents import ChildCardSheet, FamilyCardSheet, FamilyMember
from services.perizinan.documents import DeedSheet

BLOCK = SignatureBlock(
    city="Kota Cimahi",
    place="Cimahi",
    issued_at=datetime(2026, 11, 22, 10, 5, tzinfo=timezone(timedelta(hours=7))),
    signer_title="Kepala Dinas Kependudukan dan Pencatatan Sipil",
    signer_name="Pejabat Contoh",
    signer_nip="197203151998031004",
    certificate_issuer="CA Demo Terpadu, BUKAN SERTIFIKAT BSrE",
    code=new_code(),
    public_url="https://terpadu.example",
)
DEED = DeedSheet(
    number="3277-LU-22112026-0001",
    kind=JenisAkta.AYAH_IBU,
    nik="3277016011260001",
    name="SITI NUR AISYAH",
    sex=JenisKelamin.P,
    birth_place="Kota Cimahi",
    birth_date=date(2026, 11, 20),
    birth_order=2,
    father="AHMAD FAUZI",
    mother="DEWI KARTIKA",
    block=BLOCK,
)
_FATHER = FamilyMember(
    name="AHMAD FAUZI",
    nik="3277011505900001",
    sex=JenisKelamin.L,
    birth_place="KOTA CIMAHI",
    birth_date=date(1990, 5, 15),
    religion="ISLAM",
    education="DIPLOMA IV/STRATA I",
    occupation="KARYAWAN SWASTA",
    blood_type="O",
    marital_status="KAWIN TERCATAT",
    marriage_date=date(2017, 6, 1),
    relationship="KEPALA KELUARGA",
    citizenship="WNI",
    father="SUKARNA WIJAYA",
    mother="RATNA SARI",
)
_MOTHER = replace(
    _FATHER,
    name="DEWI KARTIKA",
    nik="3277015505920001",
    sex=JenisKelamin.P,
    birth_date=date(1992, 5, 15),
    occupation="MENGURUS RUMAH TANGGA",
    relationship="ISTRI",
)
_CHILD = replace(
    _FATHER,
    name="SITI NUR AISYAH",
    nik="3277016011260001",
    sex=JenisKelamin.P,
    birth_date=date(2026, 11, 20),
    education="TIDAK/BELUM SEKOLAH",
    occupation="BELUM/TIDAK BEKERJA",
    marital_status="BELUM KAWIN",
    marriage_date=None,
    relationship="ANAK",
    father="AHMAD FAUZI",
    mother="DEWI KARTIKA",
)
FAMILY = FamilyCardSheet(
    number="3277010101180001",
    head="AHMAD FAUZI",
    address="JL. RAYA CIBEUREUM NO. 12",
    rt="003",
    rw="012",
    postal_code="40535",
    village="CIBEUREUM",
    district="CIMAHI SELATAN",
    city="KOTA CIMAHI",
    province="JAWA BARAT",
    members=(_FATHER, _MOTHER, replace(_CHILD, name="BUDI SANTOSO", sex=JenisKelamin.L), _CHILD),
    block=BLOCK,
)
CARD = ChildCardSheet(
    nik=_CHILD.nik,
    name=_CHILD.name,
    sex=JenisKelamin.P,
    blood_type="",
    birth_place="KOTA CIMAHI",
    birth_date=_CHILD.birth_date,
    family_card_number=FAMILY.number,
    head_of_family=FAMILY.head,
    deed_number=DEED.number,
    religion="ISLAM",
    citizenship="INDONESIA",
    address=FAMILY.address,
    rt="003",
    rw="012",
    village="CIBEUREUM",
    district="CIMAHI SELATAN",
    city="KOTA CIMAHI",
    province="JAWA BARAT",
    valid_until=date(2031, 11, 19),
    block=BLOCK,
)

"""The page of a birth deed's extract: the right words for each kind, whatever the names."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from io import BytesIO

import pypdf
import pytest

from chassis.documents.block import SignatureBlock
from chassis.documents.code import new_code
from contracts.types import JenisAkta, JenisKelamin
from services.perizinan.documents import DeedSheet, render_deed

LONG = "MUHAMMAD ABDURRAHMAN KUSUMANINGRAT PRAWIRADIREDJA SASTROWIDJ"
BLOCK = SignatureBlock(
    city="Kota Cimahi",
    place="Cimahi",
    issued_at=datetime(2026, 11, 22, 10, 5, tzinfo=timezone(timedelta(hours=7))),
    signer_title="Kepala Dinas Kependudukan dan Pencatatan Sipil",
    signer_name="Rahmat Hidayat",
    signer_nip="197203151998031004",
    certificate_issuer="CA Demo, BUKAN SERTIFIKAT BSrE",
    code=new_code(),
    public_url="https://terpadu.example",
)
SHEET = DeedSheet(
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
UNRECORDED = "yang perkawinannya belum tercatat sesuai dengan peraturan perundang-undangan"


def _text(sheet: DeedSheet) -> str:
    reader = pypdf.PdfReader(BytesIO(render_deed(sheet)))
    assert len(reader.pages) == 1
    return " ".join(reader.pages[0].extract_text().split())


def test_the_deed_reads_as_the_customary_sentence() -> None:
    text = _text(SHEET)
    for words in (
        "KUTIPAN AKTA KELAHIRAN",
        "3277-LU-22112026-0001",
        "KOTA CIMAHI",
        "DUA PULUH NOVEMBER TAHUN DUA RIBU DUA PULUH ENAM 20 November 2026",
        "SITI NUR AISYAH",
        "DUA, PEREMPUAN",
        "ayah AHMAD FAUZI dan ibu DEWI KARTIKA",
        "3277016011260001",
        "Kutipan ini dikeluarkan di CIMAHI pada tanggal dua puluh dua November tahun dua ribu dua puluh enam",
    ):
        assert words in text
    assert UNRECORDED not in text
    # Letters set apart read as words of their own.
    assert "REPUBLIKINDONESIAPENCATATANSIPILWARGANEGARAINDONESIA" in text.replace(" ", "")


def test_the_page_names_its_signer_the_certificates_issuer_and_its_code() -> None:
    text = _text(SHEET)
    for words in ("Rahmat Hidayat", "NIP 197203151998031004", "CA Demo, BUKAN SERTIFIKAT BSrE", BLOCK.code):
        assert words in text
    assert "tidak memerlukan legalisir (Permendagri 104/2019 ps. 19 ayat (6))" in text


def test_the_qr_opens_the_verification_page() -> None:
    page = pypdf.PdfReader(BytesIO(render_deed(SHEET))).pages[0]
    links = {each.get_object()["/A"]["/URI"] for each in page["/Annots"]}
    assert links == {f"https://terpadu.example/v/{BLOCK.code}"}


def test_an_unrecorded_marriage_adds_its_sentence() -> None:
    assert f"dan ibu DEWI KARTIKA {UNRECORDED}" in _text(replace(SHEET, kind=JenisAkta.AYAH_IBU_FRASA))


def test_a_child_of_a_mother_names_no_father() -> None:
    text = _text(replace(SHEET, kind=JenisAkta.ANAK_SEORANG_IBU, father=None))
    assert "seorang ibu DEWI KARTIKA" in text
    assert "ayah" not in text


def test_a_child_without_known_origin_names_no_parent_and_no_order() -> None:
    text = _text(replace(SHEET, kind=JenisAkta.TANPA_ASAL_USUL, father=None, mother=None, birth_order=None))
    assert "orang tua yang tidak diketahui asal usul atau keberadaannya" in text
    assert "anak ke" not in text
    assert "jenis kelamin" in text


@pytest.mark.parametrize(
    ("kind", "father", "mother"),
    [
        (JenisAkta.AYAH_IBU, None, "IBU"),
        (JenisAkta.AYAH_IBU_FRASA, "AYAH", None),
        (JenisAkta.ANAK_SEORANG_IBU, "AYAH", "IBU"),
        (JenisAkta.TANPA_ASAL_USUL, None, "IBU"),
    ],
)
def test_a_kind_of_deed_refuses_parents_that_it_does_not_name(
    kind: JenisAkta, father: str | None, mother: str | None
) -> None:
    with pytest.raises(ValueError, match="cannot name these parents"):
        replace(SHEET, kind=kind, father=father, mother=mother)


def test_the_longest_names_and_places_stay_on_one_page_in_full() -> None:
    text = _text(
        replace(
            SHEET,
            kind=JenisAkta.AYAH_IBU_FRASA,
            name=LONG,
            father=LONG,
            mother=LONG,
            birth_place="Kabupaten Kepulauan Siau Tagulandang Biaro Provinsi Sulawesi",
            birth_date=date(1999, 9, 29),
            birth_order=12,
            block=replace(BLOCK, place="Kabupaten Kepulauan Siau Tagulandang Biaro", signer_name=LONG.title()),
        )
    )
    assert text.count(LONG) == 3
    assert "alat bukti hukum yang sah" in text


def test_typst_markup_in_a_name_is_printed_as_it_is() -> None:
    assert '#panic("x") $x$ *B* _I_ [y]' in _text(replace(SHEET, name='#panic("x") $x$ *B* _I_ [y]'))

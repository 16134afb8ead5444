"""The pages of the family card and of the child's card."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from io import BytesIO

import pikepdf
import pypdf
import pytest
from PIL import Image

from chassis.documents.block import SignatureBlock
from chassis.documents.code import new_code
from contracts.types import JenisKelamin
from services.dukcapil.documents import (
    ChildCardSheet,
    FamilyCardSheet,
    FamilyMember,
    render_child_card,
    render_family_card,
)

LONG = "MUHAMMAD ABDURRAHMAN KUSUMANINGRAT PRAWIRADIREDJA SASTROWIDJ"
LONG_PLACE = "KABUPATEN KEPULAUAN SIAU TAGULANDANG BIARO SULAWESI UTARA"
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
FATHER = FamilyMember(
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
    father="SUKARNA",
    mother="RATNA",
)
CHILD = replace(
    FATHER,
    name="SITI NUR AISYAH",
    nik="3277016011260001",
    sex=JenisKelamin.P,
    birth_date=date(2026, 11, 20),
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
    members=(FATHER, CHILD),
    block=BLOCK,
)
CARD = ChildCardSheet(
    nik=CHILD.nik,
    name=CHILD.name,
    sex=JenisKelamin.P,
    blood_type="",
    birth_place="KOTA CIMAHI",
    birth_date=CHILD.birth_date,
    family_card_number=FAMILY.number,
    head_of_family=FAMILY.head,
    deed_number="3277-LU-22112026-0001",
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
RED, BLUE = (0.7, 0.15, 0.12), (0.11, 0.31, 0.62)


def _pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(pdf)).pages]


def _family(count: int, **changes: str) -> FamilyCardSheet:
    member = replace(CHILD, **changes)
    return replace(FAMILY, members=tuple(replace(member, nik=f"{3277010101200001 + at}") for at in range(count)))


def test_a_family_card_shows_its_number_address_and_both_tables() -> None:
    (text,) = _pages(render_family_card(FAMILY))
    for words in (
        "KARTU KELUARGA No. 3277010101180001",
        "Nama Kepala Keluarga : AHMAD FAUZI",
        "RT/RW : 003/012",
        "Kode Pos : 40535",
        "Desa/Kelurahan : CIBEUREUM",
        "Kecamatan : CIMAHI SELATAN",
        "Kabupaten/Kota : KOTA CIMAHI",
        "Provinsi : JAWA BARAT",
        "1 AHMAD FAUZI 3277011505900001 LAKI-LAKI KOTA CIMAHI 15-05-1990 ISLAM DIPLOMA IV/STRATA I KARYAWAN SWASTA O",
        "1 KAWIN TERCATAT 01-06-2017 KEPALA KELUARGA WNI - - SUKARNA RATNA",
        "2 BELUM KAWIN - ANAK WNI - - AHMAD FAUZI DEWI KARTIKA",
        "Dikeluarkan tanggal : 22-11-2026",
        f"Kode verifikasi {BLOCK.code}",
    ):
        assert words in text


def test_unused_lines_of_a_small_family_are_closed_with_dashes() -> None:
    (text,) = _pages(render_family_card(FAMILY))
    assert "8 - - - - - - - - -" in text


@pytest.mark.parametrize(("members", "pages"), [(1, 1), (8, 1), (9, 1), (12, 1), (13, 2), (15, 2), (25, 3)])
def test_twelve_members_fit_a_page_and_more_go_on_to_the_next(members: int, pages: int) -> None:
    texts = _pages(render_family_card(_family(members)))
    assert len(texts) == pages
    for at in range(members):
        assert f"{at + 1} SITI NUR AISYAH {3277010101200001 + at}" in texts[at // 12]
    assert "Rahmat Hidayat" in texts[-1]
    assert all("No. 3277010101180001" in text for text in texts)


def test_each_page_of_a_long_card_says_which_it_is() -> None:
    texts = _pages(render_family_card(_family(15)))
    assert "halaman 1 dari 2" in texts[0]
    assert "halaman 2 dari 2" in texts[1]


def test_twelve_members_with_the_longest_names_lose_nothing() -> None:
    texts = _pages(render_family_card(_family(12, name=LONG, father=LONG, mother=LONG, birth_place=LONG_PLACE)))
    assert "".join(texts).count(LONG) == 36
    assert all("No. 3277010101180001" in text for text in texts)


def test_a_family_card_without_members_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one member"):
        replace(FAMILY, members=())


def test_a_childs_card_shows_what_it_must() -> None:
    (text,) = _pages(render_child_card(CARD))
    for words in (
        "PROVINSI JAWA BARAT · KOTA CIMAHI KARTU IDENTITAS ANAK",
        "NIK 3277016011260001",
        "Nama : SITI NUR AISYAH",
        "Tempat/Tgl Lahir : KOTA CIMAHI, 20-11-2026",
        "Golongan Darah : -",
        "No. Akta Kelahiran : 3277-LU-22112026-0001",
        "Berlaku Hingga : 19-11-2031",
        "Nomor KK : 3277010101180001",
        "Kepala Keluarga : AHMAD FAUZI",
        "Kelurahan/Desa : CIBEUREUM",
    ):
        assert words in text


def test_the_card_has_its_true_size_on_the_page() -> None:
    page = pypdf.PdfReader(BytesIO(render_child_card(CARD))).pages[0]
    millimetres = [float(side) / 72 * 25.4 for side in page.mediabox[2:]]
    assert millimetres == pytest.approx([210, 297], abs=0.1)


@pytest.mark.parametrize(
    ("born", "ground"),
    [
        (date(2026, 11, 20), None),
        (date(2021, 11, 23), None),
        (date(2021, 11, 22), RED),
        (date(2019, 3, 2), RED),
        (date(2018, 3, 2), BLUE),
    ],
)
def test_the_photograph_has_its_place_from_the_fifth_birthday_on_a_ground_by_year_of_birth(
    born: date, ground: tuple[float, float, float] | None
) -> None:
    colours = _fill_colours(render_child_card(replace(CARD, birth_date=born)))
    found = [box for box in (RED, BLUE) if any(pytest.approx(box, abs=0.02) == colour for colour in colours)]
    assert found == ([ground] if ground else [])


def test_a_photograph_is_printed_from_the_fifth_birthday_and_not_before() -> None:
    drawn = BytesIO()
    Image.new("RGB", (200, 300), "white").save(drawn, "JPEG")
    card = replace(CARD, photo=drawn.getvalue())
    assert not _has_picture(render_child_card(card))
    assert _has_picture(render_child_card(replace(card, birth_date=date(2018, 3, 2))))


def test_the_longest_names_stay_inside_the_card() -> None:
    card = replace(
        CARD, name=LONG, head_of_family=LONG, birth_place=LONG_PLACE, address=LONG, birth_date=date(2018, 3, 2)
    )
    (text,) = _pages(render_child_card(card))
    assert text.count(LONG) == 3
    assert LONG_PLACE in text


def _fill_colours(pdf: bytes) -> list[tuple[float, ...]]:
    operations = pypdf.PdfReader(BytesIO(pdf)).pages[0].get_contents()
    assert operations is not None
    return [
        tuple(float(value) for value in operands)
        for operands, operator in operations.operations
        if operator in {b"rg", b"scn"} and len(operands) == 3
    ]


def _has_picture(pdf: bytes) -> bool:
    with pikepdf.open(BytesIO(pdf)) as opened:
        streams = [each for each in opened.objects if isinstance(each, pikepdf.Stream)]
        return any(each.get("/Subtype") == "/Image" for each in streams)

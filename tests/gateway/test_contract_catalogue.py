"""Nothing can be reached or heard that does not stand in the catalogue, with everything that Satu Data asks of it."""

import json

import pytest
from fastapi import FastAPI

from contracts.catalogue import AGENCY_EVENTS
from contracts.gateway.catalogue import Katalog
from services.gateway.interop import catalogue
from services.gateway.interop.entries import Entries
from services.gateway.interop.publication import PUBLIC

ENTRIES = Entries.load()


@pytest.fixture
def found(app: FastAPI) -> Katalog:
    return catalogue.catalogue_of(app, ENTRIES)


def test_every_event_that_can_be_heard_stands_in_it(found: Katalog) -> None:
    assert {event.jenis for event in found.acara} == set(AGENCY_EVENTS)
    assert {offer for offer in AGENCY_EVENTS if offer != "publik.uji_coba.v1"} >= {
        event.jenis for event in found.acara if event.cakupan
    }
    assert PUBLIC


def test_every_field_says_what_it_means(found: Katalog) -> None:
    rows = [row for service in found.layanan for door in service.pintu for row in (*door.masukan, *door.keluaran)]
    rows += [row for event in found.acara for row in event.kolom]

    assert sorted({row.nama for row in rows if not row.definisi}) == []
    assert {row.satuan for row in rows if row.nama.endswith("berat_gram")} == {"gram"}


def test_every_service_and_event_says_who_stands_behind_it(found: Katalog) -> None:
    for each in (*found.layanan, *found.acara):
        assert each.produsen
        assert each.walidata
        assert each.dasar_hukum
        assert each.tingkat_layanan
        assert each.klasifikasi in ("TERBUKA", "TERBATAS", "PRIBADI", "PRIBADI_SPESIFIK")


def test_it_says_who_may_call_and_shows_an_example(found: Katalog) -> None:
    doors = {(door.metode, door.alamat): door for service in found.layanan for door in service.pintu}
    asked = doors["POST", "/v1/kependudukan/verifikasi"]

    assert asked.pemanggil == ("KLIEN:kependudukan:verifikasi",)
    assert set(asked.contoh_masukan) >= {"tujuan", "dasar_hukum", "nik"}
    assert doors["GET", "/v1/verifikasi/{kode}"].pemanggil == ()
    assert [row.nama for row in doors["POST", "/v1/kelahiran"].masukan if row.nama == "anak[].berat_gram"]


def test_it_is_json_ld_whose_names_lead_to_dcat(app: FastAPI) -> None:
    published = catalogue.publish(app)
    content = json.loads(published.json)

    assert content["@context"]["layanan"] == "dcat:service"
    Katalog.model_validate(content)


def test_the_page_loads_nothing_from_elsewhere(app: FastAPI) -> None:
    page = catalogue.publish(app).page

    assert "<script" not in page
    assert "src=" not in page
    assert "http://" not in page.replace("http://www.w3.org", "")

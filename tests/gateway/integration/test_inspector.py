"""The sandbox's boxes show what a subscription would get, and whether it is genuine."""

import uuid

from local.testing import Bench
from tests.gateway.integration.town import Town
from tests.gateway.integration.webhooks import Agency, sending


def test_a_box_shows_a_genuine_webhook_and_a_forged_one(own_town: Town, bench: Bench) -> None:
    box = f"/demo/kotak/{uuid.uuid4().hex}"
    agency = Agency(own_town)
    made = agency.subscribe(own_town.url + box)
    with sending(own_town, bench.ports.get("webhooks-inspector")):
        agency.post(made, "uji", {"jenis": "publik.dokumen_terbit.v1"}).raise_for_status()
        agency.wait_until(made, lambda _: [each["status"] for each in agency.deliveries(made)] == ["TERKIRIM"])
    own_town.http.post(box, content=b"<b>palsu</b>", headers={"webhook-id": "1"})

    page = own_town.http.get(box)

    assert "Tanda tangan sah." in page.text
    assert "Tanda tangan TIDAK sah." in page.text
    assert "publik.dokumen_terbit.v1" in page.text
    assert "&lt;b&gt;palsu" in page.text
    assert "script" not in page.headers["content-security-policy"]


def test_a_box_answers_as_it_is_asked_to_and_only_under_a_plain_name(town: Town) -> None:
    assert town.http.post("/demo/kotak/satu-dua?jawab=503", content=b"{}").status_code == 503
    assert town.http.post("/demo/kotak/x?jawab=99", content=b"{}").status_code == 422
    assert town.http.get("/demo/kotak/..%2f").status_code == 404
    assert "Belum ada yang tiba" in town.http.get("/demo/kotak/kosong").text

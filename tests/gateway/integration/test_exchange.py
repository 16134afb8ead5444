"""A signed request is accepted once; its answer is signed too; the receipt proves both, to anyone."""

import base64
from datetime import timedelta
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from http_message_signatures.exceptions import InvalidSignature
from joserfc.jwk import ECKey
from psycopg.types.json import Json as Column

from tests.gateway.double import Reply
from tests.gateway.integration.town import Town
from tests.gateway.reports import FATHER, Json
from tests.gateway.signing import COVERED, checked, signed

PATH = "/v1/kependudukan/verifikasi"
QUESTION = {"tujuan": "Penyaluran bantuan sosial 2026", "dasar_hukum": "PKS 470/12/2026", "nik": FATHER}
KEY = ECKey.generate_key("P-256", {"kid": "satu"})


def agency(town: Town, client_id: str = "opd-meterai", *, must_sign: bool = True) -> Json:
    town.add_client(client_id, "OPD", ["kependudukan:verifikasi"])
    town.agree(client_id, wajib_tanda_tangan=must_sign)
    keys = Column({"keys": [KEY.as_dict(private=False)]})
    town.rows("UPDATE client SET jwks = %s WHERE client_id = %s RETURNING 1", keys, client_id)
    town.dukcapil.replies["/internal/kependudukan/verifikasi"] = Reply.json({"hasil": [{"nik": "SESUAI"}]})
    return town.client(client_id, [])


def question(town: Town, who: Json, **changes: Any) -> httpx.Request:
    return town.http.build_request("POST", PATH, json=QUESTION | changes, headers=who)


def test_an_unsigned_request_is_refused_where_the_agreement_wants_signatures(town: Town) -> None:
    answer = town.http.send(question(town, agency(town)))

    assert (answer.status_code, answer.json()["kode"]) == (401, "tanda_tangan_wajib")
    assert "content-digest" in answer.headers["accept-signature"]


def test_a_signed_request_has_a_signed_answer_and_a_receipt_of_both(town: Town) -> None:
    who = agency(town)

    answer = town.http.send(signed(question(town, who), KEY))

    assert (answer.status_code, answer.json()) == (200, {"nik": "SESUAI"})
    jwks = town.http.get("/.well-known/jwks.json").json()
    checked(answer, jwks)
    receipt = town.http.get(f"/v1/klien/saya/bukti/{answer.headers['terpadu-bukti']}", headers=who).json()
    assert receipt["permintaan"]["kunci"] == "satu"
    proves(receipt["permintaan"], KEY)
    proves(receipt["jawaban"], ECKey.import_key(jwks["keys"][0]))
    assert f'"@target-uri": {town.url}{PATH}' in receipt["permintaan"]["dasar"]
    assert answer.headers["content-digest"] in receipt["jawaban"]["dasar"]


def proves(side: Json, key: ECKey) -> None:
    """Anyone can check a receipt with nothing but the public key."""
    raw = base64.b64decode(side["tanda_tangan"])
    parts = (int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    key.public_key.verify(utils.encode_dss_signature(*parts), side["dasar"].encode(), ec.ECDSA(hashes.SHA256()))


def test_an_answer_that_was_altered_on_its_way_is_found_out(town: Town) -> None:
    answer = town.http.send(signed(question(town, agency(town)), KEY))
    jwks = town.http.get("/.well-known/jwks.json").json()
    answer._content = answer.content.replace(b"SESUAI", b"TIDAK_SESUAI")

    with pytest.raises(InvalidSignature):
        checked(answer, jwks)


def test_a_signature_is_checked_even_where_none_is_wanted(town: Town) -> None:
    who = agency(town, "opd-sukarela", must_sign=False)

    assert town.http.send(question(town, who)).status_code == 200
    assert "terpadu-bukti" in town.http.send(signed(question(town, who), KEY)).headers
    assert town.http.send(signed(question(town, who), ECKey.generate_key("P-256"))).status_code == 401


def replayed(town: Town, who: Json) -> httpx.Request:
    request = signed(question(town, who), KEY)
    assert town.http.send(request).status_code == 200
    return request


def with_another_body(town: Town, who: Json) -> httpx.Request:
    request = signed(question(town, who), KEY)
    other = question(town, who, nama="LAIN")
    other.headers.update({name: request.headers[name] for name in ("content-digest", "signature", "signature-input")})
    return other


def with_another_digest(town: Town, who: Json) -> httpx.Request:
    """The body and its digest are changed together: the signature is over the digest."""
    request, other = signed(question(town, who), KEY), signed(question(town, who, nama="LAIN"), KEY)
    other.headers.update({name: request.headers[name] for name in ("signature", "signature-input")})
    return other


def with_another_token(town: Town, who: Json) -> httpx.Request:
    request = signed(question(town, who), KEY)
    form = {"grant_type": "client_credentials", "client_id": "opd-meterai", "client_secret": "rahasia-klien-untuk-uji"}
    token = town.http.post("/oauth2/token", data=form).json()["access_token"]
    request.headers["authorization"] = f"Bearer {token}"
    return request


def for_another_address(town: Town, who: Json) -> httpx.Request:
    request = signed(question(town, who), KEY)
    request.url = request.url.copy_with(query=b"lain=1")
    return request


def with_another_label(town: Town, who: Json) -> httpx.Request:
    request = signed(question(town, who), KEY)
    request.headers["signature"] = request.headers["signature"].replace("sig1", "sig2")
    return request


def twice_signed(town: Town, who: Json) -> httpx.Request:
    request = signed(question(town, who), KEY)
    for name in ("signature", "signature-input"):
        request.headers[name] += ", " + request.headers[name].replace("sig1", "sig2")
    return request


REFUSED = {
    "replayed": replayed,
    "another body": with_another_body,
    "another body and digest": with_another_digest,
    "another token": with_another_token,
    "another address": for_another_address,
    "another label": with_another_label,
    "two signatures": twice_signed,
    "another key": lambda town, who: signed(question(town, who), ECKey.generate_key("P-256")),
    "an unknown key": lambda town, who: signed(question(town, who), KEY, kid="dua"),
    "too old": lambda town, who: signed(question(town, who), KEY, age=timedelta(seconds=320)),
    "of the future": lambda town, who: signed(question(town, who), KEY, age=timedelta(seconds=-60)),
    "no nonce": lambda town, who: signed(question(town, who), KEY, nonce=""),
    "a short nonce": lambda town, who: signed(question(town, who), KEY, nonce="1"),
    "another tag": lambda town, who: signed(question(town, who), KEY, tag="lain"),
    **{
        f"without {left}": lambda town, who, left=left: signed(
            question(town, who), KEY, covered=[each for each in COVERED if each != left]
        )
        for left in COVERED
    },
    "no signature": lambda town, who: with_header(signed(question(town, who), KEY), "signature", "sig1=:AA==:"),
    "nonsense": lambda town, who: with_header(question(town, who), "signature-input", "%%%"),
}


def with_header(request: httpx.Request, name: str, value: str) -> httpx.Request:
    request.headers[name] = value
    return request


@pytest.mark.parametrize("what", REFUSED)
def test_a_request_is_refused_whose_signature_is(town: Town, what: str) -> None:
    who = agency(town)
    request = REFUSED[what](town, who)
    town.dukcapil.asked.clear()

    answer = town.http.send(request)

    assert answer.status_code == 401, answer.text
    assert answer.json()["kode"] in ("tanda_tangan_tidak_sah", "tanda_tangan_terpakai")
    assert town.dukcapil.asked == []


def test_a_receipt_is_its_clients_own_and_cannot_be_changed(town: Town) -> None:
    who = agency(town)
    receipt = town.http.send(signed(question(town, who), KEY)).headers["terpadu-bukti"]

    assert town.http.get(f"/v1/klien/saya/bukti/{receipt}", headers=town.client("opd-lain", [])).status_code == 404
    for change in ("UPDATE exchange_receipt SET answer_base = 'x'", "DELETE FROM exchange_receipt"):
        with pytest.raises(Exception, match="not changed"):
            town.rows(f"{change} WHERE id = %s RETURNING 1", receipt)

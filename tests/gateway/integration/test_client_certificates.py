"""A client whose agreement names certificates comes with one of them, through a proxy of ours, or not at all."""

import uuid
from collections.abc import Iterator

import pytest

from local.testing import Bench, IsolatedDatabases
from tests.gateway.double import Reply, listening
from tests.gateway.integration.test_clients import KEY, QUESTION, SCOPE, jwks, promoted, registered, terms
from tests.gateway.integration.town import SECRET, Neighbours, Town, running
from tests.gateway.reports import Json
from tests.gateway.test_proxies import THUMBPRINT, TOLD

SHOWN = {"Client-Cert": TOLD.decode()}
ANOTHER = {"Client-Cert": ":YW5vdGhlcg==:"}
DOOR = "/v1/kependudukan/verifikasi"


@pytest.fixture(scope="module")
def town(bench: Bench, databases: IsolatedDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A gateway behind a proxy on this machine, whose part the tests play."""
    folder, port = tmp_path_factory.mktemp("behind"), bench.ports.get("gateway-behind-a-proxy")
    database = databases.create("gateway")
    proxied = {"TRUSTED_PROXIES": "127.0.0.1", "PROXIES_TELL_CERTIFICATES": "1"}
    with (
        listening() as perizinan,
        listening() as dukcapil,
        listening() as pajak,
        running(database, folder, port, Neighbours(perizinan, dukcapil, pajak), **proxied) as town,
    ):
        dukcapil.replies["/internal/kependudukan/verifikasi"] = Reply.json({"hasil": [{"nik": "SESUAI"}]})
        yield town


def agreed(town: Town, client_id: str) -> str:
    town.add_client(client_id, "OPD", [SCOPE])
    town.agree(client_id, sertifikat=["0" * 64, THUMBPRINT])
    return client_id


def token(town: Town, client_id: str, heads: Json) -> Json | None:
    form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": SECRET}
    answer = town.http.post("/oauth2/token", data=form, headers=heads)
    return {"Authorization": f"Bearer {answer.json()['access_token']}"} if answer.status_code == 200 else None


def test_with_a_certificate_of_its_agreement_a_client_comes_in(town: Town) -> None:
    who = token(town, agreed(town, "opd-bersertifikat"), SHOWN)

    assert who
    assert town.http.post(DOOR, json=QUESTION, headers=who | SHOWN).status_code == 200


@pytest.mark.parametrize("heads", [{}, ANOTHER])
def test_without_one_or_with_another_it_gets_no_token(town: Town, heads: Json) -> None:
    assert token(town, agreed(town, f"opd-tanpa-{len(heads)}"), heads) is None


@pytest.mark.parametrize("heads", [{}, ANOTHER])
def test_a_token_that_was_carried_away_opens_nothing_and_stands_in_the_ledger(town: Town, heads: Json) -> None:
    client_id = agreed(town, f"opd-dibawa-{len(heads)}")
    who = token(town, client_id, SHOWN)
    assert who

    answer = town.http.post(DOOR, json=QUESTION, headers=who | heads)

    assert (answer.status_code, answer.json()["kode"]) == (403, "sertifikat_tidak_terdaftar")
    told = "ditolak: sertifikat_tidak_terdaftar"
    assert town.count("access_log", "actor = %s AND tujuan = %s", f"klien:{client_id}", told) == 1


def test_an_officer_writes_certificates_into_the_agreement_and_they_stay_until_others_are_told(town: Town) -> None:
    client_id = promoted(town, registered(town, jwks=jwks(KEY)))
    path, admin = f"/v1/petugas/klien/{client_id}/perjanjian", town.officer("ADMIN")

    def told(**changes: object) -> Json:
        key = {"Idempotency-Key": uuid.uuid4().hex}
        answer = town.http.put(path, json=terms(**changes), headers=admin | key)
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()["perjanjian"]
        return found

    assert told(nomor_pks="470/20", sertifikat=[THUMBPRINT])["sertifikat"] == [THUMBPRINT]
    assert told(nomor_pks="470/21")["sertifikat"] == [THUMBPRINT]
    assert told(nomor_pks="470/22", sertifikat=[])["sertifikat"] == []


@pytest.mark.parametrize("wrong", ["", "AB" * 32, "0" * 63, "z" * 64])
def test_what_is_no_thumbprint_is_refused_with_its_place(town: Town, wrong: str) -> None:
    client_id = promoted(town, registered(town, jwks=jwks(KEY)))
    heads = town.officer("ADMIN") | {"Idempotency-Key": uuid.uuid4().hex}

    answer = town.http.put(f"/v1/petugas/klien/{client_id}/perjanjian", json=terms(sertifikat=[wrong]), headers=heads)

    assert (answer.status_code, answer.json()["galat"][0]["lokasi"]) == (422, "/sertifikat/0")

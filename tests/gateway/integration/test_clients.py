"""A client's life: it registers by itself, is approved on an agreement, changes its credentials, and is revoked."""

import base64
import time
import uuid
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.errors import SecurityWarning
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from services.gateway.access.assertions import LONGEST_LIFE_SECONDS, TYPE
from tests.gateway.double import Reply
from tests.gateway.integration.town import SECRET, Town
from tests.gateway.reports import FATHER, Json

SCOPE = "kependudukan:verifikasi"
PURPOSE = {"tujuan": "Penyaluran bantuan sosial 2026", "dasar_hukum": "PKS 470/12/2026"}
QUESTION = {**PURPOSE, "nik": FATHER, "nama": "BUDI SANTOSO"}
KEY = ECKey.generate_key("P-256", {"kid": "satu"})
WEAK = {"kty": "RSA", "kid": "r", "n": base64.urlsafe_b64encode(b"\xc3" * 128).decode(), "e": "AQAB"}
ALGORITHMS = ["ES256", "PS256", "EdDSA"]


def registration(**changes: Any) -> Json:
    usual = {
        "nama": "DINAS SOSIAL",
        "penanggung_jawab": "Kepala Bidang",
        "surel": "data@dinsos.example.id",
        "cakupan": [SCOPE],
        "isian": ["nik", "nama"],
        "tujuan": [PURPOSE],
    }
    return usual | changes


def jwks(*keys: Any) -> Json:
    return {"keys": [key.as_dict(private=False) for key in keys]}


def assertion(town: Town, client_id: str, key: Any = KEY, alg: str = "ES256", **claims: Any) -> str:
    now = int(time.time())
    usual = {
        "iss": client_id,
        "sub": client_id,
        "aud": f"{town.url}/oauth2/token",
        "jti": uuid.uuid4().hex,
        "iat": now,
        "exp": now + 50,
    }
    kept = {name: value for name, value in {**usual, **claims}.items() if value is not ...}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SecurityWarning)  # EdDSA has a newer name
        return jwt.encode({"alg": alg, "kid": key.kid}, kept, key, algorithms=ALGORITHMS)


def prove(town: Town, told: str, **form: str) -> httpx.Response:
    usual = {"grant_type": "client_credentials", "client_assertion_type": TYPE, "client_assertion": told}
    return town.http.post("/oauth2/token", data=usual | form)


def bearer(answer: httpx.Response) -> Json:
    return {"Authorization": f"Bearer {answer.raise_for_status().json()['access_token']}"}


def with_secret(town: Town, client_id: str, secret: str) -> httpx.Response:
    form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}
    return town.http.post("/oauth2/token", data=form)


def registered(town: Town, **changes: Any) -> Json:
    answer = town.http.post("/v1/klien", json=registration(**changes))
    assert answer.status_code == 201, answer.text
    found: Json = answer.json()
    return found


def terms(**changes: Any) -> Json:
    today = datetime.now(UTC).date()
    usual = {
        "nomor_pks": "470/12/PKS/2026",
        "berlaku_dari": str(today - timedelta(days=1)),
        "berlaku_sampai": str(today + timedelta(days=365)),
    }
    return usual | changes


def promoted(town: Town, told: Json, **changes: Any) -> str:
    """The name of the production client that an officer made of one in the sandbox."""
    who = (
        bearer(with_secret(town, told["client_id"], told["client_secret"]))
        if "client_secret" in told
        else bearer(prove(town, assertion(town, told["client_id"])))
    )
    asked = town.post("/v1/klien/saya/produksi", {"nomor_pks": "470/12/PKS/2026"}, who)
    assert asked.status_code == 202, asked.text
    path = f"/v1/petugas/klien/permintaan/{asked.json()['id']}/keputusan"
    decided = town.post(path, {"keputusan": "SETUJU", "perjanjian": terms(**changes)}, town.officer("ADMIN"))
    assert decided.status_code == 200, decided.text
    return str(decided.json()["client_id"])


def until_refused(call: Any, seconds: float = 60.0) -> float:
    """How long it takes until the answer is a refusal."""
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        if call().status_code in (401, 403):
            return time.monotonic() - started
        time.sleep(0.5)
    raise AssertionError("still answered")


def test_an_agency_registers_and_has_a_token_of_the_sandbox_at_once(town: Town) -> None:
    told = registered(town)

    who = bearer(with_secret(town, told["client_id"], told["client_secret"]))

    state = town.http.get("/v1/klien/saya", headers=who).json()
    assert (state["lingkungan"], state["aktif"], state["rahasia"]) == ("SANDBOX", True, 1)
    assert state["perjanjian"]["isian"] == ["nik", "nama"]
    assert (datetime.fromisoformat(told["berlaku_sampai"]) - datetime.now(UTC)).days in (179, 180)
    assert told["client_secret"] not in str(town.rows("SELECT * FROM client_secret"))


def test_from_the_sandbox_to_production_with_a_key_of_ones_own(town: Town) -> None:
    town.dukcapil.replies["/internal/kependudukan/verifikasi"] = Reply.json({"hasil": [{"nik": "SESUAI"}]})
    client_id = promoted(town, registered(town, jwks=jwks(KEY)))

    who = bearer(prove(town, assertion(town, client_id)))

    answer = town.http.post("/v1/kependudukan/verifikasi", json=QUESTION, headers=who)
    assert (answer.status_code, answer.json()["nik"]) == (200, "SESUAI")
    state = town.http.get("/v1/klien/saya", headers=who).json()
    assert (state["lingkungan"], state["kunci"], state["rahasia"]) == ("PRODUKSI", ["satu"], 0)


def test_the_secret_of_production_is_fetched_once_by_the_one_who_asked(town: Town) -> None:
    told = registered(town)
    client_id = promoted(town, told)
    who = bearer(with_secret(town, told["client_id"], told["client_secret"]))

    fetched = town.http.post("/v1/klien/saya/produksi/rahasia", headers=who)
    again = town.http.post("/v1/klien/saya/produksi/rahasia", headers=who)

    assert (fetched.status_code, again.status_code) == (201, 409)
    assert fetched.json()["client_id"] == client_id
    assert with_secret(town, client_id, fetched.json()["client_secret"]).status_code == 200
    assert with_secret(town, client_id, told["client_secret"]).status_code == 401


def test_a_refused_request_says_why_and_may_be_made_again(town: Town) -> None:
    told = registered(town)
    who = bearer(with_secret(town, told["client_id"], told["client_secret"]))
    asked = town.post("/v1/klien/saya/produksi", {"nomor_pks": "470/1"}, who).json()
    assert town.post("/v1/klien/saya/produksi", {"nomor_pks": "470/1"}, who).status_code == 409
    path = f"/v1/petugas/klien/permintaan/{asked['id']}/keputusan"
    waiting = town.http.get("/v1/petugas/klien/permintaan", headers=town.officer("ADMIN")).json()["permintaan"]
    assert asked["id"] in [each["id"] for each in waiting]

    refusal = {"keputusan": "TOLAK", "alasan": "PKS belum ditandatangani."}
    assert town.post(path, refusal, town.officer("KEPALA_DINAS")).status_code == 200

    state = town.http.get("/v1/klien/saya/produksi", headers=who).json()
    assert (state["status"], state["alasan"]) == ("DITOLAK", refusal["alasan"])
    assert town.post(path, refusal, town.officer("ADMIN")).status_code == 409
    assert town.post("/v1/klien/saya/produksi", {"nomor_pks": "470/1"}, who).status_code == 202


def test_only_administrators_of_the_city_decide(town: Town) -> None:
    for role, city, status in (("PETUGAS_VERIFIKASI", "3277", 403), ("ADMIN", "3276", 404)):
        who = town.officer(role, city)
        assert town.http.get("/v1/petugas/klien/permintaan", headers=who).status_code == status
        assert town.post("/v1/petugas/klien/x-y-z/pencabutan", {"alasan": "x"}, who).status_code == status


def test_an_agreement_that_has_ended_is_403_and_a_row_in_the_access_log(town: Town) -> None:
    yesterday = datetime.now(UTC).date() - timedelta(days=2)
    who = town.client("opd-lama", [SCOPE])
    town.agree("opd-lama", berlaku_dari=yesterday - timedelta(days=9), berlaku_sampai=yesterday)
    time.sleep(5.1)  # what is known of a client is believed for five seconds

    answer = town.http.post("/v1/kependudukan/verifikasi", json=QUESTION, headers=who)

    assert (answer.status_code, answer.json()["kode"]) == (403, "pks_kedaluwarsa")
    row = town.rows("SELECT * FROM access_log WHERE actor = 'klien:opd-lama'")[0]
    assert (row["outcome"], row["tujuan"], row["resource"], row["fields"]) == (
        "DITOLAK",
        "ditolak: pks_kedaluwarsa",
        "POST /v1/kependudukan/verifikasi",
        [],
    )
    assert town.http.get("/v1/klien/saya", headers=who).status_code == 200


@pytest.mark.parametrize(
    ("changes", "kode"),
    [
        ({"berlaku_dari": datetime.now(UTC).date() + timedelta(days=2)}, "pks_belum_berlaku"),
        ({"alamat_ip": ["203.0.113.0/24"]}, "alamat_tidak_terdaftar"),
    ],
)
def test_what_the_agreement_does_not_allow_is_refused_and_logged(town: Town, changes: Json, kode: str) -> None:
    client_id = f"opd-{kode.replace('_', '-')}"
    who = town.client(client_id, [SCOPE])
    town.agree(client_id, **changes)
    time.sleep(5.1)

    answer = town.http.post("/v1/kependudukan/verifikasi", json=QUESTION, headers=who)

    assert (answer.status_code, answer.json()["kode"]) == (403, kode)
    assert town.count("access_log", "actor = %s AND tujuan = %s", f"klien:{client_id}", f"ditolak: {kode}") == 1


def test_a_client_without_an_agreement_reads_nothing(town: Town) -> None:
    who = town.client("faskes-f3277009", [SCOPE], "F3277009")

    answer = town.http.post("/v1/kependudukan/verifikasi", json=QUESTION, headers=who)

    assert (answer.status_code, answer.json()["kode"]) == (403, "pks_tidak_ada")


def test_an_address_that_is_not_on_the_list_gets_no_token(town: Town) -> None:
    town.add_client("opd-jauh", "OPD", [SCOPE])
    town.agree("opd-jauh", alamat_ip=["203.0.113.7/32"])

    assert with_secret(town, "opd-jauh", SECRET).status_code == 401


def test_a_new_agreement_opens_again_and_the_old_one_is_kept(town: Town) -> None:
    client_id = promoted(town, registered(town, jwks=jwks(KEY)))
    path = f"/v1/petugas/klien/{client_id}/perjanjian"
    admin = town.officer("ADMIN")

    renewed = town.http.put(
        path, json=terms(nomor_pks="470/13", isian=["nik"]), headers=admin | {"Idempotency-Key": uuid.uuid4().hex}
    )

    assert renewed.status_code == 200, renewed.text
    assert (renewed.json()["perjanjian"]["nomor_pks"], renewed.json()["perjanjian"]["isian"]) == ("470/13", ["nik"])
    assert renewed.json()["perjanjian"]["tujuan"] == [PURPOSE]
    assert town.count("client_agreement", "client_id = %s", client_id) == 2


def test_a_revoked_client_is_out_within_a_minute_whatever_it_holds(town: Town) -> None:
    client_id = promoted(town, registered(town, jwks=jwks(KEY)))
    who = bearer(prove(town, assertion(town, client_id)))
    assert town.http.get("/v1/klien/saya", headers=who).status_code == 200

    path = f"/v1/petugas/klien/{client_id}/pencabutan"
    assert town.post(path, {"alasan": "Laporan semester tidak ada."}, town.officer("ADMIN")).status_code == 200

    assert until_refused(lambda: town.http.get("/v1/klien/saya", headers=who)) < 60
    assert until_refused(lambda: prove(town, assertion(town, client_id))) < 60


def test_secrets_overlap_and_then_the_old_one_ends(town: Town) -> None:
    town.add_client("opd-putar", "OPD", [SCOPE])
    who = bearer(with_secret(town, "opd-putar", SECRET))

    first = town.http.post("/v1/klien/saya/rahasia", json={"tumpang_tindih_jam": 1}, headers=who).json()
    assert [with_secret(town, "opd-putar", each).status_code for each in (SECRET, first["client_secret"])] == [200, 200]

    last = town.http.post("/v1/klien/saya/rahasia", json={"tumpang_tindih_jam": 0}, headers=who).json()
    secrets = (SECRET, first["client_secret"], last["client_secret"])
    assert [with_secret(town, "opd-putar", each).status_code for each in secrets] == [401, 401, 200]


def test_keys_overlap_as_long_as_both_are_in_the_set(town: Town) -> None:
    new = ECKey.generate_key("P-256", {"kid": "dua"})
    client_id = registered(town, jwks=jwks(KEY))["client_id"]
    who = bearer(prove(town, assertion(town, client_id)))

    for keys, statuses in (((KEY, new), [200, 200]), ((new,), [401, 200])):
        assert town.http.put("/v1/klien/saya/kunci", json={"jwks": jwks(*keys)}, headers=who).status_code == 200
        found = [prove(town, assertion(town, client_id, key)).status_code for key in (KEY, new)]
        assert found == statuses


@pytest.mark.parametrize(
    ("key", "alg"),
    [
        (ECKey.generate_key("P-256", {"kid": "a"}), "ES256"),
        (OKPKey.generate_key("Ed25519", {"kid": "b"}), "EdDSA"),
        (RSAKey.generate_key(2048, {"kid": "c"}), "PS256"),
    ],
    ids=["ES256", "EdDSA", "PS256"],
)
def test_each_algorithm_of_the_list_opens(town: Town, key: Any, alg: str) -> None:
    client_id = registered(town, jwks=jwks(key))["client_id"]

    assert prove(town, assertion(town, client_id, key, alg)).status_code == 200


def test_an_assertion_opens_once(town: Town) -> None:
    client_id = registered(town, jwks=jwks(KEY))["client_id"]
    told = assertion(town, client_id)

    assert [prove(town, told).status_code for _ in range(3)] == [200, 401, 401]


@dataclass(frozen=True)
class FromNow:
    """An instant so many seconds after the test begins: tests are collected long before they run."""

    seconds: int


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": FromNow(10 * LONGEST_LIFE_SECONDS)},
        {"exp": FromNow(-30)},
        {"exp": ...},
        {"exp": True},
        {"nbf": FromNow(600)},
        {"iat": FromNow(600)},
        {"jti": ...},
        {"jti": ""},
        {"jti": "x" * 200},
        {"jti": "a\0b"},
        {"sub": "opd-lain"},
        {"aud": "https://lain.example/oauth2/token"},
        {"aud": ...},
        {"aud": []},
    ],
    ids=str,
)
def test_an_assertion_that_is_not_quite_right_opens_nothing(town: Town, claims: Json) -> None:
    client_id = registered(town, jwks=jwks(KEY))["client_id"]
    now = int(time.time())
    said = {name: now + value.seconds if isinstance(value, FromNow) else value for name, value in claims.items()}

    assert prove(town, assertion(town, client_id, **said)).status_code == 401


def test_a_client_proves_itself_in_one_way_only(town: Town) -> None:
    client_id = registered(town, jwks=jwks(KEY))["client_id"]

    assert prove(town, assertion(town, client_id), client_secret="x").status_code == 401
    assert prove(town, assertion(town, client_id), client_id="opd-lain").status_code == 401
    assert prove(town, assertion(town, client_id), client_assertion_type="x").status_code == 401
    assert prove(town, "").status_code == 401
    assert prove(town, "a.b.c").status_code == 401


@pytest.mark.parametrize(
    ("changes", "lokasi", "kode"),
    [
        ({"jwks": {"keys": []}}, "/jwks/keys", "kunci_tidak_sah"),
        ({"jwks": {}}, "/jwks/keys", "kunci_tidak_sah"),
        ({"jwks": {"keys": [KEY.as_dict(private=True)]}}, "/jwks/keys/0", "kunci_tidak_sah"),
        ({"jwks": {"keys": [OctKey.generate_key(256, {"kid": "o"}).as_dict()]}}, "/jwks/keys/0", "kunci_tidak_sah"),
        ({"jwks": {"keys": [WEAK]}}, "/jwks/keys/0", "kunci_tidak_sah"),
        ({"jwks": jwks(ECKey.generate_key("P-384", {"kid": "p"}))}, "/jwks/keys/0", "kunci_tidak_sah"),
        ({"jwks": jwks(KEY, KEY)}, "/jwks/keys/1/kid", "kunci_tidak_sah"),
        ({"jwks": {"keys": [{"kty": "EC", "kid": "x"}]}}, "/jwks/keys/0", "kunci_tidak_sah"),
        ({"jwks": {"keys": [7]}}, "/jwks/keys/0", "kunci_tidak_sah"),
        ({"jwks_url": "http://dinsos.example.id/jwks"}, "/jwks_url", "bentuk_tidak_sah"),
        ({"jwks_url": "https://127.0.0.1/jwks"}, "/jwks_url", "jwks_url_tidak_terbaca"),
        ({"jwks_url": "https://localhost:9/jwks"}, "/jwks_url", "jwks_url_tidak_terbaca"),
        ({"jwks_url": "https://2130706433/jwks"}, "/jwks_url", "jwks_url_tidak_terbaca"),
        ({"jwks_url": "https://[::ffff:169.254.169.254]/x"}, "/jwks_url", "jwks_url_tidak_terbaca"),
        ({"cakupan": ["kelahiran:lapor"]}, "/cakupan/0", "cakupan_tidak_dikenal"),
        ({"cakupan": []}, "/cakupan", "panjang_isian_salah"),
        ({"isian": ["alamat"]}, "/isian/0", "pilihan_tidak_dikenal"),
        ({"alamat_ip": ["10.0.0.0/99"]}, "/alamat_ip/0", "alamat_ip_tidak_sah"),
        ({"peran": "ADMIN"}, "/peran", "isian_tidak_dikenal"),
    ],
)
def test_a_registration_with_a_fault_is_told_where_it_is(town: Town, changes: Json, lokasi: str, kode: str) -> None:
    refused = town.http.post("/v1/klien", json=registration(**changes))

    assert refused.status_code == 422, refused.text
    assert (refused.json()["galat"][0]["lokasi"], refused.json()["galat"][0]["kode"]) == (lokasi, kode)


def test_a_client_of_the_sandbox_gets_nowhere_else(town: Town) -> None:
    told = registered(town)
    who = bearer(with_secret(town, told["client_id"], told["client_secret"]))
    town.rows("UPDATE client SET cakupan = '{kelahiran:lapor}' WHERE client_id = %s RETURNING 1", told["client_id"])
    who = bearer(with_secret(town, told["client_id"], told["client_secret"]))

    assert town.http.get("/v1/permohonan", headers=who).json()["kode"] == "hanya_sandbox"

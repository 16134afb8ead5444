"""Facilities, officers and clients are enough to run every served city."""

from collections import Counter
from uuid import UUID

from tests.local.city.conftest import City

CITIES = {"3277", "3276", "3274"}


def test_facility_codes_begin_with_the_city_and_differ(city: City) -> None:
    codes = [row["kode"] for row in city.table("faskes")]
    assert len(codes) == len(set(codes))
    assert all(row["kode"][:5] == f"F{row['kode_kota']}" and len(row["kode"]) == 8 for row in city.table("faskes"))
    assert {row["jenis"] for row in city.table("faskes")} == {"RUMAH_SAKIT", "PUSKESMAS", "KLINIK_BERSALIN", "BIDAN"}


def test_the_first_facility_is_the_hospital_of_the_api_examples(city: City) -> None:
    first = city.table("faskes")[0]
    assert (first["kode"], first["jenis"]) == ("F3277001", "RUMAH_SAKIT")


def test_every_city_has_one_head_of_agency_and_at_least_two_verifiers(city: City) -> None:
    roles = Counter((row["kode_kota"], row["peran"]) for row in city.table("petugas"))
    for code in CITIES:
        assert roles[code, "KEPALA_DINAS"] == 1
        assert roles[code, "PETUGAS_VERIFIKASI"] >= 2
        assert all(
            roles[code, role] for role in ("PETUGAS_DUKCAPIL", "PETUGAS_PAJAK", "OPERATOR", "ADMIN", "PETUGAS_OPD")
        )


def test_officers_have_identities_of_their_own_and_eighteen_digit_numbers(city: City) -> None:
    officers = city.table("petugas")
    assert len({UUID(row["id"]) for row in officers}) == len({row["nip"] for row in officers}) == len(officers)
    assert all(len(row["nip"]) == 18 and row["nip"].isdigit() for row in officers)


def test_every_facility_has_a_client_that_reports_and_notifies(city: City) -> None:
    clients = {row["faskes"]: row for row in city.table("klien") if row["jenis"] == "FASKES"}
    assert clients.keys() == {row["kode"] for row in city.table("faskes")}
    assert all(row["cakupan"] == "kelahiran:lapor kelahiran:beritahu acara:permohonan" for row in clients.values())


def test_clients_differ_and_their_secrets_say_that_they_are_for_demonstration(city: City) -> None:
    clients = city.table("klien")
    assert len({row["client_id"] for row in clients}) == len({row["client_secret"] for row in clients}) == len(clients)
    assert all(row["client_secret"].startswith("demo-") for row in clients)
    assert {row["jenis"] for row in clients} == {"OPD", "FASKES", "BANK"}

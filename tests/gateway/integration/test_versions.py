"""A door of the next version is served beside the one that it replaces, which says so and until when."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from services.gateway.web.versions import DEPRECATED
from tests.gateway.integration.town import Town
from tests.gateway.reports import FATHER


def test_both_versions_answer_and_only_the_old_one_says_that_it_will_go(town: Town) -> None:
    who = town.citizen()

    old, new = (town.http.get(f"/{version}/saya", headers=who) for version in ("v1", "v2"))

    assert (old.status_code, old.json()["nik"]) == (200, FATHER)
    assert old.headers["link"] == '</v2/saya>; rel="successor-version"'
    since = datetime.fromtimestamp(int(old.headers["deprecation"].removeprefix("@")), UTC)
    assert parsedate_to_datetime(old.headers["sunset"]) - since > timedelta(days=365)
    assert (new.status_code, new.json()["nik_tersamar"]) == (200, "3277********0001")
    assert FATHER not in new.text
    assert not {"deprecation", "sunset"} & set(new.headers)


def test_every_door_that_goes_is_said_to_in_the_contract_and_has_its_successor_there(town: Town) -> None:
    paths = town.http.get("/openapi.json").json()["paths"]

    going = {path for path, operations in paths.items() if any(each.get("deprecated") for each in operations.values())}

    assert going == set(DEPRECATED)
    assert {each.successor for each in DEPRECATED.values()} <= set(paths)


def test_every_door_that_goes_is_served_for_a_year_more() -> None:
    assert all(each.last_day - each.since >= timedelta(days=365) for each in DEPRECATED.values())

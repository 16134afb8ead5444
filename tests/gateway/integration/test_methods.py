"""An address says all that can be done there."""

from tests.gateway.integration.town import Town


def test_a_method_that_is_not_there_is_answered_with_all_that_are(town: Town) -> None:
    refused = town.http.put("/v1/langganan")

    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, POST")
    assert town.http.patch("/v1/langganan/x").headers["allow"] == "DELETE, GET"

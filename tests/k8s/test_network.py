"""NetworkPolicies open exactly the arrows that the processes need, each at both ends."""

import pytest

from tests.k8s.conftest import Rendered
from tests.k8s.manifests import Json
from tests.k8s.network_rules import Arrow, arrow_faults, needed
from tests.k8s.planting import Fault, planted


def test_exactly_the_needed_arrows_are_open(rendered: Rendered) -> None:
    for overlay, objects in rendered.items():
        assert arrow_faults(objects) == [], overlay


def test_the_needs_are_read_from_the_addresses(production: list[Json]) -> None:
    found = needed(production)
    assert Arrow("gateway-web", "dukcapil-worker", 8000) in found
    assert Arrow("perizinan-relay", "terpadu-mq", 5671) in found
    assert Arrow("dukcapil-migrate-0.1.0", "dukcapil-db", 5432) in found
    # Accepting needs the database alone: the doors do not reach the broker.
    assert Arrow("gateway-web", "terpadu-mq", 5671) not in found


POLICY = "NetworkPolicy"


@pytest.mark.parametrize(
    ("policy", "place", "value", "complaint"),
    [
        ("to-broker", "egress/0/ports/0/port", 5672, "gateway-relay → terpadu-mq:5671 is needed and closed"),
        ("gateway-db", "ingress/0/from/0/podSelector/matchLabels", {"a": "b"}, "gateway-db:5432 is needed and closed"),
        ("gateway-asks", "podSelector", {}, "is open at one end only"),
        ("to-storage", "podSelector", {}, "gateway-relay → internet:443 is open and nobody needs it"),
        ("to-internet", "egress/0/to", [{"podSelector": {}}], "gateway-webhooks → internet:443 is needed and closed"),
        ("nothing", "policyTypes", ["Ingress"], "what no policy names is open"),
    ],
)
def test_a_planted_arrow_is_found(
    production: list[Json], policy: str, place: str, value: object, complaint: str
) -> None:
    bad = planted(production, Fault(POLICY, policy, f"spec/{place}", value))
    assert any(complaint in found for found in arrow_faults(bad))


def test_a_database_that_another_service_reaches_is_found(production: list[Json]) -> None:
    dukcapil = {"matchLabels": {"cnpg.io/cluster": "dukcapil-db"}}
    bad = planted(
        production,
        Fault(POLICY, "perizinan-to-database", "spec/egress/0/to/0/podSelector", dukcapil),
        Fault(POLICY, "dukcapil-db", "spec/ingress/0/from/0/podSelector", {}),
    )
    assert "perizinan-worker → dukcapil-db:5432 is open and nobody needs it" in arrow_faults(bad)

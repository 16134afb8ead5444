"""Every probe, Service and question leads to a port on which somebody listens, and the edge to the public address."""

from urllib.parse import urlsplit

import pytest
from fastapi.routing import APIRoute

from chassis.health import Health, Metrics
from services.gateway.api import health
from tests.k8s.conftest import Rendered
from tests.k8s.manifests import Container, Json, Pod, name_of, named, of_kind, ours
from tests.k8s.planting import Fault, planted

ENV = "spec/template/spec/containers/0/env"


def port_of(pod: Pod, name: str) -> int | None:
    ports = {port["name"]: port["containerPort"] for port in pod.spec["containers"][0].get("ports", [])}
    return ports.get(name)


def address_faults(objects: list[Json]) -> list[str]:
    """Probes and Services that lead to a port on which nobody listens, and addresses without a Service."""
    faults = []
    for pod in ours(objects, "Deployment"):
        main = list(pod.containers())[-1]
        listens = int(main.environment["HTTP_ADDRESS"]["value"].rpartition(":")[2])
        for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
            asked = main.spec[probe]["httpGet"]
            if port_of(pod, asked["port"]) != listens:
                faults.append(f"{pod.name}: {probe} asks another port than {listens}")
            if asked["path"] not in paths_served(main.arguments):
                faults.append(f"{pod.name}: nobody serves {asked['path']}")
        faults += _lost_questions(pod, main, objects)
    return faults


def _lost_questions(pod: Pod, main: Container, objects: list[Json]) -> list[str]:
    known = {(name_of(found), port["port"]) for found in of_kind(objects, "Service") for port in found["spec"]["ports"]}
    asked = [urlsplit(str(entry.get("value", ""))) for entry in main.environment.values()]
    return [
        f"{pod.name}: no Service {each.hostname}:{each.port}"
        for each in asked
        if each.scheme == "http" and (each.hostname, each.port) not in known
    ]


def paths_served(arguments: list[str]) -> set[str]:
    if arguments == ["services.gateway", "web"]:
        return {route.path for route in health.router.routes if isinstance(route, APIRoute)}
    answers = Health(Metrics("test"))
    return {path for path in ("/livez", "/readyz", "/metrics") if answers.answer(path).status != 404}


def test_every_probe_and_every_question_leads_to_somebody(rendered: Rendered) -> None:
    for overlay, objects in rendered.items():
        assert address_faults(objects) == [], overlay


@pytest.mark.parametrize(
    ("place", "value", "complaint"),
    [
        ("spec/template/spec/containers/0/readinessProbe/httpGet/path", "/ready", "nobody serves /ready"),
        ("spec/template/spec/containers/0/ports/0/containerPort", 8080, "asks another port"),
        (f"{ENV}/HTTP_ADDRESS/value", "0.0.0.0:9000", "asks another port"),
    ],
)
def test_a_planted_address_is_found(production: list[Json], place: str, value: object, complaint: str) -> None:
    bad = planted(production, Fault("Deployment", "gateway-web", place, value))
    assert any(complaint in fault for fault in address_faults(bad))


def test_a_door_that_is_gone_is_missed(production: list[Json]) -> None:
    bad = planted(production, Fault("Service", "dukcapil-worker", "metadata/name", "dukcapil"))
    assert any("no Service dukcapil-worker:8000" in fault for fault in address_faults(bad))


def test_the_public_address_is_that_of_the_edge(production: list[Json]) -> None:
    suite = named(production, "ConfigMap", "suite")["data"]
    host = urlsplit(suite["PUBLIC_URL"]).hostname
    [gateway] = of_kind(production, "Gateway")
    assert {listener["hostname"] for listener in gateway["spec"]["listeners"]} == {host}
    assert {name for route in of_kind(production, "HTTPRoute") for name in route["spec"]["hostnames"]} == {host}
    assert named(production, "Certificate", "terpadu-web")["spec"]["dnsNames"] == [host]

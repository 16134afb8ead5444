"""Manifests and code agree: every process is deployed, by its command, with every setting it needs and no other."""

from pathlib import Path

import pytest
import yaml

from local.cluster_secrets import services
from local.processes import PROCESSES, Process
from tests.k8s import settings_rules
from tests.k8s.conftest import Rendered
from tests.k8s.manifests import Container, Json, name_of, named, of_kind, ours
from tests.k8s.planting import Fault, planted
from tests.k8s.settings_rules import environment_faults, order_faults, process_faults

ENV = "spec/template/spec/containers/0/env"


def containers(objects: list[Json]) -> list[Container]:
    return [container for pod in ours(objects) for container in pod.containers()]


def test_every_process_of_the_code_is_deployed_by_its_command(rendered: Rendered) -> None:
    for overlay, objects in rendered.items():
        assert process_faults(ours(objects, "Deployment")) == [], overlay


def test_every_setting_that_is_needed_is_given_and_every_variable_is_read(rendered: Rendered) -> None:
    for overlay, objects in rendered.items():
        assert [fault for each in containers(objects) for fault in environment_faults(each)] == [], overlay
        assert [fault for each in containers(objects) for fault in order_faults(each)] == [], overlay


def test_a_new_process_is_missed(production: list[Json], monkeypatch: pytest.MonkeyPatch) -> None:
    new = Process("gateway-dreamer", "gateway", ("services.gateway", "dream"))
    monkeypatch.setattr(settings_rules, "PROCESSES", (*PROCESSES, new))
    assert [fault.partition(":")[0] for fault in process_faults(ours(production, "Deployment"))] == ["gateway-dreamer"]


@pytest.mark.parametrize(
    ("place", "value", "complaint"),
    [
        (f"{ENV}/PUBLIC_URL/name", "PUBLIC_ADDRESS", "nobody reads PUBLIC_ADDRESS"),
        (f"{ENV}/HTTP_ADDRESS/name", "HTTP_ADRESS", "HTTP_ADDRESS is missing"),
        ("spec/template/spec/containers/0/args/1", "wrkr", "where are its settings"),
    ],
)
def test_a_planted_variable_is_found(production: list[Json], place: str, value: object, complaint: str) -> None:
    bad = planted(production, Fault("Deployment", "dukcapil-worker", place, value))
    assert any(complaint in fault for each in containers(bad) for fault in environment_faults(each))


def test_a_password_that_comes_too_late_is_found(production: list[Json]) -> None:
    [pod] = [pod for pod in ours(production) if pod.name == "gateway-web"]
    late = [entry for entry in pod.spec["containers"][0]["env"] if entry["name"] == "DATABASE_PASSWORD"]
    rest = [entry for entry in pod.spec["containers"][0]["env"] if entry["name"] != "DATABASE_PASSWORD"]
    bad = planted(production, Fault("Deployment", "gateway-web", ENV, rest + late))
    assert any("needs DATABASE_PASSWORD" in fault for each in containers(bad) for fault in order_faults(each))


def test_the_release_is_one_and_every_migration_bears_it(production: list[Json]) -> None:
    release = named(production, "ConfigMap", "suite")["data"]["RELEASE"]
    images = {each.spec["image"].partition("@")[0].rpartition(":")[2] for each in containers(production)}
    assert images == {release}
    assert {name_of(job) for job in of_kind(production, "Job")} == {f"{one}-migrate-{release}" for one in services()}


def test_every_city_is_there_as_data(production: list[Json]) -> None:
    cities = named(production, "ConfigMap", "cities")["data"]
    assert cities == {path.name: path.read_text() for path in Path("cities").glob("*.toml")}
    listed = yaml.safe_load(Path("cities/kustomization.yaml").read_text())["configMapGenerator"][0]["files"]
    assert sorted(listed) == sorted(cities)

"""Every object has the shape that Kubernetes, or the operator it is for, takes: no unknown field, no wrong type."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest

from tests.k8s.conftest import Rendered
from tests.k8s.manifests import Json, copy_tree, name_of, render
from tests.k8s.planting import GONE, Fault, planted
from tests.k8s.pod_rules import pod_faults
from tests.k8s.tools import run, schema_checker

VERSION = "1.37"
# The groups that Kubernetes itself serves; everything else is an operator's.
CORE = {"", "apps", "batch", "networking.k8s.io", "policy", "scheduling.k8s.io"}


def group_of(found: Json) -> str:
    group, slash, _ = found["apiVersion"].partition("/")
    return group if slash else ""


def core_faults(objects: Iterable[Json]) -> list[str]:
    """What Kubernetes' own schemas say, with unknown fields refused."""
    faults = []
    for found in objects:
        if group_of(found) in CORE:
            try:
                kubernetes_validate.validate(found, VERSION, strict=True)
            except kubernetes_validate.ValidationError as error:
                faults.append(f"{found['kind']}/{name_of(found)}: {error}")
    return faults


def custom_faults(objects: Iterable[Json], folder: Path) -> list[str]:
    """What the schemas of custom resources say, with unknown fields refused."""
    file = folder / "resources.json"
    file.write_text(json.dumps([found for found in objects if group_of(found) not in CORE]))
    found: list[str] = json.loads(run("node", schema_checker(), file))
    return found


def test_kubernetes_takes_every_object_of_its_own(rendered: Rendered) -> None:
    for overlay, objects in rendered.items():
        assert core_faults(objects) == [], overlay


def test_the_operators_take_every_object_of_theirs(rendered: Rendered, tmp_path: Path) -> None:
    assert custom_faults([found for objects in rendered.values() for found in objects], tmp_path) == []


@pytest.mark.parametrize("component", ["tracing", "keycloak", "plain-ingress", "plain-secrets"])
def test_production_with_an_optional_component_is_taken_too(
    production: list[Json], component: str, tmp_path: Path
) -> None:
    tree = copy_tree(tmp_path / "tree")
    file = tree / "k8s/overlays/production/kustomization.yaml"
    text = file.read_text()
    if component == "plain-secrets":
        text = text.replace("components/external-secrets", "components/plain-secrets")
    else:
        text = text.replace(f"# - ../../components/{component}", f"- ../../components/{component}")
    assert text != file.read_text()
    file.write_text(text)
    objects = [found for found in render(tree, "production") if found not in production]
    assert objects
    assert pod_faults([*production, *objects]) == []
    assert core_faults(objects) == []
    assert custom_faults(objects, tmp_path) == []


CONTAINER = "spec/template/spec/containers/0"


@pytest.mark.parametrize(
    "fault",
    [
        Fault("Deployment", "gateway-web", f"{CONTAINER}/startupProbe/periodSecond", 2),
        Fault("Deployment", "gateway-web", f"{CONTAINER}/securityContext/allowPrivilegeEscalation", "no"),
        Fault("Deployment", "gateway-web", "spec/selector", GONE),
        Fault("NetworkPolicy", "nothing", "spec/policies", []),
    ],
)
def test_kubernetes_refuses_what_it_does_not_know(production: list[Json], fault: Fault) -> None:
    bad = [found for found in planted(production, fault) if found not in production]
    assert len(core_faults(bad)) == 1


FAULTS = [
    Fault("Cluster", "gateway-db", "spec/instances", "three"),
    Fault("Cluster", "pajak-db", "spec/plugins/0/isWalArchiver", True),
    Fault("ObjectStore", "gateway-backup", "spec/retention", "30d"),
    Fault("User", "gateway", "spec/credentialsSecret", {}),
    Fault("ScaledObject", "gateway-worker", "spec/maxReplicas", 3),
    Fault("RabbitmqCluster", "terpadu-mq", "spec/tls/disableNonTlsListeners", True),
    Fault("Gateway", "terpadu", "spec/listeners/1/port", 70000),
    Fault("HTTPRoute", "terpadu", "spec/rules/0/matches/0/path/type", "Prefix"),
    Fault("Certificate", "terpadu-mq", "spec/secretName", GONE),
    Fault("ExternalSecret", "gateway-keys", "spec/secretStore", {}),
    Fault("PrometheusRule", "terpadu", "spec/groups/0/rules/0/expr", GONE),
    Fault("ServiceMonitor", "processes", "spec/endpoints/0/relabelings/0/label", "x"),
]


def test_the_operators_refuse_what_they_do_not_know(production: list[Json], tmp_path: Path) -> None:
    faults = "\n".join(custom_faults(planted(production, *FAULTS), tmp_path))
    assert [fault for fault in FAULTS if f"{fault.kind}/{fault.name}" not in faults] == []


def test_the_lock_of_the_schemas_has_hashes_and_names_no_download_host() -> None:
    lock: Any = json.loads((Path(__file__).parent / "schemas" / "package-lock.json").read_text())
    # What a package carries inside itself is under that package's own hash.
    packages = [package for path, package in lock["packages"].items() if path and not package.get("inBundle")]
    assert packages
    assert all(package["integrity"].startswith("sha512-") for package in packages)
    assert not any("resolved" in package for package in packages)

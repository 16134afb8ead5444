"""Every pod is kept in, has bounds, is asked for its health and ends well; each rule has been seen to fail."""

import pytest

from tests.k8s.conftest import Rendered
from tests.k8s.manifests import Json, of_kind, ours
from tests.k8s.planting import GONE, Fault, planted
from tests.k8s.pod_rules import liveness_faults, pod_faults


def test_every_pod_keeps_every_rule(rendered: Rendered) -> None:
    for overlay, objects in rendered.items():
        assert pod_faults(objects) == [], overlay


def test_liveness_depends_on_nothing_and_readiness_on_what_is_needed(rendered: Rendered) -> None:
    for overlay, objects in rendered.items():
        assert liveness_faults(ours(objects, "Deployment")) == [], overlay


def test_the_namespace_refuses_what_is_not_restricted(production: list[Json]) -> None:
    [namespace] = of_kind(production, "Namespace")
    assert namespace["metadata"]["labels"]["pod-security.kubernetes.io/enforce"] == "restricted"


@pytest.mark.parametrize(
    ("place", "value", "complaint"),
    [
        ("securityContext/runAsNonRoot", False, "may run as root"),
        ("securityContext/runAsUser", 0, "may run as root"),
        ("securityContext/seccompProfile/type", "Unconfined", "has no seccomp profile"),
        ("hostNetwork", True, "shares the host's namespaces"),
        ("volumes/0", {"name": "tmp", "hostPath": {"path": "/tmp"}}, "reaches into the host's files"),
        ("initContainers/0/securityContext/allowPrivilegeEscalation", True, "may gain rights"),
        ("containers/0/securityContext/readOnlyRootFilesystem", False, "may write to its image"),
        ("containers/0/securityContext/capabilities/drop", ["NET_RAW"], "keeps capabilities"),
        ("containers/0/securityContext/runAsUser", 0, "has a user of its own"),
        ("containers/0/resources/requests/cpu", GONE, "does not say what it needs"),
        ("initContainers/0/resources/limits/memory", GONE, "has no limit of memory"),
        ("containers/0/image", "registry.example.id/terpadu/gateway:latest", "image without a release"),
        ("containers/0/image", "registry.example.id/terpadu/gateway", "image without a release"),
        ("containers/0/livenessProbe", GONE, "has no livenessProbe"),
        ("containers/0/lifecycle", GONE, "before every proxy knows it"),
        ("automountServiceAccountToken", GONE, "gets a token of the cluster"),
        ("serviceAccountName", "gateway-web", "has no service account of its own"),
        ("priorityClassName", "high", "has no priority"),
        ("terminationGracePeriodSeconds", 10, "is killed before it can finish"),
        ("topologySpreadConstraints/1", GONE, "is not spread"),
    ],
)
def test_a_fault_planted_in_a_pod_is_found(production: list[Json], place: str, value: object, complaint: str) -> None:
    fault = Fault("Deployment", "perizinan-documents", f"spec/template/spec/{place}", value)
    assert any(complaint in found for found in pod_faults(planted(production, fault)))


@pytest.mark.parametrize(
    ("kind", "place", "value", "complaint"),
    [
        ("PodDisruptionBudget", "spec/maxUnavailable", 0, "emptying of a node"),
        ("PodDisruptionBudget", "spec/selector/matchLabels", {"a": "b"}, "has 0 disruption budgets"),
        ("ServiceAccount", "automountServiceAccountToken", True, "gives out tokens"),
        ("Deployment", "spec/strategy/rollingUpdate/maxUnavailable", 1, "one by one"),
        ("Deployment", "spec/selector/matchLabels", {"a": "b"}, "does not select its own pods"),
    ],
)
def test_a_fault_planted_beside_a_pod_is_found(
    production: list[Json], kind: str, place: str, value: object, complaint: str
) -> None:
    assert any(
        complaint in found for found in pod_faults(planted(production, Fault(kind, "gateway-relay", place, value)))
    )


def test_a_liveness_that_asks_for_the_broker_is_found(production: list[Json]) -> None:
    place = "spec/template/spec/containers/0/livenessProbe/httpGet/path"
    asks_too_much = planted(production, Fault("Deployment", ".*", place, "/readyz"))
    assert len(liveness_faults(ours(asks_too_much, "Deployment"))) == len(ours(production, "Deployment"))

"""What a careful operator asks of every pod, as functions from manifests to the lines that break the rule."""

import re
from collections.abc import Iterable, Iterator

from tests.k8s.manifests import Container, Json, Pod, named, of_kind, ours, pods, selects

# A release, with or without the digest that pins it to one image for good.
_TAG = re.compile(r"\S+:[0-9][\w.-]*(@sha256:[0-9a-f]{64})?")
_WITHIN = ("runAsNonRoot", "runAsUser")


def pod_faults(objects: list[Json]) -> list[str]:
    """Every rule below, on every pod."""
    found = [fault for pod in pods(objects) for fault in (*_kept_in(pod), *_known(pod, objects))]
    for pod in pods(objects, "Deployment"):
        found += [f"{pod.name}: {fault}" for fault in (*_steady(pod, objects), *_ends_well(pod))]
    return found


def _kept_in(pod: Pod) -> Iterator[str]:
    """The rules of Pod Security *restricted*, and a root file system that nobody can write to."""
    spec, context = pod.spec, pod.spec.get("securityContext", {})
    if context.get("runAsNonRoot") is not True or context.get("runAsUser", 0) == 0:
        yield f"{pod.name}: may run as root"
    if context.get("seccompProfile") != {"type": "RuntimeDefault"}:
        yield f"{pod.name}: has no seccomp profile"
    if any(spec.get(host) for host in ("hostNetwork", "hostPID", "hostIPC")):
        yield f"{pod.name}: shares the host's namespaces"
    if any("hostPath" in volume for volume in spec.get("volumes", [])):
        yield f"{pod.name}: reaches into the host's files"
    for container in pod.containers():
        yield from (f"{container.where}: {fault}" for fault in _container_kept_in(container))


def _container_kept_in(container: Container) -> Iterator[str]:
    context = container.spec.get("securityContext", {})
    if context.get("allowPrivilegeEscalation") is not False:
        yield "may gain rights"
    if context.get("readOnlyRootFilesystem") is not True:
        yield "may write to its image"
    if context.get("capabilities") != {"drop": ["ALL"]} or context.get("privileged"):
        yield "keeps capabilities"
    if any(name in context for name in _WITHIN):
        yield "has a user of its own"
    resources = container.spec.get("resources", {})
    if not resources.get("requests", {}).get("cpu") or not resources.get("requests", {}).get("memory"):
        yield "does not say what it needs"
    if not resources.get("limits", {}).get("memory"):
        yield "has no limit of memory"
    if not _TAG.fullmatch(container.spec.get("image", "")):
        yield "has an image without a release"


def _known(pod: Pod, objects: list[Json]) -> Iterator[str]:
    """A service account of its own without a token, and a priority that exists."""
    account = pod.spec.get("serviceAccountName", "")
    if account not in (pod.name, pod.name.rpartition("-")[0]):
        yield f"{pod.name}: has no service account of its own"
    elif named(objects, "ServiceAccount", account).get("automountServiceAccountToken") is not False:
        yield f"{pod.name}: its service account gives out tokens"
    if pod.spec.get("automountServiceAccountToken") is not False:
        yield f"{pod.name}: gets a token of the cluster"
    if pod.spec.get("priorityClassName") not in {
        found["metadata"]["name"] for found in of_kind(objects, "PriorityClass")
    }:
        yield f"{pod.name}: has no priority"


def _steady(pod: Pod, objects: list[Json]) -> Iterator[str]:
    """Asked for its health, spread over nodes, protected from those who empty nodes, replaced one by one."""
    container = pod.spec["containers"][0]
    for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
        if probe not in container:
            yield f"has no {probe}"
    budgets = [
        found for found in of_kind(objects, "PodDisruptionBudget") if selects(found["spec"]["selector"], pod.labels)
    ]
    if len(budgets) != 1:
        yield f"has {len(budgets)} disruption budgets"
    elif budgets[0]["spec"].get("maxUnavailable") != 1:
        yield "its disruption budget could block the emptying of a node"
    if not selects(pod.owner["spec"]["selector"], pod.labels):
        yield "does not select its own pods"
    if pod in ours(objects):
        if len(pod.spec.get("topologySpreadConstraints", [])) < 2:
            yield "is not spread over zones and nodes"
        if pod.owner["spec"].get("strategy", {}).get("rollingUpdate") != {"maxSurge": 1, "maxUnavailable": 0}:
            yield "is not replaced one by one, the new one first"


def _ends_well(pod: Pod) -> Iterator[str]:
    """Time to leave every proxy's list, and then to finish what is in hand."""
    pause = pod.spec["containers"][0].get("lifecycle", {}).get("preStop", {}).get("sleep", {}).get("seconds", 0)
    if pod.labels.get("app.kubernetes.io/component") and pause < 3:
        yield "takes no more requests before every proxy knows it"
    if pod.spec.get("terminationGracePeriodSeconds", 30) < pause + 20:
        yield "is killed before it can finish"


def liveness_faults(all_pods: Iterable[Pod]) -> list[str]:
    """Liveness that asks for more than an answer, and readiness that asks for less than the process's needs."""
    wanted = {"startupProbe": "/livez", "livenessProbe": "/livez", "readinessProbe": "/readyz"}
    return [
        f"{pod.name}: {probe} asks {found}"
        for pod in all_pods
        for probe, path in wanted.items()
        if (found := pod.spec["containers"][0].get(probe, {}).get("httpGet", {}).get("path")) != path
    ]

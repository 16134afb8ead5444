"""Which arrows the processes need, by the addresses they are given, and which the NetworkPolicies leave open."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.k8s.manifests import Json, Pod, name_of, of_kind, ours, selects

Labels = Mapping[str, str]
INTERNET = "internet"
HTTPS = 443
# Whoever leaves the cluster for addresses that no setting names: why.
LEAVES_BY_DESIGN = {
    "gateway-webhooks": "agencies say where their webhooks are",
    "gateway-notifications": "a secret says where the mail server and the WhatsApp provider are",
}


@dataclass(frozen=True)
class Arrow:
    """From a process to a port of another, of a database or of the broker."""

    source: str
    target: str
    port: int


@dataclass(frozen=True)
class Place:
    """Where an arrow may lead: everything in the namespace that listens."""

    name: str
    labels: Labels
    port: int


def places(objects: list[Json]) -> list[Place]:
    """Processes, databases and the broker."""
    found = [Place(pod.name, pod.labels, 8000) for pod in ours(objects, "Deployment")]
    found += [Place(name_of(each), {"cnpg.io/cluster": name_of(each)}, 5432) for each in of_kind(objects, "Cluster")]
    brokers = of_kind(objects, "RabbitmqCluster")
    return found + [Place(name_of(each), {"app.kubernetes.io/name": name_of(each)}, 5671) for each in brokers]


def needed(objects: list[Json]) -> set[Arrow]:
    """One for each address in a container's environment."""
    return {arrow for pod in ours(objects) for arrow in _needed_by(pod, objects)}


def _needed_by(pod: Pod, objects: list[Json]) -> Iterator[Arrow]:
    names = {name for container in pod.containers() for name in container.environment}
    if "STORAGE_URL" in names or "ESIGN_URL" in names or pod.name in LEAVES_BY_DESIGN:
        yield Arrow(pod.name, INTERNET, HTTPS)
    for container in pod.containers():
        for entry in container.environment.values():
            url = urlsplit(str(entry.get("value", "")).replace("$(", "").replace(")", ""))
            if url.hostname and url.port:
                yield Arrow(pod.name, _target(url.hostname, objects), url.port)


def _target(host: str, objects: list[Json]) -> str:
    """The place behind a name: the operators make `X-rw` for a database X, and one of its own name for the broker."""
    for service in of_kind(objects, "Service"):
        if name_of(service) == host:
            selector = {"matchLabels": service["spec"]["selector"]}
            return next(pod.name for pod in ours(objects, "Deployment") if selects(selector, pod.labels))
    return host.removesuffix("-rw")


def opened(objects: list[Json]) -> tuple[set[Arrow], list[str]]:
    """The arrows that are open at both ends, and complaints about those that are open at one end only."""
    policies, arrows, half = of_kind(objects, "NetworkPolicy"), set(), []
    for pod in ours(objects):
        for place in places(objects):
            out = _allows(policies, "egress", pod.labels, place.labels, place.port)
            into = _allows(policies, "ingress", place.labels, pod.labels, place.port)
            if out and into:
                arrows.add(Arrow(pod.name, place.name, place.port))
            elif out != into:
                half.append(f"{pod.name} → {place.name}:{place.port} is open at one end only")
        if any(_leaves(policy, pod.labels) for policy in policies):
            arrows.add(Arrow(pod.name, INTERNET, HTTPS))
    return arrows, half


def arrow_faults(objects: list[Json]) -> list[str]:
    """Arrows that are needed and closed, or open and not needed; pods that no policy closes."""
    wanted, (found, half) = needed(objects), opened(objects)
    closed = [f"{each.source} → {each.target}:{each.port} is needed and closed" for each in wanted - found]
    extra = [f"{each.source} → {each.target}:{each.port} is open and nobody needs it" for each in found - wanted]
    policies = of_kind(objects, "NetworkPolicy")
    shut = any(each["spec"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]} for each in policies)
    # Two complaints about one arrow would only hide which end it is.
    half = [fault for fault in half if not any(fault.partition(" is ")[0] in each for each in (*closed, *extra))]
    return sorted([*closed, *extra, *half, *([] if shut else ["what no policy names is open"])])


def _allows(policies: Iterable[Json], direction: str, own: Labels, other: Labels, port: int) -> bool:
    peer = "to" if direction == "egress" else "from"
    return any(
        selects(policy["spec"]["podSelector"], own)
        and any(
            _has_port(rule, port) and (peer not in rule or any(_is_peer(each, other) for each in rule[peer]))
            for rule in policy["spec"].get(direction, [])
        )
        for policy in policies
    )


def _has_port(rule: Json, port: int) -> bool:
    ports = rule.get("ports")
    return ports is None or any(each["port"] <= port <= each.get("endPort", each["port"]) for each in ports)


def _is_peer(peer: Json, labels: Labels) -> bool:
    return "namespaceSelector" not in peer and selects(peer.get("podSelector"), labels)


def _leaves(policy: Json, labels: Labels) -> bool:
    """Whether a policy lets these pods reach addresses outside."""
    return selects(policy["spec"]["podSelector"], labels) and any(
        "ipBlock" in peer for rule in policy["spec"].get("egress", []) for peer in rule.get("to", [])
    )

"""What the overlays render to, as plain objects, and the pods in it with the environment that each container gets."""

import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from local.cluster_secrets import write_secrets
from tests.k8s.tools import PROJECT, kubectl, run

Json = dict[str, Any]
Edit = Callable[[Path], None]
SECRETS = "k8s/components/plain-secrets/files"
_OUR_CODE = re.compile(r"(services|chassis)\.")
_REFERENCE = re.compile(r"\$\((\w+)\)")


def copy_tree(folder: Path) -> Path:
    """A copy of the manifests that a test may change, with secrets as `make secrets` writes them."""
    for name in ("k8s", "cities"):
        shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("files", "*.py", "__pycache__"))
    write_secrets(folder / SECRETS, folder / "cities")
    return folder


def render(tree: Path, overlay: str) -> list[Json]:
    """What `kubectl apply -k` would send to the cluster."""
    text = run(kubectl(), "kustomize", tree / "k8s" / "overlays" / overlay)
    return list(yaml.load_all(text, yaml.CSafeLoader))


def of_kind(objects: Iterable[Json], *kinds: str) -> list[Json]:
    """The objects of some kinds."""
    return [found for found in objects if found["kind"] in kinds]


def named(objects: Iterable[Json], kind: str, name: str) -> Json:
    """The one object of a kind and name; a generated name may have its digest behind it."""
    found = [each for each in of_kind(objects, kind) if re.fullmatch(rf"{name}(-[a-z0-9]{{10}})?", name_of(each))]
    assert len(found) == 1, f"{kind} {name}: {len(found)} found"
    return found[0]


def name_of(found: Json) -> str:
    """Its name."""
    return str(found["metadata"]["name"])


@dataclass(frozen=True)
class Container:
    """One container of a pod: `environment` maps names to values in which `$(NAME)` stands for another."""

    pod: "Pod"
    spec: Json
    initial: bool

    @property
    def name(self) -> str:
        return str(self.spec["name"])

    @property
    def where(self) -> str:
        return f"{self.pod.name}/{self.name}"

    @property
    def arguments(self) -> list[str]:
        return list(self.spec.get("args", []))

    @property
    def environment(self) -> dict[str, Json]:
        return {entry["name"]: entry for entry in self.spec.get("env", [])}

    def references(self) -> set[str]:
        """The names that other values are put together from."""
        values = (str(entry.get("value", "")) for entry in self.environment.values())
        return {name for value in values for name in _REFERENCE.findall(value)}

    def resolved(self, objects: Iterable[Json], secrets: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
        """Every variable as the kubelet would give it; each `$(NAME)` must have been defined before."""
        found: dict[str, str] = {}
        for name, entry in self.environment.items():
            text = str(entry["value"]) if "value" in entry else _from(entry["valueFrom"], objects, secrets)
            found[name] = _REFERENCE.sub(lambda match: found[match.group(1)], text)
        return found


@dataclass(frozen=True)
class Pod:
    """The template of a Deployment or Job."""

    owner: Json

    @property
    def name(self) -> str:
        return name_of(self.owner)

    @property
    def spec(self) -> Json:
        found: Json = self.owner["spec"]["template"]["spec"]
        return found

    @property
    def labels(self) -> dict[str, str]:
        found: dict[str, str] = self.owner["spec"]["template"]["metadata"]["labels"]
        return found

    @property
    def service(self) -> str:
        return self.labels.get("app.kubernetes.io/name", "")

    def containers(self) -> Iterator[Container]:
        """In the order in which they are started."""
        yield from (Container(self, spec, True) for spec in self.spec.get("initContainers", []))
        yield from (Container(self, spec, False) for spec in self.spec["containers"])


def pods(objects: Iterable[Json], *kinds: str) -> list[Pod]:
    """The pods that the manifests themselves make; operators make others."""
    return [Pod(found) for found in of_kind(objects, *(kinds or ("Deployment", "Job")))]


def ours(objects: Iterable[Json], *kinds: str) -> list[Pod]:
    """Those of them that run our code."""
    found = pods(objects, *kinds)
    return [pod for pod in found if any(_OUR_CODE.match(" ".join(each.arguments)) for each in pod.containers())]


def selects(selector: Json | None, labels: Mapping[str, str]) -> bool:
    """Whether a label selector takes these labels; an empty one takes all."""
    if selector is None:
        return False
    wanted = selector.get("matchLabels", {}).items()
    return all(labels.get(key) == value for key, value in wanted) and all(
        _holds(rule, labels) for rule in selector.get("matchExpressions", [])
    )


def _holds(rule: Json, labels: Mapping[str, str]) -> bool:
    there = rule["key"] in labels
    match rule["operator"]:
        case "In":
            return there and labels[rule["key"]] in rule["values"]
        case "NotIn":
            return not there or labels[rule["key"]] not in rule["values"]
        case "Exists":
            return there
        case _:
            return not there


def _from(source: Json, objects: Iterable[Json], secrets: Mapping[str, Mapping[str, str]]) -> str:
    if "configMapKeyRef" in source:
        reference = source["configMapKeyRef"]
        return str(named(objects, "ConfigMap", reference["name"])["data"][reference["key"]])
    reference = source["secretKeyRef"]
    return secrets[reference["name"]][reference["key"]]

"""Every secret that the manifests ask for is given, from a store or from files, and none stands in the tree."""

import re
from pathlib import Path

from local.cluster_secrets import write_secrets
from tests.k8s.conftest import Rendered
from tests.k8s.manifests import SECRETS, Json, name_of, of_kind, ours

# Made by operators inside the cluster, and so by neither way of giving secrets.
MADE_INSIDE = re.compile(r".*-db-ca|terpadu-mq-tls|terpadu-web-tls|internal-authority")


def keys_used(objects: list[Json]) -> set[tuple[str, str]]:
    """Each secret and key that our pods, our databases and our users at the broker ask for."""
    found = set()
    for pod in ours(objects):
        for container in pod.containers():
            for entry in container.environment.values():
                if reference := entry.get("valueFrom", {}).get("secretKeyRef"):
                    found.add((reference["name"], reference["key"]))
    for cluster in of_kind(objects, "Cluster"):
        names = [cluster["spec"]["bootstrap"]["initdb"]["secret"]["name"]]
        names += [role["passwordSecret"]["name"] for role in cluster["spec"]["managed"]["roles"]]
        found |= {(name, key) for name in names for key in ("username", "password")}
    for user in of_kind(objects, "User"):
        found |= {(user["spec"]["importCredentialsSecret"]["name"], key) for key in ("username", "password")}
    for store in of_kind(objects, "ObjectStore"):
        keys = store["spec"]["configuration"]["s3Credentials"].values()
        found |= {(key["name"], key["key"]) for key in keys}
    for access in of_kind(objects, "TriggerAuthentication"):
        found |= {(each["name"], each["key"]) for each in access["spec"]["secretTargetRef"]}
    return {(name, key) for name, key in found if not MADE_INSIDE.fullmatch(name)}


def volumes_used(objects: list[Json]) -> set[str]:
    found = {
        volume["secret"]["secretName"] for pod in ours(objects) for volume in pod.spec["volumes"] if "secret" in volume
    }
    return {name for name in found if not MADE_INSIDE.fullmatch(name)}


def test_every_secret_is_given_in_both_ways(rendered: Rendered) -> None:
    stored = {name_of(found) for found in of_kind(rendered["production"], "ExternalSecret")}
    assert {name for name, _ in keys_used(rendered["production"])} | volumes_used(rendered["production"]) <= stored
    plain = {name_of(found): found.get("data", {}) for found in of_kind(rendered["development"], "Secret")}
    assert [(name, key) for name, key in sorted(keys_used(rendered["development"])) if key not in plain[name]] == []
    assert volumes_used(rendered["development"]) <= set(plain)
    assert set(plain) == stored - {"esign", "sign-in"}


def test_secrets_that_are_there_stay(tmp_path: Path) -> None:
    write_secrets(tmp_path, Path("cities"))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    write_secrets(tmp_path, Path("cities"))
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_no_secret_stands_in_the_tree() -> None:
    ignored = Path(".gitignore").read_text()
    assert f"/{SECRETS}/" in ignored

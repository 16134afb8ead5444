"""compose.yaml runs every process with the settings that it reads, for those who have Docker."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from local.cluster_secrets import services, write_secrets
from local.processes import PROCESSES
from tests.k8s.manifests import Container, Pod
from tests.k8s.settings_rules import environment_faults
from tests.k8s.tools import PROJECT

Json = dict[str, Any]


@pytest.fixture
def compose() -> Json:
    found: Json = yaml.safe_load((PROJECT / "compose.yaml").read_text())
    return found


def container_of(name: str, service: Json) -> Container:
    env = [{"name": key, "value": str(value)} for key, value in service["environment"].items()]
    return Container(Pod({"metadata": {"name": name}}), {"name": name, "args": service["command"], "env": env}, False)


def faults(compose: Json) -> list[str]:
    ours = {name: each for name, each in compose["services"].items() if each["image"].startswith("terpadu/")}
    found = [fault for name, each in ours.items() for fault in environment_faults(container_of(name, each))]
    for process in PROCESSES:
        if ours.get(process.name, {}).get("command") != list(process.module):
            found.append(f"{process.name}: is not run as the code runs it")
    for service in services():
        if ours.get(f"{service}-migrate", {}).get("build", {}).get("dockerfile") != f"services/{service}/Dockerfile":
            found.append(f"{service}: nobody builds its image and makes its tables")
    return found


def test_every_process_is_run_with_every_setting_it_needs_and_no_other(compose: Json) -> None:
    assert faults(compose) == []


@pytest.mark.parametrize(
    ("service", "change"),
    [
        ("gateway-web", {"environment": {}}),
        ("dukcapil-worker", {"command": ["services.dukcapil", "documents"]}),
        ("perizinan-relay", {"environment": {"SERVICES": "perizinan"}}),
    ],
)
def test_a_planted_fault_is_found(compose: Json, service: str, change: Json) -> None:
    bad = copy.deepcopy(compose)
    bad["services"][service].update(change)
    assert any(fault.startswith(service) for fault in faults(bad))


def test_every_file_that_it_mounts_is_made_by_make_secrets(compose: Json, tmp_path: Path) -> None:
    write_secrets(tmp_path, PROJECT / "cities")
    named = {value for each in compose["services"].values() for value in each["environment"].values()}
    files = [str(value).removeprefix("/secrets/") for value in named if str(value).startswith("/secrets/")]
    assert files
    assert [file for file in files if not (tmp_path / file).exists()] == []

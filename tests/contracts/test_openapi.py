"""The public API as it is published: what the gateway offers, taken by a public validator, with recorded bodies."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.contracts.recorded import PUBLISHED, ROOT, bodies, load

OPENAPI = load(PUBLISHED / "openapi.json")


def _bodies(part: Any) -> Iterator[str]:
    """Names of the schemas of JSON bodies, of requests and of answers."""
    if isinstance(part, dict):
        for media_type, content in part.get("content", {}).items():
            if media_type.endswith("json") and "$ref" in content.get("schema", {}):
                yield content["schema"]["$ref"].rpartition("/")[2]
        for value in part.values():
            yield from _bodies(value)


BODIES = sorted(set(_bodies(OPENAPI["paths"])))


def test_the_published_document_is_what_the_gateway_offers() -> None:
    command = (sys.executable, "-m", "services.gateway", "openapi")
    offered = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert json.loads(offered) == OPENAPI, (
        "run: python -m services.gateway openapi | python -m contracts.publish --openapi -"
    )


def test_the_document_is_openapi_3_1() -> None:
    assert OPENAPI["openapi"].startswith("3.1.")
    OpenAPIV31SpecValidator(OPENAPI).validate()


def test_every_call_has_a_summary_for_its_readers() -> None:
    calls = [call for path in OPENAPI["paths"].values() for call in path.values()]

    assert [call for call in calls if not call.get("summary")] == []


@pytest.mark.parametrize("name", BODIES)
def test_every_body_has_a_recorded_example_that_obeys_its_schema(name: str) -> None:
    recorded = [path for path in bodies() if path.stem.partition("-")[0].rpartition(".")[2] == name]
    validator = Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": OPENAPI["components"]})

    assert recorded, f"record one as contracts/examples/api/<module>.{name}.json"
    for path in recorded:
        assert [error.message for error in validator.iter_errors(load(path))] == []

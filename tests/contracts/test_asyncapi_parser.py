"""The AsyncAPI document as the public parser judges it; its npm packages are locked by hash and kept under `.run/`."""

import json
import subprocess
from pathlib import Path

import pytest

from local import npm
from tests.contracts.recorded import PUBLISHED, load

FILES = Path(__file__).parent / "asyncapi"


@pytest.fixture(scope="module")
def validator() -> Path:
    """The validating script beside its installed packages."""
    if not npm.is_there():
        pytest.skip("the AsyncAPI document is not checked: install Node.js 20 or later with npm")
    return npm.installed(FILES) / "validate.mjs"


def _judge(validator: Path, document: Path) -> subprocess.CompletedProcess[str]:
    command = ("node", str(validator), str(document))
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_the_public_parser_takes_the_document(validator: Path) -> None:
    verdict = _judge(validator, PUBLISHED / "asyncapi.json")

    assert verdict.returncode == 0, verdict.stderr


def test_the_public_parser_refuses_an_operation_that_is_neither_sent_nor_received(
    validator: Path, tmp_path: Path
) -> None:
    document = load(PUBLISHED / "asyncapi.json")
    document["operations"]["dukcapil.kk_terbit.v1.send"]["action"] = "shout"
    broken = tmp_path / "asyncapi.json"
    broken.write_text(json.dumps(document))

    verdict = _judge(validator, broken)

    assert verdict.returncode == 1
    assert "dukcapil.kk_terbit.v1.send" in verdict.stderr


def test_the_lock_of_the_parser_has_hashes_and_names_no_download_host() -> None:
    lock = load(FILES / "package-lock.json")

    packages = [package for path, package in lock["packages"].items() if path]
    assert packages
    assert all(package["integrity"].startswith("sha512-") for package in packages)
    assert not any("resolved" in package for package in packages)

"""The rules of `.importlinter` hold, and each has been seen to fail on a planted import."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / ".importlinter"

# A small suite in which every rule holds: the real configuration is read against it.
SKELETON = {
    "contracts/__init__.py": "",
    "contracts/envelope.py": "import pydantic",
    "contracts/topology.py": "",
    "contracts/types.py": "",
    "contracts/publish.py": "from contracts.gate import check",
    "contracts/gate/__init__.py": "",
    "contracts/gate/check.py": "",
    "contracts/satu/__init__.py": "",
    "contracts/satu/events.py": "from contracts.envelope import EventData",
    "chassis/__init__.py": "",
    "chassis/clock.py": "",
    "chassis/database.py": "import psycopg\nfrom contracts.envelope import Envelope",
    "chassis/subscription.py": "import nameko, kombu, eventlet\nfrom contracts.topology import EXCHANGE",
    "chassis/relay.py": "import pika",
    "chassis/documents/__init__.py": "",
    "chassis/documents/esign.py": "import httpx",
    "services/satu/__init__.py": "",
    "services/satu/__main__.py": "from services.satu import service",
    "services/satu/service.py": "import nameko\nimport chassis.subscription\nimport services.satu.use_cases.act",
    "services/satu/registry.py": "from chassis.database import Registry",
    "services/satu/domain/__init__.py": "",
    "services/satu/domain/rule.py": "from chassis import clock\nfrom contracts import types",
    "services/satu/use_cases/__init__.py": "",
    "services/satu/use_cases/act.py": "import services.satu.domain.rule\nimport services.satu.registry",
    "services/dua/__init__.py": "",
    "services/dua/service.py": "from contracts.satu import events",
    "services/dua/domain/__init__.py": "",
    "services/dua/use_cases/__init__.py": "",
    "services/gateway/__init__.py": "",
    "services/gateway/domain/__init__.py": "",
    "services/gateway/use_cases/__init__.py": "",
    "services/gateway/questions/__init__.py": "",
    "services/gateway/questions/door.py": "import httpx",
    "local/__init__.py": "",
    "local/launcher.py": "import pika\nfrom services.satu import __main__\nfrom contracts.satu import events",
}

# For each rule, imports that break it: a module, and what it is made to import.
PLANTED = {
    "Services never import each other": [("services/dua/service.py", "services.satu.domain.rule")],
    "Nothing below a service imports one, and nothing imports the launcher": [
        ("chassis/clock.py", "services.satu.registry"),
        ("contracts/types.py", "services.satu.registry"),
        ("chassis/relay.py", "local.launcher"),
    ],
    "Services do not know the launcher": [("services/satu/registry.py", "local.launcher")],
    "Contracts stand on nothing of ours": [("contracts/types.py", "chassis.clock")],
    "What publishes and guards the contracts is no part of a service": [
        ("services/satu/registry.py", "contracts.gate.check"),
        ("chassis/clock.py", "contracts.publish"),
    ],
    "The chassis knows the envelope and who listens, and no fact of the city": [
        ("chassis/clock.py", "contracts.satu.events"),
        ("chassis/database.py", "contracts.types"),
    ],
    "The domain is plain Python": [
        ("services/satu/domain/rule.py", "chassis.relay"),
        ("services/satu/domain/__init__.py", "psycopg"),
        ("services/dua/domain/__init__.py", "fastapi"),
    ],
    "Use cases know no framework and no broker": [
        ("services/satu/use_cases/act.py", "chassis.subscription"),
        ("services/dua/use_cases/__init__.py", "pika"),
    ],
    "nameko, eventlet and kombu stay at the doors": [
        ("services/satu/registry.py", "eventlet"),
        ("services/satu/service.py", "kombu"),
        ("local/launcher.py", "nameko"),
    ],
    "Nobody but the chassis and the launcher speaks to the broker": [("services/satu/service.py", "pika")],
    "httpx is known to one module each for questions, key sets, webhooks, WhatsApp and BSrE's signing service": [
        ("services/satu/registry.py", "httpx"),
        ("chassis/clock.py", "httpx"),
    ],
}


def _lint(folder: Path) -> tuple[int, str]:
    """Run import-linter in a process of its own, so that it sees the packages of `folder` and not ours."""
    program = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    command = (sys.executable, "-c", program, "--config", str(CONFIG), "--no-cache")
    environment = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200", "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def _write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)


def test_the_import_rules_hold() -> None:
    status, verdict = _lint(ROOT)

    assert status == 0, verdict


def test_the_import_rules_hold_in_the_skeleton(tmp_path: Path) -> None:
    _write(tmp_path, SKELETON)

    status, verdict = _lint(tmp_path)

    assert status == 0, verdict


@pytest.mark.parametrize("rule", PLANTED)
def test_a_breach_is_found_of_the_rule_that(rule: str, tmp_path: Path) -> None:
    files = dict(SKELETON)
    for path, imported in PLANTED[rule]:
        files[path] += f"\nimport {imported}\n"
    _write(tmp_path, files)

    status, verdict = _lint(tmp_path)

    assert status == 1
    # A heading, and below it each breach; the next rule has a heading of its own.
    _, _, complaints = verdict.partition("Broken contracts")
    _, _, complaints = complaints.partition(f"{rule}\n{'-' * len(rule)}\n")
    complaints = re.split(r"\n-{9,}\n", complaints)[0]
    for path, imported in PLANTED[rule]:
        module = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        assert f"{module} -> {imported} (" in complaints, verdict


def test_every_rule_has_been_seen_to_fail() -> None:
    names = {line.partition(" = ")[2] for line in CONFIG.read_text().splitlines() if line.startswith("name = ")}

    assert names == set(PLANTED)

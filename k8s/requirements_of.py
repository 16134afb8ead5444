"""The part of requirements.lock that one image needs: `python3 k8s/requirements_of.py SERVICE`, standard library only.

The lock says beside each package by whom it is wanted. So what the service's extra in pyproject.toml names, and what
those want in turn, is found without asking anybody, and stays pinned by the lock's own hashes.
"""

import re
import sys
import tomllib
from pathlib import Path

PROJECT = "terpadu"


def normal(name: str) -> str:
    """A package's name as the lock writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def named(requirement: str) -> tuple[str, list[str]]:
    """Name and extras of a requirement."""
    found = re.match(r"\s*([\w.-]+)(?:\[([\w,.\s-]+)\])?", requirement)
    assert found, requirement
    return normal(found[1]), [extra.strip() for extra in (found[2] or "").split(",") if extra.strip()]


def roots(project: dict[str, dict[str, object]], extra: str) -> set[str]:
    """What the project and one of its extras name, through extras that name others."""
    table = project["project"]
    optional, wanted = table["optional-dependencies"], [*table["dependencies"]]  # type: ignore[misc]
    pending, seen, found = [extra], set[str](), set[str]()
    while pending:
        current = pending.pop()
        if current not in seen:
            seen.add(current)
            wanted += optional[current]  # type: ignore[index]
            pending += [each for one in optional[current] for each in named(one)[1] if named(one)[0] == PROJECT]  # type: ignore[index]
    found = {named(each)[0] for each in wanted}
    return found - {PROJECT}


def blocks(lock: str) -> dict[str, list[str]]:
    """The lock's text for each package; markers may give one package several."""
    found: dict[str, list[str]] = {}
    for block in re.split(r"\n(?=[a-zA-Z])", lock):
        if "==" in block.partition("\n")[0]:
            found.setdefault(normal(re.split(r"[=\[\s]", block)[0]), []).append(block)
    return found


def wanted_by(block: str) -> set[str]:
    """Who wants a package, by the comment behind it."""
    comment = block.partition("# via")[2]
    return {normal(name.partition("[")[0]) for name in re.findall(r"[A-Za-z][\w.\[\],-]*", comment)}


def requirements_of(service: str, folder: Path) -> str:
    """Lines for `pip install --require-hashes --no-deps`."""
    project = tomllib.loads((folder / "pyproject.toml").read_text())
    packages = blocks((folder / "requirements.lock").read_text())
    chosen = roots(project, service)
    while more := {name for name, each in packages.items() if name not in chosen and _wants(each, chosen)}:
        chosen |= more
    lines = [block for name in sorted(chosen) for block in packages[name]]
    return "".join("\n".join(line for line in block.splitlines() if "#" not in line) + "\n" for block in lines)


def _wants(of_package: list[str], chosen: set[str]) -> bool:
    return any(wanted_by(block) & chosen for block in of_package)


if __name__ == "__main__":
    sys.stdout.write(requirements_of(sys.argv[1], Path()))

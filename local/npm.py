"""Packages from npm that tests need: locked by hash, kept under `.run/`, installed once for each lock file."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from local.custody import PROJECT
from local.errors import LaunchError

_SECONDS = 240


def is_there() -> bool:
    """Whether this machine has Node.js and npm."""
    return bool(shutil.which("npm") and shutil.which("node"))


def installed(files: Path) -> Path:
    """A folder with `files` (package.json, its lock, scripts) and the packages beside them. Raises LaunchError."""
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(files.iterdir()))).hexdigest()
    folder = PROJECT / ".run" / "npm" / f"{files.name}-{digest[:16]}"
    if not folder.exists():
        _install(files, folder)
    return folder


def _install(files: Path, folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as making:
        made = Path(making) / "made"
        shutil.copytree(files, made)
        # npm's own environment variables of whoever started this must not add to its settings.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("npm_")}
        command = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        done = subprocess.run(
            command, cwd=made, env=environment, capture_output=True, text=True, check=False, timeout=_SECONDS
        )
        if done.returncode != 0:
            raise LaunchError(f"npm ci failed: {done.stderr}")
        try:
            made.rename(folder)
        except OSError:
            if not folder.exists():  # else another run was faster
                raise

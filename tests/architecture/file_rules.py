"""Rules about the other files of the project, as functions from a tree to the places that break them."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

# Written in parts, so that this file does not break its own rule.
DOWNLOAD_HOSTS = ["py" + "pi.org", "python" + "hosted.org", "registry.npm" + "js.org", "deb.deb" + "ian.org"]
HOME_FOLDERS = r"(?<![\w.$}])/(?:home|Users)/\w|(?<![\w.$}/])/" + "root/"


def tracked(root: Path) -> list[Path]:
    """The files that git knows, or all of a folder without git."""
    done = subprocess.run(("git", "-C", str(root), "ls-files", "-z"), capture_output=True, text=True, check=False)
    listed = [root / name for name in done.stdout.split("\0") if name] if done.returncode == 0 else root.rglob("*")
    return sorted(path for path in listed if path.is_file())


def places_of_machines(root: Path) -> list[str]:
    """Lines that name a host from which packages come, or a folder of the machine on which they were written."""
    here = re.escape(f"{root.resolve().parent}/")
    forbidden = re.compile("|".join([*map(re.escape, DOWNLOAD_HOSTS), HOME_FOLDERS, here]))
    return [
        f"{path.relative_to(root)}:{number}"
        for path in tracked(root)
        for number, line in _lines(path)
        if forbidden.search(line)
    ]


def dead_links(root: Path) -> list[str]:
    """Links of Markdown files that lead to no file of the project."""
    return [
        f"{path.relative_to(root)}:{number}: {target}"
        for path in tracked(root)
        if path.suffix == ".md"
        for number, line in _lines(path)
        for target in re.findall(r"\]\(([^)\s#]+)[^)]*\)", line)
        if "://" not in target and not (path.parent / target).exists()
    ]


def targets_without_help(makefile: Path) -> list[str]:
    """Targets of a Makefile of which `make help` would not speak."""
    return [
        line.partition(":")[0]
        for line in makefile.read_text().splitlines()
        if re.match(r"[A-Za-z][\w-]*:(?!=)", line) and " ## " not in line
    ]


def migration_faults(root: Path) -> list[str]:
    """Migrations that are not numbered 0001, 0002, … each following the one before."""
    return [fault for folder in (root / "services").glob("*/migrations/versions") for fault in _series_faults(folder)]


def _series_faults(folder: Path) -> Iterator[str]:
    before = "None"
    for number, path in enumerate(sorted(folder.glob("*.py")), start=1):
        wanted = f'"{number:04d}"'
        if not path.name.startswith(f"{number:04d}_"):
            yield f"{path.name}: should begin with {number:04d}_"
        for name, value in (("revision", wanted), ("down_revision", before)):
            if not re.search(rf"^{name}(: [^=]+)? = {re.escape(value)}$", path.read_text(), re.MULTILINE):
                yield f"{path.name}: {name} should be {value}"
        before = wanted


def lock_faults(lock: Path) -> list[str]:
    """Requirements that are not pinned with hashes, and lines that say where to download from."""
    text = lock.read_text()
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    hosts = [line for line in lines if "://" in line or line.startswith(("-i ", "--index", "--extra-index", "--find"))]
    unpinned = [
        block.split()[0]
        for block in re.split(r"\n(?=\S)", "\n".join(lines))
        if block.strip() and not re.match(r"\S+==\S+.*\\\n(    --hash=sha256:[0-9a-f]{64}( \\)?\n?)+\Z", block)
    ]
    return [*hosts, *unpinned]


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        yield from enumerate(path.read_text().splitlines(), start=1)
    except UnicodeDecodeError:
        return  # a font or a picture

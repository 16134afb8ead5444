"""What each image is made of, as CycloneDX: `python -m k8s.sbom FOLDER` writes one document a service."""

import subprocess
import sys
from pathlib import Path

from k8s.requirements_of import requirements_of

PROJECT = Path(__file__).resolve().parents[1]


def write_sbom(service: str, folder: Path) -> Path:
    """The locked packages of a service with their versions and hashes."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted, document = folder / f"{service}.txt", folder / f"{service}.cdx.json"
    wanted.write_text(requirements_of(service, PROJECT))
    command = (
        "cyclonedx_py",
        "requirements",
        str(wanted),
        "--output-reproducible",
        "--of",
        "JSON",
        "-o",
        str(document),
    )
    subprocess.run([sys.executable, "-m", *command], check=True, capture_output=True)
    wanted.unlink()
    return document


if __name__ == "__main__":
    for path in sorted((PROJECT / "services").glob("*/Dockerfile")):
        sys.stdout.write(f"{write_sbom(path.parent.name, Path(sys.argv[1]))}\n")

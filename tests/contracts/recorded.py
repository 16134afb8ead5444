"""Where the recorded examples and the published files are, for the tests of this folder."""

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "contracts" / "examples"
PUBLISHED = ROOT / "contracts" / "published"


def messages() -> list[Path]:
    """The recorded messages: `<type>.json` and `<type>-<what is new>.json`."""
    return sorted(EXAMPLES.glob("*.json"))


def bodies() -> list[Path]:
    """The recorded bodies of doors: `<module below contracts>.<class>.json`, or `….<class>-<variant>.json`."""
    return sorted((EXAMPLES / "api").glob("*.json"))


def event_type_of(path: Path) -> str:
    return path.stem.partition("-")[0]


def load(path: Path) -> Any:
    return json.loads(path.read_text())


def name(path: Path) -> str:
    return path.stem

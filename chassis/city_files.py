"""Reading the TOML files of the cities folder, and saying which file and key is wrong.

`nasional.toml` holds what the law says everywhere; `<code>.toml` holds one city and the rules in which it differs.
"""

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

NATIONAL = "nasional"
RULES_KEY = "aturan"


class CityFileError(ValueError):
    """A file of the cities folder cannot be used; the text names the file and each wrong key, for people."""


class FromFile(BaseModel):
    """What is read from a file: frozen, exact in its types, without unknown keys (a misspelt one must not pass)."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", validate_by_name=True, validate_by_alias=True)


M = TypeVar("M", bound=FromFile)


def read_folder(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the content of each TOML file by its name without ending; `nasional` must be there."""
    files = {path.stem: _read(path) for path in sorted(folder.glob("*.toml"))}
    if NATIONAL not in files:
        raise CityFileError(f"{folder / NATIONAL}.toml is missing: it holds the rules of the whole country")
    return files


def parse(model: type[M], content: object, where: str) -> M:
    """Build `model` from a part of a file; raise `CityFileError` that names `where` and every wrong key."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        faults = [
            f"  {'.'.join(map(str, fault['loc'])) or '(whole)'}: {fault['msg'].removeprefix('Value error, ')}"
            for fault in error.errors(include_url=False)
        ]
        raise CityFileError("\n".join([f"{where} cannot be used:", *faults])) from None


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CityFileError(f"{path}: {error}") from None

"""The published contracts, read once: what may be asked for is what was found, so that no name can lead elsewhere."""

from dataclasses import dataclass
from pathlib import Path

import contracts

PUBLISHED = Path(contracts.__file__).parent / "published"
_ASYNCAPI = "asyncapi"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """JSON Schema of every event by its type, and the AsyncAPI document of them all."""

    schemas: dict[str, bytes]
    asyncapi: bytes | None

    @classmethod
    def load(cls, folder: Path) -> "Catalogue":
        """Read what stands in `folder`."""
        found = {path.stem: path.read_bytes() for path in sorted(folder.glob("*.json"))}
        asyncapi = found.pop(_ASYNCAPI, None)
        schemas = {name: content for name, content in found.items() if name.count(".") == 2}
        return cls(schemas, asyncapi)

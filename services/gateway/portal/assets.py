"""Style, scripts and fonts: read once, compressed once, under an address that changes when one of them does."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import Response

from services.gateway.web.problems import not_found

router = APIRouter(include_in_schema=False)

FOLDER = Path(__file__).parent / "static"
FOR_EVER = "public, max-age=31536000, immutable"
_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_COMPRESSED_ALREADY = {".woff2"}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent."""

    kind: str
    content: bytes
    compressed: bytes | None


@cache
def assets() -> dict[str, Asset]:
    """Every file by its name."""
    return {path.name: _read(path) for path in sorted(FOLDER.iterdir()) if path.suffix in _KINDS}


@cache
def version() -> str:
    """What names this set of files; the style finds its fonts beside itself."""
    digest = hashlib.sha256()
    for name, asset in assets().items():
        digest.update(name.encode() + b"\0" + asset.content)
    return digest.hexdigest()[:16]


def address(name: str) -> str:
    """Where a page finds a file. Raises KeyError for one that is not there."""
    assert assets()[name]
    return f"/aset/{version()}/{name}"


@router.get("/aset/{of_version}/{name}")
async def read_asset(request: Request, of_version: str, name: str) -> Response:
    """A file; an old page's address gives the present one, and is not kept."""
    asset = assets().get(name)
    if asset is None:
        raise not_found()
    headers = {"Cache-Control": FOR_EVER if of_version == version() else "no-cache", "Vary": "Accept-Encoding"}
    if asset.compressed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(asset.compressed, headers=headers | {"Content-Encoding": "gzip"}, media_type=asset.kind)
    return Response(asset.content, headers=headers, media_type=asset.kind)


def _read(path: Path) -> Asset:
    content = path.read_bytes()
    packed = None if path.suffix in _COMPRESSED_ALREADY else gzip.compress(content, 9, mtime=0)
    return Asset(_KINDS[path.suffix], content, packed)

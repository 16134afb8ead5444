"""Templates turned into archival PDF: data in, PDF/A-2b out, and the same bytes for the same input.

Data reach a template as a file `/data.json` that exists in memory only; nothing of them is ever markup, so a name
cannot do more than be printed (`#let data = json("/data.json")`).

A file, and not `sys.inputs`: the compiler remembers every part that it has laid out under the whole standard library,
and inputs are part of that. With them each document began from nothing; with a file only what differs is laid out.
"""

import json
import os
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

import typst

# A page is too small to be shared among threads: handing it round costs more than the second core gives.
os.environ.setdefault("RAYON_NUM_THREADS", "1")

STANDARD: Final = "a-2b"
# A template imports by a path from the root of the tree: "/chassis/documents/sheet.typ".
ROOT = Path(__file__).resolve().parents[2]
FONTS = Path(__file__).resolve().parent / "fonts"


class RenderingFailed(Exception):
    """The document cannot be made from these data, today or tomorrow: trying again is of no use."""

    kode = "dokumen_tidak_dapat_dibuat"


class UnprintableText(RenderingFailed):
    """The data hold a letter that no font of ours has; an archival PDF must not show a box in its place."""

    kode = "huruf_tidak_dapat_dicetak"


class Template:
    """One template with its compiler kept, which renders some ten times faster than a fresh one.

    What a template captures in a `set` rule or in `context` becomes part of every style below it: data there make the
    compiler forget the page. Keep them in the content.
    """

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        self._main = f'#include "/{path.relative_to(ROOT).as_posix()}"'.encode()
        # typst's stub does not know of files in memory, its code does.
        self._compiler = typst.Compiler({"main.typ": self._main}, root=ROOT, font_paths=_fonts())  # type: ignore[type-var]
        self._one_at_a_time = Lock()  # a compiler refuses a second call while one runs

    def render(self, data: Mapping[str, Any], *, issued_at: datetime) -> bytes:
        """The PDF of `data` (JSON values only), dated `issued_at` (aware); raises `RenderingFailed`."""
        files = {"main.typ": self._main, "data.json": json.dumps(data, ensure_ascii=False, allow_nan=False).encode()}
        try:
            with self._one_at_a_time:
                pdf = self._compiler.compile(  # type: ignore[type-var]
                    files, format="pdf", pdf_standards=STANDARD, timestamp=int(issued_at.timestamp())
                )
        except typst.TypstError as error:
            if "could not be displayed" in error.message:
                # The message quotes the text, and with it a name: it goes no further.
                raise UnprintableText(f"template {self.name}: the data hold a letter outside the fonts") from None
            raise RenderingFailed(f"template {self.name}: {error.message}") from error
        if not isinstance(pdf, bytes):
            raise RenderingFailed(f"template {self.name}: no PDF came out")
        return pdf


@cache
def _fonts() -> typst.Fonts:
    """Only the fonts of the tree: what is installed on a machine must not change a document."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])

"""Pages made by the server alone: one style each, allowed by its digest, and nothing else that a browser may load."""

import base64
import hashlib
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

_FOLDER = Path(__file__).parent / "pages"


class Page:
    """A template and its style, by their common name in `pages/`; the style may go on from another page's."""

    def __init__(self, name: str, *, like: str | None = None) -> None:
        environment = Environment(
            loader=FileSystemLoader(_FOLDER),
            autoescape=select_autoescape(default=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._template = environment.get_template(f"{name}.html")
        styles = (name,) if like is None else (like, name)
        self._style = "".join((_FOLDER / f"{style}.css").read_text(encoding="utf-8") for style in styles)
        digest = base64.b64encode(hashlib.sha256(self._style.encode()).digest()).decode()
        self.content_security_policy = (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
            "frame-ancestors 'none'"
        )

    def render(self, **values: Any) -> str:
        """The page with these values in it, escaped."""
        return self._template.render(style=self._style, **values)

"""Pictures that nobody took."""

from io import BytesIO

from PIL import Image


def noise() -> bytes:
    """A small PNG."""
    kept = BytesIO()
    Image.effect_noise((300, 200), 50).save(kept, "PNG")
    return kept.getvalue()

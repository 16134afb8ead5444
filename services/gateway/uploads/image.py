"""Images are drawn anew: what is kept has the picture and nothing else; runs in the fenced inspector only."""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from services.gateway.uploads.faults import Fault
from services.gateway.uploads.kinds import JPEG

MOST_PIXELS = 40_000_000
QUALITY = 90


def encoded_anew(content: bytes, kind: str) -> bytes:
    """The same picture without place, camera, comments or hidden bytes. Raises Fault."""
    form = "JPEG" if kind == JPEG else "PNG"
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(BytesIO(content), formats=[form]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Fault("gambar_terlalu_besar")
            upright = ImageOps.exif_transpose(picture)
            plain = upright.convert("L" if upright.mode in ("1", "L", "I", "I;16") else "RGB")
    except (Image.DecompressionBombError, MemoryError):
        raise Fault("gambar_terlalu_besar") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise Fault("gambar_rusak") from None
    bare = Image.frombytes(plain.mode, plain.size, plain.tobytes())
    kept = BytesIO()
    bare.save(kept, form, **({"quality": QUALITY} if form == "JPEG" else {"optimize": False}))
    return kept.getvalue()

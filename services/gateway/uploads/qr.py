"""The text of a QR code in a picture; runs in the fenced inspector only."""

from io import BytesIO

import zxingcpp
from PIL import Image

from services.gateway.uploads.faults import Fault
from services.gateway.uploads.image import MOST_PIXELS

# A telephone's photo is many times finer than a code needs, and small pictures are read quickly.
LONGEST_SIDE = 1600


def text_of(content: bytes) -> bytes:
    """What the first readable code says. Raises Fault when there is none."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(BytesIO(content), formats=["JPEG", "PNG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Fault("gambar_terlalu_besar")
            picture.draft("L", (LONGEST_SIDE, LONGEST_SIDE))
            grey = picture.convert("L")
    except (Image.DecompressionBombError, MemoryError):
        raise Fault("gambar_terlalu_besar") from None
    except (OSError, SyntaxError, ValueError):
        raise Fault("gambar_rusak") from None
    grey.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    found = zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    if not found:
        raise Fault("kotak_qr_tidak_terbaca")
    return str(found[0].text).encode()

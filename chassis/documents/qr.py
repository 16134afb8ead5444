"""The QR code of a verification address, as a small vector drawing."""

from io import BytesIO

import segno

# Weighing all eight masks of the standard takes five times as long as drawing one, and a reader takes any of them.
MASK = 3


def qr_svg(url: str) -> str:
    """An SVG without a margin: the template keeps the quiet zone of four modules around it (ISO/IEC 18004)."""
    drawing = BytesIO()
    code = segno.make_qr(url, error="m", mask=MASK, boost_error=False)
    code.save(drawing, kind="svg", xmldecl=False, border=0, svgclass=None, lineclass=None)
    return drawing.getvalue().decode()

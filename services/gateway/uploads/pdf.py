"""What a PDF from outside must not hold; runs in the fenced inspector only."""

from io import BytesIO
from typing import Any

import pikepdf

from services.gateway.uploads.faults import Fault

MOST_PAGES = 100
MOST_OBJECTS = 50_000
DEEPEST = 40

# Whatever can run, start a program, carry another file, or fetch something.
_FORBIDDEN_KEYS = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/RichMediaContent", "/XFA", "/AA"})
_FORBIDDEN_VALUES = {
    "/S": frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition"}),
    "/Type": frozenset({"/EmbeddedFile", "/Filespec"}),
    "/Subtype": frozenset({"/RichMedia", "/FileAttachment", "/Screen", "/Movie", "/3D"}),
}


def refuse_dangerous(content: bytes) -> None:
    """Raise Fault for a PDF that cannot be read, is locked, too large, or holds more than pages to look at."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise Fault("pdf_terkunci")
            if not 0 < len(pdf.pages) <= MOST_PAGES:
                raise Fault("pdf_terlalu_banyak_halaman")
            for count, part in enumerate(pdf.objects):
                if count > MOST_OBJECTS:
                    raise Fault("pdf_terlalu_besar")
                _refuse_dangerous_part(part, DEEPEST)
    except pikepdf.PasswordError:
        raise Fault("pdf_terkunci") from None
    except (pikepdf.PdfError, RuntimeError, ValueError):
        raise Fault("pdf_rusak") from None


def _refuse_dangerous_part(part: Any, depth: int) -> None:
    if depth == 0:
        raise Fault("pdf_terlalu_besar")
    if isinstance(part, pikepdf.Array):
        for item in part.as_list():
            _refuse_dangerous_direct(item, depth)
    elif isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
        for key in map(str, part.keys()):
            value = part.get(key)
            if key in _FORBIDDEN_KEYS or (key in _FORBIDDEN_VALUES and str(value) in _FORBIDDEN_VALUES[key]):
                raise Fault("pdf_berisi_program")
            _refuse_dangerous_direct(value, depth)


def _refuse_dangerous_direct(part: Any, depth: int) -> None:
    """What is indirect comes by itself; following it would go round in circles."""
    if isinstance(part, pikepdf.Object) and not part.is_indirect:
        _refuse_dangerous_part(part, depth - 1)

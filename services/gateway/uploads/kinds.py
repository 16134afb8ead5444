"""What a file is, by its content; its name and what the sender calls it say nothing."""

import re

import puremagic

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
KINDS = frozenset({PDF, JPEG, PNG})

_HEAD = 8192
_STARTS = {PDF: b"%PDF-", JPEG: b"\xff\xd8\xff", PNG: b"\x89PNG\r\n\x1a\n"}
_END_OF_PDF = b"%%EOF"
_END_OF_ZIP = b"PK\x05\x06"
_MARKUP = re.compile(rb"<\s*(?:html|script|svg|!doctype|\?php)", re.IGNORECASE)


def kind_of(content: bytes) -> str | None:
    """The media type of a file that we take, or None.

    puremagic knows many files that also begin like ours; the first bytes have to agree with it.
    """
    try:
        found = {match.mime_type for match in puremagic.magic_string(content[:_HEAD])}
    except puremagic.PureError:
        return None
    return next((kind for kind in sorted(KINDS & found) if content.startswith(_STARTS[kind])), None)


def is_more_than_a_pdf(content: bytes) -> bool:
    """Whether a PDF is at the same time something that other programs would open as a page or an archive."""
    last = content.rfind(_END_OF_PDF)
    tail = content[last + len(_END_OF_PDF) :] if last >= 0 else b""
    return bool(tail.strip(b"\x00\r\n\t ")) or _END_OF_ZIP in content or bool(_MARKUP.search(content[:1024]))

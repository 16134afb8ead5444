"""A signature put into a PDF as an incremental update: the rendered bytes first, then what is new (ISO 32000-1, 7.5.6).

Only for what `chassis.documents.render` makes: one cross-reference table, no form, no signature. A writer for any PDF
reads where each of 300 objects lies and writes the metadata anew, and takes 3 ms for it; this one reads the catalogue
and the first page. The metadata stay as they were rendered, and so agree with each other as PDF/A asks.
"""

import hashlib
import re
from collections.abc import Callable
from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError

_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
_TABLE = re.compile(rb"xref\s+0 (\d+)\s+")
_ENTRY_BYTES = 20
_RANGE_BYTES = len("[0 9999999999 9999999999 9999999999]")
_PRINTED_AND_LOCKED = 4 | 128  # flags of an annotation, ISO 32000-1 table 165; PDF/A wants each one printed

_FIELD = b"<</Type/Annot/Subtype/Widget/FT/Sig/T(%b)/F %d/Rect[0 0 0 0]/P %d 0 R/V %d 0 R>>"
_CLOSED = b"/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/V/1.2/P 1>>>>]"
_SIGNATURE = b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached" + _CLOSED


class NotRenderedHere(ValueError):
    """The file does not have the form that the renderer gives to its files."""


class Update:
    """What is appended to a rendered file so that it bears one signature, which allows no change (DocMDP 1)."""

    def __init__(self, pdf: bytes) -> None:
        """Reads the catalogue and the first page; raises `NotRenderedHere`."""
        self._pdf = pdf
        try:
            self._read()
        except (PdfError, KeyError, IndexError, AttributeError, TypeError) as error:
            raise NotRenderedHere("catalogue or first page cannot be read") from error
        if "/AcroForm" in self._catalogue or "/Prev" in self._trailer or "/Encrypt" in self._trailer:
            raise NotRenderedHere("the file has been changed since it was rendered")

    def signed(self, about: bytes, field: bytes, reserved: int, sign: Callable[[bytes], bytes]) -> bytes:
        """The file with a signature in the form field `field`.

        `about` holds further entries of the signature dictionary, `reserved` is the room for the signature in bytes,
        and `sign` makes it from the SHA-256 of all the other bytes.
        """
        form, widget, signature = range(self._size, self._size + 3)
        dictionary = _SIGNATURE + about + b"/ByteRange" + b" " * _RANGE_BYTES + b"/Contents <" + b"0" * 2 * reserved
        objects = {
            self._page_number: _extended(self._page, b"/Annots[%b %d 0 R]" % (self._notes, widget)),
            self._root: _extended(self._catalogue, b"/AcroForm %d 0 R/Perms<</DocMDP %d 0 R>>" % (form, signature)),
            form: b"<</Fields[%d 0 R]/SigFlags 3>>" % widget,
            widget: _FIELD % (field, _PRINTED_AND_LOCKED, self._page_number, signature),
            signature: dictionary + b">>>",
        }
        output = bytearray(self._pdf)
        places = _append(output, objects)
        self._close(output, places)
        start = output.index(dictionary, places[signature]) + len(dictionary) - 2 * reserved - 1
        return _filled(output, start, start + 2 * reserved + 2, sign)

    def _read(self) -> None:
        ends = _END.findall(self._pdf)
        if len(ends) != 1:
            raise NotRenderedHere("not one cross-reference table")
        self._start = int(ends[0])
        table = _TABLE.match(self._pdf, self._start)
        if table is None:
            raise NotRenderedHere("no whole cross-reference table")
        self._size, self._lines = int(table[1]), table.end()
        after = self._lines + self._size * _ENTRY_BYTES
        self._trailer = self._dictionary_at(self._pdf.index(b"trailer", after) + len(b"trailer"))
        self._root = self._trailer.raw_get("/Root").idnum
        self._catalogue = self._object(self._root)
        self._page_number, self._page = self._first_page(self._catalogue.raw_get("/Pages").idnum)
        # What is noted on the page already: its links.
        self._notes = b" ".join(map(_written, self._page.pop("/Annots", ())))

    def _first_page(self, number: int) -> tuple[int, generic.DictionaryObject]:
        node = self._object(number)
        while node.raw_get("/Type") != "/Page":
            number = node.raw_get("/Kids").raw_get(0).idnum
            node = self._object(number)
        return number, node

    def _object(self, number: int) -> generic.DictionaryObject:
        line = self._lines + number * _ENTRY_BYTES
        head = b"%d 0 obj" % number
        place = int(self._pdf[line : line + 10])
        if not self._pdf.startswith(head, place):
            raise NotRenderedHere("the cross-reference table points elsewhere")
        return self._dictionary_at(place + len(head))

    def _dictionary_at(self, place: int) -> generic.DictionaryObject:
        stream = BytesIO(self._pdf)
        stream.seek(self._pdf.index(b"<<", place))
        found = generic.read_object(stream, generic.Reference(0))
        if not isinstance(found, generic.DictionaryObject):
            raise NotRenderedHere("not a dictionary")
        return found

    def _close(self, output: bytearray, places: dict[int, int]) -> None:
        """The table of what was appended, and a trailer that points back to the first table."""
        first, _ = self._trailer.pop("/ID")
        last = hashlib.sha256(output).hexdigest()[:32].encode()
        del self._trailer["/Size"]
        entries = b"/Size %d/Prev %d/ID[%b<%b>]" % (self._size + 3, self._start, _written(first), last)
        lines = [b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in sorted(places.items())]
        start = len(output)
        output += b"xref\n" + b"".join(lines) + b"trailer\n" + _extended(self._trailer, entries)
        output += b"\nstartxref\n%d\n%%%%EOF\n" % start


def text(value: str) -> bytes:
    """A text as a PDF writes it."""
    return _written(generic.TextStringObject(value))


def moment(value: datetime) -> bytes:
    """An instant as a PDF writes it, with its time zone."""
    return _written(generic.pdf_date(value))


def _append(output: bytearray, objects: dict[int, bytes]) -> dict[int, int]:
    places = {}
    output += b"\n"
    for number, content in objects.items():
        places[number] = len(output)
        output += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    return places


def _filled(output: bytearray, start: int, end: int, sign: Callable[[bytes], bytes]) -> bytes:
    """`output` with its byte range and its signature, whose digits and brackets lie from `start` to `end`."""
    place = output.rindex(b"/ByteRange", 0, start) + len(b"/ByteRange")
    covered = b"[0 %d %d %d]" % (start, end, len(output) - end)
    output[place : place + _RANGE_BYTES] = covered.ljust(_RANGE_BYTES)
    digest = hashlib.sha256(memoryview(output)[:start])
    digest.update(memoryview(output)[end:])
    digits = sign(digest.digest()).hex().upper().encode()
    if len(digits) > end - start - 2:
        raise ValueError("the signature is longer than its room")
    output[start + 1 : start + 1 + len(digits)] = digits
    return bytes(output)


def _written(value: generic.PdfObject) -> bytes:
    stream = BytesIO()
    value.write_to_stream(stream)
    return stream.getvalue()


def _extended(dictionary: generic.DictionaryObject, entries: bytes) -> bytes:
    return _written(dictionary).removesuffix(b">>") + entries + b">>"

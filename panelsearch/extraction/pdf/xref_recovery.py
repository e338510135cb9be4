"""How is a PDF read whose table of objects is lost or wrong? By searching the file for them.

pdfminer's own search gives up without a trailer, which every cut-off download lacks.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress

from pdfminer.pdfdocument import PDFBaseXRef
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream
from pdfminer.psexceptions import PSEOF, PSException
from pdfminer.psparser import LIT

from panelsearch.extraction.pdf.object_parser import Document, SearchedPlaces

# pdfminer raises nearly anything on a broken file: this is all of it but exhaustion of memory.
FAULTS = (
    PSException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,  # RecursionError and NotImplementedError are of this kind
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)

_TRAILER = re.compile(rb"trailer")
_CATALOG, _XREF, _OBJECT_STREAM = LIT("Catalog"), LIT("XRef"), LIT("ObjStm")
_OF_A_TRAILER = ("Root", "Info", "ID", "Encrypt")


class SearchedDocument(Document):
    """A document whose objects were found by looking through the whole file."""

    def find_xref(self, parser: PDFParser) -> int:
        """Nowhere in particular: what the file says of it is not to be trusted."""
        return 0

    def read_xref_from(self, parser: PDFParser, start: int, xrefs: list[PDFBaseXRef]) -> None:
        """Search instead of reading the table."""
        parser.fallback = True  # lengths of streams are not to be trusted either
        parser.fp.seek(0)
        content = parser.fp.read()
        found = _FoundObjects(content)
        xrefs.append(found)
        for trailer in _TRAILER.finditer(content):
            with suppress(*FAULTS):
                parser.seek(trailer.end())
                parser.reset()
                found.learn(_next_or_last(parser))
        if "Encrypt" in found.trailer:
            return  # nothing can be looked into before the key is known
        streams = [(objid, stream) for objid, stream in self._each(found) if isinstance(stream, PDFStream)]
        for objid, stream in streams:
            if stream.get("Type") is _OBJECT_STREAM:
                with suppress(*FAULTS):
                    objects, count = self._get_objects(stream)
                    found.unpack(objid, objects[: 2 * count : 2])
            elif stream.get("Type") is _XREF:
                found.learn(stream.attrs)
        if "Root" not in found.trailer and "Encrypt" not in found.trailer:
            for objid, catalog in self._each(found):
                if isinstance(catalog, dict) and catalog.get("Type") is _CATALOG:
                    found.learn({"Root": PDFObjRef(self, objid)})

    def _each(self, found: _FoundObjects) -> Iterator[tuple[int, object]]:
        for objid in list(found.get_objids()):
            with suppress(*FAULTS):
                yield objid, self.getobj(objid)


def _next_or_last(parser: PDFParser) -> object:
    """The next object, also where nothing follows it that would end it."""
    try:
        return parser.nextobject()[1]
    except PSEOF:
        return parser.curstack[0][1] if parser.curstack else None


class _FoundObjects(SearchedPlaces):
    """Where each object was last seen, those packed in streams too."""

    def learn(self, said: object) -> None:
        """Take over what a trailer says; the last one in the file is the newest."""
        if isinstance(said, dict):
            self.trailer |= {name: said[name] for name in _OF_A_TRAILER if name in said}

    def unpack(self, stream: int, objids: Iterable[object]) -> None:
        """Add the objects packed in a stream, those aside that stand in the open."""
        for index, objid in enumerate(objids):
            if isinstance(objid, int):
                self.places.setdefault(objid, (stream, index, 0))

"""How are a PDF's objects read fast? One regular expression match a token; what does not match is left to pdfminer.

pdfminer's own parser goes from state to state letter by letter and logs each token: on real papers that is a third of
the time. This one makes the same objects of the same bytes, and keeps only those that it met last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from pdfminer.pdfdocument import PDFBaseXRef, PDFDocument
from pdfminer.pdfexceptions import PDFObjectNotFound
from pdfminer.pdfparser import PDFParser, PDFStreamParser, PDFSyntaxError
from pdfminer.pdftypes import PDFObjRef, PDFStream
from pdfminer.psexceptions import PSEOF, PSException, PSSyntaxError
from pdfminer.psparser import (
    KEYWORD_ARRAY_BEGIN,
    KEYWORD_ARRAY_END,
    KEYWORD_DICT_BEGIN,
    KEYWORD_DICT_END,
    KEYWORD_PROC_BEGIN,
    KEYWORD_PROC_END,
    KWD,
    LIT,
    PSKeyword,
    literal_name,
)

if TYPE_CHECKING:
    from panelsearch.extraction.pdf.layers import Layers

_Kept = TypeVar("_Kept")

# A token counts only if its end is in sight: what may go on behind the edge of the buffer is left to pdfminer.
_TOKEN = re.compile(
    rb"[\s\x00]*+(?:"
    rb"/([!\"$&'*-.0-9:;=?@A-Z\\^_`a-z|~]*+)(?=[\s/<>\[\](){}%])"  # 1 name
    rb"|([0-9]{1,9}+)[ \r\n]++[0-9]{1,5}+[ \r\n]++R(?=[\s/<>\[\]()])"  # 2 reference
    rb"|([-+]?[0-9]{1,300}+)(?=[\s/<>\[\]()])"  # 3 whole number
    rb"|([-+]?[0-9]*+\.[0-9]++)(?=[\s/<>\[\]()])"  # 4 number
    rb"|(<<)"  # 5
    rb"|(>>)"  # 6
    rb"|(\[)"  # 7
    rb"|(\])"  # 8
    rb"|<((?:[0-9A-Fa-f]{2})*+)>"  # 9 string in hexadecimal digits
    rb"|\(([^()\\]*+)\)"  # 10 string
    rb"|([A-Za-z]++)(?=[\s/<>\[\](){}%])"  # 11 keyword
    rb")"
)
_NUMBERS = re.compile(rb"((?:\s*+[-+]?(?:[0-9]*+\.)?[0-9]{1,300}+(?=[\s\]]))*+)\s*+\]")
"""What is left of an array, such as the widths of a font, that holds numbers alone."""
_NAME, _REFERENCE, _WHOLE, _NUMBER, _DICT, _END_DICT, _ARRAY, _END_ARRAY, _HEX, _STRING = range(1, 11)
_BEGINS = {KEYWORD_ARRAY_BEGIN: "a", KEYWORD_DICT_BEGIN: "d", KEYWORD_PROC_BEGIN: "p"}
_ENDS = {KEYWORD_ARRAY_END: "a", KEYWORD_DICT_END: "d", KEYWORD_PROC_END: "p"}
_HEADER = re.compile(rb"[\s\x00]*+([0-9]{1,9}+)[ \r\n]++[0-9]{1,5}+[ \r\n]++obj(?=[\s/<>\[\](){}%])")
_STREAM = re.compile(rb"stream\r?\n")
_ITS_END = re.compile(rb"[\0\t\n\f\r ]{0,16}+endstream(?=[\s/<>\[\](){}%])")
_ITS_END_BYTES = 32
_END_OF_STREAM = re.compile(rb"(?:\r\n|\r|\n)?end(?:stream|obj)")
_LINE_END_BYTES = 16
"""No more white space than this stands between a stream and the keyword that ends it."""
_FIRST_LOOK_BYTES, _LOOK_FARTHER = 1 << 16, 4
OBJECT = re.compile(rb"(?<![0-9])([0-9]{1,9})[\x00\t\n\x0c\r ]+([0-9]{1,5})[\x00\t\n\x0c\r ]+obj(?![a-z])")
"""Where an object begins: its number, and which of its versions it is."""
_OBJ, _TRAILER = KWD(b"obj"), KWD(b"trailer")
_OBJECTS_KEPT, _PACKS_KEPT = 5_000, 64


class ObjectParser(PDFParser):
    """Reads the objects of a file; the state stays pdfminer's, so that its own way can go on at any token."""

    def nextobject(self) -> tuple[int, Any]:
        """The next object and where it stands; raises PSEOF at the end."""
        while not self.results:
            if self.eof or self._tokens or not self._take_matches():
                self._take(*self.nexttoken())
            if not self.context:
                self.flush()
        return self.results.pop(0)

    def do_keyword(self, pos: int, token: PSKeyword) -> None:
        """Carry out a keyword; of a stream that does not end where its Length says, see where it does."""
        if token is self.KEYWORD_STREAM and not self.fallback and self._take_stream(pos):
            return
        if token in (_OBJ, _TRAILER) and self.doc is not None and not self.context and self.curstack:
            # the object before has no end of its own
            if token is _OBJ:
                del self.curstack[-2:]
            self.add_results(*self.pop(len(self.curstack)))
            return
        super().do_keyword(pos, token)
        if token is not self.KEYWORD_STREAM or self.fallback:
            return
        match self.curstack:
            case [(int() as start, PDFStream() as stream)]:  # pdfminer has found the keyword that ends it
                self._end_well(start, stream, self.bufpos)

    def _take_stream(self, pos: int) -> bool:
        """Take a stream whose dictionary tells its length itself, and rightly; whether it is one."""
        begin, told = _STREAM.match(self.buf, pos - self.bufpos), self.curstack[-1][1] if self.curstack else None
        length = told.get("Length") if isinstance(told, dict) else None
        if begin is None or not isinstance(told, dict) or not isinstance(length, int) or length < 0:
            return False
        start = self.bufpos + begin.end()
        self.fp.seek(start)
        content = self.fp.read(length + _ITS_END_BYTES)
        end = _ITS_END.match(content, length)
        if end is None:
            return False
        assert self.doc is not None
        self.seek(start + end.end())
        self.push((start, PDFStream(told, content[:length], self.doc.decipher)))
        return True

    def _end_well(self, start: int, stream: PDFStream, told: int) -> None:
        """Cut or lengthen a stream from `start` on unless its Length led to where its end was found (`told`).

        Whatever that Length is, a number or an object of its own, pdfminer has looked it up by now: to do so here would
        lose the stack.
        """
        between = told - start - len(stream.rawdata or b"")
        self.fp.seek(told - max(between, 0))
        if 0 <= between <= _LINE_END_BYTES and not self.fp.read(between).strip(b"\0\t\n\f\r "):
            self.fp.seek(told)
            return
        size, end, content = _FIRST_LOOK_BYTES, None, b""
        while end is None and len(content) in (0, size // _LOOK_FARTHER):
            self.fp.seek(start)
            content = self.fp.read(size)
            end, size = _END_OF_STREAM.search(content), size * _LOOK_FARTHER
        if end is not None:
            stream.rawdata, told = content[: end.start()], start + end.start()
        kept = self.curstack
        self.seek(told)
        self.curstack = kept

    def _take_matches(self) -> bool:
        """Take tokens while they match, up to a keyword or the end of what they make; whether there were any."""
        buf, bufpos, begin = self.buf, self.bufpos, self.charpos
        at, stack = begin, self.curstack
        while match := _TOKEN.match(buf, at):
            at = match.end()
            kind = match.lastindex or 0
            token, pos = match[kind], bufpos + match.start(kind)
            if kind == _NAME:
                stack.append((pos, LIT(token.decode("ascii"))))
            elif kind == _REFERENCE:
                stack.append((pos, PDFObjRef(self.doc, int(token))))
            elif kind == _WHOLE:
                stack.append((pos, int(token)))
            elif kind == _NUMBER:
                stack.append((pos, float(token)))
            elif kind == _HEX:
                stack.append((pos, bytes.fromhex(token.decode("ascii"))))
            elif kind == _STRING:
                stack.append((pos, token))
            elif token in (b"true", b"false"):
                stack.append((pos, token == b"true"))
            elif kind == _ARRAY and (rest := _NUMBERS.match(buf, at)):
                at = rest.end()
                stack.append((pos, [float(each) if b"." in each else int(each) for each in rest[1].split()]))
            else:
                self.charpos = at
                self._take_structure(kind, token, pos)
                if kind > _STRING:
                    return True  # a keyword may have read on
                stack = self.curstack
            if not self.context:
                break
        self.charpos = at
        return at > begin

    def _take_structure(self, kind: int, token: bytes, pos: int) -> None:
        if kind == _DICT:
            self._begin(pos, "d")
        elif kind == _END_DICT:
            self._end("d")
        elif kind == _ARRAY:
            self._begin(pos, "a")
        elif kind == _END_ARRAY:
            self._end("a")
        else:
            self.do_keyword(pos, KWD(token))

    def _take(self, pos: int, token: Any) -> None:
        """Take a token that pdfminer has read."""
        if not isinstance(token, PSKeyword):
            self.curstack.append((pos, token))
        elif token in _BEGINS:
            self._begin(pos, _BEGINS[token])
        elif token in _ENDS:
            self._end(_ENDS[token])
        else:
            self.do_keyword(pos, token)

    def _begin(self, pos: int, kind: str) -> None:
        self.context.append((pos, self.curtype, self.curstack))
        self.curtype, self.curstack = kind, []

    def _end(self, kind: str) -> None:
        if self.curtype != kind:
            return  # an end without a beginning
        parts = [part for _, part in self.curstack]
        pos, self.curtype, self.curstack = self.context.pop()
        if kind != "d":
            self.curstack.append((pos, parts))
            return
        if len(parts) % 2:
            raise PSSyntaxError("a dictionary with a key too many")
        pairs = zip(parts[::2], parts[1::2], strict=True)
        self.curstack.append((pos, {literal_name(key): value for key, value in pairs if value is not None}))


class _PackedObjectParser(ObjectParser, PDFStreamParser):
    """Reads the objects packed in a stream."""


class _Latest(dict[int, _Kept]):
    """Keeps the last `most` entries: memory must not grow with the length of the file."""

    def __init__(self, kept: dict[int, _Kept], most: int) -> None:
        super().__init__(kept)
        self._most = most

    def __setitem__(self, number: int, kept: _Kept) -> None:
        if len(self) >= self._most:
            del self[next(iter(self))]
        super().__setitem__(number, kept)


class SearchedPlaces(PDFBaseXRef):
    """Where each object was last written, by a search of the whole file: some tables of places tell it wrongly."""

    def __init__(self, content: bytes) -> None:
        self.places: dict[int, tuple[int | None, int, int]] = {
            int(match[1]): (None, match.start(), int(match[2])) for match in OBJECT.finditer(content)
        }
        self.trailer: dict[str, object] = {}

    def get_trailer(self) -> dict[str, object]:
        """What the file says of itself."""
        return self.trailer

    def get_objids(self) -> Iterable[int]:
        """The numbers of all objects."""
        return self.places.keys()

    def get_pos(self, objid: int) -> tuple[int | None, int, int]:
        """The place of one; KeyError without it."""
        return self.places[objid]


class Document(PDFDocument):
    """A document whose objects are read fast and not all kept."""

    _parser: PDFParser

    def __init__(self, parser: PDFParser, password: str = "") -> None:
        super().__init__(parser, password, fallback=False)  # without a table, `SearchedDocument` finds more
        self._cached_objs = _Latest(self._cached_objs, _OBJECTS_KEPT)
        self._parsed_objs = _Latest(self._parsed_objs, _PACKS_KEPT)

    def _initialize_password(self, password: str = "") -> None:
        """Make ready to decrypt, where the file has what says how: an Encrypt that leads nowhere is as good as none."""
        keys = [trailer["Encrypt"] for xref in self.xrefs if "Encrypt" in (trailer := xref.get_trailer())]
        if all(isinstance(key, PDFObjRef) and not self._has(key.objid) for key in keys):
            self.encryption = None
        else:
            super()._initialize_password(password)

    def _has(self, objid: int) -> bool:
        return any(objid in xref.get_objids() for xref in self.xrefs)

    @cached_property
    def layers(self) -> Layers:
        """Which of its layers are switched off."""
        from panelsearch.extraction.pdf.layers import Layers  # which needs to know what faults this may raise

        return Layers(self.catalog)

    def getobj(self, objid: int) -> object:
        """The object of a number; PDFObjectNotFound where it only points on and on in circles."""
        found, seen = super().getobj(objid), {objid}
        while isinstance(found, PDFObjRef):
            if found.objid in seen:
                raise PDFObjectNotFound(objid)
            seen.add(found.objid)
            found = super().getobj(found.objid)
        return found

    def forget(self, objects: Iterable[object]) -> None:
        """Drop what nobody will ask for again: the content of a page that was read."""
        for one in objects:
            if isinstance(one, PDFObjRef | PDFStream) and one.objid is not None:
                self._cached_objs.pop(one.objid, None)

    def _getobj_parse(self, pos: int, objid: int) -> object:
        parser = self._parser
        parser.seek(pos)
        with suppress(PSEOF):
            parser.fillbuf()
        header = _HEADER.match(parser.buf)
        if header is None or int(header[1]) != objid:
            try:
                return super()._getobj_parse(pos, objid)
            except PSException as fault:
                if not isinstance(self.xrefs[-1], SearchedPlaces):  # pdfminer goes on to the next of them
                    parser.fp.seek(0)
                    self.xrefs.append(SearchedPlaces(parser.fp.read()))
                raise PDFSyntaxError(f"{objid} is not where it should be") from fault
        parser.charpos = header.end()
        return parser.nextobject()[1]

    def _get_objects(self, stream: PDFStream) -> tuple[list[object], int]:
        parser = _PackedObjectParser(stream.get_data())
        parser.set_document(self)
        objects: list[object] = []
        with suppress(PSEOF):
            while True:
                objects.append(parser.nextobject()[1])
        return objects, stream.get("N", 0)

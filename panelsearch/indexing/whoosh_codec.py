"""What does Whoosh keep of an index? The list of its segments, what is deleted in each, and the lock of its writer.

A segment itself is one file of arrays (`segment_files`), which Whoosh neither writes nor reads: this codec, its own
place for another way of keeping postings, only tells it so. `panelsearch.testing` has one with which Whoosh's own
searcher reads them, for the tests to compare.

An index may come from somebody else, and Whoosh would keep its list of segments as a pickle: ours is a line of JSON
behind its checksum. Nothing in an index is a pickle.
"""

from __future__ import annotations

import json
import re
import warnings
import zlib
from pathlib import Path
from typing import Any, Self

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # invalid escapes in its source, since Python 3.12
    import whoosh.index
    from whoosh import fields, formats
    from whoosh.codec import base
    from whoosh.codec.whoosh3 import W3Segment
    from whoosh.filedb.filestore import FileStorage

from panelsearch.indexing.segment_fields import LISTED, PLACED
from panelsearch.indexing.segment_files import EXTENSION, SegmentFile

__all__ = ["FileStorage", "WhooshError"]  # passed on, so that no other module imports Whoosh

WhooshError = whoosh.index.IndexError
INDEX_NAME = "MAIN"
"""As Whoosh calls an index that is given no name."""

# -- schema -----------------------------------------------------------------------------------------------------------


class TermsField(fields.FieldType):  # type: ignore[misc]
    """A field whose terms our analyzer makes."""

    indexed = True
    stored = False
    analyzer = None
    vector = None

    def __init__(self, *, placed: bool) -> None:
        self.format = formats.Positions() if placed else formats.Frequency()
        self.scorable = placed


def schema() -> fields.Schema:
    """The fields, as Whoosh wants to know them."""
    return fields.Schema(**{name: TermsField(placed=name in PLACED) for name in (*PLACED, *LISTED)})


# -- segments ---------------------------------------------------------------------------------------------------------


def segments_of(storage: Any) -> list[PassageSegment]:
    """The segments that the newest list in a folder names; what is not whole raises whatever Whoosh does."""
    return SegmentList.read(storage, INDEX_NAME).segments


class PassageSegment(W3Segment):  # type: ignore[misc]
    """A segment by name: how many passages it holds and which of them are deleted."""

    def __init__(self, indexname: str) -> None:
        super().__init__(None, indexname)

    @classmethod
    def new(cls, indexname: str, size: int) -> PassageSegment:
        """A segment of `size` passages; nothing of it is on disk yet."""
        made = cls(indexname)
        made.set_doc_count(size)
        return made

    def file_in(self, folder: str) -> SegmentFile:
        """Where its arrays lie, and what is deleted in them."""
        path = Path(folder) / self.make_filename(EXTENSION)
        return SegmentFile(path, self.doc_count_all(), tuple(self.deleted_docs()))

    def codec(self, **_: object) -> ArrayCodec:
        """What reads it."""
        return ArrayCodec()

    def should_assemble(self) -> bool:
        """It is one file already."""
        return False


class SegmentList(whoosh.index.TOC):  # type: ignore[misc]
    """Whoosh's list of an index's segments, as a line of JSON ([[name, size, [deleted passages]]]) and its checksum."""

    segments: list[PassageSegment]

    @classmethod
    def read(cls, storage: Any, indexname: str, gen: int | None = None, schema: fields.Schema | None = None) -> Self:
        """The newest list of a folder; ValueError where it is not what was written."""
        number = cls._latest_generation(storage, indexname) if gen is None else gen
        with storage.open_file(cls._filename(indexname, number)) as file:
            checksum, _, told = file.read().partition(b" ")
        if checksum != b"%08x" % zlib.crc32(told):
            raise ValueError("the list of segments is damaged")
        return cls(schema, [_segment(indexname, *row) for row in json.loads(told)], number)

    def write(self, storage: Any, indexname: str) -> None:
        """Put the list in its place in one step."""
        rows = [(s.segid, s.doc_count_all(), sorted(s.deleted_docs())) for s in self.segments]
        told = json.dumps(rows).encode()
        name = self._filename(indexname, self.generation)
        with storage.create_file(f"{name}.new") as file:
            file.write(b"%08x " % zlib.crc32(told) + told)
        storage.rename_file(f"{name}.new", name, safe=True)


whoosh.index.TOC = SegmentList  # under this name Whoosh reads and writes it


def _segment(indexname: str, name: str, size: int, deleted: list[int]) -> PassageSegment:
    """A segment that a list names: in the folder of the list, whoever wrote it."""
    if not re.fullmatch("[0-9a-z]{1,32}", name):
        raise ValueError(f"{name!r} names no segment")
    made = PassageSegment(indexname)
    made.segid = name
    made.set_doc_count(size)
    for passage in deleted:
        made.delete_document(passage)
    return made


class ArrayCodec(base.Codec):  # type: ignore[misc]
    """Segments as arrays."""

    length_stats = False

    def new_segment(self, storage: Any, indexname: str) -> PassageSegment:
        """An empty one: Whoosh's writer wants one of its own, and does not list it where nothing came in."""
        return PassageSegment(indexname)

    def per_document_reader(self, storage: Any, segment: Any) -> Any:
        """Segments are read by `segment_reader`."""
        raise NotImplementedError

    def terms_reader(self, storage: Any, segment: Any) -> Any:
        """Segments are read by `segment_reader`."""
        raise NotImplementedError

    def per_document_writer(self, storage: Any, segment: Any) -> _NoWriter:
        """Passages are not added one by one."""
        return _NoWriter()

    def field_writer(self, storage: Any, segment: Any) -> _NoWriter:
        """Postings are not added one by one."""
        return _NoWriter()

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> Any:
        """Postings are not added one by one."""
        raise NotImplementedError

    def postings_reader(self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None) -> Any:
        """Segments are read by `segment_reader`."""
        raise NotImplementedError


class _NoWriter:
    """Whoosh's writer opens a segment of its own; passages come as whole segments, so it stays empty."""

    is_closed = False

    def close(self) -> None:
        self.is_closed = True

"""How do Whoosh's segments lie in our arrays? A codec, Whoosh's own place for another way of keeping postings.

Whoosh keeps its index: which segments there are, which of their documents are deleted, generations, locks. A segment is
one file of arrays, which `evaluating.py` reads without a posting ever being a Python object; through this codec
Whoosh's own searcher reads it too, posting by posting, which is how the tests compare the two.

An index may come from somebody else. Whoosh's list of segments is a pickle: it is read by an unpickler that admits
`PassageSegment` and plain values only. Nothing else in an index is a pickle.
"""

from __future__ import annotations

import io
import pickle
import struct
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # invalid escapes in its source, since Python 3.12
    import whoosh.filedb.structfile
    import whoosh.index
    from whoosh import fields, formats
    from whoosh.codec import base
    from whoosh.codec.whoosh3 import W3Segment
    from whoosh.filedb.filestore import FileStorage
    from whoosh.matching import ListMatcher
    from whoosh.reading import TermInfo

from panelsearch.indexing.array_file import Array, mapped_arrays, save_arrays
from panelsearch.indexing.postings import Field
from panelsearch.indexing.segment_fields import LENGTH, LISTED, NUMBERS, PLACED

__all__ = ["FileStorage", "WhooshError"]  # passed on, so that no other module imports Whoosh

WhooshError = whoosh.index.IndexError

# -- opening without running anybody's code ---------------------------------------------------------------------------


_ADMITTED = frozenset({f"{__name__}.PassageSegment", "builtins.set"})


class _PlainUnpickler(pickle.Unpickler):
    """Admits a segment, which holds names and numbers; plain values need no class at all."""

    def find_class(self, module: str, name: str) -> Any:
        if f"{module}.{name}" in _ADMITTED:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is not admitted in an index")


def _load_plainly(file: IO[bytes]) -> Any:
    return _PlainUnpickler(file).load()


def _loads_plainly(packed: bytes) -> Any:
    return _PlainUnpickler(io.BytesIO(packed)).load()


# Whoosh calls pickle under these names of its own; older formats, which it would read with pickle, are not admitted.
whoosh.filedb.structfile.load_pickle = _load_plainly
whoosh.codec.whoosh3.loads = _loads_plainly
whoosh.index.toc_loaders = {}


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


class PassageSegment(W3Segment):  # type: ignore[misc]
    """A segment by name: how many passages it holds and which of them are deleted."""

    def __init__(self, indexname: str) -> None:
        super().__init__(None, indexname)

    def codec(self, **_: object) -> ArrayCodec:
        """What reads it."""
        return ArrayCodec()

    def should_assemble(self) -> bool:
        """It is one file already."""
        return False


@dataclass(frozen=True, slots=True)
class SegmentArrays:
    """What a segment holds: fields, and numbers of each of its `size` passages."""

    size: int
    fields: Mapping[str, Field]
    numbers: Mapping[str, Array]

    @classmethod
    def at(cls, folder: str, segment: Any) -> SegmentArrays:
        """The arrays of a segment; ValueError, KeyError where they are damaged."""
        arrays = mapped_arrays(Path(folder) / segment.make_filename(ArrayCodec.EXTENSION))
        made = cls(
            segment.doc_count_all(),
            {name: Field.of(arrays, name) for name in (*PLACED, *LISTED)},
            {name: arrays[name] for name in (*NUMBERS, LENGTH)},
        )
        if any(len(numbers) != made.size for numbers in made.numbers.values()):
            raise ValueError(f"segment {segment.segment_id()} is not whole")
        return made


class ArrayCodec(base.Codec):  # type: ignore[misc]
    """Segments as arrays."""

    EXTENSION = ".arrays"
    length_stats = False

    def new_segment(self, storage: Any, indexname: str) -> PassageSegment:
        """An empty segment; nothing is on disk before `save`."""
        return PassageSegment(indexname)

    def save(self, storage: Any, indexname: str, size: int, arrays: Mapping[str, Array]) -> PassageSegment:
        """A segment of `size` passages, durably on disk."""
        segment = self.new_segment(storage, indexname)
        segment.set_doc_count(size)
        save_arrays(Path(storage.folder) / segment.make_filename(self.EXTENSION), arrays)
        return segment

    def per_document_reader(self, storage: Any, segment: Any) -> _Passages:
        """For Whoosh's own searcher."""
        return _Passages(storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> _Terms:
        """For Whoosh's own searcher."""
        return _Terms(storage, segment)

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
        """Postings are read by `terms_reader`."""
        raise NotImplementedError


class _NoWriter:
    """Whoosh's writer opens a segment of its own; passages come as whole segments, so it stays empty."""

    is_closed = False

    def close(self) -> None:
        self.is_closed = True


# -- what Whoosh's own searcher reads ---------------------------------------------------------------------------------


class _Passages(base.PerDocumentReader):  # type: ignore[misc]
    def __init__(self, storage: Any, segment: Any) -> None:
        self._folder = storage.folder
        self._segment = segment
        self._held: Array | None = None

    @property
    def _lengths(self) -> Array:
        if self._held is None:
            self._held = SegmentArrays.at(self._folder, self._segment).numbers["length"]
        return self._held

    def doc_count(self) -> int:
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        return int(self._segment.doc_count_all())

    def has_deletions(self) -> bool:
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        return bool(self._segment.is_deleted(docnum))

    def deleted_docs(self) -> Iterable[int]:
        return self._segment.deleted_docs()  # type: ignore[no-any-return]

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        return int(self._lengths[docnum]) if fieldname in PLACED else default

    def field_length(self, fieldname: str) -> int:
        return int(self._lengths.sum()) if fieldname in PLACED else 0

    def min_field_length(self, fieldname: str) -> int:
        return int(self._lengths.min()) if fieldname in PLACED else 0

    def max_field_length(self, fieldname: str) -> int:
        return int(self._lengths.max()) if fieldname in PLACED else 0

    def stored_fields(self, docnum: int) -> dict[str, object]:
        return {}


class _Terms(base.TermsReader):  # type: ignore[misc]
    def __init__(self, storage: Any, segment: Any) -> None:
        self._folder = storage.folder
        self._segment = segment
        self._held: Mapping[str, Field] | None = None

    @property
    def _fields(self) -> Mapping[str, Field]:
        if self._held is None:
            self._held = SegmentArrays.at(self._folder, self._segment).fields
        return self._held

    def _find(self, fieldname: str, text: bytes) -> tuple[Field, int]:
        field = self._fields[fieldname]
        number = field.lexicon.find(text.decode())
        if number is None:
            raise KeyError(text)
        return field, number

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._fields[term[0]].lexicon.find(term[1].decode()) is not None

    def indexed_field_names(self) -> Sequence[str]:
        return sorted(self._fields)

    def cursor(self, fieldname: str, fieldobj: Any) -> Any:
        raise NotImplementedError

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return (pair for name in self.indexed_field_names() for pair in self.terms_from(name, b"") if pair[0] == name)

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        lexicon = self._fields[fieldname].lexicon
        first, _ = lexicon.starting(prefix.decode())
        return ((fieldname, lexicon[number].encode()) for number in range(first, len(lexicon)))

    def items(self) -> Iterator[tuple[tuple[str, bytes], Any]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], Any]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> Any:
        field, number = self._find(fieldname, text)
        part = slice(int(field.starts[number]), int(field.starts[number + 1]))
        ids, counts = field.ids[part], field.counts[part]
        return TermInfo(
            float(counts.sum()), len(ids), 0, 1 << 30, float(counts.max()), int(ids[0]), int(ids[-1])
        )  # fmt: skip

    def frequency(self, fieldname: str, text: bytes) -> float:
        return float(self.term_info(fieldname, text).weight())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        return int(self.term_info(fieldname, text).doc_frequency())

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> Any:
        field, number = self._find(fieldname, text)
        part = slice(int(field.starts[number]), int(field.starts[number + 1]))
        counts = field.counts[part]
        ends = np.cumsum(counts, dtype=np.int64)
        places = field.places[int(field.placed[number]) : int(field.placed[number + 1])].tolist()
        if isinstance(format_, formats.Positions):
            values = [format_.encode(places[end - count : end]) for end, count in zip(ends, counts, strict=True)]
        else:
            values = [struct.pack("!I", count) for count in counts.tolist()]
        return ListMatcher(
            field.ids[part].tolist(), counts.astype(float).tolist(), values, format_, scorer,
            term=(fieldname, text), terminfo=self.term_info(fieldname, text),
        )  # fmt: skip

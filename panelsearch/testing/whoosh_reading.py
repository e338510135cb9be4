"""Can Whoosh's own searcher read our segments? Posting by posting, slowly, so that the tests can compare the two."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from unittest import mock

import numpy as np

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # invalid escapes in its source, since Python 3.12
    from whoosh import formats
    from whoosh.codec import base
    from whoosh.matching import ListMatcher
    from whoosh.reading import TermInfo

from panelsearch.indexing.array_file import Array
from panelsearch.indexing.postings import Field
from panelsearch.indexing.segment_fields import PLACED
from panelsearch.indexing.segment_files import SegmentArrays
from panelsearch.indexing.whoosh_codec import ArrayCodec, PassageSegment


@contextmanager
def read_by_whoosh() -> Iterator[None]:
    """While this lasts, Whoosh's own readers open our segments."""
    with mock.patch.object(PassageSegment, "codec", return_value=ReadingCodec()):
        yield


class ReadingCodec(ArrayCodec):
    """Segments as Whoosh's searcher wants to read them."""

    def per_document_reader(self, storage: Any, segment: Any) -> Any:
        """What it asks of passages."""
        return _Passages(storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> Any:
        """What it asks of terms."""
        return _Terms(storage, segment)


class _Passages(base.PerDocumentReader):  # type: ignore[misc]
    def __init__(self, storage: Any, segment: Any) -> None:
        self._folder = storage.folder
        self._segment = segment
        self._held: Array | None = None

    @property
    def _lengths(self) -> Array:
        if self._held is None:
            self._held = SegmentArrays.at(self._segment.file_in(self._folder)).numbers["length"][:]
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
            self._held = SegmentArrays.at(self._segment.file_in(self._folder)).fields
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
        part = slice(field.starts[number], field.starts[number + 1])
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
        part = slice(field.starts[number], field.starts[number + 1])
        counts = field.counts[part]
        ends = np.cumsum(counts, dtype=np.int64)
        places = field.places[field.placed[number] : field.placed[number + 1]].tolist()
        if isinstance(format_, formats.Positions):
            values = [format_.encode(places[end - count : end]) for end, count in zip(ends, counts, strict=True)]
        else:
            values = [struct.pack("!I", count) for count in counts.tolist()]
        return ListMatcher(
            field.ids[part].tolist(), counts.astype(float).tolist(), values, format_, scorer,
            term=(fieldname, text), terminfo=self.term_info(fieldname, text),
        )  # fmt: skip

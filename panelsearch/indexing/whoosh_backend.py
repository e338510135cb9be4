"""How is the index kept on disk? Whoosh's index of segments that are arrays, written in batches and merged by size."""

from __future__ import annotations

import os
import pickle
import shutil
import struct
import threading
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from panelsearch.errors import LibraryDamagedError
from panelsearch.indexing import bm25f
from panelsearch.indexing.array_file import Array
from panelsearch.indexing.base import (
    Facet,
    FacetCount,
    IndexedPassage,
    IndexReader,
    IndexWriter,
    Match,
    Matches,
    Sort,
    Standing,
)
from panelsearch.indexing.evaluator import (
    NO_DAY,
    Evaluation,
    Mask,
    Numbers,
    Part,
    Scores,
    sum_term,
)
from panelsearch.indexing.facets import COUNTED, facet_values, in_order
from panelsearch.indexing.passage_standing import FILE_NAME as STANDING_NAME
from panelsearch.indexing.passage_standing import PassageStanding
from panelsearch.indexing.postings import WHOLE, FieldWriter, merged_field
from panelsearch.indexing.spelling import suggestions
from panelsearch.indexing.whoosh_codec import (
    LISTED,
    NUMBERS,
    PLACED,
    ArrayCodec,
    FileStorage,
    PassageSegment,
    SegmentArrays,
    WhooshError,
    schema,
)
from panelsearch.query.ast import Query
from panelsearch.text.analyzer import FINGERPRINT as ANALYSIS_FINGERPRINT
from panelsearch.text.analyzer import analyze, folded, words_of

_SEGMENT_PASSAGES = 50_000
"""A segment is written when it holds so many; smaller ones are merged up to it."""
_DELETED_SHARE = 0.3
"""Where more of a segment than this is deleted, it is written anew."""

_FAULTS = (
    AssertionError, AttributeError, EOFError, ImportError, LookupError, OSError, TypeError, ValueError, struct.error,
    pickle.UnpicklingError, WhooshError, zlib.error, OverflowError, MemoryError,
)  # fmt: skip


class WhooshBackend:
    """The index in use."""

    fingerprint = f"whoosh 8, {ANALYSIS_FINGERPRINT}"

    @contextmanager
    def writer(self, directory: Path, base: Path | None = None) -> Iterator[IndexWriter]:
        """See `IndexBackend.writer`."""
        directory.mkdir(parents=True, exist_ok=True)
        if base is not None:
            _link_files(base, directory)
        storage = FileStorage(str(directory))
        index = storage.open_index(schema=schema()) if base is not None else storage.create_index(schema())
        writer = _Writer(index)
        try:
            yield writer
        except BaseException:
            writer.cancel()
            raise
        else:
            writer.commit()
        finally:
            index.close()

    def reader(self, directory: Path) -> IndexReader:
        """See `IndexBackend.reader`."""
        try:
            reader = FileStorage(str(directory), readonly=True).open_index(schema=schema()).reader()
            try:
                segments = [leaf.segment() for leaf, _ in reader.leaf_readers() if leaf.doc_count_all()]
            finally:
                reader.close()
            held = [(SegmentArrays.at(str(directory), s), tuple(s.deleted_docs())) for s in segments]
            return _Reader(held, PassageStanding.at(directory, sum(arrays.size for arrays, _ in held)))
        except _FAULTS as error:
            raise _damaged(directory) from error


def _damaged(directory: Path) -> LibraryDamagedError:
    return LibraryDamagedError(
        f"The index in {directory} cannot be read.",
        "Make it anew from what was read before: panelsearch index --rebuild",
    )


def _link_files(base: Path, directory: Path) -> None:
    """The segments of `base` in `directory`: a file once written is never changed, so links are enough."""
    for file in base.iterdir():
        if file.is_file() and not file.name.endswith("LOCK") and file.name != STANDING_NAME:
            target = directory / file.name
            try:
                os.link(file, target)
            except OSError:
                shutil.copy2(file, target)


# -- writing ----------------------------------------------------------------------------------------------------------


class _Batch:
    """Passages on their way into one segment."""

    def __init__(self) -> None:
        self._fields = {name: FieldWriter() for name in (*PLACED, *LISTED)}
        self._numbers: dict[str, list[int]] = {name: [] for name in NUMBERS}

    def __len__(self) -> int:
        return len(self._numbers["key"])

    def add(self, passage: IndexedPassage) -> None:
        number = len(self)
        tokens = analyze(passage.text)
        places = [token.position for token in tokens]
        self._fields["body"].add(number, [WHOLE + t.term if t.whole else t.term for t in tokens], places)
        self._fields["exact"].add(number, [WHOLE + t.exact if t.whole else t.exact for t in tokens], places)
        self._fields["heading"].add(number, [t.term for t in analyze(passage.heading)])
        self._fields["title"].add(number, [t.term for t in analyze(passage.title)])
        self._fields["sum"].add(number, sorted({sum_term(pence, currency) for currency, pence in passage.sums}))
        for name, names in (
            ("person", passage.people), ("council", passage.councils), ("org", passage.orgs),
            ("kind", (passage.kind,)), ("place", (passage.body,)), ("item", (passage.item_number,)),
            ("matter", (passage.heading,)),
        ):  # fmt: skip
            self._fields[name].add(number, [" ".join(words) for name in names if (words := words_of(name))])
        for facet, name in COUNTED.items():
            self._fields[name].add(number, facet_values(passage, facet))
        for name, value in (
            ("key", passage.passage_id), ("document", passage.document_id), ("page", passage.page),
            ("day", passage.meeting_date.toordinal() if passage.meeting_date else NO_DAY),
            ("length", sum(not t.whole for t in tokens)),
            ("announced", int(passage.kind == bm25f.ANNOUNCING)),
        ):  # fmt: skip
            self._numbers[name].append(value)

    def arrays(self) -> dict[str, Array]:
        """What a segment is made of."""
        made: dict[str, Array] = {name: np.array(values, np.int64) for name, values in self._numbers.items()}
        for name, field in self._fields.items():
            made |= field.arrays(name)
        return made


class _Writer:
    def __init__(self, index: Any) -> None:
        self._codec = ArrayCodec()
        self._index = index
        self._writer = index.writer(codec=self._codec, compound=False)
        self._batch = _Batch()
        self._standing = Standing()

    @property
    def _segments(self) -> list[PassageSegment]:
        held: list[PassageSegment] = self._writer.segments
        return held

    def _arrays(self, segment: PassageSegment) -> SegmentArrays:
        return SegmentArrays.at(self._index.storage.folder, segment)

    def _save(self, size: int, arrays: dict[str, Array]) -> PassageSegment:
        return self._codec.save(self._index.storage, self._index.indexname, size, arrays)

    def add(self, passages: Iterable[IndexedPassage]) -> None:
        for passage in passages:
            self._batch.add(passage)
            if len(self._batch) == _SEGMENT_PASSAGES:
                self._flush()

    def _flush(self) -> None:
        if len(self._batch):
            self._segments.append(self._save(len(self._batch), self._batch.arrays()))
            self._batch = _Batch()

    def remove(self, documents: Collection[int]) -> None:
        gone = np.fromiter(documents, np.int64, len(documents))
        for segment in self._segments if len(gone) else ():
            for number in np.flatnonzero(np.isin(self._arrays(segment).numbers["document"], gone)).tolist():
                segment.delete_document(number)

    def arrange(self, standing: Standing) -> None:
        self._standing = standing

    def commit(self) -> None:
        """Durable when it returns: segments are as soon as they are written, now the list of them."""
        if self._writer is None:
            return
        self._flush()
        self._segments[:] = self._merged(self._segments)
        PassageStanding.of(self._standing, [self._arrays(s).numbers for s in self._segments]).save(
            Path(self._index.storage.folder)
        )
        self._writer.commit(merge=False)
        self._writer = None
        if os.name != "nt":
            for path in (*Path(self._index.storage.folder).glob("*.toc"), Path(self._index.storage.folder)):
                handle = os.open(path, os.O_RDONLY)
                try:
                    os.fsync(handle)
                finally:
                    os.close(handle)

    def cancel(self) -> None:
        if self._writer is not None:
            self._writer.cancel()
            self._writer = None

    # merging

    def _merged(self, segments: Sequence[PassageSegment]) -> list[PassageSegment]:
        """Fewer segments: each at least twice as large as the next, up to the size at which one is written.

        So a passage is written again a few times in its life, however often a meeting is added.
        """
        groups: list[list[PassageSegment]] = []
        for segment in segments:
            if not segment.doc_count():
                continue
            groups.append([segment])
            while len(groups) > 1 and _belong_together(groups[-2], groups[-1]):
                last = groups.pop()
                groups[-1] += last
        return [self._as_one(group) for group in groups]

    def _as_one(self, group: Sequence[PassageSegment]) -> PassageSegment:
        if len(group) == 1 and group[0].deleted_count() <= _DELETED_SHARE * group[0].doc_count_all():
            return group[0]
        parts: list[tuple[SegmentArrays, Numbers]] = []
        size = 0
        for segment in group:
            keep = np.ones(segment.doc_count_all(), np.bool_)
            keep[list(segment.deleted_docs())] = False
            parts.append((self._arrays(segment), np.where(keep, np.cumsum(keep) - 1 + size, -1)))
            size += segment.doc_count()
        made: dict[str, Array] = {
            name: np.concatenate([arrays.numbers[name][renumbered >= 0] for arrays, renumbered in parts])
            for name in NUMBERS
        }
        for name in (*PLACED, *LISTED):
            made |= merged_field(name, [(arrays.fields[name], renumbered) for arrays, renumbered in parts])
        return self._save(size, made)


def _belong_together(before: Sequence[PassageSegment], after: Sequence[PassageSegment]) -> bool:
    earlier, later = (sum(segment.doc_count() for segment in group) for group in (before, after))
    return bool(earlier < 2 * later and earlier + later <= _SEGMENT_PASSAGES)


# -- reading ----------------------------------------------------------------------------------------------------------


class _Reader:
    """A snapshot of the index; one question at a time, whichever thread asks."""

    def __init__(self, segments: Sequence[tuple[SegmentArrays, Sequence[int]]], standing: PassageStanding) -> None:
        self._lock = threading.RLock()
        parts, start = [], 0
        for arrays, _ in segments:
            parts.append(Part(start, arrays.fields))
            start += arrays.size
        live: Mask = np.ones(start, np.bool_)
        for part, (_, deleted) in zip(parts, segments, strict=True):
            live[[part.start + number for number in deleted]] = False
        self._numbers: dict[str, Array] = {
            name: np.concatenate([np.empty(0, np.int64), *(arrays.numbers[name] for arrays, _ in segments)])
            for name in NUMBERS
        }
        self._announced: Scores = np.where(self._numbers["announced"], bm25f.ANNOUNCEMENT, 1.0)
        self._demoted: Scores = self._announced / (1 + bm25f.REPEAT_DAMPING * np.log1p(standing.repeats))
        self._rank = standing.rank
        self._evaluation: Evaluation | None = Evaluation(parts, self._numbers, live)

    @contextmanager
    def _asked(self) -> Iterator[Evaluation]:
        """The evaluation, held for one question; what a damaged file makes of it as an error of ours."""
        with self._lock:
            assert self._evaluation is not None, "the reader is closed"
            try:
                yield self._evaluation
            except (OSError, LookupError, ValueError) as error:
                raise LibraryDamagedError(
                    "The index cannot be read.", "Make it anew from what was read before: panelsearch index --rebuild"
                ) from error

    def close(self) -> None:
        with self._lock:
            self._evaluation = None  # the files are unmapped with the last array of them

    def search(
        self, query: Query, limit: int | None = 20, sort: Sort = Sort.RELEVANCE, *, demoted: bool = True
    ) -> Matches:
        with self._asked() as evaluation:
            mask, scores = evaluation.evaluated(query)
            found = np.flatnonzero(mask)
            prior = self._demoted if demoted else self._announced
            ranked = self._ranked(found, scores[found] * prior[found], limit, sort)
            keys = self._numbers["key"]
            return Matches(len(found), tuple(Match(int(keys[n]), float(score)) for n, score in ranked))

    def matching_ids(self, query: Query) -> frozenset[int]:
        with self._asked() as evaluation:
            mask, _ = evaluation.evaluated(query)
            return frozenset(self._numbers["key"][mask].tolist())

    def facets(self, query: Query, facet: Facet) -> tuple[FacetCount, ...]:
        with self._asked() as evaluation:
            return in_order(evaluation.counted_by(COUNTED[facet], evaluation.evaluated(query)[0]))

    def holding(self, words: Sequence[str]) -> tuple[int, ...]:
        with self._asked() as evaluation:
            return tuple(map(evaluation.holding, words))

    def suggest(self, word: str) -> tuple[str, ...]:
        with self._asked() as evaluation:
            wanted = folded(word)
            return suggestions(wanted, Counter(evaluation.spelt_like(wanted, 2 if len(wanted) > 4 else 1)))

    def _ranked(self, found: Numbers, scores: Scores, limit: int | None, sort: Sort) -> Iterator[tuple[int, float]]:
        rank = self._rank[found]
        if sort is Sort.RELEVANCE:
            if limit is not None and 0 < limit < len(found):
                least = np.partition(scores, len(found) - limit)[len(found) - limit]
                best = scores >= least
                found, scores, rank = found[best], scores[best], rank[best]
            order = np.lexsort((rank, -scores))
        else:
            days = self._numbers["day"][found]
            when = np.where(days == NO_DAY, np.iinfo(np.int64).max, days if sort is Sort.OLDEST else -days)
            order = np.lexsort((rank, -scores, when))
        for at in order[:limit]:
            yield int(found[at]), float(scores[at])

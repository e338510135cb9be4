"""How do passages become segments? Written in batches, merged by size, deleted in place until much of one is."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from panelsearch.indexing.array_file import Array
from panelsearch.indexing.base import Standing
from panelsearch.indexing.inversion import inverted
from panelsearch.indexing.passage_standing import PassageStanding
from panelsearch.indexing.postings import Numbers, merged_field
from panelsearch.indexing.segment_fields import LENGTH, LISTED, NUMBERS, PLACED
from panelsearch.indexing.whoosh_codec import ArrayCodec, PassageSegment, SegmentArrays
from panelsearch.model.indexed_passages import IndexedPassage

_SEGMENT_PASSAGES = 50_000
"""A segment is written when it holds so many; smaller ones are merged up to it."""
_DELETED_SHARE = 0.3
"""Where more of a segment than this is deleted, it is written anew."""


class SegmentWriter:
    """Changes to an index of segments; `IndexWriter` says what each does."""

    def __init__(self, index: Any) -> None:
        self._codec = ArrayCodec()
        self._index = index
        self._writer = index.writer(codec=self._codec, compound=False)
        self._batch: list[IndexedPassage] = []
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
        """See `IndexWriter.add`."""
        for passage in passages:
            self._batch.append(passage)
            if len(self._batch) == _SEGMENT_PASSAGES:
                self._flush()

    def _flush(self) -> None:
        if self._batch:
            self._segments.append(self._save(len(self._batch), inverted(self._batch)))
            self._batch = []

    def remove(self, documents: Collection[int]) -> None:
        """See `IndexWriter.remove`."""
        gone = np.fromiter(documents, np.int64, len(documents))
        for segment in self._segments if len(gone) else ():
            for number in np.flatnonzero(np.isin(self._arrays(segment).numbers["document"], gone)).tolist():
                segment.delete_document(number)

    def arrange(self, standing: Standing) -> None:
        """See `IndexWriter.arrange`."""
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
        """Give up and release the lock."""
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
            for name in (*NUMBERS, LENGTH)
        }
        for name in (*PLACED, *LISTED):
            made |= merged_field(name, [(arrays.fields[name], renumbered) for arrays, renumbered in parts])
        return self._save(size, made)


def _belong_together(before: Sequence[PassageSegment], after: Sequence[PassageSegment]) -> bool:
    earlier, later = (sum(segment.doc_count() for segment in group) for group in (before, after))
    return bool(earlier < 2 * later and earlier + later <= _SEGMENT_PASSAGES)

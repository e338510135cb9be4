"""How do passages become segments? Written in batches, merged by size, deleted in place until much of one is."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Any, ParamSpec, Protocol

import numpy as np

from panelsearch.indexing.base import Standing
from panelsearch.indexing.passage_standing import PassageStanding
from panelsearch.indexing.segment_files import SegmentArrays, SegmentFile, write_inverted, write_merged
from panelsearch.indexing.segment_workers import SegmentWorkers
from panelsearch.indexing.whoosh_codec import ArrayCodec, PassageSegment
from panelsearch.model.indexed_passages import IndexedPassage

_BATCH_PASSAGES = 10_000
"""So many are inverted at a time; where there are more, in processes of their own."""
_SEGMENT_PASSAGES = 50_000
"""Smaller segments are merged up to this size."""
_DELETED_SHARE = 0.3
"""Where more of a segment than this is deleted, it is written anew."""
_P = ParamSpec("_P")


class _Run(Protocol):
    """`SegmentWorkers.run` or `run_beside`."""

    def __call__(self, job: Callable[_P, None], *args: _P.args, **kwargs: _P.kwargs) -> None: ...


class SegmentWriter:
    """Changes to an index of segments; `IndexWriter` says what each does."""

    def __init__(self, index: Any, workers: SegmentWorkers) -> None:
        self._index = index
        self._writer = index.writer(codec=ArrayCodec(), compound=False)
        self._workers = workers
        self._folder = Path(index.storage.folder)
        self._batch: list[IndexedPassage] = []
        self._standing = Standing()

    @property
    def _segments(self) -> list[PassageSegment]:
        held: list[PassageSegment] = self._writer.segments
        return held

    def _file(self, segment: PassageSegment) -> SegmentFile:
        return segment.file_in(str(self._folder))

    def add(self, passages: Iterable[IndexedPassage]) -> None:
        """See `IndexWriter.add`."""
        for passage in passages:
            if len(self._batch) == _BATCH_PASSAGES:
                self._begin(self._workers.run_beside)
            self._batch.append(passage)

    def remove(self, documents: Collection[int]) -> None:
        """See `IndexWriter.remove`."""
        gone = np.fromiter(documents, np.int64, len(documents))
        for segment in self._segments if len(gone) else ():
            held = SegmentArrays.at(self._file(segment)).numbers["document"][:]
            for number in np.flatnonzero(np.isin(held, gone)).tolist():
                segment.delete_document(number)

    def arrange(self, standing: Standing) -> None:
        """See `IndexWriter.arrange`."""
        self._standing = standing

    def commit(self) -> None:
        """Durable when it returns: segments are as soon as they are written, now the list of them."""
        self._begin(self._workers.run)
        self._workers.wait()
        self._segments[:] = self._merged(self._segments)
        self._workers.wait()
        numbers = [SegmentArrays.at(self._file(segment)).numbers for segment in self._segments]
        PassageStanding.of(self._standing, numbers).save(self._folder)
        self._writer.commit(merge=False)
        self._writer = None
        if os.name != "nt":
            for path in (*self._folder.glob("*.toc"), self._folder):
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

    def _begin(self, run: _Run) -> None:
        """Have the batch written as a segment of its own."""
        if self._batch:
            segment = PassageSegment.new(self._index.indexname, len(self._batch))
            run(write_inverted, self._file(segment).path, self._batch)
            self._segments.append(segment)
            self._batch = []

    # merging

    def _merged(self, segments: Sequence[PassageSegment]) -> list[PassageSegment]:
        """Fewer segments: each at least twice as large as the next, up to the size at which none is merged.

        So a passage is written again a few times in its life, however often a meeting is added. They are whole when
        the workers are done.
        """
        groups: list[list[PassageSegment]] = []
        for segment in segments:
            if not segment.doc_count():
                continue
            groups.append([segment])
            while len(groups) > 1 and _belong_together(groups[-2], groups[-1]):
                last = groups.pop()
                groups[-1] += last
        large = [sum(segment.doc_count() for segment in group) > _BATCH_PASSAGES for group in groups]
        several = sum(large) > 1
        return [
            self._as_one(group, self._workers.run_beside if several and much else self._workers.run)
            for group, much in zip(groups, large, strict=True)
        ]

    def _as_one(self, group: Sequence[PassageSegment], run: _Run) -> PassageSegment:
        if len(group) == 1 and group[0].deleted_count() <= _DELETED_SHARE * group[0].doc_count_all():
            return group[0]
        made = PassageSegment.new(self._index.indexname, sum(segment.doc_count() for segment in group))
        run(write_merged, self._file(made).path, [self._file(segment) for segment in group])
        return made


def _belong_together(before: Sequence[PassageSegment], after: Sequence[PassageSegment]) -> bool:
    earlier, later = (sum(segment.doc_count() for segment in group) for group in (before, after))
    return bool(earlier < 2 * later and earlier + later <= _SEGMENT_PASSAGES)

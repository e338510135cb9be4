"""Where are an index's generations kept? Each in a folder: Whoosh's list of segments, and the segments themselves."""

from __future__ import annotations

import os
import shutil
import struct
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from panelsearch.errors import LibraryDamagedError
from panelsearch.indexing.array_file import DamagedArrayError
from panelsearch.indexing.base import IndexReader, IndexWriter
from panelsearch.indexing.generation_names import PREFIX, is_name, number_of, plain, refuse_others
from panelsearch.indexing.passage_standing import FILE_NAME as STANDING_NAME
from panelsearch.indexing.passage_standing import PassageStanding
from panelsearch.indexing.segment_fields import LISTED
from panelsearch.indexing.segment_files import SegmentArrays
from panelsearch.indexing.segment_reader import SegmentReader
from panelsearch.indexing.segment_workers import SegmentWorkers
from panelsearch.indexing.segment_writer import SegmentWriter
from panelsearch.indexing.unreadable import unreadable
from panelsearch.indexing.whoosh_codec import FileStorage, WhooshError, schema, segments_of
from panelsearch.storage.own_files import refuse_links
from panelsearch.text.analyzer import FINGERPRINT as ANALYSIS_FINGERPRINT

_FAULTS = (
    ArithmeticError, AttributeError, LookupError, MemoryError, OSError, RecursionError, TypeError, ValueError,
    WhooshError, struct.error,
)  # fmt: skip


class WhooshEngine:
    """The index in use, in a directory of this machine."""

    fingerprint = f"whoosh 9, {ANALYSIS_FINGERPRINT}, fields {zlib.crc32(' '.join(LISTED).encode()):08x}"

    def __init__(self, place: Path, workers: int | None = None) -> None:
        """In a directory; of a large index, batches are inverted in so many processes, None for one a core."""
        self._place = place
        self._workers = workers

    def name_of(self, number: int) -> str:
        """See `IndexEngine.name_of`."""
        return plain(number)

    def holds(self, generation: str) -> bool:
        """See `IndexEngine.holds`."""
        return self._folder(generation).is_dir()

    def must_take(self, generation: str) -> None:
        """See `IndexEngine.must_take`."""
        self._ours([generation])

    @contextmanager
    def writer(self, generation: str, base: str | None = None) -> Iterator[IndexWriter]:
        """See `IndexEngine.writer`."""
        folder = self._folder(generation)
        for name in self._ours([generation]):
            if number_of(name) == number_of(generation):
                shutil.rmtree(self._place / name, ignore_errors=True)  # what a killed run left
        try:
            folder.mkdir(parents=True)
            if base is not None:
                _link_segments(self._folder(base), folder)
            storage = FileStorage(str(folder))
            index = storage.open_index(schema=schema()) if base is not None else storage.create_index(schema())
            workers = SegmentWorkers(self._workers)
            writer = SegmentWriter(index, workers)
            try:
                yield writer
                writer.commit()
            except BaseException:
                writer.cancel()
                raise
            finally:
                workers.stop()
                index.close()
        except DamagedArrayError as error:  # of the generation that this one is built on
            shutil.rmtree(folder, ignore_errors=True)
            raise unreadable(_named(folder if base is None else self._folder(base)), error) from error
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def reader(self, generation: str) -> IndexReader:
        """See `IndexEngine.reader`."""
        folder = self._folder(generation)
        for place in (self._place, folder):
            refuse_links(place)
        try:
            segments = segments_of(FileStorage(str(folder), readonly=True))
            files = [segment.file_in(str(folder)) for segment in segments if segment.doc_count_all()]
            held = [(SegmentArrays.at(file), file.deleted) for file in files]
            return SegmentReader(held, PassageStanding.at(folder, sum(arrays.size for arrays, _ in held)))
        except _FAULTS as error:
            raise unreadable(_named(folder), error) from error

    def faults(self, generation: str) -> Iterator[str]:
        """See `IndexEngine.faults`."""
        folder = self._folder(generation)
        try:
            for place in (self._place, folder):
                refuse_links(place)
            size = 0
            for segment in segments_of(FileStorage(str(folder), readonly=True)):
                file = segment.file_in(str(folder))
                SegmentArrays.at(file).check()
                size += file.size
            PassageStanding.at(folder, size)
        except LibraryDamagedError as error:
            yield error.message
        except _FAULTS as error:
            yield f"{folder}: {error}"

    def sweep(self, keep: Collection[str]) -> None:
        """See `IndexEngine.sweep`."""
        for name in self._ours(keep):
            if name not in keep:
                # one that a reader still holds open goes next time
                shutil.rmtree(self._place / name, ignore_errors=True)

    def _ours(self, names: Collection[str]) -> list[str]:
        """The generations that are there. LibraryError where they are not of the library whose these names are."""
        refuse_links(self._place)
        there = [folder.name for folder in self._place.glob(f"{PREFIX}*")]
        refuse_others(_named(self._place), there, names)
        return there

    def _folder(self, generation: str) -> Path:
        """Where a generation lies; the name comes out of a store that may be somebody else's."""
        if not is_name(generation):
            error = ValueError(f"{generation!r} names no generation")
            raise unreadable(_named(self._place), error)
        return self._place / generation


def _named(directory: Path) -> str:
    return f"The index in {directory}"


def _link_segments(base: Path, directory: Path) -> None:
    """The segments of `base` in `directory`: a file once written is never changed, so links are enough."""
    for file in base.iterdir():
        if file.is_file() and not file.name.endswith("LOCK") and file.name != STANDING_NAME:
            target = directory / file.name
            try:
                os.link(file, target)
            except OSError:
                shutil.copy2(file, target)

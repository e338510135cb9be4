"""What does a run of `index` leave that is killed at a certain step? Runs it, in a process made for it, up to there."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any
from unittest import mock

from panelsearch.indexing import passage_documents
from panelsearch.ingestion import pipeline, planning, worker
from panelsearch.ingestion.cancellation import Cancellation
from panelsearch.ingestion.pipeline import ingest
from panelsearch.ingestion.planning import Pending
from panelsearch.ingestion.reading import OnProgress, OnRead, ReadingOptions
from panelsearch.ingestion.worker import Unrecognised
from panelsearch.registers.library_indexes import LibraryIndexes
from panelsearch.storage.sql import document_writer, generations
from panelsearch.storage.sql.document_writer import SqlDocumentWriter
from panelsearch.storage.sql.generations import SqlGenerationLog
from panelsearch.storage.sqlite.arrivals import SqliteArrivals


class Step(StrEnum):
    """Where a run is killed, in the order in which it comes there."""

    FIRST_SAVED = "when the first document is stored"
    SAVING = "while the third document is being stored"
    SAVED = "when all documents are stored"
    INDEXING = "while the index is being written"
    INDEXED = "when the index is written"
    PUBLISHING = "while the generation is being published"
    PUBLISHED = "when the generation is published"
    ARRIVED = "when it is noted what has come in"
    SWEEPING = "when older generations are swept from the store, and not yet from the indexes"

    @property
    def is_after_the_switch(self) -> bool:
        """Whether the new library is the one that readers find."""
        return self in (Step.PUBLISHED, Step.ARRIVED, Step.SWEEPING)


_COLUMN_SETS = 13
"""How many kinds of rows a document is stored as."""

_KILLED: dict[Step, tuple[Any, str, int]] = {
    # what is called, and how often it may be before the run is killed instead
    Step.FIRST_SAVED: (SqlDocumentWriter, "save", 1),
    Step.SAVING: (document_writer, "_insert", 2 * _COLUMN_SETS + 5),
    Step.SAVED: (planning, "settle", 0),
    Step.INDEXING: (passage_documents, "indexed_passages", 1),
    Step.INDEXED: (SqlGenerationLog, "publish", 0),
    Step.PUBLISHING: (generations, "update_tables", 0),
    Step.PUBLISHED: (SqliteArrivals, "note", 1),
    Step.ARRIVED: (SqlGenerationLog, "sweep", 0),
    Step.SWEEPING: (LibraryIndexes, "sweep", 0),
}


def run_killed(index_dir: Path, folder: Path, step: Step) -> int | None:
    """Index the folder in a process that is killed at the step; its exit code, 0 where it never came there."""
    process = multiprocessing.get_context("spawn").Process(target=_killed, args=(index_dir, folder, step))
    process.start()
    process.join()
    return process.exitcode


def _killed(index_dir: Path, folder: Path, step: Step) -> None:
    owner, name, times = _KILLED[step]
    with mock.patch.object(pipeline, "read_all", read_here), _dying(owner, name, times):
        ingest(index_dir, [folder])


@contextmanager
def _dying(owner: Any, name: str, times: int) -> Iterator[None]:
    original: Callable[..., Any] = getattr(owner, name)
    left = times

    def called(*args: Any, **options: Any) -> Any:
        nonlocal left
        if not left:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
        left -= 1
        return original(*args, **options)

    with mock.patch.object(owner, name, called):
        yield


def read_here(
    pending: Sequence[Pending], options: ReadingOptions, on_read: OnRead, tell: OnProgress, cancellation: Cancellation
) -> None:
    """Read without workers: what is killed here is the run, and workers only take time."""
    for one in pending:
        source = worker.Source(one.file.path, one.sha256, options.passwords)
        result = worker.read_document(source, options.ocr, options.tagging, last=True)
        assert not isinstance(result, Unrecognised)
        on_read(one, result)

"""In what order are files read and pages recognised, how far is that, and who is told? Whoever does the reading.

A file whose pages must be recognised first is read again when they have been. Pages queue behind the files: what has
text is read before the slow work begins, which all readers then share.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from panelsearch.config import Limits
from panelsearch.ingestion.cancellation import Cancellation
from panelsearch.ingestion.planning import Pending
from panelsearch.ingestion.worker import STANDARD_TAGGING, Missed, Unread, Unrecognised
from panelsearch.model.ingest_reports import FileOutcome, FileReport, Progress
from panelsearch.ner.taggers import Tagging
from panelsearch.ocr.base import LookedAt
from panelsearch.ocr.cache import RecognitionCache
from panelsearch.ocr.engine_selection import Ocr
from panelsearch.storage.packing import PackedDocument

_POLL_SECONDS = 0.1

OnProgress = Callable[[Progress], None]
Result = PackedDocument | Unread | Missed
OnRead = Callable[[Pending, Result], None]


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How files are read: what each may cost, by which engine pictures are, by which tagger, and passwords to try."""

    limits: Limits
    ocr: Ocr
    tagging: Tagging = STANDARD_TAGGING
    passwords: tuple[str, ...] = field(default=(), repr=False)


class ReadAll(Protocol):
    """Reads all that is pending, in processes of its own: on this machine or on others."""

    def __call__(
        self, pending: Sequence[Pending], options: ReadingOptions, on_read: OnRead, tell: OnProgress,
        cancellation: Cancellation,
    ) -> None:  # fmt: skip
        """Read what is pending, each within its limits; `on_read` is called here, with each file once, as it is done.

        Interrupted, once all that was under way is stopped, where the user wants no more; ClusterError where those who
        read cannot be used or went away. What `on_read` was given is done, whatever is raised.
        """
        ...


@dataclass(frozen=True, slots=True)
class Task:
    """What is handed out: a file, or one `page` of it to be recognised; the `last` time a file makes do as it is."""

    pending: Pending
    page: int | None = None
    last: bool = False


Outcome = Result | Unrecognised | LookedAt | None
"""What came of a task: of a file a result or which pages must be recognised first; of a page its words.

None for a page whose file is gone or changed.
"""


class Readers(Protocol):
    """Those who do tasks side by side; anything that goes wrong with one is its outcome."""

    @property
    def at_once(self) -> int:
        """How many tasks are best under way now, those that wait for a free hand included; at least 1."""
        ...

    def begin(self, task: Task) -> None:
        """Have a task done."""
        ...

    def finished(self, seconds: float) -> Sequence[tuple[Task, Outcome]]:
        """The tasks done since it was last asked, as soon as there is one; none after so long."""
        ...


def to_read(pending: Sequence[Pending]) -> tuple[Sequence[Pending], Progress]:
    """What is pending, the long ones first, so that no core waits at the end; and how far that is."""
    todo = sorted(pending, key=lambda p: -p.file.size_bytes)
    return todo, Progress("reading", 0, len(todo), 0, 0, sum(p.file.size_bytes for p in todo))


class Reading:
    """One run of readers: what they are at, how far they are, and whom to tell."""

    def __init__(
        self, readers: Readers, ocr: Ocr, on_read: OnRead, tell: OnProgress, cancellation: Cancellation,
        progress: Progress,
    ) -> None:  # fmt: skip
        self._readers, self._on_read, self._tell, self._cancellation = readers, on_read, tell, cancellation
        self._ocr, self._progress = ocr, progress
        self._waiting: deque[Task] = deque()
        self._under_way = 0
        self._pages_left: dict[str, int] = {}

    def run(self, todo: Sequence[Pending]) -> None:
        """Have all of it read."""
        self._waiting.extend(map(Task, todo))
        while self._waiting or self._under_way:
            self._cancellation.check()
            while self._waiting and self._under_way < self._readers.at_once:
                self._readers.begin(self._waiting.popleft())
                self._under_way += 1
            for task, outcome in self._readers.finished(_POLL_SECONDS):
                self._under_way -= 1
                self._finish(task, outcome)

    def _finish(self, task: Task, outcome: Outcome) -> None:
        if task.page is not None:
            assert outcome is None or isinstance(outcome, LookedAt)
            self._page_done(task.pending, task.page, outcome)
        elif isinstance(outcome, Unrecognised):
            self._recognise_first(task.pending, outcome.pages)
        else:
            assert isinstance(outcome, Result)
            self._file_done(task.pending, outcome)

    def _recognise_first(self, pending: Pending, pages: Sequence[int]) -> None:
        self._pages_left[pending.sha256] = len(pages)
        self._waiting.extend(Task(pending, page) for page in pages)
        self._note(pending, replace(self._progress, to_recognise=self._progress.to_recognise + len(pages)))

    def _page_done(self, pending: Pending, page: int, looked_at: LookedAt | None) -> None:
        if looked_at is not None:
            RecognitionCache(self._ocr.directory).save(pending.sha256, page, self._ocr.engine, looked_at)
        self._pages_left[pending.sha256] -= 1
        if not self._pages_left[pending.sha256]:
            self._waiting.append(Task(pending, last=True))
        self._note(pending, replace(self._progress, recognised=self._progress.recognised + 1))

    def _file_done(self, pending: Pending, result: Result) -> None:
        self._on_read(pending, result)
        report = None
        if isinstance(result, Unread):
            report = FileReport(pending.file.name, FileOutcome.FAILED, reason=result.reason)
        elif isinstance(result, PackedDocument):
            report = FileReport(pending.file.name, FileOutcome.INDEXED, result.page_count)
        progress = replace(
            self._progress,
            files_done=self._progress.files_done + 1,
            pages_done=self._progress.pages_done + (report.pages if report else 0),
            bytes_done=self._progress.bytes_done + pending.file.size_bytes,
        )
        self._note(pending, progress, report)

    def _note(self, pending: Pending, progress: Progress, report: FileReport | None = None) -> None:
        self._progress = replace(progress, document=pending.file.name, report=report)
        self._tell(self._progress)

"""How is a folder read while the screens go on? One run at a time, in a thread, which can be stopped."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from panelsearch.errors import Interrupted, PanelsearchError
from panelsearch.model.ingest_reports import FileOutcome, IngestReport, Progress
from panelsearch.ocr.engine_selection import OcrMode
from panelsearch.storage.place import Place
from panelsearch.storage.registry import has_store
from panelsearch.text.counts import counted
from panelsearch.tui import confinement
from panelsearch.tui.child_processes import start_resource_tracker
from panelsearch.tui.rendering.wording import told

_REDRAW_SECONDS = 0.1
_FAILURES_SHOWN, _REASONS_SHOWN = 12, 30


@dataclass(frozen=True, slots=True)
class RunEnded:
    """How a run ended: with a report, or with an error."""

    report: IngestReport | None
    error: PanelsearchError | None

    @property
    def changed(self) -> bool:
        """Whether the library may be another now: what was finished before a stop is kept too."""
        return self.report is not None or isinstance(self.error, Interrupted)

    @property
    def is_clean(self) -> bool:
        """Whether files were there, all could be read, and nothing else is to be told."""
        bad = (FileOutcome.FAILED, FileOutcome.SKIPPED)
        return (
            self.report is not None
            and bool(self.report.files)
            and not self.report.notice
            and not any(file.outcome in bad for file in self.report.files)
        )

    @property
    def told(self) -> str:
        """The same in a line or two."""
        if self.error is not None:
            return told(self.error)
        assert self.report is not None
        counts = {o: sum(f.outcome is o for f in self.report.files) for o in FileOutcome}
        done = ", ".join(f"{n} {o.value}" for o, n in counts.items() if n) or "no PDFs found there"
        return f"Done in {self.report.seconds:.1f} s: {done}. {self.report.notice}".strip()

    @property
    def reasons(self) -> str:
        """What could not be read, and what would help."""
        if self.report is None:
            return ""
        lines = [f"{f.document}: {f.reason}" for f in self.report.files if f.reason]
        if self.report.advice:
            lines.insert(0, f"To have scanned pages recognised: {self.report.advice}, then index again")
        return "\n".join(lines[:_REASONS_SHOWN])


class IndexingRun:
    """Runs of indexing into one place; `progressed` and `ended` are called in the run's thread.

    `ocr` says whether pages without text are recognised; None is for as the library was read before.
    """

    def __init__(self, place: Place, progressed: Callable[[Progress], None], ended: Callable[[], None]) -> None:
        self._place = place
        self._progressed = progressed
        self._ended = ended
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self.ocr: OcrMode | None = None
        self.failures: list[str] = []
        self.latest: Progress | None = None
        self.end: RunEnded | None = None

    @property
    def is_at_work(self) -> bool:
        """Whether a run has begun and not ended."""
        return self._thread is not None and self.end is None

    @property
    def has_library(self) -> bool:
        """Whether there is a library to bring up to date, of whatever version: it knows its own folders."""
        return has_store(self._place.store)

    def start(self, roots: Sequence[Path], *, forget: Sequence[Path] = (), retry: bool = False) -> None:
        """Begin to read folders (none: the library's own), dropping some; nothing where a run is at work."""
        if self.is_at_work:
            return
        self._stop.clear()
        self.failures.clear()
        self.latest = self.end = None
        work = partial(ingest_as_asked, self._place, list(roots), forget=list(forget), retry=retry, ocr=self.ocr)
        self._thread = threading.Thread(target=self._work, args=[work], name="indexing", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Have the run stop soon; what is finished is kept."""
        self._stop.set()

    def _work(self, ingest: Callable[..., IngestReport]) -> None:
        start_resource_tracker()
        last = 0.0

        def progressed(progress: Progress) -> None:
            nonlocal last
            self.latest = progress
            now = time.monotonic()
            failed = progress.report is not None and progress.report.outcome is FileOutcome.FAILED
            if failed and progress.report is not None:
                self.failures.append(f"{progress.report.document}: {progress.report.reason}")
            if failed or now - last >= _REDRAW_SECONDS or progress.files_done == progress.files_total:
                last = now
                self._progressed(progress)

        try:
            end = RunEnded(ingest(on_progress=progressed, cancelled=self._stop.is_set), None)
        except PanelsearchError as error:
            end = RunEnded(None, error)
        except Exception as error:
            end = RunEnded(None, PanelsearchError(f"Indexing ended with a fault of the program: {error!r}."))
            raise
        finally:
            self.end = end
            self._ended()

    @property
    def last_failures(self) -> str:
        """The files that could not be read of late."""
        return "\n".join(self.failures[-_FAILURES_SHOWN:])


def ingest_as_asked(
    place: Place, roots: Sequence[Path], *, ocr: OcrMode | None, **more: Any
) -> IngestReport:  # fmt: skip
    """Run `ingest`; where nobody has said otherwise, a library that was read without OCR goes on without."""
    from panelsearch.ingestion.pipeline import ingest
    from panelsearch.services.library import Library

    for root in roots:
        confinement.check(root)
    if ocr is None:
        ocr = OcrMode.AUTO
        with contextlib.suppress(PanelsearchError), Library.open(place) as before:
            ocr = before.ocr_mode
    return ingest(place, roots, ocr=ocr, **more)


def progress_told(progress: Progress) -> str:
    """How far a run is, in two lines."""
    told = f"{progress.stage}: {progress.files_done} of {progress.files_total}, {counted(progress.pages_done, 'page')}"
    if progress.to_recognise:
        told += f", {progress.recognised} of {progress.to_recognise} scanned pages recognised"
    return f"{told}   {progress.document}"

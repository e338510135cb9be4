"""How is a run of `index` made that something is to happen to? In a fork of this process, which has imported it all."""

from __future__ import annotations

import mmap
import os
import random
import signal
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any
from unittest import mock

from bench.faults.answers import said
from bench.faults.papers import Folder
from panelsearch.config import Engines
from panelsearch.errors import LibraryBusyError, PanelsearchError
from panelsearch.ingestion import pipeline, planning, worker
from panelsearch.ingestion.pipeline import ingest
from panelsearch.ocr.engine_selection import OcrMode
from panelsearch.registers.library_indexes import LibraryIndexes
from panelsearch.storage.sql.document_writer import SqlDocumentWriter
from panelsearch.storage.sql.generations import SqlGenerationLog
from panelsearch.storage.sqlite.arrivals import SqliteArrivals
from panelsearch.testing.killed_run import read_here

STUCK_SECONDS = 900.0
"""A machine that is busy with other things may let a run wait for minutes."""
_SAID_BYTES = 4096
_TALLY = struct.Struct("Id")


class Phase(Enum):
    """What a run is at, in its order: what is called there."""

    OPENING = (pipeline, "open_store")
    LOOKING = (planning, "compare")
    READING = (worker, "read_document")
    SAVING = (SqlDocumentWriter, "save")
    SETTLING = (planning, "settle")
    INDEXING = (LibraryIndexes, "write")
    PUBLISHING = (SqlGenerationLog, "publish")
    NOTING = (SqliteArrivals, "note")
    SWEEPING = (SqlGenerationLog, "sweep")
    CLEARING = (LibraryIndexes, "sweep")
    REPORTING = (pipeline, "file_reports")


PHASES = tuple(Phase)


class Board:
    """What a run writes where its parent can read it, whatever becomes of it: its phase, how long each took, words."""

    def __init__(self) -> None:
        self._shared = mmap.mmap(-1, 1 + _TALLY.size * len(PHASES) + _SAID_BYTES)

    @property
    def phase(self) -> Phase | None:
        """The phase that the run is in, or ended in; None between them."""
        at = self._shared[0]
        return PHASES[at - 1] if at else None

    @phase.setter
    def phase(self, phase: Phase | None) -> None:
        self._shared[0] = PHASES.index(phase) + 1 if phase else 0

    def tally(self, phase: Phase) -> tuple[int, float]:
        """How often the phase was come to, and how many seconds it took in all."""
        times, seconds = _TALLY.unpack_from(self._shared, self._at(phase))
        return times, seconds

    def count(self, phase: Phase, seconds: float) -> None:
        """One more time."""
        times, before = self.tally(phase)
        _TALLY.pack_into(self._shared, self._at(phase), times + 1, before + seconds)

    @property
    def said(self) -> str:
        """The error that the run ended with; "" for none."""
        return bytes(self._shared[-_SAID_BYTES:]).rstrip(b"\0").decode("utf-8", "replace")

    @said.setter
    def said(self, text: str) -> None:
        self._shared[-_SAID_BYTES:] = text.encode("utf-8", "replace")[:_SAID_BYTES].ljust(_SAID_BYTES, b"\0")

    @staticmethod
    def _at(phase: Phase) -> int:
        return 1 + _TALLY.size * PHASES.index(phase)


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to a run in a phase, when it has come there for the so manieth time, and so many seconds later.

    `strikes` is called in its process, as the phase begins where that is to be at once; None ends that, wherever it is.
    """

    phase: Phase
    occurrence: int = 1
    seconds: float = 0.0
    strikes: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: `code` is 0, one of ours, or minus a signal; None for one that was stuck and had to be ended."""

    code: int | None
    board: Board

    @property
    def was_killed(self) -> bool:
        """Whether the signal came before the run was through."""
        return self.code is not None and self.code < 0


def warm(scratch: Path) -> None:
    """Have this process load and make all that a run needs, so that its forks are quick: a run costs 2 s otherwise."""
    papers, library = Folder(scratch / "papers", random.Random(0)), scratch / "library"
    papers.fill(3)
    with mock.patch.object(pipeline, "read_all", read_here):
        ingest(library, [papers.path], engines=Engines(tagger="rules"), ocr=OcrMode.OFF)
    said(library)


def index(
    index_dir: Path, folder: Path, *, fault: Fault | None = None, prepare: Callable[[], object] = int,
    finish: Callable[[], object] = int,
) -> Ended:  # fmt: skip
    """Bring a library up to date in a process of its own. `prepare` is called in it first, `finish` when it is done."""
    return ended(*begun(index_dir, folder, fault=fault, prepare=prepare, finish=finish))


def undisturbed(index_dir: Path, folder: Path) -> Board:
    """Bring a library up to date with nothing in the way; RuntimeError where that goes wrong all the same."""
    done = index(index_dir, folder)
    if done.code != 0:
        raise RuntimeError(f"an undisturbed run ended with {done.code}: {done.board.said}")
    return done.board


def begun(
    index_dir: Path, folder: Path, *, fault: Fault | None = None, prepare: Callable[[], object] = int,
    finish: Callable[[], object] = int,
) -> tuple[int, Board]:  # fmt: skip
    """A run at work: its process, and what it writes."""
    board = Board()
    process = os.fork()
    if not process:
        os._exit(_run(index_dir, folder, board, fault, prepare, finish))
    return process, board


def ended(process: int, board: Board, stuck_after: float = STUCK_SECONDS) -> Ended:
    """What became of a run; it is ended where it is stuck."""
    until = time.monotonic() + stuck_after
    while time.monotonic() < until:
        done, status = os.waitpid(process, os.WNOHANG)
        if done:
            return Ended(os.waitstatus_to_exitcode(status), board)
        time.sleep(0.002)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return Ended(None, board)


def _run(
    index_dir: Path, folder: Path, board: Board, fault: Fault | None, prepare: Callable[[], object],
    finish: Callable[[], object],
) -> int:  # fmt: skip
    try:
        prepare()
        mock.patch.object(pipeline, "read_all", read_here).start()
        for phase in PHASES:
            _watch(board, phase, fault if fault and fault.phase is phase else None)
        ingest(index_dir, [folder], engines=Engines(tagger="rules"), ocr=OcrMode.OFF)
        finish()
    except LibraryBusyError as error:
        board.said = f"{error.code}: {error.message} {error.hint}"
        return LibraryBusyError.exit_code
    except PanelsearchError as error:
        board.said = f"{error.code}: {error.message} {error.hint}"
        return error.exit_code
    except BaseException as error:  # noqa: BLE001 - the edge of the process: its parent says what is wrong
        board.said = f"unexpected {type(error).__name__}: {error}"
        return 70
    return 0


def _watch(board: Board, phase: Phase, fault: Fault | None) -> None:
    """Write down when the run comes to a phase and when it leaves it; this process is a fork and ends with the run."""
    owner, name = phase.value
    original: Callable[..., Any] = getattr(owner, name)

    def called(*args: Any, **options: Any) -> Any:
        before, board.phase = board.phase, phase
        if fault and board.tally(phase)[0] + 1 == fault.occurrence:
            strikes = fault.strikes
            if strikes is not None and not fault.seconds:
                strikes()
            else:
                signal.signal(signal.SIGALRM, signal.SIG_DFL if strikes is None else lambda *_: strikes())
                signal.setitimer(signal.ITIMER_REAL, max(fault.seconds, 1e-6))
        started = time.monotonic()
        try:
            return original(*args, **options)
        finally:
            board.count(phase, time.monotonic() - started)
            board.phase = before

    setattr(owner, name, called)

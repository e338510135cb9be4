"""What if a drive goes while a run is at work: that of the papers, that of the library, or one that only gives errors?

A drive that goes is a folder renamed, which a run with its files open finds as it would one unmounted: what is open
goes on, and no path leads there. What is left in its place is nothing, or an empty folder as where a drive is mounted.
"""

from __future__ import annotations

import ctypes
import errno
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.faults.answers import Said, check, said, said_first
from bench.faults.kills import Tally, Told
from bench.faults.papers import Folder
from bench.faults.runs import Board, Ended, Fault, Phase, ended, index, undisturbed
from panelsearch.errors import LibraryError
from panelsearch.services.library import Library

_LOADED = "LD_PRELOAD"
_PAPERS_ARE_NEEDED = (Phase.OPENING, Phase.LOOKING, Phase.READING)
_LIBRARY_IS_NEEDED = tuple(phase for phase in Phase if phase is not Phase.OPENING)

_FAILURES = {
    "gives errors from now on": (1, errno.EIO),
    "gives one error": (0, errno.EIO),
    "takes no more writing": (1, errno.EROFS),
}
"""How a drive may fail: whether it goes on so, and the error it gives; systems make one read-only that gave errors."""


def on_a_failing_drive() -> None:
    """Begin this program again with a C library whose drives can be made to fail; nothing where there is no compiler.

    A library is loaded before a program begins, so that one that runs cannot load it.
    """
    if made := os.environ.pop(_LOADED, ""):
        shutil.rmtree(Path(made).parent)  # it is loaded
    elif sys.platform == "linux" and shutil.which("cc"):
        made = str(Path(tempfile.mkdtemp(), "failing_drive.so"))
        source = Path(__file__).with_name("failing_drive.c")
        subprocess.run(["cc", "-shared", "-fPIC", "-o", made, source, "-ldl"], check=True)
        again = [sys.executable, "-m", "bench.faults", *sys.argv[1:]]
        os.execve(sys.executable, again, {**os.environ, _LOADED: made})  # noqa: S606 - it is this program


@dataclass(frozen=True, slots=True)
class _Case:
    """A library before a run, the papers as they are now, and what is right before and after it."""

    library: Path
    folder: Folder
    papers: frozenset[str]
    before: str
    after: str
    said_after: Said
    board: Board
    calls: int


def lose_drives(times: int, seed: int, scratch: Path, told: Told) -> Tally:
    """So many times each: the papers' drive goes, the library's does, or that fails as `_FAILURES` has it."""
    tally, dice = Tally(), random.Random(seed)
    folder, library = Folder(scratch / "papers", dice), scratch / "library"
    folder.fill(6)
    undisturbed(library, folder.path)
    kinds: list[Callable[[_Case, Path, random.Random, Tally], Ended]] = [_papers_go, _library_goes]
    if (drive := _failing_drive()) is not None:
        kinds += [partial(_errors, drive, what) for what in _FAILURES]
        kinds.append(partial(_asked, drive))
    for number in range(times):
        folder.step(3)
        case = _case(library, folder, scratch)
        for kind in kinds:
            place = scratch / "disturbed"
            shutil.copytree(library, place)
            _judge(kind(case, place, dice, tally), case, place, tally)
            shutil.rmtree(place)
        undisturbed(library, folder.path)
        told(tally, f"{number + 1} of {times} times each drive went")
    return tally


def _case(library: Path, folder: Folder, scratch: Path) -> _Case:
    fresh, gone_on = scratch / "fresh", scratch / "gone-on"
    undisturbed(fresh, folder.path)
    shutil.copytree(library, gone_on)
    drive = _failing_drive()
    counted = scratch / "calls"

    def count() -> None:
        if drive is not None:
            drive.drive_fails(os.fsencode(gone_on), 1 << 40, 1, errno.EIO)

    done = index(gone_on, folder.path, prepare=count, finish=lambda: counted.write_text(str(_calls(drive))))
    with Library.open(library) as opened:
        papers = frozenset(opened.papers()) & frozenset(folder.names)
    case = _Case(
        library, folder, papers, said_first(library), said_first(fresh), said(fresh), done.board,
        int(counted.read_text()),
    )  # fmt: skip
    for place in (fresh, gone_on):
        shutil.rmtree(place)
    return case


def _papers_go(case: _Case, place: Path, dice: random.Random, tally: Tally) -> Ended:
    away, there = case.folder.path.with_name("away"), case.folder.path
    fault = _at(dice.choice(_PAPERS_ARE_NEEDED), case.board, dice, lambda: _goes(there, away, bare=bare))
    bare = dice.random() < 0.5
    done = index(place, there, fault=fault)
    gone = away.exists()
    if gone:
        shutil.rmtree(there, ignore_errors=True)
        away.rename(there)
    _tell("the papers' drive", done, tally, gone=gone)
    if gone and (done.code or 0) not in (0, 2):
        tally.wrong.append(f"the papers' drive goes: {done.code} {done.board.said}")
    if gone:
        with Library.open(place) as opened:
            if lost := case.papers - opened.papers().keys():
                tally.lost.append(f"the papers' drive goes in {_phase(done)}: {sorted(lost)} are not in the library")
    return done


def _library_goes(case: _Case, place: Path, dice: random.Random, tally: Tally) -> Ended:
    away, bare = place.with_name("away"), dice.random() < 0.5
    fault = _at(dice.choice(_LIBRARY_IS_NEEDED), case.board, dice, lambda: _goes(place, away, bare=bare))
    done = index(place, case.folder.path, fault=fault)
    gone = away.exists()
    if gone:
        if any(place.rglob("library.sqlite")):
            tally.wrong.append(f"the library's drive goes in {_phase(done)}: another library is made in its place")
        shutil.rmtree(place, ignore_errors=True)
        away.rename(place)
    _tell("the library's drive", done, tally, gone=gone)
    _told_well("the library's drive goes", done, tally)
    _whole("the library's drive goes", done, case, place, tally)
    return done


def _errors(drive: ctypes.CDLL, what: str, case: _Case, place: Path, dice: random.Random, tally: Tally) -> Ended:
    lasting, error = _FAILURES[what]
    at = dice.randrange(max(1, case.calls))
    done = index(place, case.folder.path, prepare=lambda: drive.drive_fails(os.fsencode(place), at, lasting, error))
    _tell(f"the library's drive {what}", done, tally, gone=True)
    _told_well(what, done, tally)
    _whole(f"{what}, at call {at}", done, case, place, tally)
    return done


def _asked(drive: ctypes.CDLL, case: _Case, place: Path, dice: random.Random, tally: Tally) -> Ended:
    """A reader on a drive that gives errors is told so, or what is right."""
    what, (lasting, error) = dice.choice([one for one in _FAILURES.items() if one[1][1] != errno.EROFS])
    whole = _ask(drive, place, 1 << 40, 1, errno.EIO, case.before)
    at = dice.randrange(max(1, int(whole.board.said or 0)))
    done = _ask(drive, place, at, lasting, error, case.before)
    tally.faults[f"a reader's drive {what}: " + ("told" if done.code else "the right answer")] += 1
    if whole.code or done.code not in (0, None, LibraryError.exit_code):
        tally.wrong.append(f"a reader's drive {what}, at call {at}: {whole.code}, {done.code} {done.board.said}")
    return done


def _ask(drive: ctypes.CDLL, place: Path, at: int, lasting: int, error: int, right: str) -> Ended:
    """Ask a library in a process of its own, on a drive that fails; how often it was called, or what the error is."""
    board = Board()
    process = os.fork()
    if process:
        return ended(process, board)
    drive.drive_fails(os.fsencode(place), at, lasting, error)
    code = 0
    try:
        code, board.said = (0 if said_first(place) == right else 1), str(_calls(drive))
    except LibraryError as fault:
        code, board.said = fault.exit_code, f"{fault.message} {fault.hint}"
    except BaseException as fault:  # noqa: BLE001 - the edge of the process: its parent says what is wrong
        code, board.said = 70, f"unexpected {type(fault).__name__}: {fault}"
    os._exit(code)


def _goes(there: Path, away: Path, *, bare: bool) -> None:
    there.rename(away)
    if bare:
        there.mkdir()


def _at(phase: Phase, board: Board, dice: random.Random, strikes: Callable[[], object]) -> Fault:
    times, seconds = board.tally(phase)
    return Fault(phase, dice.randint(1, max(1, times)), dice.random() * seconds / max(1, times), strikes)


def _phase(done: Ended) -> str:
    return done.board.phase.name if done.board.phase else "no phase"


def _tell(what: str, done: Ended, tally: Tally, *, gone: bool) -> None:
    how = "told" if done.code else "the run is done"
    tally.faults[f"{what}: {how}" if gone else f"{what}: after the run"] += 1


def _told_well(what: str, done: Ended, tally: Tally) -> None:
    if done.code is not None and (done.code not in (0, 3) or (done.code and not done.board.said)):
        tally.wrong.append(f"{what}: {done.code} {done.board.said}")


def _whole(what: str, done: Ended, case: _Case, place: Path, tally: Tally) -> None:
    """What a reader finds once the drive is back: the library before or after."""
    try:
        if said_first(place) not in (case.before, case.after):
            tally.wrong.append(f"{what} in {_phase(done)}: neither the library before nor the one after")
        if fault := check(place):
            tally.wrong.append(f"{what} in {_phase(done)}: {fault}")
    except Exception as error:  # noqa: BLE001 - whatever a reader meets is what is looked for
        tally.wrong.append(f"{what} in {_phase(done)}: {type(error).__name__}: {error}")


def _judge(done: Ended, case: _Case, place: Path, tally: Tally) -> None:
    """The next run, with all drives there, goes on."""
    if done.code is None:
        tally.stuck.append(f"a run whose drive went in {_phase(done)}")
    after = index(place, case.folder.path)
    if after.code is None:
        tally.stuck.append(f"the run after a drive went in {_phase(done)}")
    elif after.code:
        tally.wrong.append(f"the run after a drive went in {_phase(done)}: {after.board.said}")
    elif said(place) != case.said_after:
        tally.wrong.append(f"a drive went in {_phase(done)}: other answers than a fresh library")


def _failing_drive() -> ctypes.CDLL | None:
    loaded = ctypes.CDLL(None)
    if not hasattr(loaded, "drive_fails"):
        return None
    loaded.drive_fails.argtypes = (ctypes.c_char_p, ctypes.c_long, ctypes.c_int, ctypes.c_int)
    loaded.drive_calls.restype = ctypes.c_long
    return loaded


def _calls(drive: ctypes.CDLL | None) -> int:
    return drive.drive_calls() if drive is not None else 0

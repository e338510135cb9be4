"""What if many are at it at once: readers beside a writer, two writers, a writer that is stopped, files that change?"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

from bench.faults.answers import check, digest, said, said_first
from bench.faults.kills import Tally, Told
from bench.faults.papers import Folder, lines, pdf
from bench.faults.runs import PHASES, Fault, begun, ended, index, undisturbed
from panelsearch.errors import LibraryBusyError, LibraryMovedOnError
from panelsearch.services.library import Library

_READERS = 8


def read_through(generations: int, seed: int, scratch: Path, told: Told) -> Tally:
    """Eight readers ask, over and over, while a library goes through so many generations."""
    tally, folder, library = Tally(), Folder(scratch / "papers", random.Random(seed)), scratch / "library"
    folder.fill(6)
    undisturbed(library, folder.path)
    right = {digest((said_first(library),))}
    readers = [_reader(library, scratch / f"reader-{number}", held=number % 2 == 1) for number in range(_READERS)]
    try:
        for number in range(generations):
            folder.step(2)
            done = index(library, folder.path)
            if done.code != 0:
                tally.wrong.append(f"a run beside readers: {done.code} {done.board.said}")
            right.add(digest((said_first(library),)))
            told(tally, f"{number + 1} of {generations} generations beside {_READERS} readers")
    finally:
        for process in readers:
            os.kill(process, signal.SIGTERM)
            os.waitpid(process, 0)
    for number in range(_READERS):
        for line in (scratch / f"reader-{number}").read_text("utf-8").splitlines():
            kind, _, value = line.partition(" ")
            tally.faults[f"{'held' if number % 2 else 'new'} reader: {kind}"] += 1
            if kind == "answer" and value not in right:
                tally.wrong.append("a reader was told what no generation says")
            elif kind == "error":
                tally.wrong.append(f"a reader: {value}")
    return tally


def _reader(library: Path, notes: Path, *, held: bool) -> int:
    """A process that asks until it is ended; it opens the library for each question, or holds it as long as it can."""
    process = os.fork()
    if process:
        return process
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with notes.open("w", encoding="utf-8", buffering=1) as file:
        while True:
            try:
                if held:
                    _asked_again(library, lambda line: print(line, file=file))
                else:
                    print("answer", digest((said_first(library),)), file=file)
            except LibraryMovedOnError:
                print("moved on", file=file)
            except Exception as error:  # noqa: BLE001 - whatever a reader meets is what is looked for
                print(f"error {type(error).__name__}: {error}".replace("\n", " "), file=file)
                time.sleep(0.05)


def _asked_again(library: Path, told: Callable[[str], None]) -> None:
    with Library.open(library) as opened:
        first = repr(opened.search("case number", limit=None, fold=False, near=False))
        for _ in range(20):
            time.sleep(0.01)
            again = repr(opened.search("case number", limit=None, fold=False, near=False))
            told("same" if again == first else "error the same library says something else")


def meet(times: int, seed: int, scratch: Path, told: Told) -> Tally:
    """So many times two writers at once, one stopped in a phase that goes on later, files that change while read."""
    tally, dice = Tally(), random.Random(seed)
    folder, library, fresh = Folder(scratch / "papers", dice), scratch / "library", scratch / "fresh"
    folder.fill(6)
    undisturbed(library, folder.path)
    for number in range(times):
        for what in (_two_writers, _stopped, _meddled):
            folder.step(3)
            before = said_first(library)
            what(folder, library, before, dice, tally)
            for place in (library, fresh / f"{number}-{what.__name__}"):
                if (done := index(place, folder.path)).code != 0:
                    tally.wrong.append(f"{what.__name__}: the run afterwards: {done.code} {done.board.said}")
            if said(library) != said(fresh / f"{number}-{what.__name__}") or (fault := check(library)):
                tally.wrong.append(
                    f"{what.__name__}: other answers than a fresh library {fault if 'fault' in locals() else ''}"
                )
        told(tally, f"{number + 1} of {times} meetings")
    return tally


def _two_writers(folder: Folder, library: Path, before: str, dice: random.Random, tally: Tally) -> None:
    both = [begun(library, folder.path) for _ in range(2)]
    done = [ended(*one) for one in both]
    tally.faults["two writers"] += 1
    for one in done:
        if one.code is None:
            tally.stuck.append("one of two writers")
        elif one.code == LibraryBusyError.exit_code and "index_busy" in one.board.said:
            tally.faults["two writers: one was told who is at work"] += 1
        elif one.code:
            tally.wrong.append(f"one of two writers: {one.code} {one.board.said}")


def _stopped(folder: Folder, library: Path, before: str, dice: random.Random, tally: Tally) -> None:
    aimed = PHASES[tally.faults["a writer to be stopped"] % len(PHASES)]
    tally.faults["a writer to be stopped"] += 1
    stops = Fault(aimed, strikes=lambda: os.kill(os.getpid(), signal.SIGSTOP))
    process, board = begun(library, folder.path, fault=stops)
    _, status = os.waitpid(process, os.WUNTRACED)
    if not os.WIFSTOPPED(status):  # there was nothing to do in that phase
        if os.waitstatus_to_exitcode(status):
            tally.wrong.append(f"a run that was to be stopped in {aimed.name}: {board.said}")
        return
    tally.faults[f"stopped in {board.phase.name if board.phase else 'between'}"] += 1
    said_first(library)  # a reader waits for nobody
    second = index(library, folder.path)
    if second.code is None:
        tally.stuck.append("a second writer beside one that is stopped")
    elif second.code not in (0, LibraryBusyError.exit_code) or (second.code and "index_busy" not in second.board.said):
        tally.wrong.append(f"a second writer beside one that is stopped: {second.code} {second.board.said}")
    os.kill(process, signal.SIGCONT)
    done = ended(process, board)
    if done.code is None:
        tally.stuck.append("a run that was stopped and went on")
    elif done.code:
        tally.wrong.append(f"a run that was stopped and went on: {done.board.said}")


def _meddled(folder: Folder, library: Path, before: str, dice: random.Random, tally: Tally) -> None:
    """Papers are overwritten in place, replaced, removed and made while a run reads them."""
    process, board = begun(library, folder.path)
    while os.waitpid(process, os.WNOHANG) == (0, 0):
        name, number = dice.choice(folder.names), dice.randrange(10_000, 99_999)
        path = folder.path / name
        how = dice.choice(("overwritten", "replaced", "removed and back", "grown"))
        tally.faults[f"while read: {how}"] += 1
        if how == "overwritten":
            path.write_bytes(pdf(lines(dice, number)))
        elif how == "replaced":
            other = path.with_suffix(".part")
            other.write_bytes(pdf(lines(dice, number)))
            other.replace(path)
        elif how == "grown":
            with path.open("ab") as file:
                file.write(b"% and more\n")
        else:
            kept = path.read_bytes()
            path.unlink()
            time.sleep(0.002)
            path.write_bytes(kept)
        time.sleep(dice.random() * 0.01)
    if board.said:
        tally.wrong.append(f"files that changed: {board.said}")

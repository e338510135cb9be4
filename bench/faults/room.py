"""What does a run say where there is no more room, and is the library what it was?"""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.faults.answers import said, said_first
from bench.faults.kills import Tally, Told
from bench.faults.papers import Folder
from bench.faults.runs import Ended, index, undisturbed

_DISK_BYTES = 24 * 1024 * 1024


def starve(points: int, seed: int, scratch: Path, told: Told) -> Tally:
    """So many runs, each with less room than it needs: on a small disk where one can be mounted, and by a limit."""
    tally, dice = Tally(), random.Random(seed)
    folder = Folder(scratch / "papers", dice)
    folder.fill(8)
    library, fresh = scratch / "library", scratch / "fresh"
    undisturbed(library, folder.path)
    before, first = said(library), said_first(library)
    folder.fill(8)
    undisturbed(fresh, folder.path)
    after, first_after = said(fresh), said_first(fresh)
    grown = sum(file.stat().st_size for file in fresh.rglob("*") if file.is_file())
    largest = max(file.stat().st_size for file in fresh.rglob("*"))
    with _disk(scratch / "disk") as disk:
        for point in range(points):
            place = (disk or scratch) / "starved"
            shutil.rmtree(place, ignore_errors=True)
            shutil.copytree(library, place)
            if disk:
                done = _on_full_disk(disk, place, folder.path, grown * (point + 0.5) / points)
            else:
                limit = int(largest * (point + 0.5) / points)
                done = index(place, folder.path, prepare=lambda limit=limit: _limit(limit))  # type: ignore[misc]
            kind = "disk full" if disk else "no larger file"
            _judge(done, place, kind, (first, first_after), tally)
            if index(place, folder.path).code:
                tally.wrong.append(f"{kind} at point {point}: the next run does not go on")
            elif said(place) != after:
                tally.wrong.append(f"{kind} at point {point}: other answers than a fresh library")
            told(tally, f"{point + 1} of {points} points without room")
    assert before != after
    return tally


def _judge(done: Ended, place: Path, kind: str, right: tuple[str, str], tally: Tally) -> None:
    if done.code is None:
        tally.stuck.append(kind)
        return
    tally.faults[f"{kind}: " + ("told" if done.code else "room enough")] += 1
    if done.code and (done.code == 70 or done.code < 0 or not done.board.said):
        tally.wrong.append(f"{kind}: {done.code} {done.board.said}")
    try:
        if said_first(place) not in right:
            tally.wrong.append(f"{kind}: neither the library before nor the one after")
    except Exception as error:  # noqa: BLE001 - whatever a reader meets is what is looked for
        tally.wrong.append(f"{kind}: {type(error).__name__}: {error}")


def _on_full_disk(disk: Path, place: Path, folder: Path, spare: float) -> Ended:
    """A run on a disk with only so many bytes left, which are given back afterwards."""
    filler = disk / "filler"
    free = shutil.disk_usage(disk).free
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, free - int(spare)))
    try:
        return index(place, folder)
    finally:
        filler.unlink()


def _limit(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@contextmanager
def _disk(at: Path) -> Iterator[Path | None]:
    """A small disk in memory, where this user may mount one; None elsewhere."""
    at.mkdir(parents=True)
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={_DISK_BYTES}", "tmpfs", str(at)]
    try:
        mounted = subprocess.run(mounting, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    try:
        yield at if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(at)], check=False)

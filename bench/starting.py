"""How long until something is on the screen? Whole processes, timed from outside."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.figures import OURS, Figure


def measure(papers: Path, directory: Path, times: int) -> Iterator[Figure]:
    """The median of `times` starts: the bare command, and a search in a library of `papers`."""
    index = ("--index", str(directory / "index"))
    _run((*index, "index", str(papers)))
    for name, arguments in (("--version", ("--version",)), ("search", (*index, "search", "footbridge"))):
        took = [_run(arguments) for _ in range(times)]
        yield Figure(f"start: {name}", OURS, statistics.median(took), "ms")
    bare = [_timed((sys.executable, "-c", "pass")) for _ in range(times)]
    yield Figure("start: --version", "bare Python", statistics.median(bare), "ms")


def _run(arguments: Sequence[str]) -> float:
    return _timed((sys.executable, "-m", "panelsearch", *arguments))


def _timed(command: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=False)
    return (time.perf_counter() - began) * 1000

"""Runs every measurement in a process of its own, so that each has its own peak of memory, and prints the table."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import (
    altering,
    asking,
    exporting,
    indexing,
    keys,
    lasting,
    reading,
    registers_at_scale,
    screens,
    searching,
    starting,
    tasks,
)
from bench.figures import Figure, as_rows, table
from bench.memory import peak_mb

ROOT = Path(__file__).resolve().parents[1]


def _measure(task: str, arguments: Sequence[str], scratch: Path) -> Iterator[Figure]:
    """One task, in this process."""
    match task, *arguments:
        case "extraction", subject, papers:
            yield from reading.measure(subject, Path(papers))
        case "index", papers:
            yield from indexing.measure(Path(papers), scratch)
        case "long", pages:
            yield from indexing.measure_long(int(pages), scratch)
        case "tagging", papers:
            yield from reading.measure_tagging(sorted(Path(papers).rglob("*.pdf")))
        case "lasting", papers, first, last:
            yield from lasting.measure(sorted(Path(papers).rglob("*.pdf"))[:6], int(first), int(last))
        case "library", subject, count, asked:
            yield from searching.measure(subject, int(count), int(asked), scratch)
        case "answers", papers, count, asked:
            yield from asking.measure(Path(papers), int(count), int(asked), scratch)
            yield from keys.measure(scratch, f"{int(count):,} passages")
        case "registers", count, asked:
            yield from registers_at_scale.measure(int(count), int(asked), scratch)
            yield from _in_child("screens", str(scratch), f"{int(count):,} papers")
        case "screens", directory, label:
            yield from screens.measure_start(Path(directory), label)
            for state in screens.STATES:
                yield from _in_child("driven", directory, label, state)
        case "driven", directory, label, state:
            yield from screens.measure(Path(directory), label, state)
        case "exports", count:
            yield from exporting.measure(int(count), scratch)
        case "altered", papers, each:
            yield from altering.measure_papers(Path(papers), int(each), scratch)
        case "tasks", *wanted:
            yield from tasks.measure(scratch, *wanted)
        case "start", papers, times:
            yield from starting.measure(Path(papers), scratch, int(times))
        case _:
            raise SystemExit(f"no such task: {task} {' '.join(arguments)}")


def _one(task: str, arguments: Sequence[str]) -> None:
    """Runs in the child: measures and prints the figures as JSON, the peak of memory last."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        figures = list(_measure(task, arguments, Path(scratch)))
        if task in ("extraction", "library") and figures[0].value is not None:
            name = "extraction" if task == "extraction" else f"{int(arguments[1]):,} passages"
            figures.append(Figure(f"{name}: peak memory", figures[0].subject, peak_mb(), "MB"))
        print(json.dumps(as_rows(figures)))


def _in_child(task: str, *arguments: str) -> list[Figure]:
    print(f"... {task} {' '.join(arguments)}", file=sys.stderr)
    command = [sys.executable, "-m", "bench", "--task", task, *arguments]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    if done.returncode:
        return [Figure(task, arguments[0], None, "", f"failed with exit code {done.returncode}")]
    return [Figure(**row) for row in json.loads(done.stdout)]


def _all(
    papers: Path,
    sizes: Sequence[int],
    asked: int,
    starts: int,
    long: Sequence[int],
    many: int,
    many_papers: Sequence[int],
) -> list[Figure]:
    figures = [figure for subject in reading.SUBJECTS for figure in _in_child("extraction", subject, str(papers))]
    figures += _in_child("index", str(papers))
    for pages in long:
        figures += _in_child("long", str(pages))
    figures += _in_child("tagging", str(papers))
    figures += _in_child("lasting", str(papers), str(many // 5), str(many))
    figures += _in_child("start", str(papers), str(starts))
    for size in sizes:
        figures += _in_child("exports", str(size))
    figures += _in_child("altered", str(papers), str(40 if starts > 1 else 4))
    for size in sizes:
        for subject in searching.SUBJECTS:
            figures += _in_child("library", subject, str(size), str(asked))
    figures += [figure for size in sizes for figure in _in_child("answers", str(ROOT / "corpus"), str(size), "100")]
    figures += [figure for count in many_papers for figure in _in_child("registers", str(count), str(min(asked, 20)))]
    order = {task: place for place, task in enumerate(dict.fromkeys(figure.task for figure in figures))}
    return sorted(figures, key=lambda figure: order[figure.task])


def main() -> None:
    """The command line of `python -m bench`."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--papers", type=Path, default=ROOT / "corpus", help="the PDFs to read (default: corpus/)")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[50_000, 200_000], help="passages of the made libraries"
    )
    parser.add_argument(
        "--many-papers",
        type=int,
        nargs="+",
        default=[10_000],
        help="papers of the libraries that registers are asked of",
    )
    parser.add_argument("--json", type=Path, help="save the figures in this file")
    parser.add_argument("--quick", action="store_true", help="a smoke run: tiny libraries, few queries")
    parser.add_argument("--task", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.task:
        _one(options.task[0], options.task[1:])
        return
    sizes, asked, starts, long, many, papers = (
        ([300], 3, 1, [20], 20, [60])
        if options.quick
        else (options.sizes, 30, 7, [200, 2_000], 1_000, options.many_papers)
    )
    figures = _all(options.papers.resolve(), sizes, asked, starts, long, many, papers)
    if options.json:
        options.json.write_text(json.dumps(as_rows(figures), indent=1) + "\n", encoding="utf-8")
    print(table(figures))


if __name__ == "__main__":
    main()

"""How long does a register's first page take in a county's library? Invented papers, asked as both front ends ask."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench.building import build
from bench.figures import OURS, Figure
from bench.memory import peak_mb
from bench.papers_at_scale import bodies, records
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.register_rows import Wanted
from panelsearch.services.library import Library
from panelsearch.storage.place import Place

_MATTERS = ("footbridge", "precept", "budget", "cemetery", "flooding", "policing plan", "library", '"car park"')
_PAGE = 50
_PLACES = 3
"""How many of its pages a sum or date shows in a list."""


def measure(count: int, asked: int, directory: Path) -> Iterator[Figure]:
    """Builds a library of `count` papers, then asks each request `asked` times, p95 in milliseconds."""
    label = f"{count:,} papers"
    began = time.perf_counter()
    build(records(count), directory)
    yield Figure(f"{label}: building", OURS, count / (time.perf_counter() - began), "papers/s")
    yield Figure(f"{label}: peak memory of building", OURS, peak_mb(), "MB")
    yield from ask(count, asked, directory)


def ask(count: int, asked: int, place: Place | Path) -> Iterator[Figure]:
    """The same over a library that is there already."""
    label = f"{count:,} papers"
    gc.collect()
    opening = sorted(_milliseconds(partial(_open_and_close, place)) for _ in range(max(3, asked // 4)))
    yield Figure(f"{label}: opening, p95", OURS, _p95(opening), "ms")
    with Library.open(place) as library:
        for name, request in _requests(library, count).items():
            times = sorted(_milliseconds(partial(request, turn)) for turn in range(asked))
            yield Figure(f"{label}: {name}, p95", OURS, _p95(times), "ms")
    yield Figure(f"{label}: peak memory", OURS, peak_mb(), "MB")


def _requests(library: Library, count: int) -> dict[str, Callable[[int], object]]:
    """What is asked, by name; each takes the number of the turn, so that no two turns ask the same."""
    everybody = bodies(max(3, count // 120))
    papers = [source.document for source in library.sources()[:: max(1, count // 997)]]

    def matter(turn: int) -> str:
        return _MATTERS[turn % len(_MATTERS)]

    def of_body(turn: int) -> Wanted:
        return Wanted(body=everybody[turn * 7 % len(everybody)].name)

    def of_person(turn: int) -> Wanted:
        return Wanted(person=everybody[turn * 11 % len(everybody)].members[0][0])

    def paper(turn: int) -> str:
        return papers[turn * 13 % len(papers)]

    def sums(query: str) -> object:
        return library.values(MentionLabel.MONEY, query, limit=_PAGE, places=_PLACES)

    return {
        "decisions, first page": lambda turn: library.decisions(limit=_PAGE),
        "decisions with a word": lambda turn: library.decisions(matter(turn), limit=_PAGE),
        "decisions of a body": lambda turn: library.decisions(wanted=of_body(turn), limit=_PAGE),
        "decisions of a person": lambda turn: library.decisions(wanted=of_person(turn), limit=_PAGE),
        "actions, first page": lambda turn: library.actions(limit=_PAGE),
        "actions with a word": lambda turn: library.actions(matter(turn), limit=_PAGE),
        "timeline of a word": lambda turn: library.timeline(matter(turn), limit=_PAGE),
        "timeline of a word and a body": lambda turn: library.timeline(matter(turn), of_body(turn), limit=_PAGE),
        "attendance of a body": lambda turn: library.attendance(of_body(turn), limit=_PAGE),
        "attendance, first page": lambda turn: library.attendance(limit=_PAGE),
        "attendance of a person": lambda turn: library.attendance(of_person(turn), limit=_PAGE),
        "people, first page": lambda turn: library.entities(MentionLabel.PERSON, limit=_PAGE),
        "people by name": lambda turn: library.entities(
            MentionLabel.PERSON, of_person(turn).person.split()[1], limit=_PAGE
        ),
        "councils, first page": lambda turn: library.entities(MentionLabel.COUNCIL, limit=_PAGE),
        "sums, first page": lambda turn: sums(""),
        "dates, first page": lambda turn: library.values(MentionLabel.DATE, limit=_PAGE, places=_PLACES),
        "sums above a bound": lambda turn: sums(f">{turn + 1}k"),
        "sums with a word": lambda turn: sums(f">1k {matter(turn)}"),
        "dates of a month": lambda turn: library.values(
            MentionLabel.DATE, f"{2010 + turn % 9}-03", limit=_PAGE, places=_PLACES
        ),
        "a paper with its references": lambda turn: library.show(paper(turn)),
        "a page's references": lambda turn: library.references(paper(turn), 1),
        "gaps": lambda turn: library.gaps(),
        "gaps of a body": lambda turn: library.gaps(of_body(turn)),
        "status": lambda turn: library.status(on_disk=False),
        "search": lambda turn: library.search(matter(turn)),
        "search for a person": lambda turn: library.search(f'person:"{of_person(turn).person}"'),
        "facets": lambda turn: library.facets(matter(turn)),
    }


def _open_and_close(place: Place | Path) -> None:
    Library.open(place).close()


def _milliseconds(asking: Callable[[], object]) -> float:
    began = time.perf_counter()
    asking()
    return (time.perf_counter() - began) * 1000


def _p95(times: list[float]) -> float:
    return times[min(len(times) - 1, int(len(times) * 0.95))]

"""What does an empty result not prove? What the library lacks, from what its papers show of themselves."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from panelsearch.model.ingest_reports import FileReport
from panelsearch.model.meetings import DocumentKind
from panelsearch.model.register_rows import Gap, GapKind, Wanted
from panelsearch.text.body_names import body_key, names_hold

_MONTHS_IN_ORDER = 3
"""A month counts as one of the pattern where the body met in it in so many years, and in most of those covered."""
_MOST = 0.75


@dataclass(frozen=True, slots=True)
class Paper:
    """What a document is: under which names, and of which meeting. `holds_minutes_of` lists minutes inside a pack."""

    names: tuple[str, ...]
    kind: DocumentKind
    body: str | None
    day: date | None
    holds_minutes_of: tuple[date, ...] = ()
    inferred: tuple[str, ...] = ()


def gaps(
    meetings: Iterable[Gap],
    papers: Sequence[Paper],
    without_text: Iterable[FileReport],
    unread: Iterable[FileReport],
    reprints: Iterable[tuple[str, str]],
    wanted: Wanted,
) -> tuple[Gap, ...]:
    """Every gap, kind by kind: of `meetings`, and of those `papers` that one may be told of.

    `reprints` are pairs of documents of nearly the same words.
    """
    papers = [p for p in papers if names_hold(p.body or "", wanted.body)]
    shown = {name for paper in papers if wanted.covers(paper.day) for name in paper.names}
    found = [
        *(gap for gap in meetings if names_hold(gap.body or "", wanted.body) and wanted.covers(gap.day)),
        *_twice(papers, shown),
        *_reprinted(reprints, shown),
        *(
            Gap(GapKind.WITHOUT_TEXT, file.reason, (file.document,), inferred=False)
            for file in without_text
            if file.document in shown
        ),
        # nothing is known of an unread file, its body included: it may be one of those asked for
        *(Gap(GapKind.UNREAD, file.reason, (file.document,), inferred=False) for file in unread),
        *_unplaced(papers, shown),
    ]
    return tuple(sorted(found, key=lambda gap: (list(GapKind).index(gap.kind), gap.body or "", gap.day or date.min)))


def meeting_gaps(papers: Iterable[Paper]) -> Iterator[Gap]:
    """Meetings without minutes, and months without a meeting, body by body."""
    by_body: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        if paper.body and paper.day:
            by_body[body_key(paper.body)].append(paper)
    for known in by_body.values():
        body = known[0].body or ""
        announced: dict[date, list[str]] = defaultdict(list)
        minuted: set[date] = set()
        for paper in known:
            if paper.day and paper.kind in (DocumentKind.AGENDA, DocumentKind.PACK):
                announced[paper.day].append(paper.names[0])
            if paper.day and paper.kind is DocumentKind.MINUTES:
                minuted.add(paper.day)
            minuted.update(paper.holds_minutes_of)
        for day in sorted(set(announced) - minuted):
            yield Gap(
                GapKind.NO_MINUTES, f"an agenda of {_written(day)}, and no minutes of that day",
                tuple(announced[day]), inferred=True, body=body, day=day,
            )  # fmt: skip
        yield from _missing_months(body, known, sorted(set(announced) | minuted))


def _missing_months(body: str, papers: Sequence[Paper], days: Sequence[date]) -> Iterator[Gap]:
    """Months in which the body met in most other years, and of which no meeting is known."""
    if not days:
        return
    met = {(day.year, day.month) for day in days}
    first, last = min(met), max(met)
    for month in range(1, 13):
        years = [y for y in range(first[0], last[0] + 1) if first <= (y, month) <= last]
        held = [y for y in years if (y, month) in met]
        if len(held) < _MONTHS_IN_ORDER or len(held) < _MOST * len(years):
            continue
        for year in years:
            if (year, month) not in met:
                name = calendar.month_name[month]
                before = tuple(
                    paper.names[0] for paper in papers if paper.day and paper.day.month == month
                )[:3]  # fmt: skip
                yield Gap(
                    GapKind.NO_MEETING,
                    f"no meeting of {name} {year}, though {len(held)} of {len(years)} years have one in {name}",
                    before, inferred=True, body=body, day=date(year, month, 1),
                )  # fmt: skip


def _twice(papers: Sequence[Paper], shown: set[str]) -> Iterator[Gap]:
    for paper in papers:
        if len(paper.names) > 1 and shown & set(paper.names):
            yield Gap(
                GapKind.SEEN_TWICE, f"one and the same file under {len(paper.names)} names", paper.names,
                inferred=False, body=paper.body, day=paper.day,
            )  # fmt: skip


def _reprinted(pairs: Iterable[tuple[str, str]], shown: set[str]) -> Iterator[Gap]:
    for one, other in pairs:
        if one in shown or other in shown:
            yield Gap(
                GapKind.SEEN_TWICE,
                "nearly all the words of the shorter stand in the other",
                (one, other),
                inferred=True,
            )


def _unplaced(papers: Sequence[Paper], shown: set[str]) -> Iterator[Gap]:
    for paper in papers:
        lacks = [what for what, known in (("body", paper.body), ("date", paper.day)) if not known]
        of_a_meeting = paper.kind in (DocumentKind.MINUTES, DocumentKind.AGENDA, DocumentKind.PACK)
        if lacks and of_a_meeting and paper.names[0] in shown:
            statement = f"{paper.kind} whose {' and '.join(lacks)} could not be told"
            yield Gap(GapKind.UNPLACED, statement, paper.names, inferred=False, body=paper.body, day=paper.day)


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"

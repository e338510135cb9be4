"""What does an index know of a passage?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """One passage as an index sees it. Nothing here needs to be kept by the index but its postings.

    `people`, `councils`, `orgs` are canonical names and the words of their mentions; `sums` every sum: its currency and
    hundredths of it.
    `named_people`, `named_councils` are canonical names alone, `outcomes` those of the decisions that stand in it,
    `actions` the kinds of its actions.
    """

    passage_id: int
    document_id: int
    text: str
    heading: str = ""
    title: str = ""
    body: str = ""
    kind: str = ""
    meeting_date: date | None = None
    page: int = 1
    item_number: str = ""
    people: tuple[str, ...] = ()
    councils: tuple[str, ...] = ()
    orgs: tuple[str, ...] = ()
    sums: tuple[tuple[str, int], ...] = ()
    named_people: tuple[str, ...] = ()
    named_councils: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()

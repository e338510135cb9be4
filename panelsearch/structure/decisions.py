"""What did the body decide? Formal decisions of minutes, each a span of one page, with who moved and who voted.

The sentences of an item are read in turn. One that decides is a decision; one that moves waits for what came of it;
those that only name the movers or tell the vote belong to the motion or resolution beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from panelsearch.model.meetings import Attendance, Decision, DocumentKind, Item
from panelsearch.model.pages import Page
from panelsearch.model.spans import PageSpan
from panelsearch.structure.attendance import opens_minutes
from panelsearch.structure.decision_spans import CLOSES
from panelsearch.structure.matters import came_to
from panelsearch.structure.proceedings import Proceedings
from panelsearch.structure.roster import Roster
from panelsearch.text.rule_engine import OPEN, Fence

_MINUTES_LENGTH = 40
"""Pages after which minutes inside a pack are taken to be over even where nothing says so."""


def find_decisions(
    pages: Sequence[Page],
    items: Sequence[Item],
    attendance: Attendance,
    kind: DocumentKind,
    body: str | None,
    fence: Fence = OPEN,
) -> tuple[Decision, ...]:
    """The formal decisions in order of place; those of minutes, and of minutes inside a pack."""
    if kind is DocumentKind.MINUTES:
        scope: Sequence[Page] = pages
    elif kind is DocumentKind.PACK:
        scope = tuple(_minutes_within(pages, fence))
    else:
        return ()
    proceedings = Proceedings(body, Roster(attendance), fence)
    for page in scope:
        proceedings.read(page, [item for item in items if item.at.page == page.number])
    found = [
        Decision(
            PageSpan(matter.page, matter.span.start, matter.span.end),
            outcome,
            _item_of(items, matter.page, matter.span.start),
            matter.proposer,
            matter.seconder,
            *matter.votes,
            rule=matter.rule,
        )
        for matter in proceedings.settled()
        if (outcome := came_to(matter)) is not None
    ]
    return tuple(sorted(found, key=lambda decision: decision.at))


def _minutes_within(pages: Sequence[Page], fence: Fence) -> Iterator[Page]:
    left = 0
    for page in pages:
        if opens_minutes(page, fence):
            left = _MINUTES_LENGTH
        if left:
            yield page
            left = 0 if CLOSES.search(page.text) else left - 1


def _item_of(items: Sequence[Item], page: int, start: int) -> int | None:
    inside = None
    for i, item in enumerate(items):
        if (item.at.page, item.at.start) <= (page, start) < (item.end_page, item.end):
            inside = i
    return inside

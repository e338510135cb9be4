"""Which numbered paragraphs are items although no heading stands before them? Those that the numbering counts.

Small boards and clubs number what they did: "4. The precept is to be £1,500." Between and behind the headings of a
numbering such a paragraph is an item where its number is the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from panelsearch.structure.item_candidates import Candidate
from panelsearch.structure.item_numbers import Manner

_SAME_INDENT_PT = 3
_LINKS = 3
"""From fewer items it is not told what the numbering is."""


def counted_on(links: Sequence[Candidate], candidates: Sequence[Candidate]) -> list[Candidate]:
    """The items, with the paragraphs between, before and behind them whose numbers only they lack."""
    known = [one for one in links if one.number is not None]
    if len(known) < max(_LINKS, len(links)) or not all(_is_plain(one) and not one.side for one in known):
        return list(links)
    taken = {one.place for one in links}
    like = [one for one in candidates if _is_plain(one) and one.place not in taken and _set_like(one, known)]
    found = sorted(links, key=attrgetter("place"))
    for one in [*sorted(like, key=attrgetter("place")), *sorted(like, key=attrgetter("place"), reverse=True)]:
        if one.place not in taken and _is_next(one, found, like):
            found = sorted([*found, one], key=attrgetter("place"))
            taken.add(one.place)
    return found


def _is_plain(one: Candidate) -> bool:
    return one.number is not None and one.number.manner is Manner.PLAIN and one.printed.isdigit()


def _count(one: Candidate) -> int:
    return one.number.places[-1] if one.number else 0


def _set_like(one: Candidate, others: Sequence[Candidate]) -> bool:
    """Whether a number is printed as those of the others are, as far in as one of them."""
    number = one.number
    return number is not None and any(
        other.number is not None
        and number.shape == other.number.shape
        and number.stopped == other.number.stopped
        and abs(one.indent - other.indent) <= _SAME_INDENT_PT
        for other in others
    )


def _is_next(one: Candidate, found: Sequence[Candidate], like: Sequence[Candidate]) -> bool:
    """Whether only this number is wanting between its neighbours, and nothing else is counted there."""
    before = max((c for c in found if c.place < one.place), key=attrgetter("place"), default=None)
    after = min((c for c in found if c.place > one.place), key=attrgetter("place"), default=None)
    if before is None:
        return after is not None and _count(one) == _count(after) - 1
    counted = [c for c in like if before.place < c.place < one.place]
    return (
        _count(one) == _count(before) + 1
        and not counted
        and (after is None or _count(after) not in (_count(one), _count(before)))
    )

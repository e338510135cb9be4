"""Which items does the meeting have, and where does each begin and end? Numberings and headings, put together.

The chain of numbers that weighs most is the paper's numbering, unless it only numbers what stands under one item of
another; headings without numbers count where there is no numbering, or where the numbers begin again under each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import attrgetter

from panelsearch.model.meetings import Attendance, Attendee, DocumentKind, Item
from panelsearch.model.pages import Page
from panelsearch.model.spans import PageSpan
from panelsearch.structure.attendee_names import is_given_name
from panelsearch.structure.counted_paragraphs import counted_on
from panelsearch.structure.heading_words import OF_ITEMS
from panelsearch.structure.item_candidates import Candidate, numbered_candidates
from panelsearch.structure.item_headings import likely_headings, unnumbered_headings
from panelsearch.structure.item_numbers import Manner
from panelsearch.structure.item_sequences import Chain, by_gap, chains, like_headings, within
from panelsearch.structure.kind_witnesses import opens_paper
from panelsearch.structure.lettered_entries import lettered_under
from panelsearch.text.rule_engine import OPEN, Fence, rule

_AGENDA_PAGES = 6
_UPPER_SHARE = 0.3
"""What a numbering must weigh beside one that stands under it."""
_HEADINGS_OF_A_NUMBERING = 3
"""With fewer headings among its sentences a numbering only numbers paragraphs."""
_APART = 0.3
"""What a plain line weighs that has a gap above it."""
_WORDS_OF_A_PLAIN_HEADING = 8
_SAME_INDENT_PT = 14
_SURELY = 1.7
"""What a line must weigh to be a heading whatever its number."""
_UNDER_UPPER = 0.5
"""What lines with a number must weigh on the whole to be items under an item."""


def find_items(
    pages: Sequence[Page],
    kind: DocumentKind,
    minutes_from: int | None,
    fence: Fence = OPEN,
    listed: Attendance | None = None,
) -> tuple[Item, ...]:
    """The items in order. For a pack, those of the minutes that begin on page `minutes_from`, else its agenda's.

    Where somebody's name of the lists begins, no item does: "I. Ash" is no first item.
    """
    if kind not in (DocumentKind.MINUTES, DocumentKind.AGENDA, DocumentKind.PACK):
        return ()
    looked_at = pages
    if kind is DocumentKind.PACK and minutes_from is not None:
        looked_at = [page for page in pages if page.number >= minutes_from]
    elif kind is DocumentKind.PACK:
        papers_from = next((at for at, page in enumerate(pages) if at and opens_paper(page)), len(pages))
        looked_at = pages[: min(papers_from, _AGENDA_PAGES)]
    agenda = kind is not DocumentKind.MINUTES and minutes_from is None
    names = {(one.at.page, one.at.start) for one in _everybody(listed)} if listed else set()
    candidates = [one for one in numbered_candidates(looked_at, fence, agenda=agenda) if one.place not in names]
    chosen: Sequence[Candidate] = fence.ask(_outline, (), looked_at, candidates, fence, agenda=agenda)
    last = looked_at[-1] if looked_at else None
    if kind is DocumentKind.PACK and chosen:
        last = next(page for page in pages if page.number == _end_of_part(pages, chosen))
    return tuple(_with_extents(chosen, last)) if chosen and last else ()


def _everybody(listed: Attendance) -> Iterator[Attendee]:
    yield from (*listed.present, *listed.in_attendance, *listed.apologies)


@rule("items.numbering")
def _outline(
    pages: Sequence[Page], candidates: Sequence[Candidate], fence: Fence, *, agenda: bool
) -> Sequence[Candidate]:
    """The items: the numbering that the paper goes by, what stands above it, and what stands under its items."""
    found = [chain for chain in chains(candidates) if _may_number(chain)]
    best = max(found, key=lambda chain: chain.worth, default=None)
    headings = unnumbered_headings(pages, fence, agenda=agenda)
    if best is None:
        return _with_those_under(headings, candidates) if headings else ()
    best = _uppermost(best, found)
    if all(one.code for one in best.links):
        before = [one for one in likely_headings(pages, fence) if one.place < best.links[0].place]
        return [*before, *best.links]
    weight = sum(one.weight for one in headings)
    if headings and not best.in_margin and _head_sections(headings, weight, best, candidates):
        return _with_those_under(headings, candidates)
    links = counted_on(_sections(_beginning_again(best, found)), candidates)
    links = _with_those_under([*links, *_astray(links, candidates)], candidates)
    return sorted([*links, *lettered_under(pages, links, fence)], key=attrgetter("place"))


def _may_number(chain: Chain) -> bool:
    """Whether a chain can be a paper's numbering: headings on the whole, none of people."""
    links = chain.links
    people = [one for one in links if len(words := one.heading.split()) in (2, 3) and is_given_name(words[0])]
    if len(people) * 2 >= len(links) or (chain.manner is Manner.LETTER and len(links) < 3):
        return False
    if chain.in_margin or all(one.code for one in links):
        return True
    named = [one for one in links if not one.sentence]
    usual = any(OF_ITEMS.match(one.heading) for one in named)
    stands_out = any(one.bold or one.heading.isupper() for one in named) or len(links) > _HEADINGS_OF_A_NUMBERING
    stands_out |= all(one.number is not None and one.number.called for one in links)
    apart = all(one.weight >= _APART and len(one.heading.split()) <= _WORDS_OF_A_PLAIN_HEADING for one in links)
    stands_out |= len(named) == len(links) >= _HEADINGS_OF_A_NUMBERING and apart
    return (
        (like_headings(links) and (usual or stands_out))
        or (usual and len(named) >= _HEADINGS_OF_A_NUMBERING)
        or _counts_through(links)
    )


def _counts_through(links: Sequence[Candidate]) -> bool:
    """Whether numbers count from 1 without a gap and some head, alone on their lines, what items are called."""
    counts = [one.number.places[-1] for one in links if one.number]
    headings = [one for one in links if one.alone and OF_ITEMS.match(one.heading)]
    return len(headings) > 1 and len(links) > _HEADINGS_OF_A_NUMBERING and counts == list(range(1, len(links) + 1))


def _uppermost(best: Chain, found: Sequence[Chain]) -> Chain:
    """The numbering above the best one, where that stands under one item of it or bears its numbers."""
    for _ in range(3):
        upper = max((c for c in found if c is not best and _stands_above(c, best)), key=lambda c: c.worth, default=None)
        if upper is None:
            break
        best = upper
    return best


def _stands_above(upper: Chain, chain: Chain) -> bool:
    if chain.manner in (Manner.DOTTED, Manner.LETTERED):
        heads = {one.number.places[0] for one in upper.links if one.number}
        firsts = {one.number.places[0] for one in chain.links if one.number}
        return upper.manner is Manner.PLAIN and firsts <= heads
    begins = chain.links[0].number is not None and chain.links[0].number.places[-1] == 1
    other = upper.manner is not chain.manner and upper.manner not in (Manner.DOTTED, Manner.LETTERED)
    return begins and other and within(chain.links, upper.links) and upper.worth >= _UPPER_SHARE * chain.worth


def _head_sections(headings: Sequence[Candidate], weight: float, best: Chain, candidates: Sequence[Candidate]) -> bool:
    """Whether headings without numbers are the items, and the numbers only number what stands under them."""
    first = best.links[0].number
    if first is None or first.places[-1] != 1 or first.manner is Manner.ROMAN:
        return False
    ones = [c for c in candidates if c.weight > 0 and c.alone and c.number and c.number.manner is first.manner]
    begun = by_gap(
        [c for c in ones if c.number and c.number.places[-1] == 1 and c.bold == best.links[0].bold], headings
    )
    if len(headings) > 2 and sum(at >= 0 for at in begun) > 1 and weight >= _UPPER_SHARE * best.weight:
        return True
    return within(best.links, headings) and (
        (weight >= best.weight and len(headings) > 2) or len(headings) > len(best.links)
    )


def _beginning_again(best: Chain, found: Sequence[Chain]) -> list[Candidate]:
    """The chain, with others of its manner before or behind it: the minutes of a second meeting begin with 1 again."""
    links = list(best.links)
    for other in found:
        apart = other.links[0].place > links[-1].place or other.links[-1].place < links[0].place
        if other is not best and other.manner is best.manner and apart and _another_meetings(other, best):
            links = sorted([*links, *other.links], key=attrgetter("place"))
    named = [one for one in links if not one.sentence]
    enough = len(named) >= min(_HEADINGS_OF_A_NUMBERING, len(links) / 2)
    return links if enough or _counts_through(links) else named


def _sections(links: Sequence[Candidate]) -> Sequence[Candidate]:
    """Of numbers like 3.0 and 3.1 the sections, and what else has a heading by its looks."""
    of_sections = [one for one in links if one.number and one.number.places[1:] == (0,)]
    if len(of_sections) < _HEADINGS_OF_A_NUMBERING:
        return links
    return [one for one in links if one in of_sections or (_stands_out(one) and not one.sentence)]


def _astray(links: Sequence[Candidate], candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Headings set like the numbering's whose number is misprinted, or that stand out of their order."""
    taken = {one.place for one in links}
    first = links[0].number
    manner, called = (first.manner, first.called) if first else (None, False)
    bold = sum(one.bold for one in links) * 2 > len(links)
    counts = {one.number.places[-1] for one in links if one.number}
    for one in candidates:
        if (
            one.place not in taken
            and one.number is not None
            and one.number.manner is manner
            and one.number.called is called
            and links[0].page <= one.page <= links[-1].page
            and one.bold
            and bold
            and one.weight >= _SURELY
            and min(counts) <= one.number.places[-1] <= max(counts)
            and any(abs(one.indent - other.indent) <= 2 for other in links if other.page == one.page)
        ):
            yield one


def _another_meetings(other: Chain, best: Chain) -> bool:
    """Whether a numbering set like the best can be that of another meeting told of in the same paper."""
    first = other.links[0].number
    anew = first is not None and first.places[-1] == 1
    usual = sum(OF_ITEMS.match(one.heading) is not None for one in other.links)
    return like_headings(other.links) and (anew or usual > 2) and (_set_alike(other.links, best.links) or usual > 2)


def _set_alike(links: Sequence[Candidate], others: Sequence[Candidate]) -> bool:
    """Whether two chains are set the same way."""
    one, other = links[0], others[0]
    assert one.number is not None
    assert other.number is not None
    return (
        one.bold == other.bold
        and one.number.shape == other.number.shape
        and abs(one.indent - other.indent) <= _SAME_INDENT_PT
    )


def _with_those_under(links: Sequence[Candidate], candidates: Sequence[Candidate]) -> list[Candidate]:
    """The items, with those that stand under one of them and have a heading and a number of their own."""
    chosen = sorted(links, key=attrgetter("place"))
    manner = links[0].number.manner if links[0].number else None
    if manner in (Manner.PLAIN, Manner.LETTER):
        chosen += [one for one in candidates if _bears_number_of_item(chosen, one)]
    under = {Manner.LETTER: (Manner.PLAIN,), Manner.PLAIN: (Manner.LETTER,)}.get(manner, (Manner.LETTER, Manner.PLAIN))  # type: ignore[arg-type]
    for level in under if manner in (None, Manner.ROMAN, Manner.LETTER, Manner.PLAIN) else ():
        chosen = sorted([*chosen, *_numbered_under(chosen, candidates, level)], key=attrgetter("place"))
    return sorted(chosen, key=attrgetter("place"))


def _bears_number_of_item(taken: Sequence[Candidate], one: Candidate) -> bool:
    """Whether a dotted number (4.1, D.1) with a heading of its own belongs to the item it stands in."""
    if one.number is None or one.number.manner not in (Manner.DOTTED, Manner.LETTERED) or not one.heading:
        return False
    if one.printed.count(".") != 1 or not _stands_out(one) or one.weight <= 0 or one.sentence:
        return False
    above = max((c for c in taken if c.place < one.place), key=attrgetter("place"), default=None)
    return above is not None and one.printed.rsplit(".", 1)[0] == above.printed.rsplit(".", 1)[0]


def _stands_out(one: Candidate) -> bool:
    """Whether a heading under an item is one by its looks: bold, or alone on its line."""
    return one.bold or one.lead or one.alone


def _numbered_under(chosen: Sequence[Candidate], candidates: Sequence[Candidate], level: Manner) -> Iterator[Candidate]:
    """The lines numbered from 1 or A anew under an item, where they look like headings on the whole."""
    taken = {one.place for one in chosen}
    of_romans = all(one.number is not None and one.number.manner in (Manner.ROMAN, Manner.LETTER) for one in chosen)
    left = [
        one
        for one in candidates
        if one.number is not None
        and one.number.manner is level
        and one.place not in taken
        and not (one.sentence or one.code)
        and (_stands_out(one) or (level is Manner.LETTER and of_romans))
        and one.weight > 0
    ]
    runs = [list(_run_from_one(gap)) for at, gap in sorted(by_gap(left, chosen).items()) if at >= 0]
    runs = [run for run in runs if run]
    if any(len(run) > 1 for run in runs):
        every = [one for run in runs for one in run]
        if sum(one.weight for one in every) >= _UNDER_UPPER * len(every):
            yield from every


def _run_from_one(gap: Sequence[Candidate]) -> Iterator[Candidate]:
    wanted = 1
    for one in gap:
        if one.number is not None and one.number.places[-1] == wanted:
            yield one
            wanted += 1


def _end_of_part(pages: Sequence[Page], chosen: Sequence[Candidate]) -> int:
    """The page on which the minutes inside a pack end: where the meeting closes, or the last item's next page."""
    last = chosen[-1].page
    closing = re.compile(
        r"\bmeeting\s+(?:ended|closed|finished|concluded|rose)\b|\bsigned\b.{0,40}(?:chair|date)", re.I | re.S
    )
    for page in pages:
        if last <= page.number <= last + 4 and closing.search(page.text):
            return page.number
    return last


def _with_extents(chosen: Sequence[Candidate], last: Page) -> Iterator[Item]:
    for one, following in zip(chosen, [*chosen[1:], None], strict=True):
        end_page, end = (following.page, following.start) if following else (last.number, len(last.text))
        yield Item(one.printed or None, one.heading, PageSpan(one.page, one.start, one.end), end_page, end, one.rule)

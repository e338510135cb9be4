"""Which lettered entries under an item are items of their own? Those that a paper heads: "a. **Playground** - ...".

A letter alone mostly numbers the limbs of a resolution or a list; so a paper's lettered entries are items where half of
them and more begin with a heading in bold. They are cited with the item's number: 5a.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import attrgetter

from panelsearch.model.pages import Line, Page
from panelsearch.structure.item_candidates import Candidate
from panelsearch.structure.item_numbers import Manner
from panelsearch.structure.item_sequences import by_gap
from panelsearch.text.rule_engine import Fence, rule

_LETTERED = re.compile(r"\(?(?P<letter>[a-z])[.)]\s+(?=\S)")
_LABEL = re.compile(r"(?P<label>[^:\n\t]{2,60}?)\s*(?::\s|\s?[–—-]\s)")
_LONGEST_HEADING_WORDS, _LONGEST_LABEL_WORDS = 10, 6
_HEADED = 2
"""With fewer headed ones a paper's letters number no items."""


def lettered_under(pages: Sequence[Page], items: Sequence[Candidate], fence: Fence) -> list[Candidate]:
    """The lettered entries under items with plain numbers, counted from a under each, where the paper heads them."""
    placed = sorted(items, key=attrgetter("place"))
    found = [one for page in pages for one in fence.at(page.number).each(_lettered_lines, page)]
    runs: list[Candidate] = []
    for at, gap in sorted(by_gap(found, placed).items()):
        item = placed[at] if at >= 0 else None
        if item is not None and item.number is not None and item.number.manner is Manner.PLAIN:
            runs += (_under(item, one) for one in _run_from_a(gap))
    headed = sum(one.bold for one in runs)
    return runs if headed >= _HEADED and headed * 2 >= len(runs) else []


@rule("items.lettered")
def _lettered_lines(page: Page) -> Iterator[Candidate]:
    """The lines of a page that begin with a small letter, in bold where a heading in bold follows it."""
    for line in page.lines:
        words = line.span.of(page.text)
        mark = _LETTERED.match(words)
        if mark is None:
            continue
        heading = _heading(line, words, mark.end())
        end = line.span.start + (words.index(heading, mark.end()) + len(heading) if heading else mark.end())
        headed = heading[:1].isupper() and (line.bold or line.lead >= words.index(heading, mark.end()) + len(heading))
        yield Candidate(
            page.number, line.span.start, end, mark["letter"], heading, 0.0, _lettered_lines.name, bold=headed
        )


def _heading(line: Line, words: str, begin: int) -> str:
    """The words in bold behind the letter, else those before a colon or a dash; "" where neither can be a heading."""
    in_bold = words[begin : len(words) if line.bold else line.lead]
    label = _LABEL.match(in_bold or words[begin:])
    heading = (label["label"] if label else in_bold).strip(" \t.:;,–—-")
    longest = _LONGEST_HEADING_WORDS if in_bold else _LONGEST_LABEL_WORDS
    return heading if len(heading.split()) <= longest else ""


def _run_from_a(gap: Sequence[Candidate]) -> Iterator[Candidate]:
    wanted = ord("a")
    for one in gap:
        if ord(one.printed) == wanted:
            yield one
            wanted += 1


def _under(item: Candidate, one: Candidate) -> Candidate:
    """The entry with the number that it is cited by."""
    return Candidate(
        one.page, one.start, one.end, f"{item.printed}{one.printed}", one.heading, one.weight, one.rule, bold=one.bold
    )

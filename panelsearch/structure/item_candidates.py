"""Which lines may head an item, and how much does each look like a heading? Numbered lines, wherever they stand.

A candidate is a place, a number, a heading and a weight: above zero a heading by its looks (bold, capitals, alone on
its line, the words of the trade), below zero a sentence, a row of a table, an address. Which are the paper's items is
for their order to tell (`item_sequences`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from panelsearch.model.pages import Page
from panelsearch.structure.attendee_names import is_given_name
from panelsearch.structure.heading_extent import is_sentence, is_short, line_heading, side_heading
from panelsearch.structure.heading_words import LONGEST_HEADING_WORDS, OF_ITEMS
from panelsearch.structure.item_numbers import ItemNumber, Manner, numbers_of
from panelsearch.structure.numbered_lines import Heading, NumberedLine
from panelsearch.structure.paragraphs import ended_lines
from panelsearch.text.date_words import FULL_MONTH
from panelsearch.text.rule_engine import Fence, rule

_SAME_ROW_PT, _MARGIN_WIDTH_PT = 3.0, 60
_NO_HEADING = re.compile(
    rf"(?:{FULL_MONTH})\b(?:\s+\d{{4}}|$|,)"
    r"|[^a-zA-Z\n]*$|(?:am|pm|a\.m|p\.m|hrs|hours|noon)\b|[£$€]\s?\d|%"
)
"""Behind a number: no words, a date, an hour, a sum."""
_ADDRESS = re.compile(
    r"(?:\w+[^\S\n]){1,3}(?:Road|Street|Lane|Avenue|Drive|Close|Way|Place|St|Rd|Ave)\b[.,]?\s*(?:,|$)"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may head an item; what numberings count on is in `number`, None for one without.

    `weight` says how much it looks like a heading; `beside` how its line is set: bold or not, stopped, how far in.
    """

    page: int
    start: int
    end: int
    printed: str
    heading: str
    weight: float
    rule: str
    number: ItemNumber | None = None
    bold: bool = False
    alone: bool = False
    side: bool = False
    code: bool = False
    sentence: bool = False
    lead: bool = False
    indent: float = 0.0

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in the paper."""
        return self.page, self.start


def numbered_candidates(pages: Sequence[Page], fence: Fence, *, agenda: bool) -> Iterator[Candidate]:
    """The numbered lines of all pages that may head an item."""
    coded = any(_RESOLUTION_CODE.search(page.text) for page in pages)
    for page in pages:
        yield from fence.at(page.number).each(_numbered_lines, page, fence.at(page.number), coded=coded, agenda=agenda)


_RESOLUTION_CODE = re.compile(
    r"^[^\S\n]*[A-Z]{1,4}[/-]?\d{2,4}[-/]\d{1,4}[^\S\n]+(?:[A-Z][\w.'’-]*[^\S\n]+){1,3}[A-Z][\w.'’-]*,[^\S\n]+"
    r"(?:[A-Z][\w.'’-]*[^\S\n]+){0,3}[A-Z][\w.'’-]*[^\S\n]*:",
    re.MULTILINE,
)
"""The number of a resolution with its mover and seconder behind it: in such a paper these numbers head no item."""


@rule("items.numbered_lines")
def _numbered_lines(page: Page, fence: Fence, *, coded: bool, agenda: bool) -> Iterator[Candidate]:
    """The lines of a page that begin with a number and may head an item; `coded` ones number resolutions."""
    if not page.lines:
        return
    margin, ended = _margin_lines(page), ended_lines(page) | {page.lines[-1].span.end}
    mostly_bold = sum(line.bold for line in page.lines) * 2 > len(page.lines) > 4
    read_to = -1
    for at, line in enumerate(page.lines):
        words = line.span.of(page.text)
        numbers = list(numbers_of(words)) if at > read_to else []
        if not numbers:
            if beside := fence.ask(_beside, None, page, at, agenda=agenda):
                yield beside
            continue
        for number in numbers:
            start = line.span.start + number.begins
            one = NumberedLine(page, at, number, words[number.upto :], ended, margin, agenda)
            if number.is_code and not _titles(one, coded=coded):
                end = start + len(number.printed)
                yield Candidate(
                    page.number, start, end, number.printed, "", 0.7, "items.reference", number,
                    code=True, indent=line.rect.x0_pt,
                )  # fmt: skip
                continue
            by = side_heading if at in margin else line_heading
            found = fence.ask(by, None, one)
            if found is None:
                continue
            read_to = found.last
            last = page.lines[found.last].span
            alone = last.end in ended and last.of(page.text).rstrip()[-1] not in ".;:,"
            alone = alone and not found.run_in and not found.sentence and len(found.words.split()) <= 20
            yield Candidate(
                page.number, line.span.start, found.end, number.printed, "" if found.sentence else found.words,
                _weight(one, found, alone=alone, mostly_bold=mostly_bold), by.name, number,
                bold=line.bold, alone=alone, side=at in margin, sentence=found.sentence,
                lead=found.bold, indent=line.rect.x0_pt,
            )  # fmt: skip


def _weight(one: NumberedLine, found: Heading, *, alone: bool, mostly_bold: bool) -> float:
    """How much a numbered line looks like a heading."""
    weight = 1.0 if one.number.called or one.at in one.margin else 0.0
    weight += 1.0 if one.line.bold and not mostly_bold else 0.0
    weight += 0.8 if found.words.isupper() and len(found.words) > 3 else 0.0
    weight += 0.8 if OF_ITEMS.match(found.words) else 0.0
    weight += 0.5 if alone else 0.2 if found.run_in else 0.0
    weight += 0.3 if _stands_apart(one.page, one.at) else 0.0
    weight -= 1.3 if found.sentence else 0.0
    address = not one.number.stopped and _ADDRESS.match(one.rest)
    weight -= 1.5 if address or _NO_HEADING.match(one.rest) or _is_person(found.words) else 0.0
    weight -= 0.8 if len(one.line.cells) > 2 and one.at not in one.margin and not one.line.bold else 0.0
    return weight


def _stands_apart(page: Page, at: int) -> bool:
    """Whether a gap parts the line from the one above it."""
    return at == 0 or page.text[page.lines[at - 1].span.end : page.lines[at].span.start].count("\n") > 1


def _is_person(heading: str) -> bool:
    """Whether the words are somebody's name: a given name, and perhaps a surname."""
    words = heading.split()
    return 0 < len(words) <= 3 and is_given_name(words[0]) and not OF_ITEMS.match(heading)


@rule("items.number_beside")
def _beside(page: Page, at: int, *, agenda: bool) -> Candidate | None:
    """A number alone in the first column of a table, or called an item, with its heading beside it or below."""
    line = page.lines[at]
    words = line.span.of(page.text).strip()
    number = next((n for n in numbers_of(words + " –") if n.upto == len(words) + 1), None)
    number = number or next((n for n in numbers_of(words + " X") if n.upto == len(words) + 1), None)
    if number is None or number.is_code or number.manner is Manner.LETTER:
        return None
    row = [
        o for o in page.lines if abs(o.rect.y0_pt - line.rect.y0_pt) < _SAME_ROW_PT and o.rect.x0_pt > line.rect.x1_pt
    ]
    other = min(row, key=lambda o: o.rect.x0_pt, default=None)
    if other is None and number.called and at + 1 < len(page.lines):
        other = page.lines[at + 1]
    heading = other.span.of(page.text).split("\t")[0].strip() if other else ""
    if other is None or not heading[:1].isupper() or len(heading.split()) > LONGEST_HEADING_WORDS:
        return None
    sentence = not agenda and not (line.bold or other.bold) and is_sentence(heading)
    weight = 0.5 + 0.8 * bool(OF_ITEMS.match(heading)) + (line.bold or other.bold) - 1.5 * _is_person(heading)
    return Candidate(
        page.number, line.span.start, line.span.end, number.printed, "" if sentence else heading.rstrip(" .:"),
        weight - 1.8 * sentence, _beside.name, number, bold=line.bold, alone=not sentence, sentence=sentence,
        indent=line.rect.x0_pt,
    )  # fmt: skip


def _titles(one: NumberedLine, *, coded: bool) -> bool:
    """Whether the words behind a reference can be a heading: bold, in capitals, or few on a line of their own."""
    line, rest = one.line, one.rest
    if coded:
        return bool(OF_ITEMS.match(rest)) and is_short(line, rest, one.ended)
    looks = line.bold or (rest.isupper() and len(rest) > 3) or bool(line.cells) or bool(OF_ITEMS.match(rest))
    return looks or is_short(line, rest, one.ended)


def _margin_lines(page: Page) -> frozenset[int]:
    """The lines in the left margin: those known as side headings, and short ones that end before the body begins."""
    if not any(line.side for line in page.lines) and len({round(line.rect.x0_pt) for line in page.lines}) < 2:
        return frozenset()
    known = {at for at, line in enumerate(page.lines) if line.side}
    indents = Counter(round(line.rect.x0_pt) for line in page.lines if not line.side)
    body, lines = indents.most_common(1)[0] if indents else (0, 0)
    if lines * 2 > len(page.lines):
        known |= {
            at
            for at, line in enumerate(page.lines)
            if line.rect.x0_pt < body - _MARGIN_WIDTH_PT and line.rect.x1_pt <= body
        }
    return frozenset(known)

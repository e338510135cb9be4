"""Which lines head an item without a number? Those set alike that stand out: bold, capitals, a colon, the usual words.

A paper sets its headings in one manner. Each manner is a hypothesis: its lines are weighed together, and the manner
that has the most of what headings look like is the paper's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple

from panelsearch.gazetteers.loader import pattern
from panelsearch.model.pages import Line, Page
from panelsearch.structure.attendee_names import is_given_name
from panelsearch.structure.heading_words import ENDS_MIDWAY, NAMES_A_PAPER, NO_ITEM, OF_ITEMS
from panelsearch.structure.item_candidates import Candidate
from panelsearch.structure.item_numbers import is_numbered
from panelsearch.structure.paragraphs import ended_lines
from panelsearch.text.rule_engine import Fence, rule

_LONGEST_HEADING_WORDS, _LONGEST_RUN_IN_WORDS, _LONGEST_PLAIN_WORDS = 10, 7, 6
_LONGEST_STOPPED_WORDS = 5
_USUAL_OF_BULLETS = 3
"""So many lines behind bullets must be what items are called, and half of all, to be headings in minutes."""
_OUTSPOKEN = 1.3
"""What each of three lines in capitals must weigh to be headings though none is what items are called."""
_TITLE_LINES, _FRONT_LINES = 3, 12
_BESIDE_TEXT, _CLOSE = 0.6, 1.35
"""What it weighs to stand in the margin, beside what was said."""
_YEAR = re.compile(r"(?:19|20)\d\d\s+[A-Z]")
_SAME_INDENT_PT = 14
_RUN_IN = re.compile(r"(?P<heading>[^\W\d_][^:.\n\t]{2,60}?)\s*(?::(?=\s|$)|\s[–—-]\s|—(?=[A-Z])|\s?--(?=\s|[A-Z]))")
_RUN_IN_STOP = re.compile(r"(?P<heading>[^\W\d_][^:.\n\t]{2,60}?)\.\s+(?=[A-Z])")
"""Closed by a stop, and what items are called: "Call to order. The chair ..."."""
_BULLET = re.compile(
    r"\W*[·•▪◦‣●○■□*\uf0a7\uf0b7–—-]\s+|\d{1,2}:\d\d(?:\s*[ap]\.?m\b\.?)?\s*(?:[–—:-]\s+)?(?=(?-i:[A-Z]))",
    re.IGNORECASE,
)
"""What lines of a list begin with; also the hour, in papers that go by it: "7:05 p.m. – Public Comment"."""
_CAPITALS_FIRST = re.compile(
    r"(?P<heading>[A-Z][A-Z’'-]*(?:[^\S\n]+(?:[&/]|[A-Z][A-Z’'/-]*)){0,5})(?<=[A-Z]{3})[.]?[^\S\n]+(?=[A-Z]?[a-z]|[A-Z]\.?\s|[\d£$€])"
)
"""A heading in capitals on the line on which what was said begins: "APOLOGIES Ann Bell"."""
_GOES_ON_IN_CAPITALS = re.compile(r"(?:WHEREAS|THAT|NOW|BE|AND|FURTHER|ON|UPON)\b")
_CODE_BEHIND = re.compile(r"(?:[A-Z]{1,4}[./ -]?)?\d{1,4}(?:[./-]\d{1,4}){1,2}")
_NUMBERED_BEHIND = 3
_OF_THE_PAPER = re.compile(
    r"\b(?:minutes?\s+(?:of|from)\s+(?:the\s+|a\s+)?(?:\w+\s+){0,6}(?:meeting|agm)|meeting\s+(?:minutes|agenda|of)|agenda|annual\s+general\s+meeting"
    r"|held\s+(?:at|on|in))|^\W*page\s+\d",
    re.IGNORECASE,
)
"""Words of a paper's title and front sheet."""
_A_BODY = re.compile(rf"\b{pattern('body_words.last')}\.?$", re.IGNORECASE)
_COLON = re.compile(r":(?!\d\d)")
_SAYS = re.compile(
    r"\b(?:was|were|is|are|had|has|have|will|would|be|been|agreed|resolved|reported|said|asked|approved|moved|seconded)\b"
)
_FIGURES = re.compile(
    r"[£$€]\s?\d|\d[.,:]\d|\b\d{1,2}(?:st|nd|rd|th)\b|@|https?:|^(?:\S+\s+)?\S+\s+(?:19|20)\d\d$|…|\.{4}|_{3}"
)


_ABBREVIATED = re.compile(r"[A-Z](?:\.?[A-Z]){2,3}\.?")
"""A heading that is in capitals whatever the others are: "AOCB"."""
_OPENS = re.compile(r"(?:call(?:ed)?\s+to\s+order|roll\s+call)\b", re.IGNORECASE)
"""What heads the first item, however few lines the title above it has."""
_NAMES_BOTH = re.compile(pattern("headings.names_both"), re.IGNORECASE)
_HEADS_BOTH = re.compile(rf"{pattern('headings.names_both')}|{pattern('headings.heads_both')}", re.IGNORECASE)
"""What names the paper or heads a list at its top, and an item below."""
_SURELY = 1.5
_WHO_CAME = re.compile(
    r"\b(?:present|attendance|attending|apologies|absent|attended|roll\s+call|called\s+to\s+order)\b", re.I
)


class _Manner(NamedTuple):
    """How a heading is set: headings of one paper are set alike."""

    bold: bool
    capitals: bool
    run_in: bool
    bullet: bool = False
    cell: bool = False
    side: bool = False
    """In the left margin, beside what was said."""

    @property
    def plain(self) -> bool:
        """Whether nothing but its words and its place make it a heading."""
        return not (self.bold or self.capitals or self.side)


def unnumbered_headings(pages: Sequence[Page], fence: Fence, *, agenda: bool = False) -> Sequence[Candidate]:
    """The headings in the one manner that the paper's look to be set in, in order; none where no manner convinces."""
    manners: dict[_Manner, list[Candidate]] = defaultdict(list)
    for page in pages:
        for manner, candidate in fence.at(page.number).each(_unnumbered, page, first=page is pages[0]):
            manners[manner].append(candidate)
    convincing = {manner: kept for manner, found in manners.items() if (kept := _convincing(manner, found, agenda))}
    if not convincing:
        return []
    best = max(convincing, key=lambda manner: sum(c.weight for c in convincing[manner]))
    chosen = list(convincing[best])
    for manner, found in manners.items():  # the paper's headings, set a little differently now and then
        if manner is best or manner.bold != best.bold or manner.bullet != best.bullet:
            continue
        alike = manner.capitals == best.capitals and not (best.plain and not (best.run_in or best.bullet))
        chosen += [
            c
            for c in found
            if c.weight >= 1.5 and OF_ITEMS.match(c.heading) and (alike or _ABBREVIATED.fullmatch(c.heading))
        ]
    return _numbered_behind(sorted(chosen, key=lambda c: c.place))


def likely_headings(pages: Sequence[Page], fence: Fence) -> Sequence[Candidate]:
    """The lines that the usual words make headings, in whatever manner."""
    found = (c for page in pages for _, c in fence.at(page.number).each(_unnumbered, page, first=page is pages[0]))
    return [c for c in found if OF_ITEMS.match(c.heading) and c.weight >= 0.8]


def _convincing(manner: _Manner, found: Sequence[Candidate], agenda: bool) -> list[Candidate]:
    """Those of a manner that can be headings; none where the manner as a whole is none of headings."""
    kept = [c for c in found if c.weight > 0]
    usual = sum(bool(OF_ITEMS.match(c.heading)) for c in kept)
    needed = 1 if (manner.bold or manner.side) and not manner.run_in else 2
    share = 0.15 if manner.bold or manner.side else 0.25 if manner.capitals else 0.34
    if manner.bullet and not (agenda or manner.bold) and (usual < _USUAL_OF_BULLETS or usual * 2 < len(kept)):
        return []
    outspoken = manner.capitals and len(kept) > 2 and all(c.weight >= _OUTSPOKEN for c in kept)
    outspoken &= usual > 0 or not manner.run_in
    few = usual < needed or usual < share * len(kept)
    if len(kept) < 2 or (few and not outspoken) or fmean(c.weight for c in kept) < 0.5:
        return []
    return _as_far_in(kept) if manner.plain and usual else kept


def _as_far_in(found: Sequence[Candidate]) -> list[Candidate]:
    """Of lines that nothing but their words and place make headings those that begin where the usual business does."""
    indents = [c.indent for c in found if OF_ITEMS.match(c.heading)]
    return [c for c in found if any(abs(c.indent - indent) <= _SAME_INDENT_PT for indent in indents)]


@rule("items.unnumbered")
def _unnumbered(page: Page, *, first: bool) -> Iterator[tuple[_Manner, Candidate]]:
    """The lines of a page that may be headings without a number, each with how it is set."""
    if not page.lines:
        return
    ended = ended_lines(page) | {page.lines[-1].span.end}
    body = Counter(round(line.size_pt, 1) for line in page.lines for _ in range(len(line.span) // 20 + 1))
    usual_size = body.most_common(1)[0][0]
    mostly_bold = sum(line.bold for line in page.lines) * 2 > len(page.lines)
    read_to, begun = 0, not first  # whether the business has
    told = False  # whether a sentence has ended the title
    for at, line in enumerate(page.lines):
        words = line.span.of(page.text)
        apart = at == 0 or page.text[page.lines[at - 1].span.end : line.span.start].count("\n") > 1
        if line.side and at >= read_to and (not is_numbered(words) or _YEAR.match(words)):
            read_to = _end_of_side_heading(page, at)
            yield _in_the_margin(page, at, read_to, begun=begun)
            begun = begun or OF_ITEMS.match(words) is not None
        if is_numbered(words) or line.side:
            continue
        usual = OF_ITEMS.match(words)
        heads = usual and (":" in words or (apart and _OPENS.match(words)) or (line.bold and told))
        if first and at < _TITLE_LINES and not (at and heads):
            told = told or (len(words.split()) > _LONGEST_HEADING_WORDS - 2 and words.rstrip().endswith("."))
            continue
        begins = apart or page.lines[at - 1].span.end in ended
        behind_a_list = begins and at > 0 and line.rect.x0_pt < page.lines[at - 1].rect.x0_pt - _SAME_INDENT_PT
        found = (
            (_in_capitals(line, words) if begins else None)
            or _whole_line(page, at, line, ended, apart or behind_a_list)
            or _opening(page, at, line, begins)
        )
        if found is None:
            continue
        manner, heading, end = found
        weight = _weight(heading, manner, apart=apart, larger=line.size_pt > usual_size + 0.8)
        weight += _below(heading, "" if begun else page.text[: line.span.start], begun=begun)
        if manner.bold and mostly_bold:
            weight -= 0.8
        if first and at < _FRONT_LINES and not manner.run_in and _A_BODY.search(heading):
            continue
        begun = begun or (weight >= _SURELY and OF_ITEMS.match(heading) is not None)
        start = line.span.start + (bullet.end() if (bullet := _BULLET.match(words)) else 0)
        yield manner, Candidate(
            page.number, start, end, _number_behind(page, line), heading, weight, _unnumbered.name,
            bold=manner.bold, indent=line.rect.x0_pt,
        )  # fmt: skip


def _end_of_side_heading(page: Page, at: int) -> int:
    """The line behind a heading in the margin, which may run over several there."""
    upto = at + 1
    while upto < len(page.lines) and _goes_on_in_the_margin(page, page.lines[upto - 1], page.lines[upto]):
        upto += 1
    return upto


def _goes_on_in_the_margin(page: Page, above: Line, line: Line) -> bool:
    """Whether a line in the margin stands close below another of its heading."""
    close = 0 < above.rect.y0_pt - line.rect.y0_pt <= _CLOSE * line.size_pt
    return line.side and close and not is_numbered(line.span.of(page.text))


def _in_the_margin(page: Page, at: int, upto: int, *, begun: bool) -> tuple[_Manner, Candidate]:
    """What the lines in the margin head."""
    lines = page.lines[at:upto]
    heading = " ".join(" ".join(line.span.of(page.text) for line in lines).split()).rstrip(" .:")
    manner = _Manner(lines[0].bold, heading.isupper(), False, side=True)
    weight = _weight(heading, manner, apart=True, larger=False) + _BESIDE_TEXT
    start, end = lines[0].span.start, lines[-1].span.end
    weight += _below(heading, "" if begun else page.text[:start], begun=begun)
    return manner, Candidate(
        page.number, start, end, "", heading, weight, _unnumbered.name, bold=manner.bold, side=True,
        indent=lines[0].rect.x0_pt,
    )  # fmt: skip


def _in_capitals(line: Line, words: str) -> tuple[_Manner, str, int] | None:
    """The words in capitals that a line begins with, where they can name what it goes on to tell."""
    found = _CAPITALS_FIRST.match(words)
    if found is None or line.cells or line.bold or _GOES_ON_IN_CAPITALS.match(words):
        return None
    heading = found["heading"]
    if not (OF_ITEMS.match(heading) or " " in heading) or _SAYS.search(heading.lower()):
        return None  # "IT WAS AGREED to mend the gate"
    return _Manner(bool(line.lead), capitals=True, run_in=True), heading, line.span.start + found.end("heading")


def _number_behind(page: Page, line: Line) -> str:
    """The number that stands in the right margin of a heading's line; "" where none does."""
    cell = line.cells[1].of(page.text).strip() if len(line.cells) == 2 else ""
    return cell if _CODE_BEHIND.fullmatch(cell) else ""


def _numbered_behind(headings: Sequence[Candidate]) -> list[Candidate]:
    """The headings, with the numbers that stand behind them where these count on."""
    counts = [int(re.split(r"\D", c.printed)[-1]) for c in headings if c.printed]
    steps = [b - a for a, b in pairwise(counts)]
    if len(counts) >= _NUMBERED_BEHIND and steps.count(1) * 2 > len(steps):
        return list(headings)
    return [replace(c, printed="") for c in headings]


def _whole_line(page: Page, at: int, line: Line, ended: frozenset[int], apart: bool) -> tuple[_Manner, str, int] | None:
    """A line that is a heading as a whole."""
    words = line.span.of(page.text)
    bullet = _BULLET.match(words)
    heading = words[bullet.end() :] if bullet else words
    heading = heading.strip().rstrip(":").rstrip(" –—-")
    if line.bold and len(heading.split()) <= _LONGEST_STOPPED_WORDS:
        heading = heading.removesuffix(".")  # "Call to Order."
    length = len(heading.split())
    following = page.lines[at + 1] if at + 1 < len(page.lines) else None
    capitals = heading.isupper() and sum(map(str.isalpha, heading)) > 3
    in_bold = words[: line.lead].strip(" :–—-•") if not line.bold else ""
    bold = line.bold or in_bold == heading
    plain = not (bold or capitals)
    if (
        line.cells
        or (in_bold and not bold)
        or not heading[:1].isupper()
        or heading[-1:] in ".;,?!"
        or (_COLON.search(heading) and not (line.bold and NAMES_A_PAPER.fullmatch(heading.split(":")[0])))
        or length > (_LONGEST_PLAIN_WORDS if plain and not OF_ITEMS.match(heading) else _LONGEST_HEADING_WORDS)
        or (following is not None and line.span.end not in ended and not (apart and OF_ITEMS.match(heading)))
        or (plain and not apart)
        or (plain and ENDS_MIDWAY.search(heading))
    ):
        return None
    return _Manner(bold, capitals, False, bullet is not None), heading, line.span.end


def _opening(page: Page, at: int, line: Line, apart: bool) -> tuple[_Manner, str, int] | None:
    """A heading at the beginning of a line that goes on: in bold, before a colon, or in the first cell of a row."""
    words = line.span.of(page.text)
    if line.lead and not line.bold:
        lead = words[: line.lead].split("\t")[0].strip().rstrip(" :.–—-")
        longest = _LONGEST_HEADING_WORDS if OF_ITEMS.match(lead) else _LONGEST_RUN_IN_WORDS
        if 1 <= len(lead.split()) <= longest and lead[:1].isupper():
            return _Manner(True, lead.isupper(), True), lead, line.span.start + words.index(lead) + len(lead)
    if line.cells:
        cell = line.cells[0].of(page.text).strip()
        if len(line.cells) != 2 or len(cell.split()) > _LONGEST_RUN_IN_WORDS:
            return None
        labelled = apart and _RUN_IN.fullmatch(cell) is not None
        if labelled or OF_ITEMS.match(cell):
            return _Manner(line.bold, cell.isupper(), True, cell=not labelled), cell.rstrip(" :"), line.cells[0].end
        return None
    found = _RUN_IN.match(words)
    if found is None and OF_ITEMS.match(words) and (stopped := _RUN_IN_STOP.match(words)):
        found = None if _SAYS.search(stopped["heading"]) else stopped
    if (
        found is None
        or not (apart or line.bold)
        or not words[:1].isupper()
        or len(found["heading"].split()) > _LONGEST_RUN_IN_WORDS
    ):
        return None
    return (
        _Manner(line.bold, found["heading"].isupper(), True),
        found["heading"],
        line.span.start + found.end("heading"),
    )


def _weight(heading: str, manner: _Manner, *, apart: bool, larger: bool) -> float:
    """How much it looks like a heading."""
    words = heading.split()
    weight = 1.0 if OF_ITEMS.match(heading) else 0.0
    weight += 1.0 if manner.bold else 0.0
    weight += 0.9 if manner.capitals else 0.0
    weight += 0.6 if larger else 0.0
    weight += 0.4 if apart else 0.0
    weight += 0.1
    weight -= 3.0 if NO_ITEM.match(heading) and not _usual_business(heading) else 0.0
    weight -= 2.0 if _OF_THE_PAPER.search(heading) and not OF_ITEMS.match(heading) else 0.0
    weight -= 1.5 if _SAYS.search(heading) else 0.0
    weight -= 1.5 if _FIGURES.search(heading) and not OF_ITEMS.match(heading) else 0.0
    weight -= 1.5 if len(words) in (2, 3) and is_given_name(words[0]) else 0.0
    return weight


def _below(heading: str, before: str, *, begun: bool) -> float:
    """What words weigh more that name the paper or a list at its top: below who came, or where the business began."""
    an_item = _HEADS_BOTH.fullmatch(heading) if begun else _NAMES_BOTH.fullmatch(heading) and _WHO_CAME.search(before)
    return 3.0 + 2.0 * (_OF_THE_PAPER.search(heading) is not None) if an_item else 0.0


def _usual_business(heading: str) -> bool:
    """Whether the words are an item although they begin like the head of a list: "Apologies for absence"."""
    return bool(OF_ITEMS.match(heading)) and len(heading.split()) > 1 and not heading.endswith((" from", " by"))

"""Which lines may head an item, and how much does each look like a heading? Numbered lines, wherever they stand.

A candidate is a place, a number, a heading and a weight: above zero a heading by its looks (bold, capitals, alone on
its line, the words of the trade), below zero a sentence, a row of a table, an address. Which are the paper's items is
for their order to tell (`item_sequences`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from panelsearch.gazetteers.loader import any_word, pattern
from panelsearch.model.pages import Line, Page
from panelsearch.structure.attendee_names import is_given_name
from panelsearch.structure.item_numbers import ItemNumber, Manner, is_numbered, numbers_of
from panelsearch.structure.paragraphs import ended_lines
from panelsearch.text.date_words import FULL_MONTH
from panelsearch.text.rule_engine import Fence, rule

_LONGEST_HEADING_WORDS, _LONGEST_WRAPPED_WORDS, _LINES_OF_A_HEADING = 16, 40, 4
_FEW_WORDS = 8
_SAME_ROW_PT, _MARGIN_WIDTH_PT = 3.0, 60
_RUN_IN = re.compile(r"^(?P<heading>[^:\n\t]{2,90}?)\s*(?::|\s[–—-]\s(?!\d+\s*\))|\s[–—](?=[A-Z]))")
_RUN_IN_STOP = re.compile(r"^(?P<heading>[A-Z][^:.\n\t]{2,70})(?<!\bNo)\.\s+(?=[\"“‘(]?[A-Z£\d])")
_BESIDE = re.compile(
    r"^(?P<heading>[A-Z][^:.\n\t]{2,60}?)\s+(?=(?:RESOLVED|AGREED|NOTED|There|The|It|An?|Members|Councillors?|Cllrs?|Mrs?|Ms|No|None)\b)"
)
"""A heading in a row of a table whose next column stands so near that they were read as one cell."""
_CAPITALS_RUN = re.compile(
    r"^(?P<heading>(?:[A-Z][A-Z’'&/.-]*[,]?[^\S\n]+){1,9}[A-Z][A-Z’'-]{3,})[.]?[^\S\n]+(?=[A-Z][a-z])"
)
"""A heading in capitals on the line on which what was said begins: "APOLOGIES FOR ABSENCE None received"."""
_LIST_MARK = re.compile(r"\(?(?:[a-z]|[ivx]{1,4})[.)]\s|[•▪◦‣●○■□*\uf0a7\uf0b7–—-]")
_NAMES_A_PAPER = re.compile(
    r"(?:(?:resolution|ordinance|by-?law|bill|motion|application|case|report|permit|policy|agenda\s+item|item)\b\s*(?:no\.?|number|#)?\s*)?"
    r"[#A-Z]{0,4}[-/]?\d[\w/.-]*",
    re.IGNORECASE,
)
"""Before a colon or dash, only the number of what the heading goes on to name: "Ordinance 24-03: Parking"."""
_AS_ON_AN_AGENDA = re.compile(r"T(?:o\s+[a-z]|O\s+[A-Z])[A-Za-z]{2,}\b")
_FIRST_STOP = re.compile(r":|(?<!\bNo)\.\s|\t|\s[–—-]\s")
_ENDS_WITH_DASH = re.compile(r"[–—-]\s*$")
_FINITE = re.compile(
    r"\b(?:was|were|is|are|had|has|have|will|would|be|been|agreed|resolved|reported|said|asked|noted|approved|welcomed|received|gave"
    r"|thanked|considered|discussed|confirmed|explained|advised|informed|presented|proposed|moved|suggested|introduced"
    r"|expressed|declared|stated|told|did|has|thought|felt|wished|wanted|raised|queried|outlined|reminded|updated|commented"
    r"|NOTED|AGREED|RESOLVED|APPROVED|RECOMMENDED)\b"
)
"""A heading has none of these; a sentence has."""
_GOES_ON = re.compile(
    rf"\s*(?!(?i:none|no|nil|{any_word('titles.seat', 'titles.before_any_name')})\b)[A-Z][\w’'-]+"
    rf" (?!.*{_FINITE.pattern})[^.]+$"
)
"""More of a heading behind the colon of a line all in bold, rather than what was said under it."""
_PAGES_BEHIND = re.compile(
    r"\s*(?:\(?\bpages?\s*\d+(?:\s*[-–—]\s*\d+)?\)?|\(\s*pages?|\.{3,}\s*\d+)\s*$", re.IGNORECASE
)
"""Where the papers behind an agenda's item stand: no part of its heading."""
_SENTENCE = re.compile(
    r"^(?:That|The|It|A|An|Members?|Cllr|Councillor|Mr|Mrs|Ms|This|There|These|In|On|At|If|We|He|She|They)\b"
)
ENDS_MIDWAY = re.compile(r"(?:[,&–-]|\b(?:the|of|and|or|to|a|an|in|for|on|at|by|with|from))$", re.IGNORECASE)
OF_ITEMS = re.compile(rf"\W*(?:{pattern('headings.of_items')})", re.IGNORECASE)
NO_ITEM = re.compile(rf"\W*(?:{pattern('headings.no_item')})", re.IGNORECASE)
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
    indent: float = 0.0

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in the paper."""
        return self.page, self.start


@dataclass(frozen=True, slots=True)
class _NumberedLine:
    """A line that begins with a number, as the rules read it."""

    page: Page
    at: int
    number: ItemNumber
    rest: str
    ended: Container[int]
    margin: Container[int]
    agenda: bool

    @property
    def line(self) -> Line:
        return self.page.lines[self.at]

    @property
    def begin(self) -> int:
        """Where in the page's text the words behind the number begin."""
        return self.line.span.start + self.number.upto


@dataclass(frozen=True, slots=True)
class _Heading:
    """Where a heading ends, its words, the last line it takes; cut from its line (`run_in`), or rather a sentence."""

    end: int
    words: str
    last: int
    run_in: bool = False
    sentence: bool = False


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
            one = _NumberedLine(page, at, number, words[number.upto :], ended, margin, agenda)
            if number.is_code and (coded or not _titles(line, one.rest)):
                end = start + len(number.printed)
                yield Candidate(
                    page.number, start, end, number.printed, "", 0.7, "items.reference", number,
                    code=True, indent=line.rect.x0_pt,
                )  # fmt: skip
                continue
            by = _side_heading if at in margin else _heading
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
                bold=line.bold, alone=alone, side=at in margin, sentence=found.sentence, indent=line.rect.x0_pt,
            )  # fmt: skip


def _weight(one: _NumberedLine, found: _Heading, *, alone: bool, mostly_bold: bool) -> float:
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
    if other is None or not heading[:1].isupper() or len(heading.split()) > _LONGEST_HEADING_WORDS:
        return None
    sentence = not agenda and not (line.bold or other.bold) and _is_sentence(heading)
    weight = 0.5 + 0.8 * bool(OF_ITEMS.match(heading)) + (line.bold or other.bold) - 1.5 * _is_person(heading)
    return Candidate(
        page.number, line.span.start, line.span.end, number.printed, "" if sentence else heading.rstrip(" .:"),
        weight - 1.8 * sentence, _beside.name, number, bold=line.bold, alone=not sentence, sentence=sentence,
        indent=line.rect.x0_pt,
    )  # fmt: skip


def _titles(line: Line, rest: str) -> bool:
    """Whether the words behind a reference can be a heading: bold, or in capitals."""
    return line.bold or (rest.isupper() and len(rest) > 3) or bool(line.cells) or bool(OF_ITEMS.match(rest))


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


@rule("items.side_heading")
def _side_heading(one: _NumberedLine) -> _Heading:
    """A side heading runs over the margin's lines until the text beside it begins."""
    page, end = one.page, one.at
    while (
        end + 1 < len(page.lines) and end + 1 in one.margin and not is_numbered(page.lines[end + 1].span.of(page.text))
    ):
        end += 1
    last = page.lines[end].span.end
    return _Heading(last, " ".join(page.text[one.begin : last].split()), end)


@rule("items.heading")
def _heading(one: _NumberedLine) -> _Heading | None:
    """The heading behind a number: bold words, what stands before a colon, or short lines of their own."""
    line, rest = one.line, one.rest
    agenda = one.agenda or _AS_ON_AN_AGENDA.match(rest) is not None
    if not (rest[0].isupper() or rest[0] in "“\"'‘(" or rest[0].isdigit()):
        return None
    plain = one.number.printed.isdigit() and len(one.number.printed) < 3
    if (
        not one.number.stopped
        and not one.number.called
        and plain
        and not (line.bold or line.cells or line.lead)
        and not _is_short(line, rest, one.ended, agenda)
        and not _names_usual_business(rest)
    ):
        return None
    if one.number.manner is Manner.LETTER and not (line.bold or rest.isupper() or _is_short(line, rest, one.ended)):
        return None  # "J. Ash" is no item J
    if (cut := _in_bold(one) or _run_in(one)) is not None:
        return cut
    cell = _PAGES_BEHIND.sub("", rest.split("\t")[0].strip())
    words = cell.split()
    following = one.page.lines[one.at + 1] if one.at + 1 < len(one.page.lines) else None
    sentence = not agenda and (
        len(words) > _LONGEST_HEADING_WORDS
        or (not line.bold and _is_sentence(cell))
        or (
            not line.bold
            and following is not None
            and line.span.end not in one.ended
            and _runs_on(line, following, cell)
        )
    )
    if not sentence and (wrapped := _wrapped(one, cell)) is not None:
        return wrapped
    return _Heading(one.begin + len(rest.split("\t")[0].rstrip()), cell.rstrip(" .:;"), one.at, sentence=sentence)


def _names_usual_business(rest: str) -> bool:
    """Whether what stands before a dash is what an item is called: "3  Minutes – The minutes of ..."."""
    before = re.match(r"(?P<heading>[A-Z][\w’' ]{3,40}?)\s+[–—-]\s", rest)
    return before is not None and OF_ITEMS.match(before["heading"]) is not None


def _is_sentence(words: str) -> bool:
    """Whether words on a line of their own say something rather than name it."""
    says, length = _FINITE.search(words) is not None, len(words.split())
    return (says and (_SENTENCE.match(words) is not None or (length > 5 and not OF_ITEMS.match(words)))) or (
        words.endswith((".", ";", "?")) and (says or length > 8)
    )


def _in_bold(one: _NumberedLine) -> _Heading | None:
    """The words that the line sets in bold before it goes on plain."""
    upto = one.line.span.start + one.line.lead
    words = _FIRST_STOP.split(one.page.text[one.begin : upto], maxsplit=1)[0].rstrip(" \t.:;,–—-")
    if one.line.bold or len(words) < 3 or len(words.split()) > _LONGEST_HEADING_WORDS or not words[0].isupper():
        return None
    return _Heading(one.begin + len(words), words, one.at, run_in=True)


def _run_in(one: _NumberedLine) -> _Heading | None:
    """The words before a colon, a dash or a stop, where they can be a heading."""
    line, rest, agenda = one.line, one.rest, one.agenda
    run_in = _RUN_IN.match(rest)
    if (
        run_in is None
        and not agenda
        and (stopped := _RUN_IN_STOP.match(rest))
        and not _FINITE.search(stopped["heading"])
    ):
        run_in = stopped
    if run_in is None and not agenda and (capitals := _CAPITALS_RUN.match(rest)):
        run_in = capitals
    if run_in is None and line.cells and (beside := _BESIDE.match(rest)) and not _FINITE.search(beside["heading"]):
        run_in = beside
    if (
        run_in is None
        or (rest.isupper() and not rest.rstrip().endswith(":") and run_in.end() < len(rest.rstrip(" –—-")))
        or (_ENDS_WITH_DASH.search(run_in.group()) and (line.bold or rest.isupper()))
        or len(run_in["heading"].split()) > _LONGEST_HEADING_WORDS
        or _SENTENCE.match(rest[:20] if not agenda else "")
        or run_in["heading"].count("(") > run_in["heading"].count(")")
        or (line.bold and run_in.end() < len(rest) and _GOES_ON.match(rest, run_in.end()))
        or (_NAMES_A_PAPER.fullmatch(run_in["heading"].strip()) and run_in.end() < len(rest))
    ):
        return None
    heading = run_in["heading"].strip()
    return _Heading(one.begin + run_in.end("heading"), heading, one.at, run_in=True, sentence=_says(heading, agenda))


def _says(heading: str, agenda: bool) -> bool:
    """Whether the words before a colon are a sentence that announces something."""
    return not agenda and len(heading.split()) > 4 and bool(_FINITE.search(heading))


def _wrapped(one: _NumberedLine, cell: str) -> _Heading | None:
    """A heading over several lines: bold ones, or such as break off midway."""
    page, line = one.page, one.line
    words, last = cell, one.at
    while last + 1 < len(page.lines) and last - one.at < _LINES_OF_A_HEADING - 1:
        above, following = page.lines[last], page.lines[last + 1]
        more = following.span.of(page.text).split("\t")[0].strip()
        if (
            (above.span.end in one.ended and not ENDS_MIDWAY.search(words))
            or following.side
            or following.bold != line.bold
            or not (line.bold or one.agenda or ENDS_MIDWAY.search(words))
            or is_numbered(following.span.of(page.text))
            or _LIST_MARK.match(more)
            or (_ENDS_WITH_DASH.search(words) and OF_ITEMS.match(words))
            or len(words.split()) + len(more.split()) > _LONGEST_WRAPPED_WORDS
            or (one.agenda and not line.bold and not ENDS_MIDWAY.search(words) and len(more.split()) > 12)
        ):
            break
        words, last = f"{words} {more}", last + 1
    if last == one.at or (not line.bold and not one.agenda and page.lines[last].span.end not in one.ended):
        return None
    end = page.lines[last].span.start + len(page.lines[last].span.of(page.text).split("\t")[0].rstrip())
    return _Heading(end, _PAGES_BEHIND.sub("", " ".join(words.split())).rstrip(" .:"), last)


def _is_short(line: Line, rest: str, ended: Container[int], agenda: bool = False) -> bool:
    """Whether the words behind a bare number can be a heading: a few on a line of their own, no sentence.

    On an agenda, and where they are what items are called, more may be: "3 Minutes of the meeting held on 18 October".
    """
    most = _LONGEST_HEADING_WORDS if agenda or OF_ITEMS.match(rest) else _FEW_WORDS
    if rest.endswith(":") and not _FINITE.search(rest):
        rest = rest[:-1].rstrip() or rest
    if rest.endswith(".") and len(rest.split()) <= _FEW_WORDS and not _FINITE.search(rest):
        rest = rest[:-1]  # "3  Election of Chair."
    return line.span.end in ended and len(rest.split()) <= most and rest[-1] not in ".;,:" and not _SENTENCE.match(rest)


def _runs_on(line: Line, following: Line, cell: str) -> bool:
    """Whether the line is the first of a paragraph: as wide as the one below it, and a sentence."""
    return bool(line.rect.x1_pt >= following.rect.x1_pt - 40 and len(cell.split()) >= 9) or bool(
        ENDS_MIDWAY.search(cell) and len(cell.split()) >= 7
    )

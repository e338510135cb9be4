"""Which items does the meeting have, and where does each begin and end? By numbering, side headings and layout.

Candidates are lines that begin with a number or stand in the margin. The document's own numbering is then the longest
chain of candidates of one style whose numbers go up by one; a lone numbered sentence is no item.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from operator import attrgetter

from panelsearch.model.meetings import DocumentKind, Item
from panelsearch.model.pages import Line, Page
from panelsearch.model.spans import PageSpan
from panelsearch.structure.attendee_names import is_given_name
from panelsearch.structure.document_type import opens_paper
from panelsearch.structure.paragraphs import ended_lines
from panelsearch.text.rule_engine import OPEN, Fence, rule

_LONGEST_HEADING_WORDS = 16
_AGENDA_PAGES = 6
_SAME_INDENT_PT = 14
_SAME_ROW_PT = 3.0
_MARGIN_WIDTH_PT = 60
_NUMBERED = re.compile(
    r"(?P<number>[A-Z]{1,5}[./-]?\d{1,4}(?:[./-]\d{1,4}){0,2}[a-z]?|\d{1,4}(?:[./-]\d{1,4}){1,2}[a-z]?|\d{1,4}[a-z]?"
    r"|[A-Z](?=[.)]\s))"
    r"(?P<stop>[.):]|\s*[–-](?=\s))?(?P<gap>[^\S\n]+)(?P<rest>\S[^\n]*)"
)
_CODED = re.compile(r"[A-Z]{1,4}[/-]?\d{2,4}[-/]\d{1,4}")
_RESOLUTION_CODE = re.compile(
    rf"^[^\S\n]*{_CODED.pattern}[^\S\n]+(?:[A-Z][\w.'’-]*[^\S\n]+){{1,3}}[A-Z][\w.'’-]*,[^\S\n]+(?:[A-Z][\w.'’-]*[^\S\n]+){{0,3}}"
    r"[A-Z][\w.'’-]*[^\S\n]*:",
    re.MULTILINE,
)
"""The number of a resolution with its mover and seconder behind it: in such a paper these numbers head no item."""
_RUN_IN = re.compile(r"^(?P<heading>[^:\n\t]{2,90}?)\s*(?::|\s[–—-]\s(?!\d+\s*\)))")
_RUN_IN_STOP = re.compile(r"^(?P<heading>[A-Z][^:.\n\t]{2,70})(?<!\bNo)\.\s+(?=[\"“‘(]?[A-Z£\d])")
_BESIDE = re.compile(
    r"^(?P<heading>[A-Z][^:.\n\t]{2,60}?)\s+(?=(?:RESOLVED|AGREED|NOTED|There|The|It|An?|Members|Councillors?|Cllrs?|Mrs?|Ms|No|None)\b)"
)
"""A heading in a row of a table whose next column stands so near that they were read as one cell."""
_ENDS_WITH_DASH = re.compile(r"[–—-]\s*$")
_FINITE = re.compile(
    r"\b(?:was|were|is|are|had|has|have|will|would|be|been|agreed|resolved|reported|said|asked|noted|approved|welcomed|received|gave)\b"
)
"""A heading has none of these; a sentence has."""
_PAGES_BEHIND = re.compile(r"\s*(?:\(?\bpages?\s*\d+(?:\s*[-–—]\s*\d+)?\)?|\.{3,}\s*\d+)\s*$", re.IGNORECASE)
"""Where the papers behind an agenda's item stand: no part of its heading."""
_UNNUMBERED = re.compile(r"^(?P<heading>[A-Z][^:.\n]{2,60}):(?=\s|$)")
_ROLL_CALL = re.compile(
    r"\b(?:present|sederunt|attend\w*|apolog\w*|absent|regrets|staff|guests?|officers?|members?|councillors?|clerk|chair\w*"
    r"|in the chair|public|press|venue|tel|telephone|fax|e-?mail|website|moved|seconded|resolved|carried)\b"
    r"|^(?:time|date|place|note|from|to|re)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"^(?:That|The|It|A|An|Members?|Cllr|Councillor|Mr|Mrs|Ms|This|There|These|In|On|At|If|We|He|She|They)\b"
)
_ENDS_MIDWAY = re.compile(r"(?:,|\b(?:the|of|and|to|a|an|in|for|on|at|by|with|from))$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that may head an item. Those of one `style` are set alike; `value` is the place in their order.

    `places` are all the numbers in its number: in 45/23, 46/23 the first counts, in 23/45, 23/46 the last.
    """

    page: int
    start: int
    end: int
    number: str
    heading: str
    style: tuple[object, ...]
    places: tuple[int, ...] = (0,)
    counts: int = -1
    bold: bool = False
    alone: bool = False
    rule: str = ""

    @property
    def family(self) -> str:
        return str(self.style[0])

    @property
    def value(self) -> int:
        return self.places[self.counts]

    @property
    def place(self) -> tuple[int, int]:
        return self.page, self.start


def find_items(
    pages: Sequence[Page], kind: DocumentKind, minutes_from: int | None, fence: Fence = OPEN
) -> tuple[Item, ...]:
    """The items in order. For a pack, those of the minutes that begin on page `minutes_from`, else its agenda's."""
    if kind not in (DocumentKind.MINUTES, DocumentKind.AGENDA, DocumentKind.PACK):
        return ()
    looked_at = pages
    if kind is DocumentKind.PACK and minutes_from is not None:
        looked_at = [page for page in pages if page.number >= minutes_from]
    elif kind is DocumentKind.PACK:
        papers_from = next((at for at, page in enumerate(pages) if at and opens_paper(page)), len(pages))
        looked_at = pages[: min(papers_from, _AGENDA_PAGES)]
    agenda = kind is not DocumentKind.MINUTES and minutes_from is None
    chosen: Sequence[_Candidate] = fence.ask(_by_numbering, (), looked_at, fence, agenda=agenda)
    if kind is DocumentKind.MINUTES:
        if all(_CODED.fullmatch(c.number) and not c.heading for c in chosen):
            chosen = sorted([*chosen, *fence.each(_unnumbered, looked_at, chosen)], key=attrgetter("place"))
        elif not any(c.style[0] == "side" or c.bold for c in chosen):
            headings = fence.each(_unnumbered, looked_at, ())
            if sum(c.bold for c in headings) > len(chosen):
                chosen = headings
    last = looked_at[-1] if looked_at else None
    if kind is DocumentKind.PACK and chosen:
        last = next(page for page in pages if page.number == _end_of_part(pages, chosen))
    return tuple(_with_extents(chosen, last)) if chosen and last else ()


@rule("items.numbering")
def _by_numbering(pages: Sequence[Page], fence: Fence, *, agenda: bool) -> Sequence[_Candidate]:
    """The numbered lines that make the document's own numbering."""
    groups: dict[tuple[object, ...], list[_Candidate]] = defaultdict(list)
    for candidate in _numbered(pages, fence, agenda=agenda):
        groups[candidate.style].append(candidate)
    runs = [_longest_chain(group) for group in groups.values()]
    chains = [run for run in runs if _grows(run) >= (3 if run[0].family == "letter" else 2) and not _lists_people(run)]
    if not chains:
        return []
    best = max(chains, key=lambda run: (run[0].family == "side", _weight(run)))
    if best[0].family == "dotted":  # 4.1, 4.2 stand under 4
        above = [run for run in chains if run[0].family == "plain" and _heads(run, best)]
        best = max(above, key=_weight, default=best)
    taken = list(best)
    for run in chains:  # the same numbering set a little differently now and then
        if run is not best and run[0].family == best[0].family and len(run[0].places) == len(best[0].places):
            known = {candidate.number for candidate in taken}
            taken += [c for c in run if c.number not in known and _fits(taken, c)]
    everyone = list(chain.from_iterable(groups.values()))
    for candidate in everyone:
        if candidate.family == best[0].family and _fills_a_gap(taken, candidate):
            taken.append(candidate)
    if best[0].family in ("plain", "letter"):
        taken += [candidate for candidate in everyone if _stands_under(taken, candidate)]
    return sorted(taken, key=attrgetter("place"))


def _lists_people(run: Sequence[_Candidate]) -> bool:
    """Whether the numbers count people: half of the headings are a given name and a surname."""
    named = [c for c in run if len(words := c.heading.split()) in (2, 3) and is_given_name(words[0])]
    return len(named) * 2 >= len(run)


def _heads(run: Sequence[_Candidate], dotted: Sequence[_Candidate]) -> bool:
    """Whether the first parts of dotted numbers are the numbers of `run`."""
    return {c.places[0] for c in dotted} <= {c.value for c in run}


def _stands_under(taken: Sequence[_Candidate], candidate: _Candidate) -> bool:
    """Whether a dotted number (4.1, D.1) with a heading of its own belongs to the item it stands in."""
    if candidate.family not in ("dotted", "lettered") or not candidate.heading or len(candidate.places) != 2:
        return False
    if not (candidate.bold or candidate.alone) or any(c.place == candidate.place for c in taken):
        return False
    above = max((c for c in taken if c.place < candidate.place), key=attrgetter("place"), default=None)
    if above is None:
        return False
    return candidate.number.rsplit(".", 1)[0] == above.number.rsplit(".", 1)[0]


def _weight(run: Sequence[_Candidate]) -> float:
    """How much of the paper a numbering spans; resolutions that are only numbered give way to headings."""
    length = len(run) + 2 * len({candidate.page for candidate in run})
    return length if run[0].heading else 0.7 * length


def _fits(taken: Sequence[_Candidate], candidate: _Candidate) -> bool:
    """Whether the number stands between those of its neighbours."""
    before = [c for c in taken if c.place < candidate.place]
    after = [c for c in taken if c.place > candidate.place]
    low = max(before, key=attrgetter("place")).value if before else candidate.value - 1
    high = min(after, key=attrgetter("place")).value if after else candidate.value + 1
    return low < candidate.value < high


def _fills_a_gap(taken: Sequence[_Candidate], candidate: _Candidate) -> bool:
    """Whether a number that the numbering leaves out, or that follows its last, stands where it belongs."""
    before = max((c for c in taken if c.place <= candidate.place), key=attrgetter("place"), default=None)
    after = min((c for c in taken if c.place > candidate.place), key=attrgetter("place"), default=None)
    if before is None or before.place == candidate.place or before.value >= candidate.value:
        return False
    if after is None:
        return candidate.alone and candidate.value == before.value + 1
    return candidate.value < after.value and candidate.value in (before.value + 1, after.value - 1)


def _longest_chain(group: Sequence[_Candidate]) -> list[_Candidate]:
    """The longest chain that the group makes, whichever of the numbers in their numbers goes up."""
    parts = len(group[0].places)
    if len({len(candidate.places) for candidate in group}) > 1 or parts == 1 or group[0].family == "dotted":
        return _chain(group)
    by_part = [[replace(candidate, counts=part) for candidate in group] for part in range(parts)]
    return max(map(_chain, reversed(by_part)), key=_grows)


def _grows(run: Sequence[_Candidate]) -> int:
    return len({candidate.value for candidate in run})


def _chain(group: Sequence[_Candidate]) -> list[_Candidate]:
    """The candidates whose numbers follow one another; a numbering may begin again, and skip or repeat one."""
    kept: list[_Candidate] = []
    for candidate in group:
        if not kept:
            kept.append(candidate)
            continue
        step = candidate.value - kept[-1].value
        if 0 <= step <= 3 or (candidate.value == 1 and kept[-1].value >= 3):
            kept.append(candidate)
        elif len(kept) == 1:
            kept = [candidate]
    return kept


@dataclass(frozen=True, slots=True)
class _NumberedLine:
    """A line that begins with a number, as the rules read it."""

    page: Page
    at: int
    match: re.Match[str]
    ended: Container[int]
    margin: Container[int]
    agenda: bool


def _numbered(pages: Sequence[Page], fence: Fence, *, agenda: bool) -> Iterator[_Candidate]:
    coded = any(_RESOLUTION_CODE.search(page.text) for page in pages)
    for page in pages:
        yield from fence.at(page.number).each(_numbered_lines, page, fence.at(page.number), coded=coded, agenda=agenda)


@rule("items.numbered_lines")
def _numbered_lines(page: Page, fence: Fence, *, coded: bool, agenda: bool) -> Iterator[_Candidate]:
    """The lines of a page that begin with a number and may head an item; `coded` ones number resolutions."""
    margin, ended = _margin_lines(page), ended_lines(page)
    read_to = -1
    for at, line in enumerate(page.lines):
        match = _NUMBERED.match(line.span.of(page.text)) if at > read_to else None
        if match is None:
            if beside := fence.ask(_beside, None, page, at):
                yield beside
            continue
        number, start = match["number"], line.span.start
        if _CODED.fullmatch(number) and (coded or not _titles(line, match["rest"])):
            end, style = start + match.end("number"), ("reference",)
            yield _Candidate(page.number, start, end, number, "", style, _places(number), rule="items.reference")
            continue
        one = _NumberedLine(page, at, match, ended, margin, agenda)
        by = _side_heading if at in margin else _heading
        found = fence.ask(by, None, one)
        if found is None:
            continue
        end, heading, read_to = found
        style_of = _style(line, match, in_margin=at in margin)
        alone = line.span.end in ended and match["rest"].rstrip()[-1] not in ".;:," and len(heading.split()) <= 12
        yield _Candidate(
            page.number, start, end, number, heading, style_of, _places(number), -1, line.bold, alone, by.name
        )


@rule("items.number_beside")
def _beside(page: Page, at: int) -> _Candidate | None:
    """A number alone in the first column of a table, with its heading on the same row of the next."""
    line = page.lines[at]
    match = _NUMBERED.match(line.span.of(page.text).strip() + " -")
    if match is None or match["rest"] != "-" or _CODED.fullmatch(match["number"]):
        return None
    row = (
        o for o in page.lines if abs(o.rect.y0_pt - line.rect.y0_pt) < _SAME_ROW_PT and o.rect.x0_pt > line.rect.x1_pt
    )
    other = min(row, key=lambda o: o.rect.x0_pt, default=None)
    heading = other.span.of(page.text).split("\t")[0].strip() if other else ""
    if other is None or not heading[:1].isupper() or len(heading.split()) > _LONGEST_HEADING_WORDS:
        return None
    style = _style(line, match, in_margin=False)
    number = match["number"]
    return _Candidate(
        page.number, line.span.start, line.span.end, number, heading, style, _places(number),
        bold=line.bold, alone=True, rule=_beside.name,
    )  # fmt: skip


def _titles(line: Line, rest: str) -> bool:
    """Whether the words behind a reference can be a heading: bold, or in capitals."""
    return line.bold or (rest.isupper() and len(rest) > 3) or bool(line.cells)


def _style(line: Line, match: re.Match[str], *, in_margin: bool) -> tuple[object, ...]:
    """How a number is set: its family first, then what tells one numbering of that family from another."""
    number = match["number"]
    shape = re.sub(r"\d+", "9", number)
    if in_margin:
        return ("side",)
    if re.fullmatch(r"9(?:\.9)+", shape):
        return ("dotted", shape.count("."))
    if re.fullmatch(r"[A-Z]", number):
        return ("letter", line.bold)
    if re.fullmatch(r"[A-Z]\.9", shape):
        return ("lettered", shape)
    if not re.fullmatch(r"9[a-z]?", shape):
        return ("shaped", shape.rstrip("abcdefghijklmnopqrstuvwxyz"))
    return ("plain", line.bold, bool(match["stop"]), round(line.rect.x0_pt / _SAME_INDENT_PT))


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


_Heading = tuple[int, str, int]
"""Where a heading ends, its words, and the last line that it takes."""


@rule("items.side_heading")
def _side_heading(one: _NumberedLine) -> _Heading | None:
    """A side heading runs over the margin's lines until the text beside it begins."""
    page, at, match, margin = one.page, one.at, one.match, one.margin
    end = at
    while (
        end + 1 < len(page.lines) and end + 1 in margin and not _NUMBERED.match(page.lines[end + 1].span.of(page.text))
    ):
        end += 1
    last = page.lines[end].span.end
    start = page.lines[at].span.start + match.start("rest")
    return last, " ".join(page.text[start:last].split()), end


@rule("items.heading")
def _heading(one: _NumberedLine) -> _Heading | None:
    """The heading behind a number: what stands before a colon, or a short line of its own."""
    page, at, match, ended, agenda = one.page, one.at, one.match, one.ended, one.agenda
    line = page.lines[at]
    rest = match["rest"]
    begin = line.span.start + match.start("rest")
    if not (rest[0].isupper() or rest[0] in "“\"'‘(" or rest[0].isdigit()):
        return None
    plain = match["number"].isdigit() and len(match["number"]) < 3
    if match["stop"] is None and plain and not (line.bold or line.cells) and not _is_short(line, rest, ended):
        return None
    if match["number"].isalpha() and not (line.bold or rest.isupper()):
        return None  # "J. Ash" is no item J
    run_in = _RUN_IN.match(rest)
    if (
        run_in is None
        and not agenda
        and (stopped := _RUN_IN_STOP.match(rest))
        and not _FINITE.search(stopped["heading"])
    ):
        run_in = stopped
    if run_in is None and line.cells and (beside := _BESIDE.match(rest)) and not _FINITE.search(beside["heading"]):
        run_in = beside
    if (
        run_in
        and not (_ENDS_WITH_DASH.search(run_in.group()) and (line.bold or rest.isupper()))
        and len(run_in["heading"].split()) <= _LONGEST_HEADING_WORDS
        and not _SENTENCE.match(rest[:20] if not agenda else "")
    ):
        heading = run_in["heading"].strip()
        return begin + run_in.end("heading"), heading, at
    cell = _PAGES_BEHIND.sub("", rest.split("\t")[0].strip())
    following = page.lines[at + 1] if at + 1 < len(page.lines) else None
    wraps = (
        following is not None
        and line.span.end not in ended
        and not following.side
        and following.bold == line.bold
        and (line.bold or _ENDS_MIDWAY.search(cell) is not None)
        and not _NUMBERED.match(following.span.of(page.text))
    )
    words = cell.split()
    if len(words) > _LONGEST_HEADING_WORDS and not agenda:
        return None
    if not agenda and not line.bold and cell.endswith((".", ";")) and (len(words) > 8 or _FINITE.search(cell)):
        return None
    if (
        not agenda
        and not line.bold
        and following is not None
        and line.span.end not in ended
        and _runs_on(line, following, cell)
    ):
        return None
    if wraps and following is not None and line.bold:
        more = following.span.of(page.text)
        if len(words) + len(more.split()) <= _LONGEST_HEADING_WORDS + 4:
            return following.span.end, " ".join((cell + " " + more).split()).rstrip(" .:"), at + 1
    return begin + len(rest.split("\t")[0].rstrip()), cell.rstrip(" .:;"), at


def _is_short(line: Line, rest: str, ended: Container[int]) -> bool:
    """Whether the words behind a bare number can be a heading: a few on a line of their own, no sentence."""
    return line.span.end in ended and len(rest.split()) <= 8 and rest[-1] not in ".;,:" and not _SENTENCE.match(rest)


def _runs_on(line: Line, following: Line, cell: str) -> bool:
    """Whether the line is the first of a paragraph: as wide as the one below it, and a sentence."""
    return bool(line.rect.x1_pt >= following.rect.x1_pt - 40 and len(cell.split()) >= 9) or bool(
        _ENDS_MIDWAY.search(cell) and len(cell.split()) >= 7
    )


@rule("items.unnumbered")
def _unnumbered(pages: Sequence[Page], numbered: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """Headings without numbers that stand before the numbered: a few words and a colon, or a bold line."""
    first = (numbered[0].page, numbered[0].start) if numbered else None
    for page in pages:
        for at, line in enumerate(page.lines):
            text = line.span.of(page.text)
            if first is not None and (page.number, line.span.start) >= first:
                return
            paragraph = at == 0 or page.text[page.lines[at - 1].span.end : line.span.start].count("\n") > 1
            match = _UNNUMBERED.match(text)
            if (
                paragraph
                and match
                and len(match["heading"].split()) <= 6
                and not _ROLL_CALL.search(match["heading"].split(" of ")[0])
            ):
                yield _plain_candidate(page, line, match["heading"], line.span.start + match.end("heading"))
            elif (
                paragraph
                and line.bold
                and at > 2
                and 1 <= len(text.split()) <= 9
                and not numbered
                and text[:1].isupper()
            ):
                yield _plain_candidate(page, line, text.strip(" .:"), line.span.end)
            elif paragraph and match and _REPORTS.search(match["heading"]):
                yield _plain_candidate(page, line, match["heading"], line.span.start + match.end("heading"))


_REPORTS = re.compile(
    r"\b(?:reports?|updates?|correspondence|declarations?|delegations?|business|presentations?)$", re.IGNORECASE
)


def _plain_candidate(page: Page, line: Line, heading: str, end: int) -> _Candidate:
    return _Candidate(
        page.number, line.span.start, end, "", heading.strip(), ("unnumbered",), bold=line.bold, rule=_unnumbered.name
    )


def _places(number: str) -> tuple[int, ...]:
    digits = re.findall(r"\d+", number)
    return tuple(map(int, digits)) or (ord(number[0]) - ord("A") + 1,)


def _end_of_part(pages: Sequence[Page], chosen: Sequence[_Candidate]) -> int:
    """The page on which the minutes inside a pack end: where the meeting closes, or the last item's next page."""
    last = chosen[-1].page
    closing = re.compile(
        r"\bmeeting\s+(?:ended|closed|finished|concluded|rose)\b|\bsigned\b.{0,40}(?:chair|date)", re.I | re.S
    )
    for page in pages:
        if last <= page.number <= last + 4 and closing.search(page.text):
            return page.number
    return last


def _with_extents(chosen: Sequence[_Candidate], last: Page) -> Iterator[Item]:
    for candidate, following in zip(chosen, [*chosen[1:], None], strict=True):
        end_page, end = (following.page, following.start) if following else (last.number, len(last.text))
        yield Item(
            candidate.number or None,
            candidate.heading,
            PageSpan(candidate.page, candidate.start, candidate.end),
            end_page,
            end,
            candidate.rule,
        )

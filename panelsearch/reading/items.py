"""Which items does the meeting have, and where does each begin and end? By numbering, side headings and layout.

Candidates are lines that begin with a number or stand in the margin. The document's own numbering is then the longest
chain of candidates of one style whose numbers go up by one; a lone numbered sentence is no item.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

from panelsearch.documents import DocumentKind, Item, Line, Page
from panelsearch.reading.breaks import ended_lines
from panelsearch.spans import PageSpan

_LONGEST_HEADING_WORDS = 16
_SAME_INDENT_PT = 14
_MARGIN_WIDTH_PT = 60
_NUMBERED = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){1,2}|\d{1,4}[a-z]?|[A-Z]{1,4}[/-]?\d{2,4}[-/]\d{1,4}|\d{2,4}/\d{1,4})"
    r"(?P<stop>[.):]|\s*[–-](?=\s))?(?P<gap>[^\S\n]+)(?P<rest>\S[^\n]*)"
)
_REFERENCE = re.compile(r"[A-Z]{1,4}[/-]?\d{2,4}[-/]\d{1,4}")
_RUN_IN = re.compile(r"^(?P<heading>[^:\n]{2,90}?)\s*(?::|\s[–—-]\s(?!\d+\s*\)))")
_PAGES_BEHIND = re.compile(r"\s*(?:\(?\bpages?\s*\d+(?:\s*[-–—]\s*\d+)?\)?|\.{3,}\s*\d+)\s*$", re.IGNORECASE)
"""Where the papers behind an agenda's item stand: no part of its heading."""
_UNNUMBERED = re.compile(r"^(?P<heading>[A-Z][^:.\n]{2,60}):(?=\s|$)")
_ROLL_CALL = re.compile(
    r"\b(?:present|sederunt|attend\w*|apolog\w*|absent|regrets|staff|guests?|officers?|members?|councillors?|clerk|chair\w*"
    r"|in the chair|public|press|venue|time|date|place|note|from|to|re|tel|telephone|fax|e-?mail|website"
    r"|moved|seconded|resolved|carried)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"^(?:That|The|It|A|An|Members?|Cllr|Councillor|Mr|Mrs|Ms|This|There|These|In|On|At|If|We|He|She|They)\b"
)
_ENDS_MIDWAY = re.compile(r"(?:,|\b(?:the|of|and|to|a|an|in|for|on|at|by|with|from))$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that may head an item. Those of one `style` are set alike; `value` is the place in their order."""

    page: int
    start: int
    end: int
    number: str
    heading: str
    style: tuple[object, ...]
    value: int

    @property
    def place(self) -> tuple[int, int]:
        return self.page, self.start


def find_items(pages: Sequence[Page], kind: DocumentKind, minutes_from: int | None) -> tuple[Item, ...]:
    """The items in order. For a pack, those of the minutes that begin on page `minutes_from`, else its agenda's."""
    if kind not in (DocumentKind.MINUTES, DocumentKind.AGENDA, DocumentKind.PACK):
        return ()
    looked_at = pages
    if kind is DocumentKind.PACK and minutes_from is not None:
        looked_at = [page for page in pages if page.number >= minutes_from]
    elif kind is DocumentKind.PACK:
        looked_at = pages[:6]
    chosen = _by_numbering(looked_at, agenda=kind is not DocumentKind.MINUTES and minutes_from is None)
    if kind is DocumentKind.MINUTES and (not chosen or all(_REFERENCE.fullmatch(c.number) for c in chosen)):
        chosen = sorted([*chosen, *_unnumbered(looked_at, chosen)], key=attrgetter("place"))
    last = looked_at[-1] if looked_at else None
    if kind is DocumentKind.PACK and chosen:
        last = next(page for page in pages if page.number == _end_of_part(pages, chosen))
    return tuple(_with_extents(chosen, last)) if chosen and last else ()


def _by_numbering(pages: Sequence[Page], *, agenda: bool) -> list[_Candidate]:
    groups: dict[tuple[object, ...], list[_Candidate]] = defaultdict(list)
    for candidate in _numbered(pages, agenda=agenda):
        groups[candidate.style].append(candidate)
    chains = [run for group in groups.values() if len(run := _chain(group)) >= 2]
    if not chains:
        return []
    best = max(chains, key=lambda run: (run[0].style[0] == "side", _weight(run)))
    taken = list(best)
    for run in chains:  # the same numbering set a little differently now and then
        if run is not best and run[0].style[0] == best[0].style[0]:
            known = {candidate.number for candidate in taken}
            taken += [c for c in run if c.number not in known and _fits(taken, c)]
    for candidate in chain.from_iterable(groups.values()):
        if candidate.style[0] == best[0].style[0] and _fills_a_gap(taken, candidate):
            taken.append(candidate)
    return sorted(taken, key=attrgetter("place"))


def _weight(run: Sequence[_Candidate]) -> float:
    return len(run) + 2 * len({candidate.page for candidate in run})


def _fits(taken: Sequence[_Candidate], candidate: _Candidate) -> bool:
    """Whether the number stands between those of its neighbours."""
    before = [c for c in taken if c.place < candidate.place]
    after = [c for c in taken if c.place > candidate.place]
    low = max(before, key=attrgetter("place")).value if before else candidate.value - 1
    high = min(after, key=attrgetter("place")).value if after else candidate.value + 1
    return low < candidate.value < high


def _fills_a_gap(taken: Sequence[_Candidate], candidate: _Candidate) -> bool:
    """Whether a number that the numbering leaves out stands where it belongs."""
    before = max((c for c in taken if c.place < candidate.place), key=attrgetter("place"), default=None)
    after = min((c for c in taken if c.place > candidate.place), key=attrgetter("place"), default=None)
    if candidate in taken or before is None or after is None or not before.value < candidate.value < after.value:
        return False
    return candidate.value == before.value + 1 or candidate.value == after.value - 1


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


def _numbered(pages: Sequence[Page], *, agenda: bool) -> Iterator[_Candidate]:
    for page in pages:
        margin = _margin_lines(page)
        ended = ended_lines(page)
        read_to = -1
        for at, line in enumerate(page.lines):
            match = _NUMBERED.match(line.span.of(page.text)) if at > read_to else None
            if match is None:
                continue
            number, start = match["number"], line.span.start
            if _REFERENCE.fullmatch(number):
                yield _Candidate(
                    page.number, start, start + match.end("number"), number, "", ("reference",), _value(number)
                )
                continue
            if at in margin:
                found = _side_heading(page, at, match, margin)
            else:
                found = _heading(page, at, match, ended, agenda=agenda)
            if found is None:
                continue
            end, heading, read_to = found
            style = _style(line, match, in_margin=at in margin)
            yield _Candidate(page.number, start, end, number, heading, style, _value(number))


def _style(line: Line, match: re.Match[str], *, in_margin: bool) -> tuple[object, ...]:
    if in_margin:
        return ("side",)
    if dots := match["number"].count("."):
        return ("dotted", dots)
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


def _side_heading(page: Page, at: int, match: re.Match[str], margin: Container[int]) -> tuple[int, str, int] | None:
    """A side heading runs over the margin's lines until the text beside it begins."""
    end = at
    while (
        end + 1 < len(page.lines) and end + 1 in margin and not _NUMBERED.match(page.lines[end + 1].span.of(page.text))
    ):
        end += 1
    last = page.lines[end].span.end
    start = page.lines[at].span.start + match.start("rest")
    return last, " ".join(page.text[start:last].split()), end


def _heading(
    page: Page, at: int, match: re.Match[str], ended: Container[int], *, agenda: bool
) -> tuple[int, str, int] | None:
    """The heading behind a number: what stands before a colon, or a short line of its own."""
    line = page.lines[at]
    rest = match["rest"]
    begin = line.span.start + match.start("rest")
    if not (rest[0].isupper() or rest[0] in "“\"'‘(" or rest[0].isdigit()):
        return None
    if match["stop"] is None and not (line.bold or line.cells or "." in match["number"] or len(match["number"]) >= 3):
        return None
    run_in = _RUN_IN.match(rest)
    if (
        run_in
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
    if not agenda and not line.bold and cell.endswith((".", ";")) and len(words) > 8:
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


def _runs_on(line: Line, following: Line, cell: str) -> bool:
    """Whether the line is the first of a paragraph: as wide as the one below it, and a sentence."""
    return bool(line.rect.x1_pt >= following.rect.x1_pt - 40 and len(cell.split()) >= 9) or bool(
        _ENDS_MIDWAY.search(cell) and len(cell.split()) >= 7
    )


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
    return _Candidate(page.number, line.span.start, end, "", heading.strip(), ("unnumbered",), 0)


def _value(number: str) -> int:
    digits = re.findall(r"\d+", number)
    return int(digits[-1])


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
        )

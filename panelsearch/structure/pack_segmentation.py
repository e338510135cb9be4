"""Which papers lie in this one? The parts of a pack: front sheet and agenda, minutes, reports, their appendices.

A part begins on a page of its own. Where the agenda prints the pages of its papers, it is believed, through the
printed page numbers; elsewhere a page's own heading must say that another paper begins there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from panelsearch.model.documents import FileFacts
from panelsearch.model.meetings import DocumentKind, Item, Part, PartKind
from panelsearch.model.pages import Page
from panelsearch.structure.attendance import opens_minutes
from panelsearch.structure.meeting_date import find_meeting_date
from panelsearch.text.date_grammar import find_dates
from panelsearch.text.rule_engine import OPEN, Fence, rule

_LINES_AT_HEAD = 14
_LONGEST_TITLE = 160
_AGENDA_PAGES_AT_MOST = 8
_HEADING_LINES = 3

_PAGES_SAID = re.compile(
    r"[(\[]?\s*\b(?:pages?|pp?\.)\s*(?:nos?\.?\s*)?(?P<first>\d{1,4})(?:\s*(?:-|–|—|to)\s*(?P<last>\d{1,4}))?\s*[)\]]?",
    re.I,
)
_RANGE_AT_END = re.compile(r"(?:^|\s)(?P<first>\d{1,4})\s*[-–—]\s*(?P<last>\d{1,4})\s*$")
_NUMBER_AT_END = re.compile(r"\t(?P<first>\d{1,4})\s*$")
_PAGE_COLUMN = re.compile(r"\bpages?\b(?:\s*(?:no|number|nos)s?\.?)?\s*$", re.I)
_ITEM = re.compile(r"^(?P<number>\d{1,3}[a-z]?)[.)]?\s+(?P<heading>\S.*)$")

_MINUTES = re.compile(r"^\W*(?:(?:draft|unconfirmed|unapproved)\W+)?(?:the\s+)?minutes\b", re.I)
_REPORT_OF = re.compile(r"^\W*(?:joint\s+)?report\s+(?:of|by|to|from)\b|^\W*(?:report\s+)?(?:title|author)\s*:", re.I)
_AGENDA_ITEM = re.compile(r"^\W*agenda\s+item\s*(?:no\.?|number)?\s*:?\s*(?P<number>\d{1,3}[a-z]?)\b", re.I)
_FIRST_SECTION = re.compile(
    r"^\W*(?:1(?:\.0)?[.)]?\s+)?(?:purpose(?:\s+of\s+(?:the\s+|this\s+)?report)?|summary|executive\s+summary|introduction"
    r"|recommendations?|background)\s*[:.]?$",
    re.I,
)
_PAGE_ONE = re.compile(r"\bpage\s+1\s+of\s+\d+\b", re.I)
_APPENDIX = re.compile(
    r"^(?P<label>(?:appendix|annexe?|enclosure)\s+(?:\d{1,2}[a-z]?|[A-Z]{1,2}\d?|[IVX]{1,4}))\b(?P<rest>.*)$", re.I
)
_STARTS_A_SENTENCE = re.compile(r"^\s+[a-z]")
_FIELD = re.compile(r"^(?:date|time|venue|to|from|for|report|meeting|agenda|author|item|ward|contact|title)\b", re.I)


@dataclass(frozen=True, slots=True)
class _Announced:
    """A paper that the agenda says lies behind it, by the printed number of its first page."""

    label: str
    item: str
    heading: str


@dataclass(frozen=True, slots=True)
class _Opening:
    """A page on which a part begins."""

    kind: PartKind
    title: str
    item: str | None = None
    inferred: bool = False


def find_parts(pages: Sequence[Page], kind: DocumentKind, body: str | None, fence: Fence = OPEN) -> tuple[Part, ...]:
    """The parts in order, covering every page once; none where the document is a single paper."""
    fronts = {
        DocumentKind.PACK: PartKind.AGENDA,
        DocumentKind.AGENDA: PartKind.AGENDA,
        DocumentKind.MINUTES: PartKind.MINUTES,
        DocumentKind.REPORT: PartKind.REPORT,
    }
    if kind not in fronts or len(pages) < 2:
        return ()
    openings = {pages[0].number: _Opening(fronts[kind], "")}
    is_pack = fronts[kind] is PartKind.AGENDA
    openings |= dict(fence.each(_opened, pages, body, fence.uncounted(), is_pack=is_pack))
    if is_pack:
        openings = {**openings, **fence.ask(_announced, {}, pages, openings)}
    if len(openings) < 2:
        return ()
    return tuple(_parts(pages, openings, fence))


def of_the_meeting(pages: Sequence[Page], parts: Sequence[Part]) -> Sequence[Page]:
    """The pages whose items are the meeting's: the minutes inside, else the agenda; reports number their own sections.

    Papers that are no pack keep all their pages.
    """
    if not parts or parts[0].kind is not PartKind.AGENDA:
        return pages
    part = next((p for p in parts if p.kind is PartKind.MINUTES), parts[0])
    return [page for page in pages if part.first_page <= page.number <= part.last_page]


def within_parts(items: Sequence[Item], parts: Sequence[Part], pages: Sequence[Page]) -> tuple[Item, ...]:
    """The items, none running on into another part."""
    lengths = {page.number: len(page.text) for page in pages}

    def cut(item: Item) -> Item:
        for part in parts:
            if part.first_page <= item.at.page <= part.last_page < item.end_page:
                return replace(item, end_page=part.last_page, end=lengths[part.last_page])
        return item

    return tuple(map(cut, items))


def _parts(pages: Sequence[Page], openings: dict[int, _Opening], fence: Fence) -> Iterator[Part]:
    starts = sorted(openings)
    for first, following in zip(starts, [*starts[1:], pages[-1].number + 1], strict=True):
        opening = openings[first]
        inside = [page for page in pages if first <= page.number < following]
        day: date | None = None
        if opening.kind is PartKind.MINUTES:
            day = find_meeting_date(inside, DocumentKind.MINUTES, FileFacts(), fence).day
        yield Part(
            opening.kind, opening.title, first, following - 1,
            meeting_date=day, item_number=opening.item, inferred=opening.inferred,
        )  # fmt: skip


# what the agenda announces


@rule("parts.announced")
def _announced(pages: Sequence[Page], opened: dict[int, _Opening]) -> dict[int, _Opening]:
    """The parts whose pages the agenda prints, where a single later page bears that number."""
    papers = [number for number, o in opened.items() if o.kind is not PartKind.AGENDA]
    behind = min(papers, default=pages[0].number + _AGENDA_PAGES_AT_MOST)
    agenda = [page for page in pages[:_AGENDA_PAGES_AT_MOST] if page.number < behind]
    labels = Counter(page.label for page in pages if page.label)
    found: dict[int, _Opening] = {}
    for paper in _references(agenda):
        page = next((p for p in pages if p.label == paper.label), None)
        if page is None or labels[paper.label] != 1 or page.number == pages[0].number or page.number in found:
            continue
        is_minutes = re.search(r"\bminutes\b", paper.heading, re.I) is not None and _says_minutes(_head(page))
        kind = PartKind.MINUTES if is_minutes else PartKind.REPORT
        found[page.number] = _Opening(kind, "" if is_minutes else paper.heading, paper.item)
    return found


def _references(agenda: Sequence[Page]) -> Iterator[_Announced]:
    """The agenda's items that print the pages of their papers: behind the heading, in a column, or below it."""
    has_column = False
    for page in agenda:
        number, heading, first_page = "", [""], ""
        for block in re.split(r"\n[^\S\n]*\n", page.text):
            of_item = False  # whether the item's heading may go on: only in its own block
            for line in filter(str.strip, block.splitlines()):
                has_column = has_column or _PAGE_COLUMN.search(line) is not None
                said = _page_said(line, in_column=has_column)
                words = line if said is None else line[: said.start()]
                if (item := _ITEM.match(line)) and not (said and said.start() == 0):
                    if first_page:
                        yield _Announced(first_page, number, _tidy(heading))
                    number, heading, first_page, of_item = item["number"], [words[item.start("heading") :]], "", True
                elif of_item and words.strip() and len(heading) < _HEADING_LINES:
                    heading.append(words)
                if said and number:
                    first_page = first_page or said["first"]
        if first_page:
            yield _Announced(first_page, number, _tidy(heading))


def _page_said(line: str, *, in_column: bool) -> re.Match[str] | None:
    said = _PAGES_SAID.search(line)
    if said is None and in_column:
        said = _RANGE_AT_END.search(line) or _NUMBER_AT_END.search(line)
    if said is not None and int(said["first"]) > int(said.groupdict().get("last") or said["first"]):
        return None
    return said


def _tidy(heading: Sequence[str]) -> str:
    words = " ".join(" ".join(heading).split())
    return words.strip(" .\t(–-")[:_LONGEST_TITLE].rstrip()


# what a page's own heading says


@rule("parts.headed")
def _opened(pages: Sequence[Page], body: str | None, fence: Fence, *, is_pack: bool) -> Iterator[tuple[int, _Opening]]:
    """The pages whose own heading says that another paper begins there."""
    appendix = ""
    last: _Opening | None = None
    for page in pages[1:]:
        if not page.text.strip():
            continue
        head = _head(page)
        if (found := _appendix(head)) is not None:
            if found["label"].casefold() != appendix:
                appendix = found["label"].casefold()
                yield page.number, _Opening(PartKind.APPENDIX, " ".join(found[0].split())[:_LONGEST_TITLE])
            continue
        if not is_pack:
            continue
        opening = _paper(page, head, body, fence)
        if opening is None or (last is not None and _runs_on(last, opening)):
            continue
        appendix, last = "", opening
        yield page.number, opening


def _runs_on(last: _Opening, opening: _Opening) -> bool:
    """Whether the head is printed on every page of the same paper."""
    if last.kind is not opening.kind:
        return False
    return last.item == opening.item if opening.item else last.title == opening.title and bool(opening.title)


def _paper(page: Page, head: Sequence[str], body: str | None, fence: Fence) -> _Opening | None:
    if _says_minutes(head) and opens_minutes(page, fence):
        return _Opening(PartKind.MINUTES, "")
    stamped = next((m for line in head[:6] if (m := _AGENDA_ITEM.match(line))), None)
    report_of = any(_REPORT_OF.match(line) for line in head[:9])
    section = any(_FIRST_SECTION.match(line) for line in head)
    titled = any(_names(line, body) for line in head[:3]) or _is_dated(head[:4], fence)
    first_page = any(_PAGE_ONE.search(words) for words in page.furniture)
    if stamped or (report_of and (section or titled or first_page)) or (section and titled):
        number = stamped["number"] if stamped else None
        plain = not (stamped or report_of)
        return _Opening(PartKind.REPORT, _title(page, body, fence), number, inferred=plain)
    return None


def _says_minutes(head: Sequence[str]) -> bool:
    return any(_MINUTES.match(line) for line in head[:8])


def _appendix(head: Sequence[str]) -> re.Match[str] | None:
    for line in head[:3]:
        found = _APPENDIX.match(line.strip())
        if found and not _STARTS_A_SENTENCE.match(found["rest"]) and len(line) <= _LONGEST_TITLE:
            return found
    return None


def _names(line: str, body: str | None) -> bool:
    return bool(body) and " ".join(line.split()).casefold().startswith((body or "").casefold())


def _is_dated(head: Sequence[str], fence: Fence) -> bool:
    return any(
        found.span.start == 0 and len(found.iso) == 10
        for line in head
        for found in find_dates(line.strip(), fence=fence)
    )


def _title(page: Page, body: str | None, fence: Fence) -> str:
    """The largest lines of the head that are neither the body's name nor a field of a form."""
    lines = [
        line
        for line in page.lines[:_LINES_AT_HEAD]
        if (words := line.span.of(page.text).strip())
        and not _names(words, body)
        and not _FIELD.match(words)
        and not _FIRST_SECTION.match(words)
        and not any(found.span.start == 0 for found in find_dates(words, fence=fence))
    ]
    if not lines:
        return ""
    largest = max(line.size_pt for line in lines)
    first = next(line for line in lines if line.size_pt >= largest - 0.5)
    chosen = [first]
    for line in lines[lines.index(first) + 1 :][:2]:
        if abs(line.size_pt - first.size_pt) > 0.5 or line.bold != first.bold or not first.bold:
            break
        chosen.append(line)
    return " ".join(" ".join(line.span.of(page.text) for line in chosen).split())[:_LONGEST_TITLE]


def _head(page: Page) -> list[str]:
    return list(_lines(page))[:_LINES_AT_HEAD]


def _lines(page: Page) -> Iterator[str]:
    return (line.strip(" ") for line in page.text.splitlines() if line.strip())

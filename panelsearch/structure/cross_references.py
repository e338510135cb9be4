"""Where do the papers point to other papers? "Minute 27 of 18 December 2019", "page 42 of the Agenda", "Appendix 1".

Only what is printed is noted here; which document and page it means is for the library to tell, which knows them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from panelsearch.model.meetings import DocumentKind, Reference, ReferenceKind
from panelsearch.model.pages import Page
from panelsearch.model.spans import PageSpan
from panelsearch.text.date_grammar import find_dates
from panelsearch.text.document_cache import once_a_page
from panelsearch.text.required_words import KnownPattern
from panelsearch.text.rule_engine import OPEN, Fence, Rule, rule

_MINUTES_OF = KnownPattern(
    r"\bminutes?\s+(?:(?:of|for|from)\s+)(?:the\s+)?(?:(?!minutes?\b)[\w'’(),&-]+\s+){0,10}$", re.IGNORECASE
)
_MINUTE = KnownPattern(
    r"\bminutes?\s+(?:(?:no\.?|nos\.?|number|ref(?:erence)?\.?)\s*)?"
    r"(?P<number>[A-Z]{1,4}[/-]\d{1,4}(?:[/-]\d{1,4})?|[A-Z]\d{2,4}-\d{1,4}|\d{1,4}(?:[./]\d{1,4}){0,2}[a-z]?(?:\([a-z]\))?)"
    r"(?![\d/.-]*\d)(?!\s*(?:minutes?|hours?|seconds?|%|p\.?m|a\.?m|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|\d{4})\b)"
    r"(?P<of>\s*,?\s*(?:\(|of|from|at|dated|refers)?\s*(?:the\s+)?(?:(?:last\s+|previous\s+)?(?:meeting|minutes)\s+)?"
    r"(?:of\s+|held\s+(?:on\s+)?|dated\s+)?(?:the\s+)?)?",
    re.IGNORECASE,
)
_A_MINUTE_OF_TIME = re.compile(r"\b(?:an?|one|last|final|first|next|each|every|per|this|that)\s+$", re.IGNORECASE)
_PAGE = KnownPattern(
    r"\bpages?\s+(?P<number>\d{1,4})(?:\s*(?:-|–|to|and)\s*\d{1,4})?(?:\s+(?!of\b)\w+){0,2}"
    r"\s+of\s+the\s+(?:\w+\s+)?(?:agenda|pack|bundle|papers)\b",
    re.IGNORECASE,
)
_APPENDIX = KnownPattern(
    r"\b(?:Appendix|APPENDIX|appendix|Annexe?|ANNEXE?|Enclosure)\s+(?P<number>\d{1,2}[a-z]?|[A-Z]{1,2}\d?|[IVX]{1,4})\b"
)
_ITEM = KnownPattern(
    r"\b(?:agenda\s+)?item\s+(?:no\.?\s*|number\s+)?(?P<number>\d{1,4}(?:[./]\d{1,3})?[a-z]?(?:\([a-z]\))?)(?![\d/])",
    re.IGNORECASE,
)
_BEFORE_A_DATE = 140


def find_references(pages: Sequence[Page], kind: DocumentKind, fence: Fence = OPEN) -> tuple[Reference, ...]:
    """The references in order of place, none inside another; none in a paper that is of no body's business."""
    if kind is DocumentKind.OTHER:
        return ()
    return tuple(reference for page in pages for reference in _apart(_of_page(page, fence.at(page.number))))


def _apart(found: Iterator[Reference]) -> Iterator[Reference]:
    """The references of a page without those that lie in a longer one."""
    end = -1
    for reference in sorted(found, key=lambda r: (r.at.start, -r.at.end)):
        if reference.at.start >= end:
            yield reference
            end = reference.at.end


def _of_page(page: Page, fence: Fence) -> Iterator[Reference]:
    for of in REFERENCE_RULES:
        yield from fence.each(of, page, fence.uncounted())


@rule("references.page")
def _to_pages(page: Page, _: Fence) -> Iterator[Reference]:
    """ "Page 42 of the agenda"."""
    for found in _PAGE.finditer(page.text):
        yield _reference(page, found, ReferenceKind.PAGE)


@rule("references.appendix")
def _to_appendices(page: Page, _: Fence) -> Iterator[Reference]:
    """ "Appendix 1"."""
    return _inside_lines(page, _APPENDIX, ReferenceKind.APPENDIX)


@rule("references.item")
def _to_items(page: Page, _: Fence) -> Iterator[Reference]:
    """ "Item 7"."""
    return _inside_lines(page, _ITEM, ReferenceKind.ITEM)


def _inside_lines(page: Page, pattern: KnownPattern, kind: ReferenceKind) -> Iterator[Reference]:
    for found in pattern.finditer(page.text):
        if not _begins_a_line(page.text, found.start()):
            yield _reference(page, found, kind)


def _reference(page: Page, found: re.Match[str], kind: ReferenceKind) -> Reference:
    return Reference(PageSpan(page.number, found.start(), found.end()), kind, found["number"])


def _begins_a_line(text: str, start: int) -> bool:
    """Whether it may be a heading or a stamp: what follows a blank line or opens the page refers to nothing."""
    before = text[:start].rstrip(" \t")
    return (
        not before or before.endswith("\n\n") or (before.endswith("\n") and before[:-1].rstrip().endswith((".", ":")))
    )


@once_a_page
def _days(page: Page, fence: Fence) -> dict[int, tuple[int, date]]:
    """The end and value of each full date, by where it begins; none on a page that speaks of no minute."""
    if "minute" not in page.text.casefold():
        return {}
    return {
        found.span.start: (found.span.end, date.fromisoformat(found.iso))
        for found in find_dates(page.text, fence=fence)
        if re.fullmatch(r"\d{4}-\d\d-\d\d", found.iso)
    }


@rule("references.minute")
def _to_a_minute(page: Page, fence: Fence) -> Iterator[Reference]:
    """ "Minute 27 of 18 December 2019", "minute 27"."""
    text, days = page.text, _days(page, fence)
    for found in _MINUTE.finditer(text) if "minute" in text.casefold() else ():
        end, day = days.get(found.end(), (found.end("number"), None))
        if _A_MINUTE_OF_TIME.search(text[max(0, found.start() - 12) : found.start()]):
            continue
        if day is not None or "\n" not in text[found.start() : found.end("number")]:
            yield Reference(PageSpan(page.number, found.start(), end), ReferenceKind.MINUTE, found["number"], day)


@rule("references.minutes")
def _to_minutes(page: Page, fence: Fence) -> Iterator[Reference]:
    """ "The minutes of the meeting of 18 December 2019"."""
    for start, (end, day) in _days(page, fence).items():
        since = max(0, start - _BEFORE_A_DATE)
        lead = _MINUTES_OF.search(page.text[since:start])
        if lead is not None:
            yield Reference(PageSpan(page.number, since + lead.start(), end), ReferenceKind.MINUTES, "", day)


REFERENCE_RULES: tuple[Rule[[Page, Fence], Iterator[Reference]], ...] = (
    _to_a_minute,
    _to_minutes,
    _to_pages,
    _to_appendices,
    _to_items,
)

"""What stands at the head of a paper, as its reader sees it? Lines down to who came, or to the first matter.

Which of them stand out, which stand under the day (places and people do), and which under the first sentences.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from panelsearch.model.pages import Page
from panelsearch.structure.body_names import SMALL

_OVER = re.compile(
    r"^\W*(?:(?:[\w’']+\s+){0,2}(?:present|attendance|attendees|attending|attended|sederunt|apologies|absent|in\s+the\s+chair)\b"
    r"|(?:\w+\s+)?rol[el]\s+call\b|call(?:ed)?\s+to\s+order\b|(?:item\s+)?\d{1,3}\s*(?:[.):]|\t)\s*\S|[A-Z]{0,3}\d{1,4}[/.-]\d|[ivx]{1,5}[.)]\s|[a-h][.)]\s"
    r"|\d{1,3}\s+[A-Z](?!.*\b(?:19|20)\d\d)|declarations?\s+of\b|disclosures?\s+of\b|welcome\b(?!.*\bcouncil)|opening\b|matters\s+arising"
    r"|(?:approval|confirmation|adoption)\s+of\b|yn\s+bresennol|presennol|ymddiheuriadau|rhagair|ordre\s+du\s+jour)",
    re.IGNORECASE,
)
_MONTHS = "|".join(
    [*calendar.month_name[1:], "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept?", "Oct", "Nov", "Dec"]
)
_DAY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:of\s+)?(?:{_MONTHS})\b|\b(?:{_MONTHS})\.?\s+\d{{1,2}}\b|\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|^\W*(?:date|time|venue|location|place)\b",
    re.IGNORECASE,
)
_DAY_BEGINS = re.compile(
    rf"\W*\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})\b|\W*\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b|\W*\d{{1,2}}[:.]\d\d(?:\s?[ap]\.?m\b|\b)",
    re.IGNORECASE,
)
"""A line that begins with a day or an hour is no item with a number."""
_IS_TITLE = re.compile(r"\b(?:and|&)\s+minutes\b", re.IGNORECASE)
_IS_ADDRESS = re.compile(
    r"\W*\d+[a-z]?,?\s+.*\b(?:street|st|road|rd|avenue|ave|lane|drive|dr|way|close|place|square|court|boulevard|blvd|highway|hwy|terrace|crescent"
    r"|gardens|parade|[A-Z]{1,2}\d{1,2}[A-Z]?\s*\d[A-Z]{2})\b\.?(?:,.*)?$",
    re.IGNORECASE,
)
_SAYS_WHAT = re.compile(r"\b(?:minutes|meeting|agenda|held|report|cofnodion|cyfarfod)\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"\s*\b(?:page\s*)?\d+(?:\s*(?:of|/)\s*\d+)?\s*$|^\s*(?:page\s*)?\d+\s+", re.IGNORECASE)
_SENTENCE_WORDS = 5
_MOST_LINES, _MOST_CHARACTERS = 30, 2000
_WIDE, _FILLS = 55, 0.9


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line of the head: its cells from left to right, where it begins, how it is set, and what it stands under."""

    cells: tuple[str, ...]
    at: int
    size_pt: float
    bold: bool
    stands_out: bool
    under_day: bool
    under_sentence: bool
    fills: bool = False
    """Whether it reaches as far as the lines of the page do, so that it may go on in the next."""

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(self.cells)


def head_lines(page: Page) -> tuple[HeadLine, ...]:
    """The lines of the page's head, from the top."""
    body_size = _usual_size(page)
    full = max((line.rect.x1_pt - line.rect.x0_pt for line in page.lines), default=0.0)
    found: list[HeadLine] = []
    under_day = under_sentence = False
    for at, text, size, bold, width in _lines(page):
        if len(found) >= _MOST_LINES or at > _MOST_CHARACTERS or is_over(text):
            break
        if is_sentence(text) and not (_SAYS_WHAT.search(text) and not under_sentence):
            under_sentence = under_sentence or bool(found)
            continue
        cells = tuple(filter(None, (" ".join(cell.split()) for cell in text.split("\t"))))
        letters = [char for char in text if char.isalpha()]
        out = size > body_size * 1.1 or bold or (len(letters) > 3 and all(char.isupper() for char in letters))
        if cells:
            fills = len(text) >= _WIDE or (full > 0 and width >= full * _FILLS)
            found.append(HeadLine(cells, at, size, bold, out, under_day, under_sentence, fills))
        under_day = under_day or bool(_DAY.search(text))
    return tuple(found)


def is_over(line: str) -> bool:
    """Whether the head ends before the line: with who came, or with the first matter."""
    return (
        bool(_OVER.match(line))
        and not _IS_TITLE.search(line)
        and not _DAY_BEGINS.match(line)
        and not _IS_ADDRESS.match(line)
    )


def head_end(page: Page) -> int:
    """Where in the page's text the head is over, whatever its lines say."""
    at = 0
    for number, row in enumerate(page.text.splitlines(keepends=True)):
        if (number and is_over(row)) or at > _MOST_CHARACTERS:
            return at
        at += len(row)
    return at


def is_sentence(line: str) -> bool:
    """Whether a line is of running text, not of a heading."""
    words = re.findall(r"[^\W\d_]+", line)
    small = sum(1 for word in words if word.islower() and word not in SMALL)
    return small >= _SENTENCE_WORDS and small * 2 > len(words)


def _lines(page: Page) -> Iterator[tuple[int, str, float, bool, float]]:
    if page.lines:
        for line in page.lines:
            yield line.span.start, line.span.of(page.text), line.size_pt, line.bold, line.rect.x1_pt - line.rect.x0_pt
        return
    at = 0
    for row in page.text.splitlines(keepends=True):
        if row.strip():
            yield at, row.rstrip("\n"), 0.0, False, 0.0
        at += len(row)


def _usual_size(page: Page) -> float:
    """The size that most letters of the page are set in."""
    sizes: Counter[float] = Counter()
    for line in page.lines:
        sizes[round(line.size_pt * 2) / 2] += line.span.end - line.span.start
    return sizes.most_common(1)[0][0] if sizes else 0.0


def margin_lines(pages: Sequence[Page]) -> Iterator[str]:
    """What stands in the pages' margins and was kept out of their texts, without page numbers, each wording once."""
    rows = (" ".join(row.split("\t")) for page in pages for row in page.furniture)
    yield from dict.fromkeys(_PAGE_NUMBER.sub("", row) for row in rows)

"""Which number is printed on each page? Finds the one numbering that runs through the whole document.

Reports inside a pack carry numbering of their own; a numbering counts for as many pages as it is consistent on, and
the one that holds on most pages is the document's. The others are furniture all the same.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_LABEL = re.compile(
    r"^\W*(?:.*?[\s|•–-])??(?:(?P<word>page|pg\.?|p\.)\s*(?:no\.?\s*)?)?(?P<number>\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:of|/)\s*(?P<total>\d{1,4}))?(?P<after>(?:\s*[|•–-].*|\s+P\s?a\s?g\s?e.*)?)\W*$",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"^[\W_]*(?:p\s?a\s?g\s?e\s*)?(?P<number>\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/)\s*\d{1,4})?[\W_]*(?:page)?[\W_]*$",
    re.IGNORECASE,
)
_PAGED = re.compile(r"\bpage\s*(?:no\.?\s*)?(?P<number>\d{1,4}|[ivxlc]{1,7}(?![a-z]))", re.IGNORECASE)
_MOST_WORDS_BESIDE = 14


@dataclass(frozen=True, slots=True)
class Printed:
    """A number in a page's margin: the page's index, which line holds it, and the numbering it seems to belong to."""

    index: int
    line: int
    label: str
    value: int
    series: str


def roman_value(text: str) -> int | None:
    """The value of a roman numeral up to 399; None where it is none."""
    text = text.lower()
    total = 0
    for here, after in zip(text, [*text[1:], ""], strict=True):
        value = _ROMAN_VALUES.get(here)
        if value is None:
            return None
        total += -value if _ROMAN_VALUES.get(after, 0) > value else value
    return total if text and _roman(total) == text else None


def _roman(number: int) -> str:
    out = []
    for value, sign in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        times, number = divmod(number, value)
        out.append(sign * times)
    return "".join(out)


def is_bare_number(text: str) -> bool:
    """Whether a row says nothing but which page it is: "14", "- iv -", "Page 3 of 9"."""
    return _ALONE.match(" ".join(text.split())) is not None


def printed_numbers(index: int, line: int, cells: Sequence[str], place: str) -> list[Printed]:
    """The page number that a row of the margin holds, if it holds one; where the row as a whole does not say so,
    every cell that is a bare number might be it ("27 June 2021 | 3 | Document 1")."""
    whole = printed_number(index, line, "  ".join(cells), place)
    if whole or len(cells) < 2:
        return [whole] if whole else []
    alone = [(number, cell) for number, cell in enumerate(cells) if is_bare_number(cell)]
    found = ((number, printed_number(index, line, cell, place)) for number, cell in alone)
    return [replace(printed, series=f"{printed.series} in cell {number}") for number, printed in found if printed]


def printed_number(index: int, line: int, text: str, place: str) -> Printed | None:
    """The page number that a line of the margin holds, if it holds one; `place` is "top" or "bottom"."""
    plain = " ".join(text.split())
    if (paged := _PAGED.search(plain)) and len(plain.split()) <= _MOST_WORDS_BESIDE:
        value = int(paged["number"]) if paged["number"].isdigit() else roman_value(paged["number"])
        if value:
            kind = "arabic" if paged["number"].isdigit() else "roman"
            return Printed(index, line, paged["number"], value, f"{place} {kind} page")
    match = _LABEL.match(plain)
    if match is None:
        return None
    number = match["number"]
    value = int(number) if number.isdigit() else roman_value(number)
    alone = _ALONE.match(" ".join(text.split())) is not None
    if value and match["total"] and int(match["total"]) < value and not match["word"]:
        return None  # "2018/19" is a year
    if not value or (not alone and not match["word"] and not match["total"] and not match["after"]):
        return None
    kind = "roman" if not number.isdigit() else "arabic"
    word = "page" if match["word"] or match["total"] else "bare"
    return Printed(index, line, number, value, f"{place} {kind} {word}")


def chosen(numbers: Sequence[Printed], page_count: int) -> dict[int, Printed]:
    """By page index, the number that belongs to the document's own numbering."""
    groups: dict[tuple[str, int], dict[int, Printed]] = defaultdict(dict)
    for number in numbers:
        groups[number.series, number.value - number.index].setdefault(number.index, number)
    taken: dict[int, Printed] = {}
    spoken_for: Counter[str] = Counter()
    ranked = sorted(
        groups.items(),
        key=lambda group: (
            -len(group[1]),
            "page" not in group[0][0],
            "bottom" not in group[0][0],
            abs(group[0][1]),
            group[0],
        ),
    )
    for (series, offset), pages in ranked:
        enough = len(pages) >= max(2, page_count // 20) or (
            page_count == 1 and ("bare" not in series or "bottom" in series or offset == 1)
        ) or (page_count <= 3 and offset == 1)  # fmt: skip
        if not enough:
            continue
        if taken and not _continues(series, offset, pages, spoken_for):
            continue
        for index, number in pages.items():
            taken.setdefault(index, number)
        spoken_for[series] += 1
    return taken


def _continues(series: str, offset: int, pages: dict[int, Printed], spoken_for: Counter[str]) -> bool:
    """Whether a further group is the same numbering taken up again after pages that carry none."""
    return series in spoken_for and offset <= 1 and len(pages) >= 2

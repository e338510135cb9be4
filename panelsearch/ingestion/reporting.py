"""What is the user told of a file: why it, or which of its pages, could not be read?"""

from __future__ import annotations

from collections.abc import Sequence

from panelsearch.model.documents import Extracted
from panelsearch.model.pages import PageProblem

LOCKED = "asks for a password"
"""How the reason begins for which a file is not read that opens with a password only."""

_PROBLEM_WORDS = {
    PageProblem.PICTURE: "only a picture",
    PageProblem.GARBLED: "unreadable font",
    PageProblem.FAILED: "damaged",
}


def why_without_text(extracted: Extracted) -> str:
    """Such as "no text on pages 3 to 9 (only a picture)"; empty where every page that is not blank has text."""
    failed = dict(extracted.failed)
    groups: dict[str, list[int]] = {}
    for page in extracted.pages:
        if not page.text.strip() and page.problem is not PageProblem.BLANK:
            problem = _PROBLEM_WORDS.get(page.problem, "") if page.problem else ""
            why = "; ".join(filter(None, (problem, failed.get(page.number, ""))))
            groups.setdefault(why, []).append(page.number)
    if not extracted.pages:
        return "no pages"
    return "; ".join(
        f"no text on {numbers_in_words(numbers)}" + (f" ({why})" if why else "") for why, numbers in groups.items()
    )


def numbers_in_words(numbers: Sequence[int]) -> str:
    """Page numbers as a person writes them: "page 3", "pages 1, 3 to 9"."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    words = ", ".join(f"{a}" if a == b else f"{a} to {b}" for a, b in ranges)
    return ("page " if len(numbers) == 1 else "pages ") + words

"""Which cells of a table are organisations? Those of a column whose head says so: "Organisation", "Firm"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from panelsearch.gazetteers.given_names import GIVEN_NAMES
from panelsearch.gazetteers.loader import pattern, words
from panelsearch.ner.organisation_page import OrganisationPage, Stretch, bare_word
from panelsearch.text.document_cache import remembered
from panelsearch.text.rule_engine import rule

_HEAD = re.compile(pattern("organisations.column"), re.IGNORECASE)
_CELL = re.compile(r"(?<!\S)[A-Z\d].*[\w.')]")
_MOST_WORDS = 7
_POSTS = words("posts.word")
_NONE = words("organisations.no_organisation")


@remembered
def cells_of_organisations(text: str) -> frozenset[Stretch]:
    """The place of each cell under such a head, but a post, a person, or who is nobody's."""
    found: set[Stretch] = set()
    columns: list[int] = []
    wide = at = 0
    for line in text.split("\n") if "\t" in text else ():
        cells = line.split("\t")
        heads = [number for number, cell in enumerate(cells) if _HEAD.fullmatch(cell.strip())]
        if heads and len(cells) > 1:
            columns, wide = heads, len(cells)
        elif columns and len(cells) == wide:
            for number in columns:
                name = _CELL.search(cells[number])
                if name and _may_be(name[0]):
                    start = at + sum(len(cell) + 1 for cell in cells[:number]) + name.start()
                    found.add((start, start + len(name[0])))
        at += len(line) + 1
    return frozenset(found)


@rule("organisations.column", score=0.9)
def column(page: OrganisationPage) -> Iterable[Stretch]:
    """What stands in such a column."""
    return sorted(cells_of_organisations(page.text))


def _may_be(name: str) -> bool:
    parts = [bare_word(part) for part in re.split(r"[\s-]+", name)]
    if not 0 < len(parts) <= _MOST_WORDS or not re.search(r"[A-Za-z]{2}", name):
        return False
    somebody = len(parts) == 2 and (parts[0] in GIVEN_NAMES or len(parts[0]) == 1)
    return not somebody and _NONE.isdisjoint(parts) and _POSTS.isdisjoint(parts)

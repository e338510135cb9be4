"""What is asked of the library, and how is it asked? A search with its terms, a question, what is to be exported."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from panelsearch.indexing.base import Sort
from panelsearch.model.answers import Answer
from panelsearch.model.search_results import Grouping, SearchResult
from panelsearch.services.basket import Kept
from panelsearch.services.library import Library
from panelsearch.services.saved_searches import SavedSearch

if TYPE_CHECKING:
    from panelsearch.answering.generation.grounding import Written
    from panelsearch.exporting.selection import Selection

LIMIT = 50
"""How many results a search puts on screen."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A saved search to run, over the papers that came in at `since` or later where it is given."""

    search: SavedSearch
    since: datetime | None = None


_NOT_KEPT = Chosen(SavedSearch("", ""))


@dataclass(frozen=True, slots=True)
class Terms:
    """How passages are searched for and ranked; `kept` is the saved search that is run, if it is one."""

    sort: Sort = Sort.RELEVANCE
    group: Grouping = Grouping.PASSAGE
    boilerplate: bool = False
    kept: Chosen | None = None

    def run(self, library: Library, query: str, *, every: bool = False) -> SearchResult:
        """Search; for a screenful, or for `every` matching page without groups. QueryError for an unknown field."""
        kept = self.kept or _NOT_KEPT
        return library.search(
            query, limit=None if every or kept.since else LIMIT, sort=self.sort, boilerplate=self.boilerplate,
            group=Grouping.PASSAGE if every else self.group, fold=not every, strict=kept.search.strict,
            synonyms=kept.search.synonyms, since=kept.since,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search under a number that grows with every change of what is wanted."""

    number: int
    query: str
    terms: Terms

    def run(self, library: Library) -> SearchResult:
        """Search. QueryError for an unknown field."""
        return self.terms.run(library, self.query)


@dataclass(frozen=True, slots=True)
class Question:
    """A question under its number; `previous` is the question that it follows."""

    number: int
    text: str
    previous: str | None

    def run(self, library: Library) -> Answer:
        """Answer it."""
        return library.ask(self.text, self.previous)


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer on screen, with a language model's words for it where they were asked for."""

    answer: Answer
    phrased: Written | None = None


@dataclass(frozen=True, slots=True)
class ToExport:
    """What is to be written: what was put aside, or everywhere the query on screen matches."""

    query: str
    terms: Terms
    kept: tuple[Kept, ...]
    told: str

    def selection(self, library: Library) -> Selection:
        """What to write: the passages put aside with their notes, all others as a stream."""
        from panelsearch.exporting.selection import of_basket, of_hits, of_query

        if self.kept:
            return of_basket(library, self.kept)
        kept = self.terms.kept or _NOT_KEPT
        if kept.since:
            return of_hits(self.terms.run(library, self.query, every=True).hits, library, self.query)
        wanted = replace(kept.search, query=self.query, sort=self.terms.sort, boilerplate=self.terms.boilerplate)
        return of_query(library, wanted)

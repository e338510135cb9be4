"""The answering seam: what an answerer may look at, and what it gives back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from panelsearch.model.meetings import Attendance, Decision, DetailKind
from panelsearch.model.mentions import Mention
from panelsearch.model.pages import Page
from panelsearch.model.search_results import Hit
from panelsearch.model.sources import Source
from panelsearch.model.spans import PageSpan
from panelsearch.query.ast import Query


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with what was read and tagged on it."""

    text: str
    mentions: tuple[Mention, ...]
    decisions: tuple[Decision, ...]


class Pages(Protocol):
    """Where quotations are looked up."""

    def page(self, document: str, number: int) -> Page:
        """One page's text."""
        ...


class Evidence(Pages, Protocol):
    """The library as an answerer sees it: one snapshot, read only."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is indexed."""
        ...

    def find(self, tree: Query, limit: int) -> Sequence[Hit]:
        """Ranked passages."""
        ...

    def bodies(self) -> Sequence[str]:
        """Every body of which there are papers, in order."""
        ...

    def lists_of_meetings(self, bodies: Collection[str], periods: Sequence[tuple[date, date]]) -> Sequence[Source]:
        """The front sheets of minutes and packs that list who came, by name: of these bodies, or of any for none.

        With periods (first and last day), minutes of meetings held in one of them and packs that name a day in one.
        """
        ...

    def details(
        self, what: DetailKind, bodies: Collection[str], periods: Sequence[tuple[date, date]]
    ) -> Sequence[tuple[Source, PageSpan]]:
        """Where papers of these bodies print a detail of their meetings, by their names; sources are front sheets.

        With periods (first and last day), of meetings held in one of them.
        """
        ...

    def attended(self, document: str) -> Attendance:
        """Who came to the meeting that a document records, and who sent apologies."""
        ...

    def sheet(self, document: str, page: int) -> Sheet:
        """One page with its mentions and decisions."""
        ...

    def frequency(self, word: str) -> float:
        """The share of passages that hold the word (stemmed), 0..1: how much it tells."""
        ...

"""Which words of the papers answer a question? The answerer is given the evidence of one snapshot, and is checked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from functools import cached_property, lru_cache

from panelsearch.model.answers import Answer
from panelsearch.model.meetings import Attendance, DetailKind
from panelsearch.model.pages import Page
from panelsearch.model.search_results import Hit
from panelsearch.model.sources import Source
from panelsearch.model.spans import PageSpan
from panelsearch.query.ast import Query
from panelsearch.services.document_service import DocumentService
from panelsearch.services.search_service import SearchService
from panelsearch.services.snapshot import Snapshot

_PAGES_KEPT = 128
"""Registers, doubts and candidates look at the same pages: those of one question."""


class SnapshotEvidence:
    """What an answerer may look at (`answering.base.Evidence`), from one snapshot."""

    def __init__(self, snapshot: Snapshot, search: SearchService, documents: DocumentService) -> None:
        self._snapshot, self._search, self._documents = snapshot, search, documents
        self.sheet = lru_cache(_PAGES_KEPT)(documents.sheet)
        """See `Evidence`."""

    @property
    def is_empty(self) -> bool:
        """See `Evidence`."""
        return self._snapshot.is_empty

    def find(self, tree: Query, limit: int) -> Sequence[Hit]:
        """See `Evidence`."""
        return self._search.find(tree, limit)

    def bodies(self) -> Sequence[str]:
        """See `Evidence`."""
        return self._bodies

    @cached_property
    def _bodies(self) -> Sequence[str]:
        return sorted(body for body, _ in self._snapshot.catalogue.bodies() if body)

    def lists_of_meetings(self, bodies: Collection[str], periods: Sequence[tuple[date, date]]) -> Sequence[Source]:
        """See `Evidence`."""
        return self._snapshot.catalogue.lists_of_meetings(bodies, periods)

    def details(
        self, what: DetailKind, bodies: Collection[str], periods: Sequence[tuple[date, date]]
    ) -> Sequence[tuple[Source, PageSpan]]:
        """See `Evidence`."""
        return self._snapshot.catalogue.details(what, bodies, periods)

    def attended(self, document: str) -> Attendance:
        """See `Evidence`."""
        return self._documents.attended(document)

    def page(self, document: str, number: int) -> Page:
        """See `Evidence`."""
        return self._documents.page(document, number)

    def frequency(self, word: str) -> float:
        """See `Evidence`."""
        return self._search.frequency(word)


class AnswerService:
    """Answers questions from the evidence alone."""

    def __init__(self, evidence: SnapshotEvidence) -> None:
        self.evidence = evidence

    def ask(self, question: str, previous: str | None = None) -> Answer:
        """An answer that is a quotation, or which kind of silence; `previous` is the question that this one follows."""
        from panelsearch.answering.extractive_answerer import ExtractiveAnswerer
        from panelsearch.answering.verification import verified

        return verified(ExtractiveAnswerer().answer(question, self.evidence, previous), self.evidence)

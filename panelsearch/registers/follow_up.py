"""Which later meetings speak of an action? Those of its body that hold its rarest words: that they do is inferred."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from panelsearch.indexing.base import IndexReader
from panelsearch.model.register_rows import ActionRow
from panelsearch.model.sources import Citation
from panelsearch.registers.action_register import RARE, telling_words
from panelsearch.retrieval.provenance import Places
from panelsearch.storage.tables.register_queries import RegisterQueries
from panelsearch.text.body_names import body_key

_SHOWN = 3
_RARE_PASSAGES = 3


class FollowUp:
    """Looks for actions in the later meetings of one library of so many `passages`."""

    def __init__(
        self, index: Callable[[], IndexReader], places: Places, rows: RegisterQueries, passages: Callable[[], int]
    ) -> None:
        self._index, self._places, self._rows, self._passages = index, places, rows, passages

    def of(self, row: ActionRow) -> tuple[Citation, ...]:
        """The first passage of each of the next few meetings of the body."""
        held, body = row.source.held, row.source.body
        if held is None or body is None:
            return ()
        rare = max(RARE, _RARE_PASSAGES / max(1, self._passages()))
        words = telling_words(row.text, row.action.owner, self._shares, rare)
        if not words:
            return ()
        found = self._rows.first_of_later_meetings(self._index().holding_all(words), body_key(body), held, _SHOWN)
        sources, texts = self._places.sources(found), self._places.texts(found)
        return tuple(Citation(*one) for one in zip(sources, (passage.at for passage in found), texts, strict=True))

    def _shares(self, words: Sequence[str]) -> Sequence[float]:
        """The share of passages whose text holds each word, 0 to 1."""
        count = max(1, self._passages())
        return [held / count for held in self._index().holding(words)]

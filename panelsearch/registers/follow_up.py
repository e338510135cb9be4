"""Which later meetings speak of actions? Those of their body that hold their rarest words: that they do is inferred."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from panelsearch.indexing.base import IndexReader
from panelsearch.model.register_rows import ActionRow
from panelsearch.model.sources import Citation
from panelsearch.registers.action_register import RARE, own_words, telling_words
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

    def of(self, rows: Sequence[ActionRow]) -> list[tuple[Citation, ...]]:
        """For each action the first passage of each of the next few meetings of its body.

        The index is asked twice, however many actions there are: on a server that is what takes time.
        """
        words = self._telling_words(rows)
        wanted = [some for some in words if some]
        holding = iter(self._index().holding_all(wanted) if wanted else ())
        return [self._first(row, next(holding)) if some else () for row, some in zip(rows, words, strict=True)]

    def _telling_words(self, rows: Sequence[ActionRow]) -> list[tuple[str, ...]]:
        """What is looked for of each action; nothing for one of no body or no day."""
        own = [own_words(row.text, row.action.owner) if row.source.body and row.source.held else () for row in rows]
        asked = list({word: None for words in own for word in words})
        passages = max(1, self._passages()) if asked else 1
        counts = self._index().holding(asked) if asked else ()
        shares = {word: count / passages for word, count in zip(asked, counts, strict=True)}
        rare = max(RARE, _RARE_PASSAGES / passages)
        return [
            telling_words(row.text, {word: shares[word] for word in words}, rare)
            for row, words in zip(rows, own, strict=True)
        ]

    def _first(self, row: ActionRow, holding: Collection[int]) -> tuple[Citation, ...]:
        held, body = row.source.held, row.source.body
        assert held is not None
        assert body is not None
        found = self._rows.first_of_later_meetings(holding, body_key(body), held, _SHOWN)
        sources, texts = self._places.sources(found), self._places.texts(found)
        return tuple(Citation(*one) for one in zip(sources, (passage.at for passage in found), texts, strict=True))

"""Which later meetings speak of an action? Those of its body that hold its rarest words: that they do is inferred."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from panelsearch.indexing.base import IndexReader
from panelsearch.model.register_rows import ActionRow
from panelsearch.model.sources import Citation
from panelsearch.query.ast import And, DateIn, Word
from panelsearch.registers.action_register import RARE, telling_words
from panelsearch.retrieval.provenance import Places
from panelsearch.storage.base import DocumentReader
from panelsearch.text.body_names import body_key

_LOOKED_AT = 50
_SHOWN = 3
_RARE_PASSAGES = 3


class FollowUp:
    """Looks for actions in the later meetings of one library; `frequency` gives the share of passages with a word."""

    def __init__(
        self, index: Callable[[], IndexReader], places: Places, documents: DocumentReader,
        frequency: Callable[[str], float],
    ) -> None:  # fmt: skip
        self._index, self._places, self._documents, self._frequency = index, places, documents, frequency

    def of(self, row: ActionRow, passages: int) -> tuple[Citation, ...]:
        """The first passage of each of the next few meetings of the body, in a library of so many `passages`."""
        held, body = row.source.held, row.source.body
        if held is None or body is None:
            return ()
        rare = max(RARE, _RARE_PASSAGES / max(1, passages))
        words = telling_words(row.text, row.action.owner, self._frequency, rare)
        return self._later(held, body, words) if words else ()

    def _later(self, held: date, body: str, words: Sequence[str]) -> tuple[Citation, ...]:
        matches = self._index().search(And((DateIn(held, None), *map(Word, words))), _LOOKED_AT).matches
        found = list(self._documents.passages_by_id([match.passage_id for match in matches]).values())
        first: dict[date, int] = {}
        sources = self._places.sources(found)
        for at, source in enumerate(sources):
            if source.held and source.held > held and body_key(source.body or "") == body_key(body):
                first.setdefault(source.held, at)
        shown = [first[day] for day in sorted(first)[:_SHOWN]]
        texts = self._places.texts([found[at] for at in shown])
        return tuple(Citation(sources[at], found[at].at, text) for at, text in zip(shown, texts, strict=True))

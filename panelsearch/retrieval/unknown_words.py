"""Which of a query's words and fields' values does no paper have, and what may have been meant?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from itertools import islice

from panelsearch.indexing.base import IndexReader
from panelsearch.model.search_results import UnknownWord
from panelsearch.query.ast import NameIs, ParsedQuery, Query, Word, leaves
from panelsearch.query.fields import BODY, FIELD_NAMED
from panelsearch.text.body_names import nearest_names

_MOST = 4
_OTHERS = 2


def unknown_in(
    parsed: ParsedQuery, index: IndexReader, meant: Callable[[Query], Query], bodies: Callable[[], Sequence[str]]
) -> tuple[UnknownWord, ...]:
    """The first few words that stand in no paper, then the values of fields that none has.

    `meant` widens a name to all that were joined; `bodies` are those there are, of most papers first.
    """
    words = dict.fromkeys(word for word in parsed.text.split() if word.isalpha())
    unknown = [word for word in words if not index.search(Word(word), 1).total]
    told = [UnknownWord(word, _spelt_like(word, index)) for word in unknown[:_MOST]]
    for leaf in dict.fromkeys(leaf for leaf in leaves(parsed.tree) if isinstance(leaf, NameIs)):
        if not index.search(meant(leaf), 1).total:
            near = tuple(islice(_values_like(leaf, index, bodies), _OTHERS))
            told.append(UnknownWord(leaf.value, near, leaf.field, () if near else _there(leaf, index, bodies)))
    return tuple(told)


def _spelt_like(word: str, index: IndexReader) -> tuple[str, ...]:
    return tuple(other for other in index.suggest(word)[:_OTHERS] if other != word.lower())


def _values_like(leaf: NameIs, index: IndexReader, bodies: Callable[[], Sequence[str]]) -> Iterator[str]:
    """Values of the field that some paper has: those there can be, those there are, or words that stand in some."""
    if FIELD_NAMED[leaf.field].choices:
        yield from get_close_matches(leaf.value.lower(), _there(leaf, index, bodies), _OTHERS)
    elif leaf.field == BODY:
        yield from nearest_names(leaf.value, bodies())
    else:
        words = leaf.value.split()
        for at, word in enumerate(words):
            if not index.search(NameIs(leaf.field, word), 1).total:
                for other in index.suggest(word):
                    value = " ".join((*words[:at], other, *words[at + 1 :]))
                    if index.search(NameIs(leaf.field, value), 1).total:
                        yield value


def _there(leaf: NameIs, index: IndexReader, bodies: Callable[[], Sequence[str]]) -> tuple[str, ...]:
    """The values that papers have in the field, where there are few; the bodies of most papers."""
    if leaf.field == BODY:
        return tuple(bodies()[:_MOST])
    choices = FIELD_NAMED[leaf.field].choices
    return tuple(one for one in choices if index.search(NameIs(leaf.field, one), 1).total)

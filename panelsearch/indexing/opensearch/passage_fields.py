"""What does an index on a server hold of a passage? Its terms as our analyzer gives them, and a few numbers.

A text is sent as its terms, which the server parts at the blanks and changes no further: so the positions of its words
are right by their order. A compound's whole, which stands beside its parts, is a value of its own far behind them: it
counts with the other terms, is in no phrase and near nothing. Lengths are numbers, since Lucene rounds its own.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from panelsearch.indexing.opensearch.server import Json
from panelsearch.indexing.segment_fields import LENGTH, LISTED, NO_DAY, NUMBERS, PLACED, counted_in, names_in
from panelsearch.model.indexed_passages import IndexedPassage
from panelsearch.query.fields import COUNTED_FIELDS, NAMED_FIELDS
from panelsearch.text.analyzer import Printed, printed_words, tokens_of

APART = 10_000
"""So many positions lie between values of a field: words of one are not near those of another."""
_LONGEST = 1_000
"""Of a longer term its beginning is kept, and a hash: Lucene takes 32,766 bytes."""
_LONGEST_NAME = 100
FROM, KEY, DOCUMENT, DAY, PAGE, ORDER, REPEATS, CHECK = (
    "from", "key", "document", "day", "page", "order", "repeats", "check",
)  # fmt: skip
"""The generation that brought it, the numbers of `segment_fields`, and what `standing` says."""
_AS_TEXT = ("heading", "title")
LAST_ORDER = "~"
"""The `order` of passages whose documents nobody named."""

_TEXT = {"type": "text", "analyzer": "given", "similarity": "frequency", "norms": False}
_PLACED = {**_TEXT, "position_increment_gap": APART}
_COUNTED = {**_TEXT, "index_options": "freqs"}
_NAMES = {**_PLACED, "similarity": "boolean"}
_NUMBER = {"type": "integer"}
_SHOWN = {"type": "integer", "index": False}
_TERM = {"type": "keyword"}

_FIELDS: Json = {
    "body": _PLACED,
    "exact": _PLACED,
    "heading": _COUNTED,
    "title": _COUNTED,
    "sum": {**_TERM, "doc_values": False},
    **{names_in(name): _NAMES for name in NAMED_FIELDS},
    **{counted_in(name): {**_TERM, "index": False} for name in COUNTED_FIELDS},
    KEY: {"type": "long"},
    DOCUMENT: {"type": "long"},
    DAY: _NUMBER,
    PAGE: _NUMBER,
    "announced": _SHOWN,
    LENGTH: _SHOWN,
    FROM: _NUMBER,
    ORDER: {**_TERM, "index": False},
    REPEATS: {"type": "long"},
    CHECK: _SHOWN,
}

PASSAGES: Json = {
    "settings": {
        "refresh_interval": -1,
        "auto_expand_replicas": "0-1",
        "similarity": {"frequency": {"type": "scripted", "script": {"source": "return query.boost * doc.freq;"}}},
        "analysis": {
            "tokenizer": {"given": {"type": "whitespace", "max_token_length": 10 * _LONGEST}},
            "analyzer": {"given": {"type": "custom", "tokenizer": "given"}},
        },
    },
    "mappings": {"dynamic": "strict", "properties": _FIELDS},
}
"""How the index of passages is made. Nothing is seen before it is asked for, when a generation is complete."""

WORDS: Json = {
    "settings": {"refresh_interval": -1, "auto_expand_replicas": "0-1", "number_of_shards": 1},
    "mappings": {"dynamic": "strict", "properties": {"word": _TERM}},
}
"""How the index of their words is made: each that any passage ever had."""


@lru_cache(maxsize=65536)
def kept(term: str) -> str:
    """A term as it is kept: itself, unless Lucene would not take it."""
    if len(term) <= _LONGEST:
        return term if term.isascii() else term.encode("utf-8", "replace").decode()  # half a letter is no term's
    digest = hashlib.blake2b(term.encode("utf-8", "replace"), digest_size=16).hexdigest()
    return f"{term[:_LONGEST]}{digest}"


def content_of(passage: IndexedPassage, number: int) -> Json:
    """What is written of a passage that the generation of that number brings; how it stands is added later."""
    said = [_said(printed) for printed in printed_words(passage.text)]
    made: Json = {
        name: [" ".join(chain.from_iterable(parts)), *chain.from_iterable(wholes)]
        for name, (parts, wholes) in zip(PLACED, _by_field(said), strict=True)
    }
    made[LENGTH] = sum(len(terms) for (terms, _), _ in said)
    for name, field in LISTED.items():
        terms = (term for value in field.values(passage) for term in field.terms(value))
        made[name] = " ".join(map(kept, terms)) if name in _AS_TEXT else list(dict.fromkeys(map(_parts, terms)))
    made |= {name: of(passage) for name, of in NUMBERS.items()}
    if made[DAY] == NO_DAY:
        del made[DAY]
    made[CHECK] = checked(made)
    return made | {FROM: number}


def checked(content: Json) -> int:
    """A sum over what never changes of a passage; those of a library can be added up without rounding."""
    lasting = {name: value for name, value in content.items() if name not in (FROM, ORDER, REPEATS, CHECK)}
    return zlib.crc32(json.dumps(lasting, sort_keys=True).encode()) & 0xFFFFFF


def _parts(term: str) -> str:
    return term if len(term) <= _LONGEST and term.isascii() else " ".join(map(kept, term.split(" ")))


_Terms = tuple[str, ...]


@lru_cache(maxsize=65536)
def _said(printed: Printed) -> tuple[tuple[_Terms, _Terms], tuple[_Terms, _Terms]]:
    """The terms of a printed word, those of `body` and then those of `exact`: of its parts, and of its whole."""
    stems: tuple[list[str], list[str]] = [], []
    words: tuple[list[str], list[str]] = [], []
    for token in tokens_of(printed):
        stems[token.whole].append(kept(token.term))
        words[token.whole].append(kept(token.exact))
    return (tuple(stems[0]), tuple(stems[1])), (tuple(words[0]), tuple(words[1]))


def _by_field(said: Sequence[tuple[tuple[_Terms, _Terms], tuple[_Terms, _Terms]]]) -> Iterator[list[list[_Terms]]]:
    for field in range(len(PLACED)):
        yield [[of[field][sort] for of in said] for sort in (0, 1)]


def words_held(content: Json) -> Iterator[str]:
    """The words of a passage, for the index of words."""
    parts, *wholes = content["exact"]
    yield from parts.split()
    yield from wholes


def name_of(word: str) -> str:
    """By what a word is known in the index of words: itself, or its hash where Lucene would not take it for a name."""
    return word if len(word) <= _LONGEST_NAME else hashlib.blake2b(word.encode(), digest_size=32).hexdigest()

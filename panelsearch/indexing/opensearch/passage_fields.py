"""What does an index on a server hold of a passage? Its terms as our analyzer gives them, and a few numbers.

A text is sent as its terms, which the server parts at the blanks and changes no further: so the positions of its words
are right by their order. A compound's whole, which stands beside its parts, is a value of its own far behind them: it
counts with the other terms, is in no phrase and near nothing. Lengths are numbers, since Lucene rounds its own.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Hashable, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from panelsearch.indexing.opensearch.server import Json
from panelsearch.indexing.segment_fields import LENGTH, LISTED, NO_DAY, NUMBERS, counted_in, names_in
from panelsearch.model.indexed_passages import IndexedPassage
from panelsearch.query.fields import COUNTED_FIELDS, NAMED_FIELDS
from panelsearch.text.analyzer import blocks, printed_words, tokens_of

APART = 10_000
"""So many positions lie between values of a field: words of one are not near those of another."""
_LONGEST = 1_000
"""Of a longer term its beginning is kept, and a hash: Lucene takes 32,766 bytes."""
_LONGEST_NAME = 100
RUN, KEY, DOCUMENT, DAY, PAGE, ORDER, REPEATS, CHECK = (
    "run", "key", "document", "day", "page", "order", "repeats", "check",
)  # fmt: skip
"""The run that brought it, the numbers of `segment_fields`, and what `standing` says."""
_HALF = re.compile("[\ud800-\udfff]")
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
    RUN: _NUMBER,
    ORDER: {**_TERM, "index": False},
    REPEATS: {"type": "long"},
    CHECK: _SHOWN,
}

OURS: Json = {"made_by": "panelsearch"}
"""What our indexes say of themselves: others are not touched."""
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
    "mappings": {"dynamic": "strict", "_meta": OURS, "properties": _FIELDS},
}
"""How the index of passages is made. Nothing is seen before it is asked for, when a generation is complete."""

WORDS: Json = {
    "settings": {"refresh_interval": -1, "auto_expand_replicas": "0-1", "number_of_shards": 1},
    "mappings": {"dynamic": "strict", "_meta": OURS, "properties": {"word": _TERM}},
}
"""How the index of their words is made: each that any passage ever had."""


@lru_cache(maxsize=65536)
def kept(term: str) -> str:
    """A term as it is kept: itself, unless Lucene would not take it."""
    term = whole_letters(term)
    if len(term) <= _LONGEST:
        return term
    digest = hashlib.blake2b(term.encode(), digest_size=16).hexdigest()
    return f"{term[:_LONGEST]}{digest}"


def whole_letters(text: str) -> str:
    """A text without half a letter, which no text holds and the command line may pass on: a sign that no term has."""
    return text if text.isascii() else _HALF.sub("\ufffd", text)


def content_of(passage: IndexedPassage, number: int) -> Json:
    """What is written of a passage that the run of that number brings; how it stands is added later."""
    said = [_said(block) for block in blocks(passage.text)]
    compounds = [block for block in said if block.whole_stems]
    made: Json = {
        "body": [" ".join(b.stems for b in said if b.length), *(term for b in compounds for term in b.whole_stems)],
        "exact": [" ".join(b.words for b in said if b.length), *(term for b in compounds for term in b.whole_words)],
        LENGTH: sum(block.length for block in said),
    }
    for name, field in LISTED.items():
        terms = [term for value in field.values(passage) for term in _terms(name, value)]
        made[name] = " ".join(terms) if name in _AS_TEXT else list(dict.fromkeys(terms))
    made |= {name: of(passage) for name, of in NUMBERS.items()}
    if made[DAY] == NO_DAY:
        del made[DAY]
    made[CHECK] = checked(made)
    return made | {RUN: number}


def checked(content: Json) -> int:
    """A sum over what never changes of a passage; those of a library can be added up without rounding."""
    lasting = {name: value for name, value in content.items() if name not in (RUN, ORDER, REPEATS, CHECK)}
    return zlib.crc32(msgspec.json.encode(lasting, order="sorted")) & 0xFFFFFF


@lru_cache(maxsize=65536)
def _terms(name: str, value: Hashable) -> Sequence[str]:
    """The terms of a value of a list, which are always the same."""
    terms = LISTED[name].terms(value)
    return [kept(term) for term in terms] if name in _AS_TEXT else [" ".join(map(kept, t.split(" "))) for t in terms]


class _Block(NamedTuple):
    """What a block of text says: `length` terms with places, parted by blanks, and those of compounds."""

    stems: str
    words: str
    length: int
    whole_stems: tuple[str, ...]
    whole_words: tuple[str, ...]


@lru_cache(maxsize=1 << 17)
def _said(block: str) -> _Block:
    tokens = [token for printed in printed_words(block) for token in tokens_of(printed)]
    parts, wholes = [t for t in tokens if not t.whole], [t for t in tokens if t.whole]
    return _Block(
        " ".join(kept(t.term) for t in parts), " ".join(kept(t.exact) for t in parts), len(parts),
        tuple(kept(t.term) for t in wholes), tuple(kept(t.exact) for t in wholes),
    )  # fmt: skip


def words_held(content: Json) -> set[str]:
    """The words of a passage, for the index of words."""
    parts, *wholes = content["exact"]
    return {*parts.split(), *wholes}


def name_of(word: str) -> str:
    """By what a word is known in the index of words: itself, or its hash where Lucene would not take it for a name."""
    return word if len(word) <= _LONGEST_NAME else hashlib.blake2b(word.encode(), digest_size=32).hexdigest()

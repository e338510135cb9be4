"""What does a name tell by itself, before one looks where it stands? Traits of its letters and its words.

No trait is a word that is one body's own: words are told by kinds, as the gazetteers hold them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from panelsearch.gazetteers.english import english_words
from panelsearch.gazetteers.given_names import GIVEN_NAMES
from panelsearch.gazetteers.loader import words
from panelsearch.gazetteers.non_names import NEVER, PLACES
from panelsearch.text.document_cache import remembered

_TRADES = words("organisations.trade")
_COUNCILS = frozenset("council parish borough county town city township village ward district".split())
_KINDS: Mapping[str, frozenset[str]] = {
    "ending": words("organisations.ending") - _TRADES,
    "trade": _TRADES,
    "general": words("organisations.general"),
    "post": words("posts.word"),
    "place": PLACES,
    "no name": NEVER,
    "needs name": words("organisations.needs_name"),
    "matter": words("organisations.matter"),
    "given name": GIVEN_NAMES,
}
"""Kinds of words that the first or the last word of a name may be of."""

_MOST_LETTERS = 7


@lru_cache(maxsize=1)
def _kinds_of_words() -> Mapping[str, Sequence[str]]:
    """The kinds that each word is of, in their order."""
    kinds: dict[str, list[str]] = {}
    for kind, of_kind in _KINDS.items():
        for word in of_kind:
            kinds.setdefault(word, []).append(kind)
    return kinds


def looks(name: str, people: Collection[str], body: Collection[str]) -> Iterator[str]:
    """What a name is like by itself; `people` are words of the names of those who came, `body` those of the body's."""
    yield from by_itself(name)
    small = _words_of(name)
    for whose, of_them in (("people", people), ("body", body)):
        share = sum(part in of_them for part in small)
        if share:
            yield f"{whose}: all" if share == len(small) else f"{whose}: some"


@remembered
def looks_a_person(name: str) -> bool:
    """Whether a name is initials or a given name, and one word more that is no organisation's: "J Ash", "Ann Ash"."""
    first, _, last = name.partition(" ")
    if not last or " " in last or any(last.lower() in _KINDS[kind] for kind in ("ending", "trade", "general")):
        return False
    return len(first.rstrip(".")) == 1 or first.lower() in GIVEN_NAMES


def _words_of(name: str) -> list[str]:
    joins = ("&", "of", "and", "for", "the")
    return [part.strip(".'").lower().removesuffix("'s") for part in name.split() if part not in joins]


@remembered
def by_itself(name: str) -> tuple[str, ...]:
    """The traits that a name has in any document."""
    return tuple(_by_itself(name))


def _by_itself(name: str) -> Iterator[str]:
    small = _words_of(name)
    english = english_words()
    yield f"words: {min(len(small), 4)}"
    if len(small) == 1 and name.isupper():
        yield f"letters: {min(len(name), _MOST_LETTERS)}"
        if small[0] in english:
            yield "letters: a word"
        if not set(name) & set("AEIOUY"):
            yield "letters: no vowel"
    elif len(small) == 1 and any(a.islower() and b.isupper() for a, b in pairwise(name)):
        yield "capitals within"
    elif name.isupper():
        yield "all capitals"
    for within, mark in (("&", "ampersand"), ("-", "hyphen"), ("'s", "owner"), (" of ", "of"), (" and ", "and")):
        if within in name:
            yield f"within: {mark}"
    if any(map(str.isdigit, name)):
        yield "within: figure"
    known = sum(part in english for part in small)
    yield "English: all" if known == len(small) else "English: some" if known else "English: none"
    for place, part in (("first", small[0]), ("last", small[-1]))[: len(small)]:
        if part in english:
            yield f"{place}: English"
        for kind in _kinds_of_words().get(part, ()):
            yield f"{place}: {kind}"
    if not _COUNCILS.isdisjoint(small):
        yield "a council's word"
    if len(small) == 1 and small[0].endswith("s"):
        yield "plural"

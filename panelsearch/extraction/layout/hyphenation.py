"""Did the line's end break this word, or is the hyphen the word's own? Told by what the paper prints elsewhere.

"Commis-" above "sioner" is one word broken; "price-" above "determining" are two with a hyphen between them. Where the
paper itself does not tell, a list of English words does: a whole word was broken, two words were joined.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Set
from functools import cache, cached_property

from panelsearch.gazetteers.english import english_words
from panelsearch.gazetteers.loader import lines

SOFT = "\N{SOFT HYPHEN}"
"""What some files call every hyphen that they print; at a line's end it most likely broke a word."""
_HYPHENS = "-\N{HYPHEN}"

_WORD = re.compile(r"\w[\w’'\N{HYPHEN}-]*")
_INFLECTED = re.compile(r"(?:s|ed|d|ing|ly)$")
# What stands before a hyphen though it is no word of its own; the former even where some print the two as one word.
_MOSTLY_HYPHENED = frozenset("anti cyber multi neo non pseudo quasi self semi ultra".split())
_BEFORE_A_HYPHEN = frozenset(
    """bi co counter de eco electro ex extra hydro hyper infra inter intra macro micro mid mini over post pre pro re
    retro socio sub super trans tri un under well""".split()
)
_LEAST_PART = 3
_SHORT_PARTS = frozenset("at by in of off on out to up".split())
_LEAST_OF_A_NAME = 4


class Vocabulary:
    """How often a paper prints a word; counted when first asked, since many papers break no word."""

    def __init__(self, printed: Callable[[], Iterable[str]]) -> None:
        self._printed = printed

    @cached_property
    def _words(self) -> Counter[str]:
        text = "\n".join(self._printed())
        return Counter([word.lower() for word in _WORD.findall(text)])

    def __getitem__(self, word: str) -> int:
        return self._words[word]


def ends_in_hyphen(text: str) -> bool:
    """Whether a line's last word ends in a hyphen behind a letter."""
    return len(text) > 2 and text[-1] in _HYPHENS and text[-2].isalpha()


def is_broken(before: str, after: str, words: Vocabulary, *, soft: bool = False) -> bool:
    """Whether the hyphen at the end of `before` only breaks a word that `after` ends, and is no part of it."""
    head = _WORD.findall(before)[-1].rstrip(_HYPHENS)
    tail = (_WORD.findall(after) or [""])[0]
    low_head, low_tail = head.lower(), tail.lower()
    whole, hyphened = words[low_head + low_tail], words[f"{low_head}-{low_tail}"]
    if whole != hyphened:
        return whole > hyphened
    if soft:
        return True
    if any(mark in low_head + low_tail for mark in _HYPHENS) or any(mark in before + after for mark in "/@"):
        return False  # "up-to-" above "date"; and nobody breaks an address at a mark of his own
    tail_word = re.split(r"[’']", low_tail)[0]
    whole_known = _is_word(low_head + tail_word, _all_english())
    if low_head in _MOSTLY_HYPHENED:
        return whole_known and not _is_word(tail_word)
    if whole_known:
        return True
    if low_head in _BEFORE_A_HYPHEN:
        return not _is_word(tail_word)
    if head[0].isupper() and len(head) < _LEAST_OF_A_NAME:
        return True
    return not (_is_part(low_head) and _is_part(tail_word))


def _is_part(word: str) -> bool:
    return word in _SHORT_PARTS or (len(word) >= _LEAST_PART and _is_word(word))


def _is_word(word: str, known: Set[str] | None = None) -> bool:
    stem = _INFLECTED.sub("", word)
    return not (english_words() if known is None else known).isdisjoint((word, stem, stem + "e", stem[:-1]))


@cache
def _all_english() -> frozenset[str]:
    """The rarer words, too: most words made of two are among them, and two words are seldom so rare."""
    return english_words() | frozenset(lines("english_words_rarer.txt"))

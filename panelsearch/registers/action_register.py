"""What came of an action? The words that tell it from others, looked for in the body's later meetings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence

from panelsearch.text.analyzer import words_of
from panelsearch.text.person_names import folded

RARE = 0.02
_WORDS = 3
STANDING_COPIES = 4
"""The words that so many documents repeat are a rule, not something to be done."""
_STANDING_WORDS = 8


def telling_words(
    text: str, owner: str, frequencies: Callable[[Sequence[str]], Sequence[float]], rare: float = RARE
) -> tuple[str, ...]:
    """The rarest words of an action, at most three, rarest first; none where fewer than two are rare.

    `frequencies` gives the share of all passages that hold each word, `rare` the largest that counts as rare. The
    owner's name says who, not what.
    """
    said_of_owner = set(folded(owner).split())
    every = (w for w in words_of(text) if len(w) > 3 and w.isalpha() and folded(w) not in said_of_owner)
    words = tuple(dict.fromkeys(every))
    plain = set(re.findall(r"\b[^\W\d_A-Z]+\b", text))
    shares = sorted((share, word) for share, word in zip(frequencies(words), words, strict=True) if 0 < share <= rare)
    chosen = tuple(word for _, word in shares[:_WORDS])
    # two capitalised words may be no more than somebody's name
    telling = len(chosen) == _WORDS or (len(chosen) > 1 and any(word in plain for word in chosen))
    return chosen if telling else ()


def standing_key(text: str) -> int | None:
    """A 64-bit value equal for actions of the same words.

    None for those too short to be standing text ("Clerk to chase.").
    """
    if len(re.findall(r"\w+", text)) < _STANDING_WORDS:
        return None
    return int.from_bytes(hashlib.blake2b(folded(text).encode(), digest_size=8).digest(), "big", signed=True)

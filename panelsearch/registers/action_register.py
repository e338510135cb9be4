"""What came of an action? The words that tell it from others, looked for in the body's later meetings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from panelsearch.text.analyzer import words_of
from panelsearch.text.person_names import folded

RARE = 0.02
_WORDS = 3
STANDING_COPIES = 4
"""The words that so many documents repeat are a rule, not something to be done."""
_STANDING_WORDS = 8


def own_words(text: str, owner: str) -> tuple[str, ...]:
    """The words of an action that may tell it from others. The owner's name says who, not what."""
    said_of_owner = set(folded(owner).split())
    every = (w for w in words_of(text) if len(w) > 3 and w.isalpha() and folded(w) not in said_of_owner)
    return tuple(dict.fromkeys(every))


def telling_words(text: str, shares: Mapping[str, float], rare: float = RARE) -> tuple[str, ...]:
    """The rarest of an action's own words, at most three, rarest first; none where fewer than two are rare.

    `shares` gives of each the share of all passages that hold it, `rare` is the largest that counts as rare.
    """
    plain = set(re.findall(r"\b[^\W\d_A-Z]+\b", text))
    ranked = sorted((share, word) for word, share in shares.items() if 0 < share <= rare)
    chosen = tuple(word for _, word in ranked[:_WORDS])
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

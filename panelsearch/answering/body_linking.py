"""Which bodies does a question name? By the words that tell one body of the library from another, or by initials."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from panelsearch.gazetteers.loader import sets, words
from panelsearch.query.ast import NameIs, Or, Query
from panelsearch.query.fields import BODY
from panelsearch.text.analyzer import analyze

GENERIC_BODY_WORDS = words("body_words.sort")
"""Words that say what sort of body it is, not which."""
_COMPASS = words("body_words.before_a_place_name")
_BEFORE_THE_PLACE = words("body_words.before_the_place")
"""Words for a sort of body with which names begin: the place behind them tells one from another."""
SORTS_BY_INITIALS = {short: frozenset(sorts) for short, *sorts in sets("body_words.sort_by_initials")}
"""What sorts of body the initials in a name may stand for."""


@lru_cache(4096)
def _words(body: str) -> tuple[str, ...]:
    return tuple(token.exact for token in analyze(body) if not token.whole)


def named_bodies(question: str, bodies: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The bodies whose distinctive words the question holds (or whose initials), and those words.

    A body's first distinctive word names it, unless another word follows it in the name and stands in no question
    ("East Fallowby" does not name East Thornmere): then the question must not use that word for another name.
    """
    tokens = [token for token in analyze(question) if not token.whole]
    asked = [token.exact for token in tokens]
    named: set[str] = set()
    used: set[str] = set()
    for body in bodies:
        own = _words(body)
        distinctive = [word for word in own if word not in GENERIC_BODY_WORDS and len(word) > 2]
        initials = "".join(word[0] for word in own if word not in ("the", "of", "and", "for"))
        if distinctive and all(word in asked for word in distinctive):
            named.add(body)
            used.update(distinctive)
        elif telling := _telling_alone(distinctive, question, asked):
            named.add(body)
            used.update(telling)
        elif len(initials) >= 3 and initials in asked:
            named.add(body)
            used.add(initials)
    return frozenset(named), frozenset(used)


def _telling_alone(distinctive: list[str], question: str, asked: list[str]) -> list[str]:
    """The words that stand for a long name by themselves: its first, where that is no everyday word ("Old Ropewalk").

    None where they are part of another name.
    """
    sort = next((n for n, word in enumerate(distinctive) if word not in _BEFORE_THE_PLACE), len(distinctive))
    names = distinctive[sort:]
    telling = names[: 2 if names and names[0] in _COMPASS else 1]
    if not telling or not set(telling).issubset(asked) or telling[-1] in _COMPASS or len(telling[-1]) < 4:
        return []
    run = r"\s+".join(map(re.escape, telling))
    part_of_another = re.search(rf"\b{run}(?:['’]s)?\s+(?P<next>[A-Z]\w+)", question, re.IGNORECASE)
    follower = part_of_another["next"] if part_of_another else ""
    if not follower or not follower[0].isupper():
        return telling if len(telling) == 1 or re.search(rf"\b{run}\b", question, re.IGNORECASE) else []
    folded_follower = follower.casefold()
    known = (
        folded_follower in distinctive or folded_follower in GENERIC_BODY_WORDS or folded_follower in SORTS_BY_INITIALS
    )
    return telling if known else []


def of_bodies(bodies: Collection[str]) -> Query:
    """Papers of any of these bodies, of which there is at least one."""
    names = tuple(NameIs(BODY, body) for body in sorted(bodies))
    return names[0] if len(names) == 1 else Or(names)

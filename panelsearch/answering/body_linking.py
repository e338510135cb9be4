"""Which bodies does a question name? By the words that tell one body of the library from another, or by initials."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class _Name:
    """What tells a body's name: its distinctive words, and those of them that stand for a long name by themselves.

    These are its first, where that is no everyday word ("Old Ropewalk"); none where one is too short.
    """

    distinctive: tuple[str, ...]
    telling: tuple[str, ...]
    initials: str


@lru_cache(4096)
def _name(body: str) -> _Name:
    own = [token.exact for token in analyze(body) if not token.whole]
    distinctive = tuple(word for word in own if word not in GENERIC_BODY_WORDS and len(word) > 2)
    initials = "".join(word[0] for word in own if word not in ("the", "of", "and", "for"))
    sort = next((n for n, word in enumerate(distinctive) if word not in _BEFORE_THE_PLACE), len(distinctive))
    names = distinctive[sort:]
    telling = names[: 2 if names and names[0] in _COMPASS else 1]
    tells = bool(telling) and telling[-1] not in _COMPASS and len(telling[-1]) >= 4
    return _Name(distinctive, telling if tells else (), initials)


def named_bodies(question: str, bodies: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The bodies whose distinctive words the question holds (or whose initials), and those words.

    A body's first distinctive word names it, unless another word follows it in the name and stands in no question
    ("East Fallowby" does not name East Thornmere): then the question must not use that word for another name.
    """
    asked = {token.exact for token in analyze(question) if not token.whole}
    named: set[str] = set()
    used: set[str] = set()
    for body in bodies:
        name = _name(body)
        if name.distinctive and asked.issuperset(name.distinctive):
            named.add(body)
            used.update(name.distinctive)
        elif asked.issuperset(name.telling) and (telling := _telling_alone(name, question)):
            named.add(body)
            used.update(telling)
        elif len(name.initials) >= 3 and name.initials in asked:
            named.add(body)
            used.add(name.initials)
    return frozenset(named), frozenset(used)


def _telling_alone(name: _Name, question: str) -> Sequence[str]:
    """The words that stand for a name by themselves in a question that has them: none as part of another name."""
    telling, distinctive = name.telling, name.distinctive
    if not telling:
        return ()
    run = r"\s+".join(map(re.escape, telling))
    part_of_another = re.search(rf"\b{run}(?:['’]s)?\s+(?P<next>[A-Z]\w+)", question, re.IGNORECASE)
    follower = part_of_another["next"] if part_of_another else ""
    if not follower or not follower[0].isupper():
        return telling if len(telling) == 1 or re.search(rf"\b{run}\b", question, re.IGNORECASE) else ()
    folded_follower = follower.casefold()
    known = (
        folded_follower in distinctive or folded_follower in GENERIC_BODY_WORDS or folded_follower in SORTS_BY_INITIALS
    )
    return telling if known else ()


def of_bodies(bodies: Collection[str]) -> Query:
    """Papers of any of these bodies, of which there is at least one."""
    names = tuple(NameIs(BODY, body) for body in sorted(bodies))
    return names[0] if len(names) == 1 else Or(names)

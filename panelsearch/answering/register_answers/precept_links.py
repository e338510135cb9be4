"""Is a sum of a sentence what it says the precept is, and the precept the body's own?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from panelsearch.gazetteers.english import english_words
from panelsearch.gazetteers.loader import words
from panelsearch.model.spans import Span

_PRECEPT = re.compile(r"\bprecept\b", re.IGNORECASE)
_TOKEN = re.compile(r"\w+(?:['’]\w*)?|[^\w\s]")
_LINKS = words("precepts.link")
"""What stands between the word and its sum, besides years and the sums of others."""
_TO = words("precepts.link_before_to")
"""These link with a "to" behind them."""
_STOPS = frozenset(",:=().…–—-|_'\"’‘“”•*")
_MOST_BETWEEN = 14
_BEHIND = re.compile(
    r"\s*(?:\(\s*)?(?:(?:to\s+|shall\s+|will\s+)?(?:be|is|was|being)\s+|as\s+|by\s+way\s+of\s+|,\s*being\s+)?"
    r"(?:(?:a|the|its|our|total|annual|parish|town|community|council['’]?s?)\s+){0,4}",
    re.IGNORECASE,
)
"""What stands between a sum and the word behind it."""
_OTHERS = words("body_words.precept_of_others")
_PLAIN = words("body_words.itself") | words("body_words.generic")
_SORTS = words("precepts.before_it")
_FOR_OTHERS = re.compile(r"\s*(?:\(|(?:for|of|by)\b)\s*(?:the\s+)?(?P<who>(?:\w+\s*){1,3})")
_ITS = frozenset("its their".split())
_WORDS_BEFORE, _SIGHT = 8, 300


def is_the_precept(told: Span, sentence: Span, figures: Iterable[Span], text: str, own: Collection[str]) -> bool:
    """Whether a sum stands with the word in one clause, and nobody but the body of these words sets it.

    `figures` are the years and sums of the sentence: they may stand in between.
    """
    said = list(text[sentence.start : sentence.end])
    for one in figures:
        said[one.start - sentence.start : one.end - sentence.start] = " " * len(one)
    bare = "".join(said)
    first, last = told.start - sentence.start, told.end - sentence.start
    linked = [one for one in _PRECEPT.finditer(bare) if _is_linked(bare, one, first, last)]
    if not linked or _is_for_others(bare[last:], own):
        return False
    return not any(_is_of_others(bare[max(0, one.start() - _SIGHT) : one.start()], own) for one in linked)


def _is_linked(bare: str, word: re.Match[str], first: int, last: int) -> bool:
    if max(first - word.end(), word.start() - last) > _SIGHT:
        return False
    if word.end() > first:
        return bool(_BEHIND.fullmatch(bare[last : word.start()]))
    between = [token.casefold() for token in _TOKEN.findall(bare[word.end() : first])]
    said = [token for token in between if token not in _STOPS]
    if len(said) > _MOST_BETWEEN:
        return False
    return all(
        (one in _LINKS and not (one == "and" and then in ("a", "an", "the"))) or (one in _TO and then == "to")
        for one, then in pairwise([*said, ""])
    )


def _is_for_others(behind: str, own: Collection[str]) -> bool:
    found = _FOR_OTHERS.match(behind)
    said = found["who"].casefold().split() if found else ()
    return any(word in _OTHERS and word not in own for word in said)


def _is_of_others(before: str, own: Collection[str]) -> bool:
    """Whether what stands before the word tells of another body: as whose it is, or as whom "its" means."""
    told = _TOKEN.findall(before)
    whose = list(_whose(told))
    if any(_names_another(word, own) for word in whose):
        return True
    rest = told[: len(told) - len(whose)]
    return bool(rest) and rest[-1].casefold() in _ITS and any(_names_another(word, own) for word in rest)


def _whose(told: list[str]) -> Iterator[str]:
    """The words right before "precept" that belong to it, the nearest first."""
    for word in reversed(told[-_WORDS_BEFORE:]):
        low = word.casefold()
        if not (word[0].isupper() or low in _PLAIN or low in _SORTS or low in _OTHERS or low == "and"):
            return
        yield word


def _names_another(word: str, own: Collection[str]) -> bool:
    stem, _, _ = word.casefold().replace("’", "'").partition("'")
    if stem in own or word.casefold() in own:
        return False
    if stem in _OTHERS:
        return True
    is_name = word[0].isupper() and stem not in _PLAIN and stem not in _SORTS
    return is_name and ("'" in word.replace("’", "'") or stem not in english_words())

"""Whose is a post that a page tells of? Words beside it, and headings over it, may name another body, or a part."""

from __future__ import annotations

import re
from collections.abc import Collection

from panelsearch.answering.register_answers.post_words import KNOWN
from panelsearch.gazetteers.loader import words, words_in_order
from panelsearch.model.spans import Span
from panelsearch.text.analyzer import analyze

_OF_WHOM = re.compile(
    r"\s*of\s+(?:the\s+)?(?P<whom>[^,:(]{3,60}?)(?=\s+(?:for|until|from|by|unanimously)\b|[,:(]|$)", re.I
)
_OTHERS = (words("body_words.part") | words("body_words.final")) - KNOWN
"""Words for a body or a part of it, without those who sit in one: "the trustees elected"."""
_MATTERS = words("body_words.subject") - KNOWN - _OTHERS
_LABEL = re.compile(r" {0,9}(?:\d[\d./]{0,9}[.)]? {1,4})?(?P<matter>[^:\n–—]{3,60}?) {0,3}(?::|[–—]| - )")
_BEHIND_A_MARK = re.compile(r"\s*(?:[,(–—]|-\s|of\s)(?P<matter>[^.,;:()\n]{3,60})")
_THE_BUSINESS = words_in_order("posts.choosing")
_A_HEADING = re.compile(r"\s*(?:\d[\d./]*[.)]?\s+)?[A-Z][^(\n]{2,70}(?<![.;,\s])\s*$")
_AN_ITEM = re.compile(r"\s*\d+(?:/\d+)*[.)]?\s+[A-Z]")
_HEADINGS_WITHIN = 600


def is_of_another(said: str, names: Collection[str]) -> bool:
    """Whether words have one for a body or a part of a body that none of these names has; a place has a council."""
    own = {token.exact for name in names for token in analyze(name)}
    others = {token.exact for token in analyze(said)} & _OTHERS - own
    return bool(others if own & _OTHERS else others - {"council"})


def is_of_a_matter(text: str, first: int, last: int, names: Collection[str]) -> bool:
    """Whether only what a part of a body is for stands set apart at the head of the line of a place, or behind it.

    "Finance: ...", "Chair, Planning", "Chair of Planning": no name of the body has these words.
    """
    own = {token.exact for name in names for token in analyze(name)} | {"and", "the"}
    line = text.rfind("\n", 0, first) + 1
    for told in filter(None, (_LABEL.match(text, line, last), _BEHIND_A_MARK.match(text, last))):
        said = {token.exact for token in analyze(told["matter"])} - own
        if said and said <= _MATTERS and not any(word.startswith(_THE_BUSINESS) for word in said):
            return True
    return False


def headings_over(text: str, before: int) -> str:
    """The lines like headings on a page between the head of the item that a place is in and the line of the place."""
    line = text.rfind("\n", 0, before) + 1
    start = text.find("\n", max(0, line - _HEADINGS_WITHIN), line) + 1 if line > _HEADINGS_WITHIN else 0
    found, below = [], text[line : line + 1]
    for above in reversed(text[start:line].splitlines()):
        if _A_HEADING.match(above) and not below.islower():
            found.append(above)
        if _AN_ITEM.match(above):
            break
        below = above.lstrip()[:1] or below
    return "\n".join(found)


def is_at_home(bodies: Collection[str], text: str, name: Span, told: Span) -> bool:
    """Whether neither the headings over an election nor its lines, up to the words told, name another body."""
    line = text.rfind("\n", 0, told.start) + 1
    return not any(is_of_another(said, bodies) for said in (headings_over(text, name.start), text[line : told.end]))


def is_of_its_own(after: str, bodies: Collection[str]) -> bool:
    """Whether the post is the body's own, not one of a committee or of somebody else's."""
    whose = _OF_WHOM.match(after)
    own = {token.exact for body in bodies for token in analyze(body)}
    return whose is None or all(token.exact in own for token in analyze(whose["whom"]) if token.exact != "the")

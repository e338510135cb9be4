"""Whose paper is it? The name for which the witnesses in the paper say most; none where they say too little.

What several places name adds up; a name inside a longer one speaks for the longer where that has witnesses of its own.
A committee stands behind its council: "Elm Town Council Planning Committee". No name is better than a wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from panelsearch.model.documents import FileFacts
from panelsearch.model.meetings import DocumentKind
from panelsearch.model.pages import Page
from panelsearch.structure.abbreviations import find_acronyms
from panelsearch.structure.body_names import Name, set_as_elsewhere
from panelsearch.structure.body_witnesses import BODY_RULES, Witnesses, support
from panelsearch.text.rule_engine import OPEN, Fence

_BELIEVED = 0.75
_BELIEVED_OF_OTHERS = 1.0
"""Papers of no known kind are of anybody: two places must name the body."""
_SUPPORTED = 0.55
"""Where the heading only says "Cabinet": a body that the paper names again and again, or that its addresses name."""
_RIVAL = 0.6
"""What part of the best one's weight another body must not reach, where only the text names them."""
_ALL_MEMBERS = frozenset("general body full".split())
_COUNCILS = frozenset("council authority".split())
"""Whose committees bear names of their own."""
_PLACES = frozenset("city town township village county district borough municipal".split())
_LONGER_FROM = 0.5
"""What part of a shorter name's weight its longer form needs to be taken for it."""


@dataclass(slots=True)
class _Standing:
    """What is said for a name: by each rule its best, and whether a heading does."""

    name: Name
    said: dict[str, float]
    heads: bool = False
    line: int = 99

    @property
    def weight(self) -> float:
        return sum(self.said.values())


def find_body(
    pages: Sequence[Page], facts: FileFacts, fence: Fence = OPEN, kind: DocumentKind = DocumentKind.MINUTES
) -> str | None:
    """The name of the body whose paper it is; None where none is told. Capitals are set as elsewhere in the text."""
    seen = Witnesses(pages, facts)
    standings = _heard(seen, fence)
    believed = _BELIEVED_OF_OTHERS if kind is DocumentKind.OTHER else _BELIEVED
    of_a_meeting = kind in (DocumentKind.MINUTES, DocumentKind.AGENDA, DocumentKind.PACK)
    wholes = [
        one
        for one in standings
        if not one.name.is_part and not one.name.is_generic and (of_a_meeting or one.name.is_formal)
    ]
    whole = _best(wholes, believed)
    if whole is not None and whole.name.is_celtic and seen.in_english:
        english = [one for one in wholes if one.heads and not one.name.is_celtic and not one.name.ends_as_part]
        whole = _best(english, believed) or whole
    part = _best([one for one in standings if one.heads and one.name.is_part], believed)
    if whole is not None and part is None and whole.name.ends_as_part:
        councils = [one for one in wholes if one.line < whole.line and one.name.words[-1] in _COUNCILS]
        over = _best([one for one in councils if _stands_under(whole, one)], believed)
        whole, part = (over, whole) if over is not None else (whole, None)
    elif whole is not None and part is None:
        part = _best([one for one in wholes if _stands_under(one, whole)], believed)
    if whole is None and part is not None:
        whole = _best([one for one in wholes if not one.name.ends_as_part], _SUPPORTED)
    if whole is None and part is None and of_a_meeting:
        whole = _alone([one for one in wholes if "body.named" in one.said])
    text = seen.everywhere
    if whole is None:
        alone = part is not None and not part.name.is_generic
        return set_as_elsewhere(part.name.text, text) if part is not None and alone else None
    name = set_as_elsewhere(_written_out(whole.name, pages, fence), text)
    return _with_part(name, set_as_elsewhere(part.name.text, text)) if part is not None else name


def _alone(named: Sequence[_Standing]) -> _Standing | None:
    """The one body that a paper without a heading names again and again; None where others come near it."""
    ranked = sorted(named, key=lambda one: -one.weight)
    if not ranked or ranked[0].weight < _SUPPORTED:
        return None
    rivals = [one for one in ranked[1:] if not one.name.holds(ranked[0].name) and not ranked[0].name.holds(one.name)]
    return ranked[0] if not rivals or rivals[0].weight < ranked[0].weight * _RIVAL else None


def _stands_under(part: _Standing, whole: _Standing) -> bool:
    """Whether a heading names a committee with a name of its own, and another the council that it belongs to."""
    return (
        part is not whole
        and part.heads
        and whole.heads
        and part.name.ends_as_part
        and not whole.name.ends_as_part
        and not part.name.telling & whole.name.telling
        and max(part.said.get("body.title", 0), part.said.get("body.letterhead", 0)) >= _BELIEVED
    )


def _with_part(whole: str, part: str) -> str:
    """The name of a body's part behind the body's own: nothing is added by "City Council" to "City of Elm Council"."""
    ours, theirs = Name(whole), Name(part)
    if (ours.is_letters and ours.text == theirs.initials) or ours.shortens(theirs):
        return part
    if theirs.telling <= ours.telling or theirs.telling <= _ALL_MEMBERS:
        return whole
    if theirs.words[-1] == "council" and theirs.is_generic:
        if len(theirs.words) > 1 and ours.words[-1] == theirs.words[-2]:
            return f"{whole} {part.split()[-1]}"  # "Elm Parish", "Parish Council"
        return (
            f"{whole} {part.split()[-1]}"
            if " of " in whole and theirs.words[0] in ours.words and theirs.words[0] in _PLACES
            else whole
        )
    if theirs.is_generic and len(theirs.words) == 1 and theirs.words[0] not in ("cabinet", "executive"):
        return whole
    if ours.words[-1] == theirs.words[0] and len(theirs.words) > 1:
        return f"{whole} {part.split(maxsplit=1)[1]}"  # "Elm Scout Group", "Group Executive"
    return f"{whole} {part}"


def _heard(seen: Witnesses, fence: Fence) -> list[_Standing]:
    """What the witnesses say, name by name; what is said for a name in a longer one is said for that too."""
    by_words: dict[tuple[str, ...], _Standing] = {}
    for of in BODY_RULES:
        for proposal in fence.each(of, seen):
            words = tuple(word for word in proposal.name.words if word != "the")
            one = by_words.setdefault(words, _Standing(proposal.name, {}))
            if one.name.text.isupper() and not proposal.name.text.isupper():
                one.name = proposal.name
            one.said[of.name] = max(one.said.get(of.name, 0.0), proposal.weight)
            if proposal.heads:
                one.heads, one.line = True, min(one.line, proposal.line)
    standings = list(by_words.values())
    for one in standings:
        one.name = _spelt_out(one.name, [other.name for other in standings if other.heads])
    own = {id(one): one.weight for one in standings}
    for one in standings:
        for other in standings:
            if other is not one and one.name.holds(other.name) and own[id(one)] >= _LONGER_FROM * own[id(other)]:
                for rule, weight in other.said.items():
                    one.said.setdefault(rule, weight * 0.9)
        one.said["support"] = support(seen, one.name)
    return standings


def _spelt_out(name: Name, others: Sequence[Name]) -> Name:
    """A name that begins with the initials of another, as that writes them: "OLRA Board"."""
    letters, _, rest = name.text.partition(" ")
    if rest and Name(letters).is_letters:
        for other in others:
            if other.initials == letters and other.says_body and not other.holds(Name(rest)):
                return Name(f"{other.text} {rest}")
    return name


def _best(standings: Sequence[_Standing], believed: float) -> _Standing | None:
    able = [one for one in standings if one.weight >= believed]
    return max(able, key=lambda one: (round(one.weight, 3), len(one.name.words)), default=None)


def _written_out(name: Name, pages: Sequence[Page], fence: Fence) -> str:
    """An abbreviation's words where the paper tells them."""
    if not name.is_letters:
        return name.text
    for acronym in find_acronyms(pages, fence.uncounted()):
        if acronym.letters == name.text:
            page = next(page for page in pages if page.number == acronym.at.page)
            return " ".join(page.text[acronym.at.start : acronym.at.end].split())
    return name.text

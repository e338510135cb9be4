"""Whom does a form of a name mean in this document? Two bearers of one surname are never merged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from panelsearch.gazetteers.non_names import NEVER
from panelsearch.text.person_names import PersonName


@dataclass(frozen=True)
class KnownPeople:
    """Everyone the document introduces: full forms by folded surname, roster first; `members` are councillors.

    `initials` are those the document defines, "N Shah (NS)", or uses for somebody listed, each with the one name it
    stands for; `by_given` has those who are called by a given name alone, full forms by the name folded.
    """

    roster: tuple[str, ...] = ()
    members: frozenset[str] = frozenset()
    by_surname: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    initials: Mapping[str, str] = field(default_factory=dict)
    by_given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def surnames_begin(self) -> frozenset[str]:
        """The surnames up to the first mark in each, as `capitalised` knows words."""
        return frozenset(re.split(r"[\W_]", surname, maxsplit=1)[0] for surname in self.by_surname)


def folded(word: str) -> str:
    """A word as words are compared: small letters, without the stops round it."""
    return word.lower().strip(".,")


def words_of(name: str) -> list[str]:
    """A name's words; stops part initials, "A.V." being two."""
    return [word for word in name.replace(".", " ").split(" ") if word]


def is_initial(word: str) -> bool:
    """One letter, with its stop or without."""
    return len(word.rstrip(".")) == 1


def is_initials(word: str) -> bool:
    """One letter, or two or three run together as in "AJ Prentice"."""
    return is_initial(word) or (len(word) <= 3 and word.isupper())


def surname_of(name: str) -> str:
    """The folded last word of a name: what its bearer is called with a title."""
    return folded(words_of(name)[-1]) if words_of(name) else ""


def canonical_of(form: str, known: KnownPeople) -> str:
    """The fullest form of the one person meant; the form itself, untitled, where two could be."""
    fitting = [full for full in known.by_surname.get(surname_of(form), ()) if _one_person(form, full, known)]
    # Who is listed by a surname alone is that person, whoever else bears it.
    listed = [full for full in fitting if full in known.roster]
    if form in known.roster and len(words_of(form)) == 1:
        members = [full for full in fitting if full in known.members]
        return members[0] if len(_distinct(members, known)) == 1 else form
    distinct = _distinct(listed if len(words_of(form)) == 1 and listed else fitting, known)
    return distinct[0] if len(distinct) == 1 else form


def called(form: str, known: KnownPeople) -> str | None:
    """Whom a given name alone, or with the first letter of a surname, means: "Ann", "Ann B"; None for nobody or two."""
    given, *letters = words_of(form)
    fitting = [
        full
        for full in known.by_given.get(folded(given), ())
        if all(
            word[:1] == letter
            for word, letter in zip(re.findall(r"[^\W\d_]+", full)[1:], "".join(letters), strict=False)
        )
    ]
    return fitting[0] if len(_distinct(fitting, known)) == 1 else None


def by_given_name(people: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Full forms by given name, those written out only."""
    grouped: dict[str, list[str]] = {}
    for full in people:
        words = words_of(full)
        if len(words) > 1 and not is_initials(words[0]) and folded(words[0]) not in NEVER:
            grouped.setdefault(folded(words[0]), []).append(full)
    return {given: tuple(forms) for given, forms in grouped.items()}


def _one_person(form: str, full: str, known: KnownPeople) -> bool:
    """Whether two forms may be one person here: not where the roster lists them side by side by given names."""
    both = form in known.roster and full in known.roster and form != full
    given, other = words_of(form)[:-1], words_of(full)[:-1]
    if both and given and other and folded(given[0]) != folded(other[0]):
        return False
    # A list that has "A Harkett" and "A V Harkett" has two members.
    if both and given and other and all(map(is_initial, (*given, *other))):
        return False
    return PersonName.of(form).may_be(PersonName.of(full))


def _distinct(forms: list[str], known: KnownPeople) -> list[str]:
    """The forms that must be different people, each by its best form: the roster's first, then the fullest."""
    kept: list[str] = []
    for form in forms:
        if not any(_one_person(form, other, known) for other in kept):
            kept.append(form)
    return kept


def by_surname(roster: Iterable[str], met: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Full forms by surname, best first: the roster's, then given names, then initials, longer before shorter."""
    roster = tuple(roster)

    def rank(form: str) -> tuple[bool, bool, int, str]:
        given = words_of(form)[:-1]
        return (form not in roster, not given or is_initials(given[0]), -len(form), form)

    grouped: dict[str, set[str]] = {}
    for form in (*roster, *met):
        grouped.setdefault(surname_of(form), set()).add(form)
    return {
        surname: tuple(sorted(with_given, key=rank)) or tuple(sorted(forms))
        for surname, forms in grouped.items()
        for with_given in ([form for form in forms if len(words_of(form)) > 1],)
    }

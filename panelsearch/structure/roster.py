"""Whom do a surname, a first name or initials mean in this document? The people on its lists, none where two fit."""

from __future__ import annotations

import re
from collections.abc import Iterable

from panelsearch.gazetteers.loader import words
from panelsearch.model.meetings import Attendance, Attendee
from panelsearch.text.person_names import PersonName

_NOT_OF_THE_NAME = words("titles.seat") | words("titles.other") | words("names.honour")


def spells(initials: str, name: str) -> bool:
    """Whether letters such as "JMS" are the initials of the name."""
    letters = re.sub(r"[^A-Z]", "", initials)
    parts = [part for part in re.split(r"[\s\-.]+", name) if part]
    firsts = "".join(part[0].upper() for part in parts)
    if len(letters) < 2 or not parts:
        return False
    if _in_order(letters, firsts) and letters[-1] == firsts[-1]:
        return True
    # "BMcT" for Barbara McTavish: the capitals inside a name are initials too
    capitals = "".join(
        letter for part in parts for letter in (part[:1].upper() if part.isupper() else part) if letter.isupper()
    )
    return _in_order(letters, capitals) and letters[0] == capitals[:1] and letters[-1] in capitals[-2:]


class Roster:
    """The people a document lists. Resolves what it prints later; whoever is meant by two is nobody."""

    def __init__(self, attendance: Attendance) -> None:
        people = (*attendance.present, *attendance.in_attendance, *attendance.apologies)
        self._people: tuple[Attendee, ...] = tuple({_person_name(p.name): p for p in reversed(people)}.values())

    def resolve(self, printed: str) -> str | None:
        """The one roster name that `printed` can stand for, None where there is none or more than one."""
        if re.fullmatch(r"[A-Z]{2,4}", printed.replace(".", "").replace(" ", "")):
            letters = printed.replace(".", "").replace(" ", "")
            defined = [p.name for p in self._people if p.initials.replace(".", "") == letters]
            return _only(defined) or _only(p.name for p in self._people if spells(letters, p.name))
        name = _person_name(printed)
        listed = [(p.name, _person_name(p.name)) for p in self._people]
        exact = [known for known, parts in listed if parts == name]
        if exact:
            return exact[0]
        # a surname alone that is listed is not whoever a given name stands before
        return _only(known for known, parts in listed if name.may_be(parts) and (parts.given or not name.given))

    @property
    def is_empty(self) -> bool:
        """Whether the document lists nobody."""
        return not self._people

    def lists(self, word: str) -> bool:
        """Whether the word is part of a name that the document lists."""
        return self.listed_as(word) is not None

    def listed_as(self, word: str) -> str | None:
        """The word as a listed name has it, None where none does: "McKay" for "MCKAY"."""
        parts = (part for person in self._people for part in _words(person.name))
        return next((part for part in parts if part.casefold() == word.casefold()), None)


def _words(name: str) -> list[str]:
    """The words of a name without the titles and honours round it."""
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", name)
    return [word for word in words if word.casefold() not in _NOT_OF_THE_NAME]


def _person_name(printed: str) -> PersonName:
    return PersonName.of(" ".join(_words(printed)))


def _in_order(letters: str, firsts: str) -> bool:
    rest = iter(firsts)
    return all(letter in rest for letter in letters)


def _only(names: Iterable[str]) -> str | None:
    distinct = set(names)
    return distinct.pop() if len(distinct) == 1 else None

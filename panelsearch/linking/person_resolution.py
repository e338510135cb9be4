"""Which names are of one person? Joins the names that documents give, within a body and a period. Pure.

Each document has settled its own names already: what it calls by two names are two people, or one it cannot tell
apart. Between documents the rule is:

1. In one body, equal names with a given name are one person; equal names with initials or a surname alone are one as
   long as no more than a term of office lies between one appearance and the next.
2. In one body and within a term, a shorter form (initials, however many) is the person of the one fuller form it can
   stand for. Where it can stand for two, it stands for nobody but itself; but whom a meeting lists by a short form is
   somebody whom other meetings of the body list, if there is one, whoever else the papers name.
3. Across bodies, only equal names with a given name are one person.

Whatever the rule says, two names that one document holds apart are never joined. It holds all its names apart, but for
one on its lists and a longer or shorter one that is not: "Harkett" was there, "Susan Harkett" spoke. All that is joined
shares a key of `block_keys`, so that a part of the library whose names share none with the rest can be resolved alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Protocol

from panelsearch.text.body_names import body_key
from panelsearch.text.person_names import PersonName, folded

# A councillor's term of office: how far apart two appearances of a short name may lie.
_TERM_DAYS = 4 * 366


class Sheet(Protocol):
    """What is asked of a document: whose paper it is, and of which day."""

    @property
    def body(self) -> str | None: ...  # noqa: D102
    @property
    def meeting_date(self) -> date | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Named:
    """A name (folded) as one document uses it: the unit that is joined."""

    document_id: int
    name: str


@dataclass(frozen=True, slots=True)
class _Appearance:
    key: Named
    name: PersonName
    day: date | None
    listed: bool = False

    def within_a_term(self, other: _Appearance) -> bool:
        if self.day is None or other.day is None:
            return True
        return abs((self.day - other.day).days) <= _TERM_DAYS

    def is_held_apart_from(self, other: _Appearance) -> bool:
        """Whether two names of one document are surely two people's."""
        shorter = self.name.abbreviates(other.name) or other.name.abbreviates(self.name)
        return self.listed == other.listed or not shorter


class _Groups:
    """Disjoint groups of names. Two names that a document holds apart never come to stand in one group."""

    def __init__(self, appearances: Mapping[Named, _Appearance]) -> None:
        self._leader = {key: key for key in appearances}
        self._members = {key: {key.document_id: [one]} for key, one in appearances.items()}

    def leader(self, key: Named) -> Named:
        """The name its group goes by."""
        while self._leader[key] != key:
            self._leader[key] = key = self._leader[self._leader[key]]
        return key

    def join(self, one: Named, other: Named) -> None:
        """Make one group of two, unless a document holds a name of one apart from a name of the other."""
        a, b = self.leader(one), self.leader(other)
        if a == b:
            return
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        larger, smaller = self._members[a], self._members[b]
        for document, some in smaller.items():
            if any(one.is_held_apart_from(other) for one in some for other in larger.get(document, ())):
                return
        for document, some in smaller.items():
            larger.setdefault(document, []).extend(some)
        self._leader[b] = a
        del self._members[b]


class _Form:
    """The appearances of one name in one body, in order of day (those without one first), then of document."""

    def __init__(self, appearances: Sequence[_Appearance]) -> None:
        self.appearances = appearances
        self._by_document = {one.key.document_id: one for one in reversed(appearances)}
        self._undated = next((one for one in appearances if one.day is None), None)
        self._dated = [one for one in appearances if one.day is not None]
        self._days = [one.day.toordinal() for one in self._dated if one.day is not None]

    def nearest(self, one: _Appearance) -> _Appearance | None:
        """The appearance within a term that lies nearest in time, one of the same document first; else None."""
        if (here := self._by_document.get(one.key.document_id)) is not None:
            return here
        if one.day is None or self._undated is not None:
            return self._undated or self._dated[0]
        day = one.day.toordinal()
        at = bisect_left(self._days, day)
        after = self._dated[at] if at < len(self._days) else None
        # of several as near the first counts, and of one before and one behind the one before
        before = self._dated[bisect_left(self._days, self._days[at - 1])] if at else None
        near = min((other for other in (before, after) if other), key=lambda other: _days_apart(one, other))
        return near if one.within_a_term(near) else None

    def listed(self) -> _Form | None:
        """Those of them that stand on a meeting's lists."""
        some = [one for one in self.appearances if one.listed]
        return _Form(some) if some else None


def _days_apart(one: _Appearance, other: _Appearance) -> int:
    return abs((one.day - other.day).days) if one.day and other.day else 0


def same_people(
    names: Iterable[tuple[int, str]], sheets: Mapping[int, Sheet], listed: Collection[Named] = frozenset()
) -> dict[Named, Named]:
    """For each name of each document, the `Named` its person goes by: equal values are one person.

    `names` are (document id, canonical name); `listed` are those that a document's lists of who came give. The result
    does not depend on the order of the names; where several appearances are as near, the lower document id decides.
    """
    appearances: dict[Named, _Appearance] = {}
    for document_id, printed in sorted(set(names)):
        key, sheet = Named(document_id, folded(printed)), sheets.get(document_id)
        day = sheet.meeting_date if sheet else None
        appearances.setdefault(key, _Appearance(key, PersonName.of(printed), day, key in listed))
    groups = _Groups(appearances)
    families: dict[tuple[object, str], list[_Appearance]] = defaultdict(list)
    for one in appearances.values():
        body = getattr(sheets.get(one.key.document_id), "body", None)
        families[body_key(body) if body else one.key.document_id, one.name.surname].append(one)
    for family in families.values():
        _join_family(groups, family)
    by_full_name: dict[str, Named] = {}
    for key, one in sorted(appearances.items(), key=lambda pair: (pair[0].document_id, pair[0].name)):
        if one.name.is_written_out:
            groups.join(by_full_name.setdefault(key.name, key), key)
    return {key: groups.leader(key) for key in appearances}


def _join_family(groups: _Groups, family: Sequence[_Appearance]) -> None:
    """Join the names of one surname in one body."""
    by_name: dict[PersonName, list[_Appearance]] = defaultdict(list)
    for one in sorted(family, key=lambda one: (one.day or date.min, one.key.document_id, one.key.name)):
        by_name[one.name].append(one)
    for name, alike in by_name.items():
        for earlier, later in pairwise(alike):
            if name.is_written_out or earlier.within_a_term(later):
                groups.join(earlier.key, later.key)
    if len(by_name) == 1:
        return
    forms = {name: _Form(alike) for name, alike in by_name.items()}
    on_lists = {name: some for name, form in forms.items() if (some := form.listed()) is not None}
    for name in sorted(forms, key=lambda name: (name.fullness, name.given), reverse=True):
        longer = [other for other in forms if name.abbreviates(other)]
        for one in forms[name].appearances if longer else ():
            meant = (_meant(one, longer, on_lists) if one.listed else None) or _meant(one, longer, forms)
            if meant is not None:
                groups.join(one.key, meant.key)


def _meant(one: _Appearance, longer: Sequence[PersonName], forms: Mapping[PersonName, _Form]) -> _Appearance | None:
    """The nearest appearance of the one fuller form that may be meant; None where none or several may."""
    near = {name: met for name in longer if name in forms and (met := forms[name].nearest(one)) is not None}
    fullest = [name for name in near if not any(name.abbreviates(other) for other in near)]
    return near[fullest[0]] if len(fullest) == 1 else None

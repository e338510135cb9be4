"""Which names are of one person? Joins the names that documents give, within a body and a period. Pure.

Each document has settled its own names already: what it calls by two names are two people, or one it cannot tell
apart. Between documents the rule is:

1. In one body, equal names with a given name are one person; equal names with initials or a surname alone are one as
   long as no more than a term of office lies between one appearance and the next.
2. In one body and within a term, a shorter form (initials, however many) is the person of the one fuller form it can
   stand for. Where it can stand for two, it stands for nobody but itself.
3. Across bodies, only equal names with a given name are one person.

Whatever the rule says, two names that one document holds apart are never joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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

    def within_a_term(self, other: _Appearance) -> bool:
        if self.day is None or other.day is None:
            return True
        return abs((self.day - other.day).days) <= _TERM_DAYS


class _Groups:
    """Disjoint groups of names. Two names of one document never come to stand in one group."""

    def __init__(self, keys: Iterable[Named]) -> None:
        self._leader = {key: key for key in keys}
        self._members = {key: {key.document_id: [key]} for key in self._leader}

    def leader(self, key: Named) -> Named:
        """The name its group goes by."""
        while self._leader[key] != key:
            self._leader[key] = key = self._leader[self._leader[key]]
        return key

    def join(self, one: Named, other: Named) -> None:
        """Make one group of two, unless a document holds a name of each."""
        a, b = self.leader(one), self.leader(other)
        if a == b:
            return
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        larger, smaller = self._members[a], self._members[b]
        if any(document in larger for document in smaller):
            return
        larger.update(smaller)
        self._leader[b] = a
        del self._members[b]


def same_people(names: Iterable[tuple[int, str]], sheets: Mapping[int, Sheet]) -> dict[Named, Named]:
    """For each name of each document, the `Named` its person goes by: equal values are one person.

    `names` are (document id, canonical name). The result does not depend on their order.
    """
    appearances: dict[Named, _Appearance] = {}
    for document_id, printed in sorted(set(names)):
        key = Named(document_id, folded(printed))
        sheet = sheets.get(document_id)
        appearances.setdefault(key, _Appearance(key, PersonName.of(printed), sheet.meeting_date if sheet else None))
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
    forms: dict[PersonName, list[_Appearance]] = defaultdict(list)
    for one in sorted(family, key=lambda one: (one.day or date.min, one.key.document_id, one.key.name)):
        forms[one.name].append(one)
    for name, alike in forms.items():
        for earlier, later in pairwise(alike):
            if name.is_written_out or earlier.within_a_term(later):
                groups.join(earlier.key, later.key)
    fuller_first = sorted(forms, key=lambda name: (name.fullness, name.given), reverse=True)
    for name in fuller_first:
        longer = [other for other in forms if name.abbreviates(other)]
        if not longer:
            continue
        for one in forms[name]:
            near = {other: met for other in longer if (met := _nearest(one, forms[other])) is not None}
            meant = [other for other in near if not any(other.abbreviates(third) for third in near)]
            if len(meant) == 1:
                groups.join(one.key, near[meant[0]].key)


def _nearest(one: _Appearance, others: Sequence[_Appearance]) -> _Appearance | None:
    """The appearance within a term that lies nearest in time, one of the same document first."""
    within = [other for other in others if one.within_a_term(other)]
    return min(
        within,
        key=lambda other: (
            other.key.document_id != one.key.document_id,
            abs((one.day - other.day).days) if one.day and other.day else 0,
        ),
        default=None,
    )

"""Who is who after what the user said? Follows `people.toml` on the people it speaks of. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from panelsearch.linking.authority_file import FILE_NAME, Corrections, Merge, Rename, Split
from panelsearch.linking.person_resolution import Sheet
from panelsearch.storage.tables.entity_tables import NameUse
from panelsearch.text.body_names import body_key, names_hold
from panelsearch.text.person_names import PersonName, folded


@dataclass(frozen=True, slots=True)
class ResolvedPerson:
    """One person: the name shown, and every use of their names."""

    name: str
    uses: tuple[NameUse, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """The names that documents settled on for this person, each once."""
        return tuple(dict.fromkeys(one.canonical for one in self.uses))

    def is_called(self, words: str) -> bool:
        """Whether all of the words stand in the name shown, or in one of the others."""
        return any(names_hold(name, words) for name in (self.name, *self.forms))


def shown_name(uses: Iterable[NameUse]) -> str:
    """The fullest name of a person; of several as full, the one most used, in small letters before capitals."""
    counts: Counter[str] = Counter()
    for one in uses:
        counts[one.canonical] += one.count
    return max(counts, key=lambda name: (PersonName.of(name).fullness, not name.isupper(), counts[name], name))


def names_spoken_of(said: Corrections) -> frozenset[str]:
    """Every name in the file, folded: whoever goes by none of them is not touched by it."""
    names = [name for split in said.splits for name in (split.name, split.shown_as)]
    names += [name for merge in said.merges for name in (merge.name, *merge.also)]
    names += [name for rename in said.renames for name in (rename.name, rename.shown_as)]
    return frozenset(map(folded, names))


def corrected(
    people: Sequence[ResolvedPerson], said: Corrections, sheets: Mapping[int, Sheet]
) -> tuple[tuple[ResolvedPerson, ...], tuple[str, ...]]:
    """The people as the user wants them, and what the file says of names that are not in the papers.

    `people` are all who go by a name that it speaks of. Splits are done first, then merges, then renames.
    """
    doing = _Correcting(list(people), sheets)
    for split in said.splits:
        doing.split(split)
    for merge in said.merges:
        doing.merge(merge)
    for rename in said.renames:
        doing.rename(rename)
    notes = (f'{FILE_NAME} speaks of "{name}", whom the papers do not name.' for name in dict.fromkeys(doing.unheard))
    return tuple(doing.people), tuple(notes)


class _Correcting:
    """The people while corrections are followed one after another."""

    def __init__(self, people: list[ResolvedPerson], sheets: Mapping[int, Sheet]) -> None:
        self.people = people
        self.unheard: list[str] = []
        self._sheets = sheets

    def split(self, split: Split) -> None:
        """Give what falls to another person to them."""
        taken: list[NameUse] = []
        kept: list[ResolvedPerson] = []
        called = self._called(split.name, "")
        for person in self.people:
            if person not in called:
                kept.append(person)
                continue
            out = {one for one in person.uses if self._falls_to(split, one)}
            left = tuple(one for one in person.uses if one not in out)
            kept += [ResolvedPerson(person.name, left)] if left else []
            taken += (one for one in person.uses if one in out)
        self.people = [*kept, *([ResolvedPerson(split.shown_as, tuple(taken))] if taken else [])]

    def merge(self, merge: Merge) -> None:
        """Make one person of several."""
        same: list[ResolvedPerson] = []
        for name in (merge.name, *merge.also):
            same += [person for person in self._called(name, merge.body) if person not in same]
        if same:
            one = ResolvedPerson(merge.name, tuple(use for person in same for use in person.uses))
            self.people = [*(person for person in self.people if person not in same), one]

    def rename(self, rename: Rename) -> None:
        """Show a person by another name."""
        called = self._called(rename.name, rename.body)
        self.people = [ResolvedPerson(rename.shown_as, one.uses) if one in called else one for one in self.people]

    def _called(self, name: str, body: str) -> list[ResolvedPerson]:
        """Those shown by the name; where none is, those a document calls by it."""
        here = [person for person in self.people if not body or self._is_of(person, body)]
        wanted = folded(name)
        found = [person for person in here if folded(person.name) == wanted]
        found = found or [person for person in here if any(folded(form) == wanted for form in person.forms)]
        if not found:
            self.unheard.append(name)
        return found

    def _is_of(self, person: ResolvedPerson, body: str) -> bool:
        return any(self._on_paper_of(one, body) for one in person.uses)

    def _on_paper_of(self, one: NameUse, body: str) -> bool:
        sheet = self._sheets.get(one.document_id)
        return bool(sheet and sheet.body and body_key(sheet.body) == body_key(body))

    def _falls_to(self, split: Split, one: NameUse) -> bool:
        sheet = self._sheets.get(one.document_id)
        day = sheet.meeting_date if sheet else None
        wanted = {folded(variant) for variant in split.variants}
        return (
            (not wanted or bool(wanted & {folded(one.text), folded(one.canonical)}))
            and (not split.body or self._on_paper_of(one, split.body))
            and _lies_in(day, split.first, split.last)
        )


def _lies_in(day: date | None, first: date | None, last: date | None) -> bool:
    if first is None and last is None:
        return True
    return day is not None and (first is None or first <= day) and (last is None or day <= last)

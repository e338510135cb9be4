"""Who is named in the papers, and where? Joins names by the rule of `identity`, then does what the user said. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from panelsearch.linking.authority_file import FILE_NAME, Corrections, Merge, Rename, Split
from panelsearch.linking.person_resolution import Named, Sheet, same_people
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.register_rows import EntityRow
from panelsearch.query.ast import And, DocumentIn, NameIs, Or, Query, replaced
from panelsearch.query.fields import PERSON
from panelsearch.storage.records import NameCount
from panelsearch.text.body_names import body_key, names_hold
from panelsearch.text.person_names import PersonName, folded, on_one_line


@dataclass(frozen=True, slots=True)
class Bearer:
    """One person: the name shown, and every printing of their names."""

    name: str
    names: tuple[NameCount, ...]

    def forms(self) -> Mapping[str, frozenset[int]]:
        """The names documents use for this person, each with the documents."""
        forms: dict[str, set[int]] = defaultdict(set)
        for one in self.names:
            forms[one.canonical].add(one.document_id)
        return {form: frozenset(documents) for form, documents in forms.items()}

    def is_called(self, words: str) -> bool:
        """Whether all of the words stand in the name shown, or in one of the others."""
        return any(names_hold(name, words) for name in {self.name, *(one.canonical for one in self.names)})

    def row(self, sheets: Mapping[int, Sheet]) -> EntityRow:
        """The person as a row of the list."""
        variants: Counter[str] = Counter()
        for one in self.names:
            variants[on_one_line(one.text)] += one.count
        documents = {one.document_id for one in self.names}
        seen = [sheets[document] for document in documents if document in sheets]
        days = sorted(sheet.meeting_date for sheet in seen if sheet.meeting_date)
        return EntityRow(
            MentionLabel.PERSON, self.name, variants.total(), len(documents),
            tuple(text for text, _ in sorted(variants.items(), key=lambda pair: (-pair[1], pair[0]))),
            tuple(sorted({sheet.body for sheet in seen if sheet.body})),
            days[0] if days else None, days[-1] if days else None,
        )  # fmt: skip


class People:
    """Everyone named in a library."""

    def __init__(
        self, names: Iterable[NameCount], sheets: Mapping[int, Sheet], corrections: Corrections | None = None
    ) -> None:
        self._sheets = sheets
        listed = list(names)
        joined = same_people(((one.document_id, one.canonical) for one in listed), sheets)
        groups: dict[object, list[NameCount]] = defaultdict(list)
        for one in listed:
            groups[joined[Named(one.document_id, folded(one.canonical))]].append(one)
        self.notes: tuple[str, ...] = ()
        """What the user's file says of names that are not in the papers."""
        self.bearers = self._corrected([Bearer(_shown(group), tuple(group)) for group in groups.values()], corrections)
        self._in_document: dict[int, dict[str, list[Bearer]]] = defaultdict(lambda: defaultdict(list))
        for bearer in self.bearers:
            for one in bearer.names:
                called = self._in_document[one.document_id][one.canonical]
                if bearer not in called:
                    called.append(bearer)

    def rows(self) -> tuple[EntityRow, ...]:
        """One row a person, most often named first."""
        rows = [bearer.row(self._sheets) for bearer in self.bearers]
        return tuple(sorted(rows, key=lambda row: (-row.count, row.name, row.bodies)))

    def forms(self, words: str) -> Mapping[str, frozenset[int]]:
        """The names, each with its documents, of all whose name holds the words: what `person:` asks for."""
        forms: dict[str, frozenset[int]] = {}
        for bearer in self.bearers:
            if bearer.is_called(words):
                for form, documents in bearer.forms().items():
                    forms[form] = forms.get(form, frozenset()) | documents
        return forms

    def also_called(self, document_id: int, name: str) -> tuple[str, ...]:
        """All names of the person whom one document calls `name`; the name alone where nobody or two can be meant."""
        here = self._in_document.get(document_id, {})
        wanted, short = folded(name), PersonName.of(name)
        meant = [bearer for canonical, called in here.items() if folded(canonical) == wanted for bearer in called]
        if not meant:
            fuller = [called for canonical, called in here.items() if short.abbreviates(PersonName.of(canonical))]
            meant = [bearer for called in fuller for bearer in called]
        if len({id(bearer) for bearer in meant}) != 1:
            return (name,)
        return tuple(dict.fromkeys((name, meant[0].name, *meant[0].forms())))

    def widened(self, query: Query) -> Query:
        """The query with each `person:` also holding where a document calls that person by another name."""
        return replaced(query, self._also)

    def _also(self, leaf: Query) -> Query:
        if not isinstance(leaf, NameIs) or leaf.field != PERSON:
            return leaf
        others = [
            And((NameIs(PERSON, form), DocumentIn(documents)))
            for form, documents in self.forms(leaf.value).items()
            if not names_hold(form, leaf.value)
        ]
        return Or((leaf, *others)) if others else leaf

    # what the user said

    def _corrected(self, bearers: list[Bearer], corrections: Corrections | None) -> tuple[Bearer, ...]:
        if corrections is None:
            return tuple(bearers)
        unheard: list[str] = []
        for split in corrections.splits:
            unheard += self._unheard(bearers, (split.name,), "")
            bearers = self._split(bearers, split)
        for merge in corrections.merges:
            unheard += self._unheard(bearers, (merge.name, *merge.also), merge.body)
            bearers = self._merge(bearers, merge)
        for rename in corrections.renames:
            unheard += self._unheard(bearers, (rename.name,), rename.body)
            bearers = self._rename(bearers, rename)
        self.notes = tuple(
            f'{FILE_NAME} speaks of "{name}", whom the papers do not name.' for name in dict.fromkeys(unheard)
        )
        return tuple(bearers)

    def _unheard(self, bearers: Sequence[Bearer], names: Iterable[str], body: str) -> list[str]:
        return [name for name in names if not self._called(bearers, name, body)]

    def _called(self, bearers: Sequence[Bearer], name: str, body: str) -> list[Bearer]:
        """Those shown by the name; where none is, those a document calls by it."""
        here = [bearer for bearer in bearers if not body or self._is_of(bearer, body)]
        shown = [bearer for bearer in here if folded(bearer.name) == folded(name)]
        return shown or [b for b in here if any(folded(one.canonical) == folded(name) for one in b.names)]

    def _is_of(self, bearer: Bearer, body: str) -> bool:
        return any(self._on_paper_of(one, body) for one in bearer.names)

    def _on_paper_of(self, one: NameCount, body: str) -> bool:
        sheet = self._sheets.get(one.document_id)
        return bool(sheet and sheet.body and body_key(sheet.body) == body_key(body))

    def _split(self, bearers: list[Bearer], split: Split) -> list[Bearer]:
        taken: list[NameCount] = []
        kept = list(bearers)
        for bearer in self._called(bearers, split.name, ""):
            out = [one for one in bearer.names if self._falls_to(split, one)]
            left = tuple(one for one in bearer.names if one not in out)
            at = kept.index(bearer)
            kept[at : at + 1] = [Bearer(bearer.name, left)] if left else []
            taken += out
        return [*kept, Bearer(split.shown_as, tuple(taken))] if taken else kept

    def _falls_to(self, split: Split, one: NameCount) -> bool:
        sheet = self._sheets.get(one.document_id)
        day = sheet.meeting_date if sheet else None
        wanted = {folded(variant) for variant in split.variants}
        return (
            (not wanted or bool(wanted & {folded(one.text), folded(one.canonical)}))
            and (not split.body or self._on_paper_of(one, split.body))
            and _lies_in(day, split.first, split.last)
        )

    def _merge(self, bearers: list[Bearer], merge: Merge) -> list[Bearer]:
        same: list[Bearer] = []
        for name in (merge.name, *merge.also):
            same += [bearer for bearer in self._called(bearers, name, merge.body) if bearer not in same]
        if not same:
            return bearers
        one = Bearer(merge.name, tuple(name for bearer in same for name in bearer.names))
        return [*(bearer for bearer in bearers if bearer not in same), one]

    def _rename(self, bearers: list[Bearer], rename: Rename) -> list[Bearer]:
        called = self._called(bearers, rename.name, rename.body)
        return [Bearer(rename.shown_as, bearer.names) if bearer in called else bearer for bearer in bearers]


def _lies_in(day: date | None, first: date | None, last: date | None) -> bool:
    if first is None and last is None:
        return True
    return day is not None and (first is None or first <= day) and (last is None or day <= last)


def _shown(names: Sequence[NameCount]) -> str:
    """The fullest name of a person; of several as full, the one most used, in small letters before capitals."""
    counts: Counter[str] = Counter()
    for one in names:
        counts[one.canonical] += one.count
    return max(counts, key=lambda name: (PersonName.of(name).fullness, not name.isupper(), counts[name], name))

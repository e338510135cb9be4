"""Of which columns was the seal of a row made? A reader adds columns of his own, renames some, takes some away.

A format that is a table names its columns in the file; others say what they show, with what a register adds.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, permutations

from panelsearch.exporting.base import ExportFormat, Found
from panelsearch.exporting.records import COLUMNS, CONTEXT, LISTED, PICKED, QUOTED
from panelsearch.exporting.register_columns import ACTION, ANSWER, ATTENDANCE, BESIDE_PASSAGES, DECISION, GROUPS, NOTE
from panelsearch.exporting.seals import Seal, checksum_of
from panelsearch.exporting.tabular import SEAL

NEEDED = ("document", "page", "quote")
"""Without these nothing can be looked up."""
_OF_TABLES = tuple(
    (*columns, *context, *more)
    for columns, more in (
        (COLUMNS, ()), (QUOTED, DECISION), (QUOTED, ACTION), (LISTED, ATTENDANCE), (PICKED, ANSWER), (PICKED, NOTE),
        (PICKED, ()),
    )
    for context in ((), CONTEXT)
)  # fmt: skip
"""The columns that a table may have been written with, in their order."""
_OURS = frozenset((*COLUMNS, *CONTEXT, *BESIDE_PASSAGES, SEAL)) - {*NOTE}
"""Names that a reader takes for ours; a column of notes may be anybody's."""
_MOST_OTHERS, _MOST_TRIED = 5, 20
"""Among so many names those of missing columns are sought, and in so many rows, one after the other, in vain."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A row by the names of the columns that it was written with, as far as that can be told.

    `columns` are those of which its seal was made, or most likely was. `intact`: it fits what the row says. Of the
    file's columns `added` are those that were not written, `renamed` those that have another name (that which they had,
    that which they have), `gone` those that were written and are not there: then the seal tells nothing. `astray`: they
    stand in another order. `stray` is what a row says elsewhere than in columns of the file, and was not written.
    """

    values: Mapping[str, str]
    seal: Seal | None
    columns: tuple[str, ...] = ()
    intact: bool = False
    added: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    gone: tuple[str, ...] = ()
    astray: bool = False
    stray: str = ""

    def checksum_of(self, values: Mapping[str, str]) -> str:
        """The checksum that its seal would have, did the row say these values."""
        return _checksum(self.seal, self.columns, values) if self.seal else ""


class Fitting:
    """Fits the rows of a file; `told` are the columns that a manifest says they have, none without one."""

    def __init__(self, wanted: ExportFormat, told: tuple[str, ...]) -> None:
        self._headed = wanted.headed
        shown = dict.fromkeys(wanted.columns_of(columns) for columns in ((), *GROUPS.values())) if wanted.shows else {}
        self._sets = tuple(dict.fromkeys((*((told,) if told else ()), *shown))) or _OF_TABLES
        self._manifest = told
        self._last: tuple[str, ...] = ()
        self._tried = 0

    def fitted(self, found: Found, values: Mapping[str, str]) -> Fitted:
        """A row of the file, which says these values as its format holds them."""
        seal = Seal.parsed(found.seal)
        if not self._headed:
            return self._of_text(values, seal)
        if seal is None and (called := next((name for name, text in values.items() if Seal.parsed(text)), "")):
            kept = {name: text for name, text in values.items() if name != called}
            fitted = self._of_table(kept, Seal.parsed(values[called]))
            return replace(fitted, renamed=(*fitted.renamed, (SEAL, called)))
        return self._of_table(values, seal)

    def _of_text(self, values: Mapping[str, str], seal: Seal | None) -> Fitted:
        """A row of a file whose columns have no names in it: one that says nothing may not be there."""
        whole = (one for one in self._in_turn() if seal and _checksum(seal, one, values) == seal.checksum)
        sealed = next(whole, ())
        self._last = sealed or self._last
        columns = sealed or self._nearest(values)
        stray = ", ".join(name for name, text in values.items() if text and name not in columns)
        return Fitted({**dict.fromkeys(columns, ""), **values}, seal, columns, bool(sealed), stray=stray)

    def _in_turn(self) -> Iterator[tuple[str, ...]]:
        """The columns that a row may have: first those that the row before had."""
        yield from dict.fromkeys((*((self._last,) if self._last else ()), *self._sets))

    def _of_table(self, values: Mapping[str, str], seal: Seal | None) -> Fitted:
        if seal is None:
            return Fitted(values, None)
        whole = (one for one in self._in_turn() if values.keys() >= set(one))
        for columns in chain(whole, (tuple(values),)):
            if _checksum(seal, columns, values) == seal.checksum:
                self._last = columns
                return _told(columns, values, seal, intact=True)
        columns = self._nearest(values)
        missing = [name for name in columns if name not in values]
        others = [name for name in values if name not in columns]
        if missing and len(missing) <= len(others) <= _MOST_OTHERS and self._tried < _MOST_TRIED:
            self._tried += 1
            for names in permutations(others, len(missing)):
                renamed = dict(zip(names, missing, strict=True))
                kept = {renamed.get(name, name): text for name, text in values.items()}
                if _checksum(seal, columns, kept) == seal.checksum:
                    self._tried = 0
                    return _told(columns, kept, seal, intact=True, renamed=renamed)
        return _told(columns, values, seal, gone=tuple(missing))

    def _nearest(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """Those columns that a row may have been written with which differ least from those that it has."""
        if self._manifest:
            return self._manifest
        ours = {name for name in values if name in _OURS or name in NOTE}
        return min(self._in_turn(), key=lambda one: len(ours ^ set(one)))


def is_ours(name: str) -> bool:
    """Whether a reader would take a column for one that we write: by its name, as far as he can tell."""
    plain = unicodedata.normalize("NFKC", name).strip().casefold()
    return plain.removesuffix(" again").replace(" ", "_") in _OURS


def _told(
    columns: tuple[str, ...], values: Mapping[str, str], seal: Seal, *, intact: bool = False,
    renamed: Mapping[str, str] | None = None, gone: tuple[str, ...] = (),
) -> Fitted:  # fmt: skip
    known = set(columns)
    there = [name for name in values if name in known]
    return Fitted(
        {name: values[name] for name in there}, seal, columns, intact,
        tuple(name for name in values if name not in known),
        tuple((name, called) for called, name in (renamed or {}).items()), gone,
        there != [name for name in columns if name in values],
    )  # fmt: skip


def _checksum(seal: Seal, columns: tuple[str, ...], values: Mapping[str, str]) -> str:
    names = tuple(sorted(columns))
    texts = [values.get(name, "") for name in names]
    return checksum_of(seal.export, seal.number, last=seal.last, names=names, texts=texts)

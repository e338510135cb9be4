"""Which council does a paper mean by an abbreviation that it leaves unexplained? Joins names when asked. Pure.

What other papers of the same body say counts: "EDC" is what one of them defines it as, or else the one council they
name that has these initials. Where two fit, or none, the abbreviation stays a name of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Protocol

from panelsearch.gazetteers.public_bodies import council_named
from panelsearch.ner.council_names import initials
from panelsearch.query.ast import And, DocumentIn, NameIs, Or, Query, replaced
from panelsearch.query.fields import COUNCIL
from panelsearch.storage.records import NameCount
from panelsearch.text.body_names import body_key, names_hold


class _Sheet(Protocol):
    @property
    def body(self) -> str | None: ...


class Councils:
    """The councils of a library's papers, by what each paper calls them."""

    def __init__(self, names: Iterable[NameCount], sheets: Mapping[int, _Sheet]) -> None:
        self._called: dict[tuple[int, str], str] = {}
        spelt_out: dict[tuple[str, str], set[str]] = defaultdict(set)
        named: dict[str, set[str]] = defaultdict(set)
        short: list[tuple[int, str, str]] = []
        for one in names:
            sheet = sheets.get(one.document_id)
            body = body_key(sheet.body) if sheet and sheet.body else ""
            if _is_short(one.canonical):
                short.append((one.document_id, body, one.canonical))
                continue
            name = _official(one.canonical)
            self._called[one.document_id, one.canonical] = name
            if body:
                named[body].add(name)
                if _is_short(one.text):
                    spelt_out[body, one.text].add(name)
        for document_id, body, letters in short:
            fitting = spelt_out[body, letters] or {name for name in named[body] if initials(name) == letters}
            self._called[document_id, letters] = next(iter(fitting)) if body and len(fitting) == 1 else letters

    def meant(self, document_id: int, canonical: str) -> str:
        """The council that a document means by a name it settled on."""
        return self._called.get((document_id, canonical)) or _official(canonical)

    def widened(self, query: Query) -> Query:
        """The query with each `council:` also holding where a document calls that council by another name."""
        return replaced(query, self._also)

    def _also(self, leaf: Query) -> Query:
        if not isinstance(leaf, NameIs) or leaf.field != COUNCIL:
            return leaf
        wanted = {
            name
            for (_, printed), name in self._called.items()
            if names_hold(name, leaf.value) or (_is_short(printed) and names_hold(printed, leaf.value))
        }
        documents: dict[str, set[int]] = defaultdict(set)
        for (document_id, printed), name in self._called.items():
            if name in wanted and not names_hold(printed, leaf.value):
                documents[printed].add(document_id)
        others = [And((NameIs(COUNCIL, printed), DocumentIn(frozenset(of)))) for printed, of in documents.items()]
        return Or((leaf, *others)) if others else leaf


def _is_short(name: str) -> bool:
    return name.isupper() and " " not in name


def _official(name: str) -> str:
    known = council_named(name)
    return known.name if known else name

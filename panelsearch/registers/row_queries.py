"""What does a query ask of a register's rows? Its words, and the restrictions that go with it, as one tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Protocol

from panelsearch.model.register_rows import Wanted
from panelsearch.query.ast import And, DateIn, DocumentIn, Everything, NameIs, Or, Query, replaced
from panelsearch.query.fields import BODY, PERSON
from panelsearch.query.parser import parse
from panelsearch.text.analyzer import words_of

_OUTCOME = "outcome"


class Naming(Protocol):
    """Who is called what, in which documents."""

    def forms(self, words: str) -> Mapping[str, frozenset[int]]:
        """The names, each with its documents, of all whose name holds the words."""
        ...

    def also_called(self, named: Collection[tuple[int, str]]) -> Mapping[tuple[int, str], tuple[str, ...]]:
        """For each document and what it calls somebody: all names of that person."""
        ...


def asked_of_rows(query: str, wanted: Wanted) -> Query | None:
    """The rows that match a query and are wanted; None where all are. QueryError for an unknown field."""
    tree = parse(query).tree if query.strip() else Everything()
    tree = restricted(tree, wanted, person=wanted.person, outcome=wanted.outcome)
    return None if tree == Everything() else tree


def restricted(tree: Query, wanted: Wanted, *, person: str = "", outcome: str = "") -> Query:
    """The tree, of the bodies and days that are wanted alone; of a person and an outcome where they are given.

    A name without words ("???") is nobody's: nothing matches it.
    """
    named = ((BODY, wanted.body), (PERSON, person), (_OUTCOME, outcome))
    more: list[Query] = [NameIs(name, value) for name, value in named if value]
    if wanted.first or wanted.last:
        more.append(DateIn(wanted.first, wanted.last))
    if not more:
        return tree
    own = () if tree == Everything() else tree.children if isinstance(tree, And) else (tree,)
    every = (*own, *more)
    return every[0] if len(every) == 1 else And(every)


def people_widened(
    tree: Query, naming: Callable[[], Naming], people_of: Callable[[Collection[int]], Iterable[tuple[int, str]]]
) -> Query:
    """The tree with each `person:` also holding where somebody in a row is that person under another name.

    `people_of` gives the names of the people in the rows of documents (who moved and seconded; who is to act), each
    with its document.
    """

    def also(leaf: Query) -> Query:
        if not isinstance(leaf, NameIs) or leaf.field != PERSON:
            return leaf
        people = naming()
        papers = frozenset[int]().union(*people.forms(leaf.value).values())
        other = [(document_id, name) for document_id, name in people_of(papers) if not _holds(name, leaf.value)]
        meant: dict[str, set[int]] = defaultdict(set)
        for (document_id, name), names in people.also_called(other).items():
            if any(_holds(one, leaf.value) for one in names):
                meant[name].add(document_id)
        others = [And((NameIs(PERSON, name), DocumentIn(frozenset(documents)))) for name, documents in meant.items()]
        return Or((leaf, *others)) if others else leaf

    return replaced(tree, also)


def _holds(name: str, words: str) -> bool:
    wanted = set(words_of(words))
    return bool(wanted) and wanted <= set(words_of(name))

"""What is a query? Our own closed tree. No search engine's classes here; each index translates it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the passage's text or heading; `exact` switches stemming off."""

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Alike:
    """Any of these words or phrases, stemmed, counted as one word. No query spells it; synonyms are searched by it."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words one after another, unstemmed."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """All words within `distance` words of each other, in any order; unstemmed where `exact`."""

    words: tuple[str, ...]
    distance: int
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Wildcard:
    """`*` stands for any letters, `?` for one; `test*` is a prefix."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words at most `edits` letters away (1 or 2)."""

    text: str
    edits: int = 1


@dataclass(frozen=True, slots=True)
class And:
    """All of at least two children."""

    children: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of at least two children."""

    children: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but the child."""

    child: Query


@dataclass(frozen=True, slots=True)
class Boost:
    """The child, counting `factor` times in the ranking; the set found is the child's."""

    child: Query
    factor: float


@dataclass(frozen=True, slots=True)
class NameIs:
    """A restriction by name: `person:mackay`, `kind:minutes`, `item:5a`. Counts nothing in the ranking.

    `field` is the name of one of `query.fields`.
    """

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class DateIn:
    """The meeting's date lies in `first..last`, both included; None is an open end."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class MoneyIn:
    """The passage names a sum of `low..high` hundredths of a currency, both included; None is an open end."""

    low: int | None
    high: int | None
    currency: str = "GBP"


@dataclass(frozen=True, slots=True)
class PageIn:
    """The passage stands on a PDF page in `first..last`, both included; None is an open end."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class DocumentIn:
    """The passage stands in one of these documents of the library. No query spells it; `person:` is widened by it."""

    documents: frozenset[int]


@dataclass(frozen=True, slots=True)
class Everything:
    """Every passage: the empty restriction."""


Query = (
    Word
    | Alike
    | Phrase
    | Near
    | Wildcard
    | Fuzzy
    | And
    | Or
    | Not
    | Boost
    | NameIs
    | DateIn
    | MoneyIn
    | PageIn
    | DocumentIn
    | Everything
)


def leaves(query: Query) -> Iterator[Query]:
    """Everything that is no tree of others, exclusions too, in order."""
    match query:
        case And(children) | Or(children):
            for child in children:
                yield from leaves(child)
        case Not(child) | Boost(child, _):
            yield from leaves(child)
        case _:
            yield query


def replaced(query: Query, by: Callable[[Query], Query]) -> Query:
    """The same tree of other leaves."""
    match query:
        case And(children):
            return And(tuple(replaced(child, by) for child in children))
        case Or(children):
            return Or(tuple(replaced(child, by) for child in children))
        case Not(child):
            return Not(replaced(child, by))
        case Boost(child, factor):
            return Boost(replaced(child, by), factor)
        case _:
            return by(query)


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query as understood: its tree, its canonical form, and what had to be taken another way (`notes`)."""

    text: str
    tree: Query
    canonical: str
    notes: tuple[str, ...] = ()

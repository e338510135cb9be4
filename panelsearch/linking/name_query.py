"""Which names does a query of people or councils ask for? Words of a name, and of a body behind `body:`. Pure."""

from __future__ import annotations

import re

from panelsearch.errors import QueryError
from panelsearch.query.parser import normalised
from panelsearch.storage.tables.entity_tables import ALL_NAMES, EntityRecord, NamesWanted
from panelsearch.text.person_names import folded

_OWN = re.compile(r"\b(?:person|council):")
_BODY = re.compile(r'\bbody:("[^"]*"|\S+)')
_FIELD = re.compile(r"(?<!\S)([A-Za-z]+):(?=\S)")
_TITLES = frozenset("cllr councillor mr mrs ms miss dr".split())


def names_asked(query: str) -> NamesWanted:
    """What the query asks for; a title before a name is not asked for, " OR " parts names.

    QueryError for another field than `body:`, and for signs alone.
    """
    query = _OWN.sub("", normalised(query))
    if query in ("", "*"):
        return ALL_NAMES
    bodies = tuple(tuple(folded(body).split()) for body in _BODY.findall(query))
    bare = _BODY.sub(lambda match: " " * len(match[0]), query)
    if other := _FIELD.search(bare):
        raise QueryError(
            f"There is no field {other[1]}: here (at character {other.start() + 1}).",
            "Give words of a name, and body: for the body.", other.start(), query,
        )  # fmt: skip
    names = [tuple(word for word in folded(one).split() if word not in _TITLES) for one in bare.split(" OR ")]
    names = [words for words in names if words]
    if not names and not bodies:
        raise QueryError(f"There is no name in {query}.", "Give words of a name, or nothing for all.", 0, query)
    return NamesWanted(tuple(names), tuple(words for words in bodies if words))


def is_wanted(record: EntityRecord, wanted: NamesWanted) -> bool:
    """Whether an entity is asked for, as the tables tell it."""
    spellings = [spelling for spelling, _ in record.spellings]
    return all(any(_holds(body, words) for body in record.folded_bodies) for words in wanted.bodies) and (
        not wanted.names or any(_holds(spelling, words) for words in wanted.names for spelling in spellings)
    )


def _holds(name: str, words: tuple[str, ...]) -> bool:
    return all(word in name for word in words)

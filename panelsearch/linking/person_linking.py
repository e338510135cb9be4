"""How do the names in new papers become people? Resolves again only those whose names share a key with changed papers.

A name of a list of who came is one of its document's names too, so that the register of attendance knows everybody it
lists; where no mention prints it so, it counts nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from panelsearch.linking.changes import Changes
from panelsearch.linking.entity_records import record_of
from panelsearch.linking.person_corrections import ResolvedPerson, shown_name
from panelsearch.linking.person_resolution import Named, same_people
from panelsearch.model.mentions import MentionLabel
from panelsearch.storage.derived_tables import TableWriter, portions
from panelsearch.storage.tables.document_findings import names_on_lists, names_used
from panelsearch.storage.tables.entity_tables import EntityRecord, EntityWriter, NameUse
from panelsearch.text.person_names import block_keys, folded


def link_people(tables: TableWriter, changes: Changes) -> None:
    """Bring the people up to date with the changes."""
    entities = EntityWriter(tables, MentionLabel.PERSON)
    keys = set[tuple[str, str]]() if changes.is_afresh else entities.keys_of(tuple(changes.removed))
    for some in portions(tuple(changes.sheets) if changes.is_afresh else changes.added):
        entities.stage(_names_in(tables, some))
    if changes.is_afresh:
        entities.clear()
        keys = entities.staged_keys()
    else:
        keys = _closed(entities, keys | entities.staged_keys())
        entities.unlink(sorted({block for block, _ in keys}), changes.removed)
    entities.link(_people(entities, keys, changes))


def _closed(entities: EntityWriter, keys: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The keys with all that share one with them, and so on."""
    new = keys
    while new:
        blocks, tails = ({key[at] for key in new} for at in (0, 1))
        new = entities.sharing(sorted(blocks), sorted(tails)) - keys
        keys = keys | new
    return keys


def _people(
    entities: EntityWriter, keys: Iterable[tuple[str, str]], changes: Changes
) -> Iterator[tuple[int, EntityRecord, Sequence[NameUse]]]:
    number = entities.next_id()
    for blocks in _connected(keys):
        for person in people_of(entities.staged(blocks), changes):
            yield number, record_of(person.name, person.uses, changes.sheets, person.forms), person.uses
            number += 1


def people_of(uses: Sequence[NameUse], changes: Changes) -> list[ResolvedPerson]:
    """The people whose names are used so."""
    rank = changes.rank
    sheets = {rank[key]: changes.sheets[key] for key in {one.document_id for one in uses}}
    units = [(Named(rank[one.document_id], folded(one.canonical)), one) for one in uses]
    listed = {unit for unit, one in units if one.listed}
    joined = same_people(((rank[one.document_id], one.canonical) for one in uses), sheets, listed)
    groups: dict[Named, list[NameUse]] = defaultdict(list)
    for unit, one in units:
        groups[joined[unit]].append(one)
    return [ResolvedPerson(shown_name(group), tuple(group)) for group in groups.values()]


def _connected(keys: Iterable[tuple[str, str]]) -> Iterator[list[str]]:
    """The blocks, those together whose names may be joined."""
    leader: dict[str, str] = {}

    def led_by(key: str) -> str:
        leader.setdefault(key, key)
        while leader[key] != key:
            leader[key] = key = leader[leader[key]]
        return key

    blocks: dict[str, None] = {}
    for block, tail in sorted(keys):
        blocks[block] = None
        # a space keeps the tails, which are words of another key, apart from blocks
        leader[led_by(f"{tail} ")] = led_by(block)
    together: dict[str, list[str]] = defaultdict(list)
    for block in blocks:
        together[led_by(block)].append(block)
    yield from together.values()


# the names of a document


def _names_in(tables: TableWriter, documents: Sequence[int]) -> list[NameUse]:
    """The names of documents as they are used; those of the lists of who came too."""
    counts: dict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
    for document_id, canonical, text, count in names_used(tables, MentionLabel.PERSON, documents):
        counts[document_id][canonical, text] = count
    on_lists: dict[int, set[str]] = defaultdict(set)
    for document_id, canonical, name in names_on_lists(tables, documents):
        on_lists[document_id].add(folded(canonical))
        counts[document_id].setdefault((canonical, name), 0)
    return [
        NameUse(*block_keys(canonical), document_id, canonical, text, count, folded(canonical) in on_lists[document_id])
        for document_id, printed in counts.items()
        for (canonical, text), count in printed.items()
    ]

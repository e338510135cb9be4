"""How do the names of councils in new papers become councils? Resolves again those of the bodies whose papers changed.

A block is a body (or a paper of none that is known); the second key of a name is the council it means there, folded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from panelsearch.linking.changes import Changes
from panelsearch.linking.council_resolution import council_shown, councils_meant, is_short
from panelsearch.linking.entity_records import record_of
from panelsearch.model.mentions import MentionLabel
from panelsearch.storage.derived_tables import TableWriter, portions
from panelsearch.storage.tables.document_findings import names_used
from panelsearch.storage.tables.entity_tables import EntityRecord, EntityWriter, NameUse
from panelsearch.storage.tables.linked_documents import DocumentSheet
from panelsearch.text.person_names import folded

_COUNCIL = MentionLabel.COUNCIL.value


def link_councils(tables: TableWriter, changes: Changes) -> None:
    """Bring the councils up to date with the changes."""
    entities = EntityWriter(tables, MentionLabel.COUNCIL)
    for some in portions(tuple(changes.sheets) if changes.is_afresh else changes.added):
        entities.stage(_names_in(tables, some, changes))
    if changes.is_afresh:
        entities.clear()
        blocks, councils = {block for block, _ in entities.staged_keys()}, set[str]()
    else:
        keys = entities.staged_keys() | entities.keys_of(tuple(changes.removed))
        blocks = {block for block, _ in keys}
        councils = {council for _, council in entities.sharing(sorted(blocks), ())}
        entities.unlink(sorted(blocks), changes.removed)
    for block in sorted(blocks):
        printings = {(one.canonical, one.text) for one in entities.staged((block,))}
        meant = councils_meant(printings, of_one_body=not block.startswith(_NO_BODY))
        entities.move_staged((folded(name), block, canonical) for canonical, name in meant.items())
        councils |= set(map(folded, meant.values()))
    if not changes.is_afresh:
        entities.unlink(sorted(councils), (), by="tail")
    entities.link(_councils(entities, sorted(councils), changes))


def _councils(
    entities: EntityWriter, councils: Iterable[str], changes: Changes
) -> Iterator[tuple[int, EntityRecord, Sequence[NameUse]]]:
    number = entities.next_id()
    for council in councils:
        uses = entities.staged((council,), by="tail")
        if uses:
            counts: Counter[str] = Counter()
            for one in uses:
                counts[one.canonical] += one.count
            known = (name for name in counts if is_short(name))
            yield number, record_of(council_shown(council, counts), uses, changes.sheets, known), uses
            number += 1


_NO_BODY = "#"


def _block(sheet: DocumentSheet) -> str:
    return sheet.body_key or f"{_NO_BODY}{sheet.name}"


def _names_in(tables: TableWriter, documents: Sequence[int], changes: Changes) -> list[NameUse]:
    return [
        NameUse(_block(changes.sheets[document_id]), "", document_id, canonical, text, count)
        for document_id, canonical, text, count in names_used(tables, MentionLabel.COUNCIL, documents)
    ]

"""What is kept of an entity? Its names are counted over the documents that use them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from panelsearch.model.mentions import MentionLabel
from panelsearch.model.register_rows import EntityRow
from panelsearch.storage.tables.entity_tables import EntityRecord, NameUse
from panelsearch.storage.tables.linked_documents import DocumentSheet
from panelsearch.text.person_names import folded, on_one_line


def record_of(
    name: str, uses: Sequence[NameUse], sheets: Mapping[int, DocumentSheet], known: Iterable[str]
) -> EntityRecord:
    """The entity shown by `name` whose names are used so; it is asked for by its `known` names.

    A use that counts nothing stands on a list only: it makes no variant, and its paper is not one that names it.
    """
    variants: Counter[str] = Counter()
    for one in uses:
        if one.count:
            variants[on_one_line(one.text)] += one.count
    seen = [sheets[document] for document in {one.document_id for one in uses if one.count}]
    days = sorted(sheet.meeting_date for sheet in seen if sheet.meeting_date)
    bodies = tuple(sorted({sheet.body for sheet in seen if sheet.body}))
    spellings = dict.fromkeys((folded(text) for text in {one.text for one in uses}), False)
    spellings.update(dict.fromkeys((folded(one) for one in (name, *known)), True))
    return EntityRecord(
        name, variants.total(), len(seen),
        tuple(text for text, _ in sorted(variants.items(), key=lambda pair: (-pair[1], pair[0]))), bodies,
        days[0].isoformat() if days else None, days[-1].isoformat() if days else None,
        min((sheet.name for sheet in seen), default=""), tuple(sorted(spellings.items())),
        tuple({folded(body): None for body in bodies}),
    )  # fmt: skip


def row_of(label: MentionLabel, record: EntityRecord) -> EntityRow:
    """The record as front ends show it."""
    return EntityRow(
        label, record.name, record.count, record.documents, record.variants, record.bodies,
        date.fromisoformat(record.first) if record.first else None,
        date.fromisoformat(record.last) if record.last else None,
    )  # fmt: skip

"""How do people, councils, sums and dates look, which are all counted and cited alike?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from panelsearch.cli.output_json import Json, place
from panelsearch.cli.output_text import NOTHING_INDEXED, printable
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.register_rows import EntityPage
from panelsearch.ner.public_bodies import council_named
from panelsearch.retrieval.citations import citation
from panelsearch.text.counts import counted
from panelsearch.text.currencies import pounds

if TYPE_CHECKING:
    from panelsearch.services.library import Library

MOST_PLACES = 3
"""How many of its pages a sum or date shows as text."""


def notes_of(library: Library, notes: Sequence[str] = ()) -> tuple[str, ...]:
    """What is to be said of the rows; of an empty library, that it is one."""
    return (*notes, NOTHING_INDEXED) if library.is_empty else tuple(notes)


def entities_json(query: str, page: EntityPage, notes: Sequence[str] = ()) -> Json:
    """Entities with their variants and counts; `notes` tell what of the query was taken another way."""
    return {
        "query": query, "total": page.total, "notes": list(notes),
        "entities": [
            {
                "label": row.label, "name": row.name, "count": row.count, "documents": row.documents,
                "variants": row.variants, "bodies": row.bodies,
                "first": row.first,
                "last": row.last,
                **(_council(row.name) if row.label is MentionLabel.COUNCIL else {}),
                "value_pence": row.value_pence, "currency": row.currency, "unit": row.unit, "iso": row.iso,
                "places": [place(source) for source in row.places],
            }
            for row in page.rows
        ],
    }  # fmt: skip


def _council(name: str) -> Json:
    """What is publicly known of a principal council; nothing of any other."""
    council = council_named(name)
    if council is None:
        return {}
    return {
        "kind": council.kind, "nation": council.nation, "until": council.until, "successors": council.successors,
    }  # fmt: skip


def entities_text(page: EntityPage, notes: Sequence[str] = ()) -> str:
    """Entities, one a line, most frequent first."""
    lines = [f"Note: {printable(note)}." for note in notes]
    if not page.rows:
        return "\n".join([*lines, "Nothing matches."])
    for row in page.rows:
        name = row.name
        if row.label is MentionLabel.MONEY and row.value_pence is not None:
            name = " ".join(filter(None, (pounds(row.value_pence, row.currency or "GBP"), row.unit)))
        others = [variant for variant in row.variants if variant != name][:4]
        lines.append(
            f"{row.count:6}  {printable(name)}"
            + (f"  (also: {printable('; '.join(others))})" if others else "")
            + f"  in {counted(row.documents, 'document')}"
            + (f" of {printable(_bodies(row.bodies))}" if row.label is MentionLabel.PERSON and row.bodies else "")
        )
        lines += [f"        {printable(citation(source))}" for source in row.places[:MOST_PLACES]]
        if row.pages > MOST_PLACES:
            lines.append(f"        and {row.pages - MOST_PLACES} more pages")
    if len(page.rows) < page.total:
        lines.append(f"These are {len(page.rows)} of {page.total}.")
    return "\n".join(lines)


def _bodies(bodies: Sequence[str]) -> str:
    """The body, or the first of several and how many more: two people of one name are told apart by it."""
    more = len(bodies) - 1
    return bodies[0] + (f" and {more} other bod{'ies' if more > 1 else 'y'}" if more else "")

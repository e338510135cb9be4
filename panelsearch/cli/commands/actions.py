"""panelsearch actions: who is to do what, what reports recommend, and which later meetings speak of it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from panelsearch.cli.arguments import add_meetings, add_page, add_query, page_wanted, query_of, rows_wanted
from panelsearch.cli.commands.base import Command, found, library_of, show
from panelsearch.cli.output_json import Json, place, quotation
from panelsearch.cli.output_text import indented, page_told, printable
from panelsearch.model.meetings import ActionKind
from panelsearch.model.register_rows import ActionRow
from panelsearch.retrieval.citations import citation
from panelsearch.text.counts import counted


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_query(parser, optional=True)
    add_meetings(parser, person="words of the owner's name or post")
    kinds = [kind.value for kind in ActionKind]
    parser.add_argument("--kind", choices=kinds, help="only actions, or only recommendations")
    add_page(parser)


def _run(options: argparse.Namespace) -> int:
    query = query_of(options)
    with library_of(options) as library:
        kind = ActionKind(options.kind) if options.kind else None
        wanted, (first, limit) = rows_wanted(options, library), page_wanted(options)
        rows = library.actions(query, wanted, kind, first=first, limit=limit)
        total = library.count_actions(query, wanted, kind) if first or limit else len(rows)
    show(options, _json(query, rows, total), lambda: _text(rows, total))
    return found(rows)


def _json(query: str, rows: Sequence[ActionRow], total: int) -> Json:
    """Who is to do what; `later` is inferred from the rarest words of the action."""
    return {
        "query": query, "total": total, "inferred": ["later"],
        "actions": [
            {
                **place(row.source), "action": row.action.kind,
                "text": row.text, "start": row.action.at.start, "end": row.action.at.end,
                "owner": row.action.owner or None, "people": row.action.people,
                "later": list(map(quotation, row.later)),
            }
            for row in rows
        ],
    }  # fmt: skip


def _text(rows: Sequence[ActionRow], total: int) -> str:
    """An action a paragraph, with the later meetings that seem to speak of it."""
    if not rows:
        return "No action matches."
    some = f" These are {len(rows)} of them." if len(rows) < total else ""
    lines = [f"{counted(total, 'action or recommendation', 'actions and recommendations')}, newest first.{some}"]
    for row in rows:
        owner = row.action.owner
        people = [name for name in row.action.people if name != owner]
        told = row.action.kind.value + (f": {owner}" if owner else "") + (f" ({', '.join(people)})" if people else "")
        lines += ["", printable(citation(row.source)), f"  [{printable(told)}]", indented(row.text)]
        if row.later:
            lines.append(
                "  spoken of later (inferred): " + "; ".join(printable(page_told(c.source)) for c in row.later)
            )
    return "\n".join(lines)


COMMAND = Command("actions", _arguments, _run)

"""panelsearch timeline: one matter through the meetings, from where it is raised to what came of it."""

from __future__ import annotations

import argparse
import shlex

from panelsearch.cli.arguments import add_meetings, add_query, count, query_of, rows_wanted, said
from panelsearch.cli.commands.base import Command, found, library_of, show
from panelsearch.cli.output_json import Json, quotation
from panelsearch.cli.output_text import indented, printable
from panelsearch.model.register_rows import Timeline
from panelsearch.retrieval.citations import citation
from panelsearch.text.counts import counted


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_query(parser)
    add_meetings(parser)
    parser.add_argument("--limit", type=count, default=0, metavar="N", help="the first N steps (default: all)")


def _run(options: argparse.Namespace) -> int:
    with library_of(options) as library:
        steps = library.timeline(said(query_of(options)), rows_wanted(options, library), limit=options.limit or None)
    show(options, _json(steps), lambda: _text(steps))
    return found(steps.rows)


def _json(found: Timeline) -> Json:
    """The steps in order of date."""
    return {
        "query": found.query, "understood_as": found.canonical, "undated": found.undated,
        "total": len(found.rows), "more": found.is_cut,
        "steps": [
            {
                "stage": row.stage, "stage_inferred": row.inferred,
                "outcome": row.outcome, **quotation(row.citation),
            } for row in found.rows
        ],
    }  # fmt: skip


def _text(found: Timeline) -> str:
    """A step a paragraph."""
    if not found.rows:
        told = [f"Nothing with a date matches {printable(found.query)}."]
    else:
        told = [f"{counted(len(found.rows), 'step')}, oldest first." + (" Later ones follow." if found.is_cut else "")]
    for row in found.rows:
        told += [
            "",
            printable(citation(row.citation.source, row.citation.at)),
            f"  [{row.told}]",
            indented(row.citation.quote),
        ]
    if found.undated:
        stand = f"{counted(found.undated, 'matching passage')} stand{'s' if found.undated == 1 else ''}"
        search = f"panelsearch search {shlex.quote(printable(found.query))}"
        told += ["", f"{stand} in papers whose date is not known: {search}"]
    return "\n".join(told)


COMMAND = Command("timeline", _arguments, _run)

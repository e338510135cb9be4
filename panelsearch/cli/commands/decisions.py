"""panelsearch decisions: what was decided, by whom and with which votes."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from panelsearch.cli.arguments import add_meetings, add_outcome, add_page, add_query, page_wanted, query_of, rows_wanted
from panelsearch.cli.commands.base import Command, found, library_of, show
from panelsearch.cli.output_json import Json, decision, item, place
from panelsearch.cli.output_text import indented, printable
from panelsearch.model.register_rows import DecisionRow
from panelsearch.retrieval.citations import citation
from panelsearch.text.counts import counted


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_query(parser, optional=True)
    add_meetings(parser, person="moved or seconded by, as printed")
    add_outcome(parser)
    add_page(parser)


def _run(options: argparse.Namespace) -> int:
    query = query_of(options)
    with library_of(options) as library:
        wanted, (first, limit) = rows_wanted(options, library), page_wanted(options)
        rows = library.decisions(query, wanted, first=first, limit=limit)
        total = library.count_decisions(query, wanted) if first or limit else len(rows)
    show(options, _json(query, rows, total), lambda: _text(rows, total))
    return found(rows)


def _json(query: str, rows: Sequence[DecisionRow], total: int) -> Json:
    return {
        "query": query, "total": total,
        "decisions": [{**place(row.source), **decision(row), "item": item(row.source.item)} for row in rows],
    }  # fmt: skip


def _text(rows: Sequence[DecisionRow], total: int) -> str:
    """The register, a decision a paragraph."""
    if not rows:
        return "No decision matches."
    lines = [f"{counted(total, 'decision')}." + (f" These are {len(rows)} of them." if len(rows) < total else "")]
    for row in rows:
        one = row.decision
        people = [
            f"{what} {printable(name)}"
            for what, name in (("moved by", one.proposer), ("seconded by", one.seconder))
            if name
        ]
        votes = [
            f"{count} {what}"
            for what, count in (
                ("for", one.votes_for), ("against", one.votes_against), ("abstained", one.abstained)
            )
            if count is not None
        ]  # fmt: skip
        told = "; ".join([one.outcome.value, *people, *([", ".join(votes)] if votes else [])])
        lines += ["", printable(citation(row.source, row.decision.at)), f"  [{told}]", indented(row.text)]
    return "\n".join(lines)


COMMAND = Command("decisions", _arguments, _run)

"""panelsearch gaps: what an empty result does not prove."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from panelsearch.cli.arguments import add_meetings, rows_wanted
from panelsearch.cli.commands.base import Command, found, library_of, show
from panelsearch.cli.output_json import Json
from panelsearch.cli.output_text import printable
from panelsearch.model.register_rows import Gap, GapKind


def _run(options: argparse.Namespace) -> int:
    with library_of(options) as library:
        gaps = library.gaps(rows_wanted(options, library))
    show(options, _json(gaps), lambda: _text(gaps))
    return found(gaps)


def _json(found: Sequence[Gap]) -> Json:
    """What is missing, and whether that is inferred."""
    return {
        "total": len(found),
        "gaps": [
            {
                "gap": gap.kind, "statement": gap.statement, "inferred": gap.inferred, "body": gap.body,
                "date": gap.day, "documents": gap.documents,
            }
            for gap in found
        ],
    }  # fmt: skip


def _text(found: Sequence[Gap]) -> str:
    """What is missing, kind by kind."""
    if not found:
        return "No gap shows itself. That does not prove that there is none."
    lines = []
    for kind in GapKind:
        some = [gap for gap in found if gap.kind is kind]
        if some:
            lines += ["", f"{kind.value.capitalize()}: {len(some)}"]
        for gap in some:
            body = f"{gap.body}: " if gap.body else ""
            remark = " (inferred)" if gap.inferred else ""
            lines.append(f"  {printable(body + gap.statement)}{remark}")
            lines += [f"    {printable(name)}" for name in gap.documents]
    return "\n".join(lines).lstrip("\n")


COMMAND = Command("gaps", add_meetings, _run)

"""panelsearch export: matched passages in a file that anyone can check."""

from __future__ import annotations

import argparse
from pathlib import Path

from panelsearch.cli.arguments import add_query, count, query_of, said
from panelsearch.cli.commands.base import DONE, NOTHING_FOUND, Command, library_of, show
from panelsearch.cli.output_text import printable
from panelsearch.exporting.formats import NAMES


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_query(parser)
    add = parser.add_argument
    add("--format", choices=NAMES, metavar="F", help="one of " + ", ".join(NAMES))
    add("-o", "--output", type=Path, required=True, metavar="FILE")
    add("--force", action="store_true", help="write over FILE where it is there already (never over a PDF)")
    add("--limit", type=count, default=0, metavar="N", help="at most N passages (default: all)")


def _run(options: argparse.Namespace) -> int:
    from panelsearch.exporting.writing import export

    query = said(query_of(options))
    with library_of(options) as library:
        hits = library.search(query, limit=options.limit or None, fold=False, near=False).hits
        if not hits:
            nothing = {"query": query, "passages": 0, "file": None}
            show(options, nothing, lambda: f"Nothing matches {printable(query)}; no file was written.")
            return NOTHING_FOUND
        passages = export(hits, options.output, options.format, query=query, library=library, replace=options.force)
    shown = {"query": query, "passages": passages, "file": str(options.output)}
    show(options, shown, lambda: f"{passages} passages written to {options.output}.")
    return DONE


COMMAND = Command("export", "write matched passages to a file that anyone can check", _arguments, _run)

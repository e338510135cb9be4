"""panelsearch export: passages, an answer or a register in a file that anyone can check."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from panelsearch.cli.arguments import add_meetings, add_query, count, query_of, rows_wanted, said
from panelsearch.cli.commands.base import DONE, NOTHING_FOUND, Command, library_of, show
from panelsearch.cli.output_text import printable
from panelsearch.cli.progress import Counted
from panelsearch.errors import UsageError
from panelsearch.exporting.formats import NAMES, format_for
from panelsearch.indexing.base import Sort
from panelsearch.model.meetings import DecisionOutcome

if TYPE_CHECKING:
    from panelsearch.exporting.selection import Selection
    from panelsearch.services.library import Library

_KEPT = Path()
"""In place of a file: what was put aside."""
_REGISTERS = ("decisions", "actions", "attendance", "people", "councils", "sums", "dates")


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_query(parser, optional=True)
    add = parser.add_argument
    add("--format", choices=NAMES, metavar="F", help="one of " + ", ".join(NAMES))
    add("-o", "--output", type=Path, required=True, metavar="FILE")
    add("--force", action="store_true", help="write over FILE where it is there already (never over a PDF)")
    add("--limit", type=count, default=0, metavar="N", help="at most N passages or rows (default: all)")
    add("--saved", metavar="NAME", help="what a saved search finds, instead of a query")
    add("--ask", metavar="QUESTION", help="the quotations that answer a question, instead of a query")
    add(
        "--basket", type=Path, nargs="?", const=_KEPT, metavar="FILE",
        help="the passages put aside in the terminal UI, or those of an earlier export, instead of a query",
    )  # fmt: skip
    add("--register", choices=_REGISTERS, metavar="R", help="a register: " + ", ".join(_REGISTERS))
    add("--context", action="store_true", help="with the sentence before and the one after each passage")
    add("--by", choices=("year", "month"), default="year", help="what counts are taken by (format counts)")
    add("--sort", choices=[sort.value for sort in Sort], help="order of passages (default: relevance)")
    add_meetings(parser, person="of a register: whose decisions or attendance")
    outcomes = [outcome.value for outcome in DecisionOutcome]
    add("--outcome", choices=outcomes, metavar="O", help="of the decisions register: " + ", ".join(outcomes))


def _run(options: argparse.Namespace) -> int:
    from panelsearch.exporting.writing import write

    format_for(options.output, options.format)  # before anything is looked for
    with library_of(options) as library:
        selection = _selected(options, library)
        if options.context:
            selection = selection.with_context(library)
        typed = selection.asked.typed
        shown: dict[str, object] = {"query": typed, "passages": 0, "file": None}
        if selection.total == 0:
            why = ". ".join(selection.asked.notes) if options.basket is _KEPT else f"Nothing matches {typed}"
            show(options, shown, lambda: f"{printable(why or 'Nothing was put aside')}; no file was written.")
            return NOTHING_FOUND
        with Counted("exporting") as told:
            written = write(
                selection, options.output, options.format, library=library, replace=options.force, by=options.by,
                progress=told.show,
            )  # fmt: skip
    shown |= {
        "passages": written.taken,
        "rows": written.rows,
        "file": str(options.output),
        "manifest": str(written.manifest),
        "left_out": list(written.left_out),
    }
    what = "passages" if selection.quotes else "rows"
    form = format_for(options.output, options.format).name
    notes = [f"Note: {printable(note)}." for note in selection.asked.notes] if options.basket is _KEPT else []
    if written.left_out:
        notes.append(f"Note: {form} has no place for {', '.join(written.left_out)}.")
    line = f"{written.taken} {what} written to {printable(str(options.output))}."
    show(options, shown, lambda: "\n".join([line, *notes]))
    return DONE


def _selected(options: argparse.Namespace, library: Library) -> Selection:
    """What is to be exported. UsageError where that is said in two ways, or in none."""
    from panelsearch.exporting import registers, selection
    from panelsearch.exporting.verification import read_rows
    from panelsearch.services.basket import Basket
    from panelsearch.services.saved_searches import SavedSearch, SavedSearches

    query, limit = query_of(options), options.limit or None
    ways = [name for name in ("saved", "ask", "basket", "register") if getattr(options, name) is not None]
    if len(ways) > 1 or (ways and query and ways != ["register"]):
        raise UsageError(
            "Give a query, --saved, --ask, --basket or --register: one of them.", "See panelsearch export --help."
        )
    if options.register is not None:
        return registers.of_register(library, options.register, query, rows_wanted(options, library), limit=limit)
    if any((options.body, options.first, options.last, options.person, options.outcome)):
        raise UsageError(
            "--body, --from, --to, --person and --outcome are for --register.",
            "In a query write body:dunmere date:2023..2024",
        )
    if options.ask is not None:
        return selection.of_answer(library, library.ask(options.ask))
    if options.basket is _KEPT:
        return selection.of_basket(library, Basket(library.directory).all())
    if options.basket is not None:
        return selection.of_places(library, map(selection.place_of, read_rows(options.basket)), options.basket.name)
    search = SavedSearch("", query)
    if options.saved is not None:
        search = SavedSearches(library.directory).named(options.saved)
    if options.sort:
        search = replace(search, sort=Sort(options.sort))
    said(search.query)
    return selection.of_query(library, search, limit=limit)


COMMAND = Command("export", _arguments, _run)

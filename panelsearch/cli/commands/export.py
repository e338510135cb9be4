"""panelsearch export: passages, an answer or a register in a file that anyone can check."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from panelsearch.cli.arguments import add_meetings, add_outcome, add_query, count, query_of, rows_wanted, said
from panelsearch.cli.commands.base import Command, found, library_of, show
from panelsearch.cli.output_json import Json
from panelsearch.cli.output_text import printable
from panelsearch.cli.progress import Counted
from panelsearch.errors import UsageError
from panelsearch.exporting.formats import NAMES, format_for
from panelsearch.indexing.base import Sort

if TYPE_CHECKING:
    from panelsearch.exporting.base import ExportFormat
    from panelsearch.exporting.selection import Selection
    from panelsearch.exporting.writing import Written
    from panelsearch.services.library import Library

_PRINTED = Path("-")
_KEPT = Path()
"""In place of a file: what was put aside."""
_REGISTERS = ("decisions", "actions", "attendance", "people", "councils", "sums", "dates")


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_query(parser, optional=True)
    add = parser.add_argument
    add("--format", choices=NAMES, metavar="F", help="one of " + ", ".join(NAMES))
    add("-o", "--output", type=Path, required=True, metavar="FILE", help="- prints what is text, without a manifest")
    add("--force", action="store_true", help="write over FILE where it is there already (never over a PDF)")
    add("--limit", type=count, default=0, metavar="N",
        help="take the first N passages, or rows of a register that counts (default: 0, all)")  # fmt: skip
    add("--saved", metavar="NAME", help="what a saved search finds, instead of a query")
    add("--ask", metavar="QUESTION", help="the quotations that answer a question, instead of a query")
    add(
        "--basket", type=Path, nargs="?", const=_KEPT, metavar="FILE",
        help="the passages put aside in the terminal UI, or those of an earlier export, instead of a query",
    )  # fmt: skip
    add("--register", choices=_REGISTERS, metavar="R", help="a register: " + ", ".join(_REGISTERS))
    add("--context", action="store_true", help="with the sentence before and the one after each passage")
    add("--by", choices=("year", "month"), help="what counts are taken by (format counts; default: year)")
    add("--sort", choices=[sort.value for sort in Sort], help="order of passages (default: relevance)")
    add_meetings(parser, person="of a register: whose decisions or attendance")
    add_outcome(parser, of="of the decisions register: ")


def _run(options: argparse.Namespace) -> int:
    from panelsearch.exporting.writing import write

    form = format_for(options.output, options.format)  # before anything is looked for
    printed = options.output == _PRINTED
    if printed and (form.binary or options.as_json):
        why = f"{form.name} is no text" if form.binary else "--json prints what came of it"
        raise UsageError(f"{why}: it cannot be printed.", "Give a file after -o.")
    if options.by and form.name != "counts":
        raise UsageError(f"{form.name} is not taken by {options.by}.", "--by is for --format counts.")
    with library_of(options) as library:
        selection = _selected(options, library)
        if options.context:
            selection = selection.with_context(library)
        with Counted("exporting") as told, _printed() if printed else nullcontext(options.output) as file:
            written = write(
                selection, file, form.name, library=library, replace=options.force, by=options.by or "year",
                progress=told.show,
            )  # fmt: skip
    notes = selection.asked.notes if options.basket is _KEPT and written.rows else ()
    lines = [_told(selection, written, form, options), *(f"Note: {printable(note)}." for note in notes)]
    if written.left_out:
        lines.append(f"Note: {form.name} has no place for {', '.join(written.left_out)}.")
    if printed:
        print("\n".join(lines), file=sys.stderr)
    else:
        show(options, _json(selection, written, options), lambda: "\n".join(lines))
    return found(written.rows)


@contextmanager
def _printed() -> Iterator[Path]:
    """A file that is printed once it is whole."""
    with tempfile.TemporaryDirectory(prefix="panelsearch-export-") as folder:
        file = Path(folder) / "passages"
        yield file
        if file.exists():
            with file.open("rb") as opened:
                shutil.copyfileobj(opened, sys.stdout.buffer)
            sys.stdout.flush()


def _json(selection: Selection, written: Written, options: argparse.Namespace) -> Json:
    shown: dict[str, object] = {"query": selection.asked.typed, "passages": written.taken, "file": None}
    if written.rows:
        shown |= {
            "rows": written.rows, "file": str(options.output), "manifest": str(written.manifest),
            "left_out": list(written.left_out),
        }  # fmt: skip
    return shown


def _told(selection: Selection, written: Written, form: ExportFormat, options: argparse.Namespace) -> str:
    """What was written where, or that nothing was."""
    taken = f"{written.taken} {'passage' if selection.quotes else 'row'}{'s' * (written.taken != 1)}"
    if not written.rows:
        asked = selection.asked
        why = (
            f"Nothing matches {asked.typed}" if asked.typed else f"The {asked.what.replace(':', ' of')} has no such row"
        )
        if options.basket is _KEPT:
            why = ". ".join(asked.notes) or "Nothing was put aside"
        if written.taken:
            why = f"{taken} found, and {form.name} makes no row of them"
        return f"{printable(why)}; no file was written."
    where = "" if options.output == _PRINTED else f" to {printable(str(options.output))}"
    if form.made_of:
        return f"{written.rows} row{'s' * (written.rows != 1)} made of {taken} written{where}."
    return f"{taken} written{where}."


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
    if options.sort and set(ways) - {"saved"}:
        raise UsageError("--sort is for what a query finds.", "All else has an order of its own.")
    if options.register is not None:
        return registers.of_register(library, options.register, query, rows_wanted(options, library), limit=limit)
    if any((options.body, options.first, options.last, options.person, options.outcome)):
        raise UsageError(
            "--body, --from, --to, --person and --outcome are for --register.",
            "In a query write body:dunmere date:2023..2024",
        )
    if options.ask is not None:
        return selection.of_answer(library, library.ask(options.ask), limit=limit)
    if options.basket is _KEPT:
        return selection.of_basket(library, Basket(library.files).all(), limit=limit)
    if options.basket is not None:
        places = map(selection.place_of, read_rows(options.basket))
        return selection.of_places(library, places, options.basket.name, limit=limit)
    search = SavedSearch("", query)
    if options.saved is not None:
        search = SavedSearches(library.files).named(options.saved)
    if options.sort:
        search = replace(search, sort=Sort(options.sort))
    said(search.query)
    return selection.of_query(library, search, limit=limit)


COMMAND = Command("export", _arguments, _run)

"""panelsearch searches: the searches that are kept, when each was last run, and what is new since."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from panelsearch.cli.commands.base import DONE, Command, found, library_of, show
from panelsearch.cli.output_json import Json
from panelsearch.cli.output_text import printable

if TYPE_CHECKING:
    from panelsearch.services.saved_searches import SavedSearch, Standing


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--forget", metavar="NAME", help="drop one")


def _run(options: argparse.Namespace) -> int:
    from panelsearch.services.saved_searches import SavedSearches

    if options.forget is not None:
        from panelsearch.storage import registry

        gone = SavedSearches(registry.files(options.place.store)).forget(options.forget)
        show(options, {"forgotten": _search(gone)}, lambda: _forgotten(gone))
        return DONE
    with library_of(options) as library:
        saved = SavedSearches(library.files)
        rows = saved.standings(library)
    show(options, _json(str(saved.file), rows), lambda: _text(str(saved.file), rows))
    return found(rows)


def _json(file: str, rows: Sequence[Standing]) -> Json:
    """The saved searches; `new` counts the passages in papers that came in since the last run."""
    return {
        "file": file, "total": len(rows),
        "searches": [
            {
                **_search(row.search), "last_run": row.last.at if row.last else None, "new": row.new,
                "error": row.fault or None,
            }
            for row in rows
        ],
    }  # fmt: skip


def _search(one: SavedSearch) -> Json:
    return {
        "name": one.name, "query": one.query, "sort": one.sort, "limit": one.limit, "strict": one.strict,
        "boilerplate": one.boilerplate, "synonyms": one.synonyms,
    }  # fmt: skip


def _text(file: str, rows: Sequence[Standing]) -> str:
    """A search two lines."""
    if not rows:
        return "No search is saved. Save one with: panelsearch search QUERY --save NAME"
    lines = []
    for row in rows:
        lines += [f"{printable(row.search.name)}: {printable(row.told)}", f"  {printable(row.search.query)}"]
    return "\n".join([*lines, "", f"Kept in {file}. Run one with: panelsearch search --saved NAME --since last"])


def _forgotten(gone: SavedSearch) -> str:
    """What was dropped, and how to have it back."""
    return f'Dropped "{printable(gone.name)}": {printable(gone.query)}'


COMMAND = Command("searches", _arguments, _run)

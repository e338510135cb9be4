"""panelsearch people: who is named in the papers, and where to say who is who."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from panelsearch.cli.arguments import query_of
from panelsearch.cli.commands.base import Command, found, library_of, show
from panelsearch.cli.entity_command import add_arguments, entities_wanted
from panelsearch.cli.entity_views import entities_json, entities_text, notes_of
from panelsearch.cli.output_text import printable
from panelsearch.linking.authority_file import MANUAL
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.register_rows import EntityPage


def _run(options: argparse.Namespace) -> int:
    with library_of(options) as library:
        page = entities_wanted(library, MentionLabel.PERSON, options)
        notes = notes_of(library, library.people().notes)
        file = str(library.people_file)
    shown = {**entities_json(query_of(options), page, notes), "people_file": file}
    show(options, shown, lambda: _text(page, file, notes))
    return found(page.rows)


def _text(page: EntityPage, file: str, notes: Sequence[str]) -> str:
    told = [entities_text(page), *(f"Note: {printable(note)}" for note in notes)]
    if page.rows:
        told.append(f"Two names of one person, or one of two? Say so in {printable(file)} (see {MANUAL}).")
    return "\n".join(told)


COMMAND = Command("people", add_arguments, _run)

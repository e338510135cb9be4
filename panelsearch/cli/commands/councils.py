"""panelsearch councils: which councils the papers name, and what is publicly known of them."""

from __future__ import annotations

import argparse

from panelsearch.cli.arguments import add_query, query_of
from panelsearch.cli.commands.base import Command, found, library_of, show
from panelsearch.cli.entity_views import entities_json, entities_text, notes_of
from panelsearch.model.mentions import MentionLabel


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_query(parser, optional=True)


def _run(options: argparse.Namespace) -> int:
    query = query_of(options)
    with library_of(options) as library:
        rows, notes = library.entities(MentionLabel.COUNCIL, query).rows, notes_of(library)
    show(options, entities_json(query, rows, notes), lambda: entities_text(rows, notes))
    return found(rows)


COMMAND = Command("councils", "councils named in the papers, merged and counted", _arguments, _run)

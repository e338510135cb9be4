"""panelsearch councils: which councils the papers name, and what is publicly known of them."""

from __future__ import annotations

import argparse

from panelsearch.cli.arguments import add_page, add_query, page_wanted, query_of
from panelsearch.cli.commands.base import Command, found, library_of, show
from panelsearch.cli.entity_views import entities_json, entities_text, notes_of
from panelsearch.model.mentions import MentionLabel


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_query(parser, optional=True)
    add_page(parser)


def _run(options: argparse.Namespace) -> int:
    query = query_of(options)
    with library_of(options) as library:
        first, limit = page_wanted(options)
        page, notes = library.entities(MentionLabel.COUNCIL, query, first=first, limit=limit), notes_of(library)
    show(options, entities_json(query, page, notes), lambda: entities_text(page, notes))
    return found(page.rows)


COMMAND = Command("councils", "councils named in the papers, merged and counted", _arguments, _run)

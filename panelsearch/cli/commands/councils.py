"""panelsearch councils: which councils the papers name, and what is publicly known of them."""

from __future__ import annotations

import argparse

from panelsearch.cli.arguments import query_of
from panelsearch.cli.commands.base import Command, found, library_of, show
from panelsearch.cli.entity_command import add_arguments, entities_wanted
from panelsearch.cli.entity_views import entities_json, entities_text, notes_of
from panelsearch.model.mentions import MentionLabel


def _run(options: argparse.Namespace) -> int:
    with library_of(options) as library:
        page, notes = entities_wanted(library, MentionLabel.COUNCIL, options), notes_of(library)
    show(options, entities_json(query_of(options), page, notes), lambda: entities_text(page, notes))
    return found(page.rows)


COMMAND = Command("councils", add_arguments, _run)

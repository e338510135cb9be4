"""What do the commands that list people and councils share? Their arguments, and which rows are wanted."""

from __future__ import annotations

import argparse

from panelsearch.cli.arguments import add_page, add_query, page_wanted, query_of
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.register_rows import EntityPage
from panelsearch.services.library import Library


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """QUERY, --limit and --skip."""
    add_query(parser, optional=True)
    add_page(parser)


def entities_wanted(library: Library, label: MentionLabel, options: argparse.Namespace) -> EntityPage:
    """The rows that the options ask for. QueryError for a field other than `body:`."""
    first, limit = page_wanted(options)
    return library.entities(label, query_of(options), first=first, limit=limit)

"""How are sums and dates browsed? By a range, words and fields, in an order, each row with its pages."""

from __future__ import annotations

import argparse
from functools import partial

from panelsearch.cli.arguments import add_page, page_wanted, query_of
from panelsearch.cli.commands.base import Command, found, library_of, show
from panelsearch.cli.entity_views import MOST_PLACES, entities_json, entities_text, notes_of
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.register_rows import ValueOrder


def value_command(name: str, label: MentionLabel, example: str) -> Command:
    """The command that lists the values of a label; `example` is a range of them."""
    return Command(name, partial(_arguments, example=example), partial(_run, label=label))


def _arguments(parser: argparse.ArgumentParser, *, example: str) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help=f'a range such as "{example}"; words, field:value')
    orders = [order.value for order in ValueOrder]
    parser.add_argument("--sort", choices=orders, default="count", help="order of rows; date is the meeting's")
    add_page(parser)


def _run(options: argparse.Namespace, *, label: MentionLabel) -> int:
    query = query_of(options)
    with library_of(options) as library:
        first, limit = page_wanted(options)
        page = library.values(
            label, query, order=ValueOrder(options.sort), first=first, limit=limit,
            places=None if options.as_json else MOST_PLACES,
        )  # fmt: skip
        notes = notes_of(library, library.value_notes(label, query))
    show(options, entities_json(query, page, notes), lambda: entities_text(page, notes))
    return found(page.rows)

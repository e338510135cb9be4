"""What is a command? Its name, its arguments, what it does and how that is shown: one value, in one module.

A command's module has its JSON and text views beside it, loads what it works with only when it runs, and names its
`COMMAND`; the list in `commands/__init__.py` names the module.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from panelsearch.cli.output_json import written

if TYPE_CHECKING:
    from panelsearch.services.library import Library

DONE, NOTHING_FOUND, PARTLY = 0, 1, 4


@dataclass(frozen=True, slots=True)
class Command:
    """`add_arguments` fills its parser; `run` does it and gives the exit code."""

    name: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def library_of(options: argparse.Namespace) -> Library:
    """The library that --index names, open; loaded only now, so that help and usage come at once."""
    from panelsearch.services.library import Library

    return Library.open(options.place)


def show(options: argparse.Namespace, shown: Mapping[str, object], text: Callable[[], str]) -> None:
    """Print a result: as one JSON object where that is asked for, otherwise as text, made only then."""
    print(written(shown) if options.as_json else text())


def found(rows: object) -> int:
    """The exit code of a command that looked for these."""
    return DONE if rows else NOTHING_FOUND

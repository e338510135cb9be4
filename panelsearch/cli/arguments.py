"""Which arguments do several commands share, and what do their values mean?"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from panelsearch.config.regular_files import why_unreadable
from panelsearch.errors import QueryError, UsageError
from panelsearch.model.meetings import DecisionOutcome

if TYPE_CHECKING:
    from panelsearch.model.register_rows import Wanted
    from panelsearch.query.date_ranges import Days
    from panelsearch.services.library import Library


def add_outcome(parser: argparse.ArgumentParser, of: str = "") -> None:
    """--outcome; `of` tells of what."""
    known = ", ".join(one.value for one in DecisionOutcome)
    parser.add_argument("--outcome", type=outcome, metavar="O", help=f"{of}one of {known}")


def add_query(parser: argparse.ArgumentParser, *, optional: bool = False) -> None:
    """QUERY, in one word or many."""
    parser.add_argument("query", nargs="*" if optional else "+", metavar="QUERY", help='words, "phrases", field:value')


def query_of(options: argparse.Namespace) -> str:
    """The query as one text."""
    return " ".join(options.query)


def said(query: str) -> str:
    """The query, which says something. QueryError for an empty one."""
    if not query.strip():
        raise QueryError("The query is empty.", 'Give a word, a "phrase" or a field such as person:mackay.')
    return query


def add_meetings(parser: argparse.ArgumentParser, person: str = "") -> None:
    """--body, --from and --to; --person too where `person` tells what it looks at."""
    parser.add_argument("--body", default="", metavar="NAME", help="words of the body's name")
    parser.add_argument("--from", dest="first", default="", metavar="DATE", help="first day: 2023, 2023-04, 2023-04-01")
    parser.add_argument("--to", dest="last", default="", metavar="DATE", help="last day, written likewise")
    if person:
        parser.add_argument("--person", default="", metavar="NAME", help=person)


def add_page(parser: argparse.ArgumentParser) -> None:
    """--limit and --skip: some of a register's rows."""
    parser.add_argument("--limit", type=count, default=0, metavar="N", help="at most N rows (default: all)")
    parser.add_argument("--skip", type=count, default=0, metavar="N", help="leave out the first N rows")


def page_wanted(options: argparse.Namespace) -> tuple[int, int | None]:
    """The first row that `--limit` and `--skip` ask for, counted from 0, and how many rows (None: all)."""
    return options.skip, options.limit or None


def rows_wanted(options: argparse.Namespace, library: Library) -> Wanted:
    """The rows that `--body`, `--person`, `--from`, `--to` and `--outcome` ask for. UsageError for what is no date.

    Where no body of the library is called so, this is told, with those that are called nearly so.
    """
    from panelsearch.model.register_rows import Wanted

    if options.body.strip():
        _told_if_unknown(options.body, library.evidence.bodies())
    try:
        return Wanted(
            options.body, getattr(options, "person", ""), _days(options.first)[0], _days(options.last)[1],
            getattr(options, "outcome", None) or "",
        )  # fmt: skip
    except ValueError as error:
        raise UsageError("The last day lies before the first.", "Put the earlier day after --from.") from error


def _told_if_unknown(body: str, bodies: Sequence[str]) -> None:
    from panelsearch.text.body_names import names_hold, nearest_names

    if bodies and not any(names_hold(one, body) for one in bodies):
        near = nearest_names(body, bodies)
        hint = f"The nearest: {'; '.join(near)}." if near else "panelsearch status shows those there are."
        print(f"panelsearch: no body of this library is called {body!r}. {hint}", file=sys.stderr)


def _days(text: str) -> Days:
    if not text.strip():
        return None, None
    from panelsearch.query.date_ranges import days_of

    days = days_of(text)
    if days is None:
        raise UsageError(f"{text} is no date.", "Write it as 2023, 2023-04, 2023-04-01 or 1/4/2023 (day first).")
    return days


def add_passwords(parser: argparse.ArgumentParser) -> None:
    """--password-file."""
    parser.add_argument(
        "--password-file", type=Path, metavar="FILE", help="passwords to try on locked PDFs, one a line; never stored"
    )


def passwords_of(options: argparse.Namespace) -> tuple[str, ...]:
    """The lines of the password file; they are handed on and nowhere kept. UsageError where it cannot be read."""
    path: Path | None = options.password_file
    if path is None:
        return ()
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"The password file {path} cannot be read.", "Give a text file, one password a line."
        ) from error
    return tuple(line for line in lines if line)


def lines_of(path: Path) -> Mapping[int, str]:
    """The lines of a file that say something, by number; `-` is standard input. UsageError where there is none."""
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path} cannot be read: {why_unreadable(error)}.", "Give a text file in UTF-8, one line each."
        ) from error
    lines = {number: line.strip() for number, line in enumerate(text.splitlines(), 1) if line.strip()}
    if not lines:
        raise UsageError(f"{path} says nothing.", "Write one question or query a line.")
    return lines


def nearest(word: str, choices: Sequence[str]) -> str:
    """The one of these choices that was most likely meant; "" where none is near."""
    from difflib import get_close_matches  # of use to mistyped commands only

    return next(iter(get_close_matches(word.casefold(), choices, 1)), "")


def outcome(text: str) -> str:
    """An outcome of a decision, whatever its capitals, for argparse."""
    known = [one.value for one in DecisionOutcome]
    if (said := text.strip().casefold()) in known:
        return said
    near = nearest(said, known)
    meant = f" (did you mean {near}?)" if near else ""
    raise argparse.ArgumentTypeError(f"{text} is no outcome{meant}; those are {', '.join(known)}")


def count(text: str) -> int:
    """A whole number of 0 or more, for argparse."""
    return _whole(text, 0)


def positive(text: str) -> int:
    """A whole number of 1 or more, for argparse."""
    return _whole(text, 1)


def _whole(text: str, least: int) -> int:
    if not text.isdecimal() or int(text) < least:
        raise argparse.ArgumentTypeError(f"{text} is no whole number of {least} or more")
    return int(text)

"""Which command was asked for? Parses the command line, runs one command, turns errors into messages and exit codes."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from textwrap import indent

from panelsearch import __version__
from panelsearch.config import DEFAULT_INDEX_DIR
from panelsearch.errors import PanelsearchError, QueryError, UsageError

EXPORT_FORMATS = ("csv", "tsv", "xlsx", "jsonl", "md", "docx", "html", "ris", "bibtex", "csl-json", "qdpx")
OUTCOMES = ("resolved", "agreed", "approved", "refused", "noted", "deferred", "recommended", "elected")
_INTERNAL = 70  # as in sysexits.h: a fault of the program
_EPILOG = "Exit codes: 0 done, 1 nothing found, 2 wrong usage, 3 index unusable, 4 some files unread, 130 stopped."


class _Parser(argparse.ArgumentParser):
    """Wrong usage is an error like any other, so that --json holds for it too."""

    def error(self, message: str) -> None:  # type: ignore[override]
        hint = f"See {self.prog} --help."
        if left_out := re.search(r"^unrecognized arguments:.* (-[^\W\d_]{2,})", f"{message} "):
            hint += f" To leave a word out, quote the query: panelsearch search 'word {left_out[1]}'"
        raise UsageError(f"{message[:1].upper()}{message[1:]}.", hint)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    as_json = "--json" in arguments
    if "--sort" in arguments[:-1]:  # its value may begin with a minus sign, which argparse takes for an option
        at = arguments.index("--sort")
        arguments[at : at + 2] = [f"--sort={arguments[at + 1]}"]
    try:
        # given as a namespace: parsers that share options would share set defaults too, and undo what stood before them
        defaults = argparse.Namespace(command="", as_json=False, index_dir=DEFAULT_INDEX_DIR)
        options = _parser().parse_args(arguments, defaults)
        from panelsearch.cli import commands

        return commands.run(options)
    except PanelsearchError as error:
        if as_json:
            shown = {"error": {"code": error.code, "message": error.message, "hint": error.hint}}
            print(json.dumps(shown, ensure_ascii=False))
        else:
            print(f"panelsearch: {error.message}", file=sys.stderr)
            if isinstance(error, QueryError) and error.marked:
                print(indent(error.marked, "  "), file=sys.stderr)
            if error.hint:
                print(f"  {error.hint}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("panelsearch: stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # the reader of our output has gone (`| head`): nothing is left to say, nor anybody to say it to
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + getattr(signal, "SIGPIPE", 13)
    except Exception as error:  # noqa: BLE001 - the outer edge of the command line
        return _unexpected(error, as_json=as_json)


def _unexpected(error: Exception, *, as_json: bool) -> int:
    """A fault of ours: said in a line, with the way to report it; the traceback only where it is asked for."""
    if os.environ.get("PANELSEARCH_TRACEBACK"):
        raise error
    message = f"panelsearch failed unexpectedly ({type(error).__name__}: {error})."
    hint = "Run it again with PANELSEARCH_TRACEBACK=1 set, and report what it prints."
    if as_json:
        print(json.dumps({"error": {"code": "internal", "message": message, "hint": hint}}, ensure_ascii=False))
    else:
        print(f"panelsearch: {message}\n  {hint}", file=sys.stderr)
    return _INTERNAL


def _parser() -> argparse.ArgumentParser:
    common = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument(
        "--index",
        dest="index_dir",
        type=Path,
        metavar="DIR",
        help=f"the index (default: {DEFAULT_INDEX_DIR}/)",
    )
    common.add_argument("--json", dest="as_json", action="store_true", help="print one JSON object")

    parser = _Parser(
        prog="panelsearch",
        description="Search council and panel papers offline: every hit and every answer is cited to its page.",
        epilog=_EPILOG,
        parents=[common],
    )
    parser.add_argument("--version", action="version", version=f"panelsearch {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands", parser_class=_Parser)

    def command(name: str, summary: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=summary, description=summary, epilog=_EPILOG, parents=[common])

    index = command("index", "read new and changed PDFs, drop vanished ones")
    index.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="folders or PDFs (default: as before)")
    index.add_argument("--forget", action="append", default=[], type=Path, metavar="DIR", help="drop an indexed folder")
    index.add_argument("--retry", action="store_true", help="try again what could not be read")
    index.add_argument("--rebuild", action="store_true", help="make the index anew from what was read before")
    index.add_argument(
        "--model", metavar="NAME", help="an installed spaCy model whose names add to those found by rule"
    )
    index.add_argument("--time-limit", type=float, metavar="SECONDS", help="for one file (default: 180)")
    index.add_argument("--memory-limit", type=int, metavar="MIB", help="for one file (default: 1536)")
    index.add_argument("--workers", type=int, default=0, metavar="N", help="files at a time (default: one a core)")

    index.add_argument(
        "--ocr", choices=("auto", "off", "force"), default="auto",
        help="recognise pages without usable text where an engine is installed, none, or all (default: auto)",
    )  # fmt: skip
    index.add_argument(
        "--page-time-limit", type=_positive, default=120, metavar="SECONDS", help="to recognise one page (default: 120)"
    )
    _passwords(index)

    search = command("search", "ranked passages")
    _query(search, optional=True)
    search.add_argument(
        "-f", "--file", type=Path, metavar="FILE", help="search for every line of a file (- for standard input)"
    )
    search.add_argument("--save", metavar="NAME", help="keep the query and its options under a name")
    search.add_argument(
        "--saved", metavar="NAME", help="run a search that was kept; options given here go before its own"
    )
    search.add_argument(
        "--since", default="", metavar="LAST",
        help="only matches in papers that came in on that day or later; last: since the saved search was last run",
    )  # fmt: skip
    search.add_argument("--limit", type=_count, metavar="N", help="how many hits (default: 20; 0 for all)")
    search.add_argument("--sort", choices=("relevance", "date", "-date"), help="order of hits (default: relevance)")
    search.add_argument("-c", "--count", action="store_true", help="print only how many passages match")
    search.add_argument("-l", "--documents", action="store_true", help="print only the documents' names")
    search.add_argument("--explain", action="store_true", help="print how the query was understood")
    search.add_argument(
        "--group",
        choices=("passage", "item", "meeting"),
        default="passage",
        help="put hits together (default: passage)",
    )
    search.add_argument("--facets", action="store_true", help="count all matches by body, kind, year, people, outcome")
    search.add_argument("--strict", action="store_true", help="only passages that match: none with some of the words")
    search.add_argument("--boilerplate", action="store_true", help="rank what many papers repeat as high as the rest")
    search.add_argument("--no-synonyms", action="store_true", help="the words as they stand, no others of that meaning")

    searches = command("searches", "the searches that were kept, when each was last run, and what is new since")
    searches.add_argument("--forget", metavar="NAME", help="drop one")

    ask = command("ask", "an answer that is a quotation, or why there is none")
    ask.add_argument("question", nargs="*", metavar="QUESTION")
    ask.add_argument("-f", "--file", type=Path, metavar="FILE", help="ask every line of a file (- for standard input)")
    ask.add_argument(
        "--write", action="store_true",
        help="let the language model set in PANELSEARCH_WRITER_URL phrase the answer too: its quotations leave this"
        " machine for that address",
    )  # fmt: skip

    show = command("show", "what was read out of a document")
    show.add_argument("document", metavar="DOCUMENT", help="its path below the indexed folder")
    show.add_argument("--page", type=_positive, metavar="N", help="one PDF page, counted from 1")

    decisions = command("decisions", "the decisions register, newest first")
    _query(decisions, optional=True)
    _meetings(decisions, person="moved or seconded by, as printed")
    decisions.add_argument("--outcome", choices=OUTCOMES, metavar="O", help="one of " + ", ".join(OUTCOMES))

    timeline = command("timeline", "one matter through the meetings: raised, reported on, decided, acted on")
    _query(timeline)
    _meetings(timeline)

    actions = command("actions", "who is to do what, what reports recommend, and which later meetings speak of it")
    _query(actions, optional=True)
    _meetings(actions, person="words of the owner's name or post")
    actions.add_argument("--kind", choices=("action", "recommendation"), help="only actions, or only recommendations")

    attendance = command("attendance", "who came to what, counted, with apologies and absences")
    _meetings(attendance, person="words of the name")

    gaps = command("gaps", "what an empty result does not prove: minutes, meetings and text that are missing")
    _meetings(gaps)

    for name, what in (("people", "people"), ("councils", "councils")):
        _query(command(name, f"{what} named in the papers, merged and counted"), optional=True)
    for name, what, example in (("sums", "sums of money", ">100k"), ("dates", "dates", "2018-02")):
        values = command(name, f"{what} named in the papers, counted, with their pages")
        values.add_argument(
            "query", nargs="*", metavar="QUERY", help=f'a range such as "{example}"; words, field:value'
        )
        orders = ("count", "value", "-value", "date", "-date")
        values.add_argument("--sort", choices=orders, default="count", help="order of rows; date is the meeting's")
        values.add_argument("--limit", type=_count, default=0, metavar="N", help="at most N rows (default: all)")

    export = command("export", "write matched passages to a file that anyone can check")
    _query(export)
    export.add_argument("--format", choices=EXPORT_FORMATS, metavar="F", help="one of " + ", ".join(EXPORT_FORMATS))
    export.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    export.add_argument("--limit", type=_count, default=0, metavar="N", help="at most N passages (default: all)")

    verify = command("verify", "re-open the PDFs and confirm every quotation of an export on its page")
    verify.add_argument("file", type=Path, metavar="FILE")
    _passwords(verify)

    command("status", "what is indexed, what could not be read and why, what is out of date")

    serve = command("serve", "the terminal UI in a browser")
    serve.add_argument("--host", default="localhost")
    serve.add_argument("--port", type=_positive, default=8000)
    return parser


def _meetings(parser: argparse.ArgumentParser, person: str = "") -> None:
    parser.add_argument("--body", default="", metavar="NAME", help="words of the body's name")
    parser.add_argument("--from", dest="first", default="", metavar="DATE", help="first day: 2023, 2023-04, 2023-04-01")
    parser.add_argument("--to", dest="last", default="", metavar="DATE", help="last day, written likewise")
    if person:
        parser.add_argument("--person", default="", metavar="NAME", help=person)


def _query(parser: argparse.ArgumentParser, *, optional: bool = False) -> None:
    parser.add_argument("query", nargs="*" if optional else "+", metavar="QUERY", help='words, "phrases", field:value')


def _passwords(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--password-file", type=Path, metavar="FILE", help="passwords to try on locked PDFs, one a line; never stored"
    )


def _count(text: str) -> int:
    return _whole(text, 0)


def _positive(text: str) -> int:
    return _whole(text, 1)


def _whole(text: str, least: int) -> int:
    if not text.isdecimal() or int(text) < least:
        raise argparse.ArgumentTypeError(f"{text} is no whole number of {least} or more")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())

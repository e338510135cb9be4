"""What does the program end with? Runs one command, and turns whatever goes wrong into a message and an exit code."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import signal
import sys
from collections.abc import Sequence
from textwrap import indent

from panelsearch.errors import LibraryDamagedError, PanelsearchError, QueryError

_INTERNAL = 70  # as in sysexits.h: a fault of the program


def run(options: argparse.Namespace) -> int:
    """Run the command that the options name; the exit code."""
    from panelsearch.config.log import keep_log

    keep_log()
    from panelsearch.storage.own_files import refuse_links

    for directory in options.place.directories:
        refuse_links(directory)  # before anything of it is read or written
    if not options.command:
        from panelsearch.cli import terminal_ui

        return terminal_ui.run(options)
    from panelsearch.cli.commands import command

    return command(options.command).run(options)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    as_json = "--json" in arguments
    options = argparse.Namespace()
    try:
        from panelsearch.cli.command_line import parsed

        options = parsed(arguments)
        return run(options)
    except PanelsearchError as error:
        return _told(error, options, as_json=as_json)
    except KeyboardInterrupt:
        print("panelsearch: stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # the reader of our output has gone (`| head`): nothing is left to say, nor anybody to say it to
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + getattr(signal, "SIGPIPE", 13)
    except Exception as error:  # noqa: BLE001 - the outer edge of the command line
        return _unexpected(error, options, as_json=as_json)


def _told(error: PanelsearchError, options: argparse.Namespace, *, as_json: bool) -> int:
    from panelsearch.cli.own_commands import over_library

    hint = over_library(error.hint, options.place) if "place" in options else error.hint
    if as_json:
        shown = {"error": {"code": error.code, "message": error.message, "hint": hint}}
        print(json.dumps(shown, ensure_ascii=False))
    else:
        print(f"panelsearch: {error.message}", file=sys.stderr)
        if isinstance(error, QueryError) and error.marked:
            print(indent(error.marked, "  "), file=sys.stderr)
        if hint:
            print(f"  {hint}", file=sys.stderr)
    return error.exit_code


def _damage(options: argparse.Namespace) -> LibraryDamagedError | None:
    """What is wrong with the library that was asked, which may be why; None where that is whole, or cannot be told."""
    from panelsearch.services.soundness import check

    try:
        check(options.place)
    except LibraryDamagedError as error:
        return error
    except Exception:  # noqa: BLE001 - what happened before is told then
        return None
    return None


def _unexpected(error: Exception, options: argparse.Namespace, *, as_json: bool) -> int:
    """A fault of the library's, or of ours: said in a line, ours with the way to report it.

    The traceback goes to the log, unless asked for.
    """
    if os.environ.get("PANELSEARCH_TRACEBACK"):
        raise error
    import logging

    from panelsearch.config.log import keep_log, log_file, why_unwritten

    keep_log()
    logging.getLogger(__name__).error("failed unexpectedly", exc_info=error)
    if (damage := _damage(options)) is not None:
        return _told(damage, options, as_json=as_json)
    message = f"panelsearch failed unexpectedly ({type(error).__name__}: {error})."
    hint = f"Report it with what stands in {log_file()}, or see that with PANELSEARCH_TRACEBACK=1 set."
    if why := why_unwritten():
        hint = f"Report it with what PANELSEARCH_TRACEBACK=1 shows: {log_file()} cannot be written ({why})."
    if as_json:
        print(json.dumps({"error": {"code": "internal", "message": message, "hint": hint}}, ensure_ascii=False))
    else:
        print(f"panelsearch: {message}\n  {hint}", file=sys.stderr)
    return _INTERNAL


if __name__ == "__main__":
    sys.exit(main())

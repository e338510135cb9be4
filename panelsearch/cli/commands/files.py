"""panelsearch files: what a library's users write, such as people.toml, wherever that is kept."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from panelsearch.cli.commands.base import DONE, Command, found, show
from panelsearch.cli.output_text import printable
from panelsearch.config.regular_files import why_unreadable
from panelsearch.errors import UsageError

if TYPE_CHECKING:
    from panelsearch.storage.library_files import OwnFile

_LIST, _GET, _PUT = "list", "get", "put"


def _arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("do", nargs="?", choices=(_LIST, _GET, _PUT), default=_LIST, help="list them, print one, or put one in place")
    add("name", nargs="?", default="", metavar="NAME", help="of get and put: people.toml, synonyms.toml, ...")
    add("file", nargs="?", type=Path, metavar="FILE", help="of put: what it is to say (- for standard input)")


def _run(options: argparse.Namespace) -> int:
    from panelsearch.services import user_files
    from panelsearch.storage import registry

    wanted = {_LIST: 0, _GET: 1, _PUT: 2}[options.do]
    if wanted != bool(options.name) + (options.file is not None):
        raise UsageError("Say files, files get NAME, or files put NAME FILE.", "See panelsearch files --help.")
    files = registry.files(options.place.store)
    if options.do == _LIST:
        return _listed(options, [user_files.own_file(files, name) for name in user_files.NAMES])
    file = user_files.own_file(files, options.name)
    if options.do == _GET:
        return _shown(options, file)
    given = user_files.Given(str(options.file), _read(options.file))
    user_files.put(file, given)
    shown = {"name": file.name, "where": str(file), "bytes": len(given.told)}
    show(options, shown, lambda: f"{file.name} is what {printable(str(options.file))} says, in {printable(str(file))}.")
    return DONE


def _listed(options: argparse.Namespace, files: list[OwnFile]) -> int:
    said = [(one, _told(one)) for one in files]
    rows = [{"name": one.name, "where": str(one), "bytes": None if s is None else len(s)} for one, s in said]

    def text() -> str:
        return "\n".join(
            f"{row['name']:14} {'none' if row['bytes'] is None else row['bytes']:>9}  {printable(str(row['where']))}"
            for row in rows
        )

    show(options, {"files": rows}, text)
    return DONE


def _shown(options: argparse.Namespace, file: OwnFile) -> int:
    told = _told(file)
    content = None if told is None else told.decode("utf-8-sig", "replace")
    if content is None and not options.as_json:
        print(f"panelsearch: there is no {printable(str(file))} yet.", file=sys.stderr)
    elif options.as_json:
        show(options, {"name": file.name, "where": str(file), "content": content}, str)
    else:
        print(content, end="")
    return found(content is not None)


def _told(file: OwnFile) -> bytes | None:
    from panelsearch.services.user_files import MOST_BYTES

    try:
        return file.read(MOST_BYTES)
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {why_unreadable(error)}.", "It is a text file in UTF-8.") from error


def _read(path: Path) -> bytes:
    try:
        return sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {why_unreadable(error)}.", "Give a text file in UTF-8.") from error


COMMAND = Command("files", _arguments, _run)

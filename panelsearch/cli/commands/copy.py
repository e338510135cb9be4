"""panelsearch copy: takes a library from one kind of place to another, and compares what is there then."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from panelsearch.cli.commands.base import DONE, Command, show
from panelsearch.cli.output_json import Json
from panelsearch.cli.output_text import printable
from panelsearch.storage.place import Place
from panelsearch.text.counts import counted

if TYPE_CHECKING:
    from panelsearch.ingestion.copying import CopyReport


def _arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("source", type=Place.parse, metavar="FROM", help="a library, named as --index names one")
    add("target", type=Place.parse, metavar="TO", help="where it is copied to, named likewise")
    add("--replace", "--force", dest="over", action="store_true", help="give up the library that TO holds already")
    add("--wait", action="store_true", help="wait for another run that writes to TO, rather than give up")


def _run(options: argparse.Namespace) -> int:
    from panelsearch.cli.progress import Narrator, cancel_on_interrupt
    from panelsearch.ingestion.copying import copy
    from panelsearch.storage.own_files import refuse_links

    for directory in (*options.source.directories, *options.target.directories):
        refuse_links(directory)
    with Narrator() as narrator, cancel_on_interrupt() as cancelled:
        report = copy(
            options.source, options.target, over=options.over, on_progress=narrator.show, cancelled=cancelled,
            wait=options.wait,
        )  # fmt: skip
    show(
        options,
        _json(report, options.source, options.target),
        lambda: _text(report, options.source, options.target),
    )
    return DONE


def _json(report: CopyReport, source: Place, target: Place) -> Json:
    return {
        "from": str(source), "to": str(target),
        "tables": {
            name: {"rows": one.rows, "checksum": one.checksum} for name, one in sorted(report.tables.items())
        },
        "files": list(report.files), "seconds": round(report.seconds, 3),
    }  # fmt: skip


def _text(report: CopyReport, source: Place, target: Place) -> str:
    papers = report.tables["documents"].rows if "documents" in report.tables else 0
    rows = sum(one.rows for one in report.tables.values())
    files = f" With it: {', '.join(report.files)}." if report.files else ""
    return (
        f"{counted(papers, 'document')} copied from {printable(str(source))} to {printable(str(target))} in"
        f" {report.seconds:.1f} s; all {counted(rows, 'row')} of {counted(len(report.tables), 'table')} are the same"
        f" there.{files}"
    )


COMMAND = Command("copy", _arguments, _run)

"""panelsearch verify: is every quotation of an export still on its page, and nothing dropped, added or changed?"""

from __future__ import annotations

import argparse
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from panelsearch.cli.arguments import add_passwords, passwords_of
from panelsearch.cli.commands.base import Command, found, library_of, show
from panelsearch.cli.output_json import Json
from panelsearch.cli.output_text import indented, printable
from panelsearch.cli.progress import Counted
from panelsearch.errors import PanelsearchError

if TYPE_CHECKING:
    from panelsearch.exporting.shelf import Shelf
    from panelsearch.exporting.verdicts import Judged
    from panelsearch.exporting.verification import Verification


def _arguments(parser: argparse.ArgumentParser) -> None:
    from panelsearch.exporting.formats import VERIFIABLE

    parser.add_argument("file", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--papers", type=Path, metavar="FOLDER", help="the PDFs: no library is needed then")
    parser.add_argument("--format", choices=VERIFIABLE, metavar="F", help="where a file's ending does not tell it")
    add_passwords(parser)


def _run(options: argparse.Namespace) -> int:
    from panelsearch.exporting.verification import verify

    reports: list[Verification] = []
    refused: list[tuple[Path, PanelsearchError]] = []
    with ExitStack() as stack:
        shelf = _shelf(options, stack)
        for file in options.file:
            with Counted(f"verifying {printable(file.name)}") as told:
                try:
                    reports.append(verify(file, shelf, form=options.format, progress=told.show))
                except PanelsearchError as error:
                    if len(options.file) == 1:
                        raise
                    refused.append((file, error))
    many = len(options.file) > 1
    shown = {"files": [*map(_json, reports), *map(_refused_json, refused)]} if many else _json(reports[0])
    show(options, shown, lambda: "\n".join([*(_text(one, named=many) for one in reports), *map(_refused, refused)]))
    if refused:
        return refused[0][1].exit_code
    return found(all(report.all_there for report in reports))


def _shelf(options: argparse.Namespace, stack: ExitStack) -> Shelf:
    """The PDFs: those of a folder where one is given, which needs no library, or those of the library."""
    from panelsearch.exporting.shelf import Shelf

    passwords = passwords_of(options)
    if options.papers is None:
        return Shelf.of_library(stack.enter_context(library_of(options)), passwords)
    aside = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="panelsearch-verify-")))
    return Shelf.of_folder(options.papers, aside, passwords)


def _json(report: Verification) -> Json:
    """What became of the rows of an export."""
    return {
        "file": report.file, "quotations": report.checked, "confirmed": report.confirmed,
        "confirmed_by_ocr": report.recognised, "notes": list(report.notes),
        "failures": [
            {
                "verdict": one.verdict, "row": one.row, "document": one.document, "page": one.page,
                "quote": one.quote, "reason": one.reason,
            }
            for one in report.failures
        ],
    }  # fmt: skip


def _refused_json(one: tuple[Path, PanelsearchError]) -> Json:
    file, error = one
    return {"file": str(file), "error": {"code": error.code, "message": error.message, "hint": error.hint}}


def _refused(one: tuple[Path, PanelsearchError]) -> str:
    return f"{printable(str(one[0]))}: {printable(one[1].message)} {printable(one[1].hint)}".rstrip()


def _text(report: Verification, *, named: bool) -> str:
    """How many quotations stand, and each that does not."""
    lines = [f"{report.confirmed} of {report.checked} quotations stand on the page they cite."]
    if named:
        lines[0] = f"{printable(report.file)}: {lines[0]}"
    if report.recognised:
        lines.append(
            f"{report.recognised} of them were confirmed on pages read by OCR: compare those with the page itself."
        )
    lines += [f"  Note: {printable(note)}." for note in report.notes]
    for one in report.failures:
        lines.append(f"  {one.verdict.upper()}: {_place(one)}{printable(one.reason)}")
        if one.quote:
            lines.append(indented(one.quote, "    "))
    return "\n".join(lines)


def _place(one: Judged) -> str:
    row = f"row {one.row}, " if one.row and one.document else ""
    page = f" PDF p. {one.page}" if one.page else ""
    return f"{row}{printable(one.document)}{page}: " if one.document else ""


COMMAND = Command("verify", _arguments, _run)

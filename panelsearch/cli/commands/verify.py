"""panelsearch verify: is every quotation of an export still on its page?"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from panelsearch.cli.arguments import add_passwords, passwords_of
from panelsearch.cli.commands.base import Command, found, library_of, show
from panelsearch.cli.output_json import Json
from panelsearch.cli.output_text import indented, printable

if TYPE_CHECKING:
    from panelsearch.exporting.verification import Verification


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    add_passwords(parser)


def _run(options: argparse.Namespace) -> int:
    from panelsearch.exporting.verification import verify

    with library_of(options) as library:
        report = verify(options.file, library, passwords_of(options))
    show(options, _json(report), lambda: _text(report))
    return found(report.all_there)


def _json(report: Verification) -> Json:
    """Which quotations of an export stand on their pages."""
    return {
        "file": report.file, "quotations": report.checked, "confirmed": report.confirmed,
        "confirmed_by_ocr": report.recognised,
        "failures": [
            {"document": f.document, "page": f.page, "quote": f.quote, "reason": f.reason} for f in report.failures
        ],
    }  # fmt: skip


def _text(report: Verification) -> str:
    """How many quotations stand, and each that does not."""
    lines = [f"{report.confirmed} of {report.checked} quotations stand on the page they cite."]
    if report.recognised:
        lines.append(
            f"{report.recognised} of them were confirmed on pages read by OCR: compare those with the page itself."
        )
    for failure in report.failures:
        lines += [
            f"  NOT THERE: {printable(failure.document)} PDF p. {failure.page}: {printable(failure.reason)}",
            indented(failure.quote, "    "),
        ]
    return "\n".join(lines)


COMMAND = Command("verify", "re-open the PDFs and confirm every quotation of an export on its page", _arguments, _run)

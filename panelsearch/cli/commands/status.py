"""panelsearch status: what is indexed, what could not be read and why, what is out of date."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from panelsearch.cli.commands.base import DONE, Command, library_of, show
from panelsearch.cli.commands.index import file_json, incomplete
from panelsearch.cli.output_json import Json
from panelsearch.cli.output_text import printable
from panelsearch.cli.own_commands import over_library, own_command
from panelsearch.model.ingest_reports import Status
from panelsearch.storage.place import Place
from panelsearch.text.counts import counted


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--report", action="store_true",
        help="what a maintainer needs to know when something is wrong, as JSON, without names or words of papers",
    )  # fmt: skip
    parser.add_argument(
        "--check", action="store_true", help="read all that the index keeps, and tell what is not as it was written"
    )


def _run(options: argparse.Namespace) -> int:
    if options.report:
        from panelsearch.services.support_report import support_report

        report = support_report(options.place)
        show(options, report, lambda: json.dumps(report, indent=2))
        return DONE
    if options.check:
        from panelsearch.services.soundness import check

        check(options.place)
    from panelsearch.answering.span_reader.reader import why_unread
    from panelsearch.services.searchable import why_not_searchable

    with library_of(options) as library:
        state, in_the_way = library.status(), why_not_searchable(library)
    unread = why_unread(tried=options.check)
    show(
        options,
        {**_json(state, checked=options.check), "searchable": not in_the_way, "reader": not unread},
        lambda: _text(state, options.place, in_the_way, unread, checked=options.check),
    )
    return DONE


def _json(state: Status, *, checked: bool) -> Json:
    """What is indexed and what is not."""
    return {
        **asdict(state), "kinds": dict(state.kinds), "bodies": dict(state.bodies),
        "unreadable": [file_json(file) for file in state.unreadable],
        "without_text": [file_json(file) for file in state.without_text],
        "incomplete": [file_json(file) for file in state.incomplete], "checked": checked,
    }  # fmt: skip


def _text(state: Status, place: Place, in_the_way: str, unread: str, *, checked: bool) -> str:
    """The library at a glance and everything that an empty result would not prove."""
    lines = [
        f"Index      {state.index_dir}, built {state.built}",
        *(f"Folder     {printable(root)}" for root in state.roots),
        f"Documents  {state.documents}: " + (", ".join(f"{n} {kind}" for kind, n in state.kinds) or "none"),
        f"Pages      {state.pages}; passages {state.passages}; mentions {state.mentions}",
        *(f"Body       {printable(body)}: {n}" for body, n in state.bodies),
    ]
    if in_the_way:
        lines.append(f"Search     not now: {printable(over_library(in_the_way, place))}")
    if unread:
        lines.append(f"Answers    weighed without the small reader: {unread}")
    if checked:
        lines.append("Checked    all that the index keeps is as it was written")
    if state.ocr_pages:
        scans = counted(state.ocr_pages, "page is a scan", "pages are scans")
        lines.append(f"OCR        {scans} read by OCR, and marked so")
    if state.locked:
        lines.append(f"Locked     {printable(', '.join(state.locked))}: to open with a password only")
    for heading, files in (
        ("Could not be read:", state.unreadable),
        ("No text on some pages:", state.without_text),
        ("Read but for some of it:", incomplete(state.incomplete)),
    ):
        if files:
            lines += [heading, *(f"  {printable(f.document)}: {printable(f.reason)}" for f in files)]
    for what, names in (("new", state.added), ("changed", state.changed), ("gone", state.vanished)):
        if names:
            lines.append(
                f"{len(names)} {what} since: {printable(', '.join(names[:5]))}{' ...' if len(names) > 5 else ''}"
            )
    if state.advice:
        lines.append(f"To have pages without text recognised: {state.advice} && {own_command('index', place)}")
    if state.added or state.changed or state.vanished:
        lines.append(f"Bring it up to date with: {own_command('index', place)}")
    return "\n".join(lines)


COMMAND = Command("status", _arguments, _run)

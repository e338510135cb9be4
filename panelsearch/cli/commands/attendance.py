"""panelsearch attendance: who came to what, counted, with apologies and absences."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence

from panelsearch.cli.arguments import add_meetings, add_page, page_wanted, rows_wanted
from panelsearch.cli.commands.base import Command, found, library_of, show
from panelsearch.cli.output_json import Json, place, quotation
from panelsearch.cli.output_text import page_told, printable
from panelsearch.model.register_rows import AttendanceOrder, AttendanceRow
from panelsearch.model.sources import Citation, Source
from panelsearch.text.counts import counted


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_meetings(parser, person="words of the name")
    parser.add_argument(
        "--sort", choices=[order.value for order in AttendanceOrder], default=AttendanceOrder.BODY.value,
        help="body by body; over all bodies by meetings missed, their share, or name (default: body)",
    )  # fmt: skip
    add_page(parser)


def _run(options: argparse.Namespace) -> int:
    with library_of(options) as library:
        wanted, (first, limit), order = rows_wanted(options, library), page_wanted(options), _order(options)
        rows, meetings = library.attendance(wanted, order, first=first, limit=limit)
        total = library.count_attendance(wanted) if first or limit else len(rows)
    show(options, _json(rows, meetings, total), lambda: _text(rows, meetings, total, order))
    return found(rows)


def _order(options: argparse.Namespace) -> AttendanceOrder:
    return AttendanceOrder(options.sort)


def _json(rows: Sequence[AttendanceRow], meetings: int, total: int) -> Json:
    """Who came to what; `not_listed` is inferred from not being on any list of a meeting."""
    return {
        "meetings": meetings, "total": total, "inferred": ["not_listed"],
        "people": [
            {
                "name": row.name, "body": row.body, "role": row.role or None, "variants": row.variants,
                "present": list(map(quotation, row.present)), "in_attendance": list(map(quotation, row.in_attendance)),
                "apologies": list(map(quotation, row.apologies)), "not_listed": list(map(place, row.not_listed)),
                "missed": row.missed,
            }
            for row in rows
        ],
    }  # fmt: skip


def _text(rows: Sequence[AttendanceRow], meetings: int, total: int, order: AttendanceOrder) -> str:
    """The people, body by body where that is the order, with their counts and the papers that list them."""
    if not rows:
        return "Nobody is listed at such meetings, as far as could be read."
    some = f" These are {len(rows)} of {counted(total, 'person', 'people')}." if len(rows) < total else ""
    lines = [f"{counted(meetings, 'meeting')} whose minutes list who came.{some}"]
    body = None
    for row in rows:
        if order is AttendanceOrder.BODY and row.body != body:
            body = row.body
            lines += ["", printable(body)]
        counts = [
            f"{what} {len(places)}"
            for what, places in (
                ("present", row.present), ("attending", row.in_attendance), ("apologies", row.apologies),
                ("not listed", row.not_listed),
            )
            if places
        ]  # fmt: skip
        who = f"{row.name} ({row.role})" if row.role else row.name
        if order is not AttendanceOrder.BODY:
            who, counts = f"{who}, {row.body}", [f"missed {row.missed} of {row.missed + row.came}", *counts]
        lines.append(f"  {printable(who)}: {', '.join(counts)}")
        for what, sources in (
            ("present", _sources(row.present)), ("attending", _sources(row.in_attendance)),
            ("apologies", _sources(row.apologies)), ("not listed (inferred)", row.not_listed),
        ):  # fmt: skip
            if sources:
                lines.append(f"    {what}: " + "; ".join(printable(page_told(source)) for source in sources))
    return "\n".join(lines)


def _sources(places: Iterable[Citation]) -> list[Source]:
    return [place.source for place in places]


COMMAND = Command("attendance", _arguments, _run)

"""How do the registers look to a person and to a script? And which rows of them were asked for?"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence

from panelsearch.cli.output_json import Json, place
from panelsearch.cli.output_text import indented, printable
from panelsearch.errors import UsageError
from panelsearch.model.register_rows import ActionRow, AttendanceRow, Gap, GapKind, Timeline, Wanted
from panelsearch.model.sources import Citation, Source
from panelsearch.query.date_ranges import Days, days_of
from panelsearch.retrieval.citations import citation


def wanted(options: argparse.Namespace) -> Wanted:
    """The rows that `--body`, `--person`, `--from`, `--to` and `--outcome` ask for. UsageError for what is no date."""
    try:
        return Wanted(
            options.body, getattr(options, "person", ""), _days(options.first)[0], _days(options.last)[1],
            getattr(options, "outcome", None) or "",
        )  # fmt: skip
    except ValueError as error:
        raise UsageError("The last day lies before the first.", "Put the earlier day after --from.") from error


def _days(text: str) -> Days:
    if not text.strip():
        return None, None
    days = days_of(text)
    if days is None:
        raise UsageError(f"{text} is no date.", "Write it as 2023, 2023-04, 2023-04-01 or 1/4/2023 (day first).")
    return days


# attendance


def attendance_json(rows: Sequence[AttendanceRow], meetings: int) -> Json:
    """Who came to what; `not_listed` is inferred from not being on any list of a meeting."""
    return {
        "meetings": meetings, "total": len(rows), "inferred": ["not_listed"],
        "people": [
            {
                "name": row.name, "body": row.body, "role": row.role or None, "variants": list(row.variants),
                "present": list(map(quoted, row.present)), "in_attendance": list(map(quoted, row.in_attendance)),
                "apologies": list(map(quoted, row.apologies)), "not_listed": list(map(place, row.not_listed)),
            }
            for row in rows
        ],
    }  # fmt: skip


def quoted(given: Citation) -> Json:
    """A quotation and its place."""
    return {**place(given.source), "quote": given.quote, "start": given.at.start, "end": given.at.end}


def attendance_text(rows: Sequence[AttendanceRow], meetings: int) -> str:
    """The people of each body with their counts and the papers that list them."""
    if not rows:
        return "Nobody is listed at such meetings, as far as could be read."
    lines = [f"{meetings} meetings whose minutes list who came."]
    body = None
    for row in rows:
        if row.body != body:
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
        role = f" ({row.role})" if row.role else ""
        lines.append(f"  {printable(row.name + role)}: {', '.join(counts)}")
        for what, sources in (
            ("present", _sources(row.present)), ("attending", _sources(row.in_attendance)),
            ("apologies", _sources(row.apologies)), ("not listed (inferred)", row.not_listed),
        ):  # fmt: skip
            if sources:
                lines.append(f"    {what}: " + "; ".join(printable(_briefly(source)) for source in sources))
    return "\n".join(lines)


def _sources(places: Iterable[Citation]) -> list[Source]:
    return [place.source for place in places]


def _briefly(source: Source) -> str:
    """Body and list are said already: the day, the document and its page."""
    return f"{source.held} {source.document} p. {source.page}"


# actions


def actions_json(query: str, rows: Sequence[ActionRow]) -> Json:
    """Who is to do what; `later` is inferred from the rarest words of the action."""
    return {
        "query": query, "total": len(rows), "inferred": ["later"],
        "actions": [
            {
                **place(row.source), "action": row.action.kind.value,
                "text": row.text, "start": row.action.at.start, "end": row.action.at.end,
                "owner": row.action.owner or None, "people": list(row.action.people),
                "later": list(map(quoted, row.later)),
            }
            for row in rows
        ],
    }  # fmt: skip


def actions_text(rows: Sequence[ActionRow]) -> str:
    """An action a paragraph, with the later meetings that seem to speak of it."""
    if not rows:
        return "No action matches."
    lines = [f"{len(rows)} actions and recommendations, newest first."]
    for row in rows:
        owner = row.action.owner
        people = [name for name in row.action.people if name != owner]
        told = row.action.kind.value + (f": {owner}" if owner else "") + (f" ({', '.join(people)})" if people else "")
        lines += ["", printable(citation(row.source)), f"  [{printable(told)}]", indented(row.text)]
        if row.later:
            lines.append("  spoken of later (inferred): " + "; ".join(printable(_briefly(c.source)) for c in row.later))
    return "\n".join(lines)


# timeline


def timeline_json(found: Timeline) -> Json:
    """The steps in order of date."""
    return {
        "query": found.query, "understood_as": found.canonical, "undated": found.undated, "total": len(found.rows),
        "steps": [
            {
                "stage": row.stage.value, "stage_inferred": row.inferred,
                "outcome": row.outcome.value if row.outcome else None, **quoted(row.citation),
            } for row in found.rows
        ],
    }  # fmt: skip


def timeline_text(found: Timeline) -> str:
    """A step a paragraph."""
    if not found.rows:
        told = [f"Nothing with a date matches {printable(found.query)}."]
    else:
        told = [f"{len(found.rows)} steps, oldest first."]
    for row in found.rows:
        told += ["", printable(citation(row.citation.source)), f"  [{row.told}]", indented(row.citation.quote)]
    if found.undated:
        told += ["", f"{found.undated} matching passages stand in papers whose date is not known: panelsearch search"]
    return "\n".join(told)


# gaps


def gaps_json(found: Sequence[Gap]) -> Json:
    """What is missing, and whether that is inferred."""
    return {
        "total": len(found),
        "gaps": [
            {
                "gap": gap.kind.value, "statement": gap.statement, "inferred": gap.inferred, "body": gap.body,
                "date": gap.day.isoformat() if gap.day else None, "documents": list(gap.documents),
            }
            for gap in found
        ],
    }  # fmt: skip


def gaps_text(found: Sequence[Gap]) -> str:
    """What is missing, kind by kind."""
    if not found:
        return "No gap shows itself. That does not prove that there is none."
    lines = []
    for kind in GapKind:
        some = [gap for gap in found if gap.kind is kind]
        if some:
            lines += ["", f"{kind.value.capitalize()}: {len(some)}"]
        for gap in some:
            body = f"{gap.body}: " if gap.body else ""
            remark = " (inferred)" if gap.inferred else ""
            lines.append(f"  {printable(body + gap.statement)}{remark}")
            lines += [f"    {printable(name)}" for name in gap.documents]
    return "\n".join(lines).lstrip("\n")

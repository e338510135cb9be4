"""What is the user told of a file: what became of it, and why it, or which of its pages, could not be read?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from panelsearch.ingestion.discovery import Scope, neutral
from panelsearch.model.documents import Extracted, MissingLayer
from panelsearch.model.ingest_reports import FileOutcome, FileReport
from panelsearch.model.pages import PageProblem
from panelsearch.storage.paper_addresses import written
from panelsearch.storage.records import Member, StoredDocument

LOCKED = "asks for a password"
"""How the reason begins for which a file is not read that opens with a password only."""

_PROBLEM_WORDS = {
    PageProblem.PICTURE: "only a picture",
    PageProblem.GARBLED: "unreadable font",
    PageProblem.FAILED: "damaged",
}


def file_reports(
    members: Iterable[Member],
    old: Mapping[str, Member],
    documents: Mapping[int, StoredDocument],
    missing: Mapping[int, tuple[MissingLayer, ...]],
    unreadable: Iterable[tuple[Path, str]],
    scopes: Sequence[Scope],
    kept: Mapping[str, str],
) -> tuple[FileReport, ...]:
    """A line for each file in the scopes, each that was there before (`old`) and is gone, and each `unreadable` place.

    `documents` and what is `missing` of them are by document id; `kept` says by name why a file stays as it was before.
    """
    lines, names = [], set()
    for member in members:
        names.add(member.name)
        if any(scope.covers(Path(member.path)) for scope in scopes):
            line = _file_report(member, old.get(member.name), documents, missing)
            why = kept.get(member.name)
            lines.append(replace(line, outcome=FileOutcome.SKIPPED, reason=why) if why else line)
    lines += [FileReport(name, FileOutcome.REMOVED) for name in sorted(old) if name not in names]
    lines += [FileReport(neutral(written(path)), FileOutcome.SKIPPED, reason=why) for path, why in unreadable]
    return tuple(lines)


def _file_report(
    member: Member,
    before: Member | None,
    documents: Mapping[int, StoredDocument],
    missing: Mapping[int, tuple[MissingLayer, ...]],
) -> FileReport:
    document = documents.get(member.document_id) if member.document_id is not None else None
    if document is None:
        return FileReport(member.name, FileOutcome.FAILED, reason=member.reason)
    same = before is not None and (before.sha256, before.document_id) == (member.sha256, member.document_id)
    return FileReport(
        member.name, FileOutcome.UNCHANGED if same else FileOutcome.INDEXED, document.page_count, document.without_text,
        document.reason, missing.get(document.id, ()),
    )  # fmt: skip


def why_without_text(extracted: Extracted) -> str:
    """Such as "no text on pages 3 to 9 (only a picture)"; empty where every page that is not blank has text."""
    failed = dict(extracted.failed)
    groups: dict[str, list[int]] = {}
    for page in extracted.pages:
        if not page.text.strip() and page.problem is not PageProblem.BLANK:
            problem = _PROBLEM_WORDS.get(page.problem, "") if page.problem else ""
            why = "; ".join(filter(None, (problem, failed.get(page.number, ""))))
            groups.setdefault(why, []).append(page.number)
    if not extracted.pages:
        return "no pages"
    return "; ".join(
        f"no text on {numbers_in_words(numbers)}" + (f" ({why})" if why else "") for why, numbers in groups.items()
    )


def missing_in_words(missing: Iterable[MissingLayer]) -> str:
    """Such as "people on pages 3, 5 (people.titled: KeyError); decisions (decisions: ValueError)"."""
    groups: dict[tuple[str, str], list[int]] = {}
    for one in missing:
        groups.setdefault((one.layer, one.reason), []).extend([one.page] if one.page is not None else [])
    return "; ".join(
        f"{layer} on {numbers_in_words(pages)} ({reason})" if pages else f"{layer} ({reason})"
        for (layer, reason), pages in groups.items()
    )


def numbers_in_words(numbers: Sequence[int]) -> str:
    """Page numbers as a person writes them: "page 3", "pages 1, 3 to 9"."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    words = ", ".join(f"{a}" if a == b else f"{a} to {b}" for a, b in ranges)
    return ("page " if len(numbers) == 1 else "pages ") + words

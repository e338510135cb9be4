"""What is there to do? Compares the files that were found with what is known of them; opens no PDF, knows no store.

A run plans twice: before reading, to know which files have to be read, and after it, when every file's content is
known, to say what the library is made of.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from panelsearch.errors import UsageError
from panelsearch.ingestion.cancellation import Cancellation
from panelsearch.ingestion.discovery import Discovery, FoundFile, Scope, why_shut
from panelsearch.model.ingest_reports import FileOutcome
from panelsearch.storage.paper_addresses import is_remote, written
from panelsearch.storage.records import Member

Named = tuple[str, FoundFile]
"""A file with its name in the library."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the store has of this pipeline: documents' ids and reasons why files could not be read, by their hash."""

    documents: Mapping[str, int]
    failures: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pending:
    """Files of the same bytes, to be read once."""

    sha256: str
    file: FoundFile


@dataclass(frozen=True, slots=True)
class Plan:
    """Which files are `settled` already, which have to be read, and the hash of each `open` one by its name.

    `kept` are, by name, reasons why files cannot be looked into now; they stay as they were read before.
    """

    settled: tuple[Member, ...]
    pending: tuple[Pending, ...]
    open: tuple[tuple[str, FoundFile, str], ...]
    kept: Mapping[str, str] = field(default_factory=dict)


def compare(
    found: Sequence[Named],
    old: Mapping[str, Member],
    known: Known,
    digest: Callable[[Path], str],
    *,
    unchanged_pipeline: bool,
    cancellation: Cancellation,
    trusting: bool = True,
) -> Plan:
    """Which files need no look into them, and what has to be read, once per content.

    `old` are the members of the generation before, by name; a file is taken for unchanged by its place, size and time
    alone where `unchanged_pipeline`; unless `trusting` these, its hash is worked out all the same. `digest` gives a
    file's hash or OSError.
    """
    settled: list[Member] = []
    pending: dict[str, Pending] = {}
    still_open: list[tuple[str, FoundFile, str]] = []
    kept: dict[str, str] = {}
    for name, file in found:
        cancellation.check()
        before = old.get(name)
        if trusting and before is not None and before.sha256 and _is_same_file(before, file):
            if unchanged_pipeline and known.documents.get(before.sha256, -1) == before.document_id:
                settled.append(before)
                continue
            content = before.sha256
        else:
            try:
                content = digest(file.path)
            except OSError as error:
                settled.append(_shut(name, file, before, error, kept))
                continue
        still_open.append((name, file, content))
        if content not in known.documents and content not in known.failures:
            pending.setdefault(content, Pending(content, file))
    return Plan(tuple(settled), tuple(pending.values()), tuple(still_open), kept)


def looked_at_again(
    plan: Plan, missed: Collection[str], old: Mapping[str, Member], known: Known,
    look: Callable[[FoundFile], tuple[FoundFile, str]],
) -> Plan:  # fmt: skip
    """The plan with those files of the hashes `missed` as they are now that were changed or went while it was done.

    `look` gives a file as it is found now, and its hash, or OSError.
    """
    settled, pending, kept = list(plan.settled), dict[str, Pending](), dict(plan.kept)
    still_open: list[tuple[str, FoundFile, str]] = []
    for name, before, content in plan.open:
        if content not in missed:
            still_open.append((name, before, content))
            continue
        try:
            file, now = look(before)
        except OSError as error:
            settled.append(_shut(name, before, old.get(name), error, kept))
            continue
        still_open.append((name, file, now))
        if now not in known.documents and now not in known.failures:
            pending.setdefault(now, Pending(now, file))
    return Plan(tuple(settled), tuple(pending.values()), tuple(still_open), kept)


def settle(plan: Plan, known: Known, passing: Mapping[str, str] | None = None) -> list[Member]:
    """All members of the plan, now that everything pending has been read or has failed, in order of name.

    `passing` are, by hash, reasons why files could not be read this time, which nobody remembers.
    """
    members, reasons = list(plan.settled), {**known.failures, **(passing or {})}
    for name, file, content in plan.open:
        document = known.documents.get(content)
        reason = "" if document is not None else reasons.get(content, "could not be read")
        members.append(_member(name, file, content, document, reason))
    return sorted(members, key=lambda member: member.name)


def must_exist(roots: Iterable[Path]) -> list[Path]:
    """The known roots; UsageError where one is not there, lest a drive not plugged in empty the library."""
    there = []
    for root in roots:
        if not is_remote(root) and not root.exists():  # whether an address answers is told when it is listed
            raise UsageError(
                f"The indexed folder {root} is not there.",
                f"Bring it back, or drop its papers from the library with: panelsearch index --forget {root}",
            )
        there.append(root)
    return there


def must_hold(scopes: Iterable[Scope], old: Iterable[Member], seen: Discovery) -> None:
    """UsageError where a whole folder that held papers holds none: most likely what was mounted there is not."""
    members = list(old)
    for scope in scopes:
        root, held = scope.root, sum(member.root == written(scope.root) for member in members)
        if not held or scope.below != root or not (is_remote(root) or root.is_dir()):
            continue
        if any(file.root == root for file in seen.files) or any(
            root in (path, *path.parents) for path, _ in seen.unreadable
        ):
            continue
        raise UsageError(
            f"The indexed folder {written(root)} is empty now; {held} of its papers are in the library, which stays.",
            f"Bring them back, or drop them with: panelsearch index --prune, or index --forget {written(root)}",
        )


def roots_after(known: Sequence[Path], scopes: Sequence[Scope]) -> tuple[str, ...]:
    """The library's roots after a run over these scopes: a new wider root swallows those inside it."""
    new = [scope.root for scope in scopes if scope.root not in known]
    kept = [root for root in known if not any(wider in root.parents for wider in new)]
    return tuple(written(root) for root in [*kept, *new])


def untouched(
    old: Iterable[Member], scopes: Sequence[Scope], roots: Sequence[str], unreadable: Sequence[Path]
) -> list[Member]:
    """Members that this run does not look at and that stay: other roots', and those in folders it may not open."""
    kept = []
    for member in old:
        path = Path(member.path)
        looked_at = any(scope.covers(path) for scope in scopes)
        shut = any(folder == path or folder in path.parents for folder in unreadable)
        if member.root in roots and (shut or not looked_at):
            kept.append(member)
    return kept


def named(files: Sequence[FoundFile], taken: Mapping[str, str]) -> list[Named]:
    """Each file with its name in the library: below its root; after its root's name where two roots share one.

    `taken` are the names that are not free, each with its root.
    """
    found: list[Named] = []
    owners = dict(taken)
    for file in files:
        name, count = file.name, 1
        while name in owners:
            name = f"{file.root.name}/{file.name}" if count == 1 else f"{file.root.name}-{count}/{file.name}"
            count += 1
        owners[name] = written(file.root)
        found.append((name, file))
    return found


def _shut(name: str, file: FoundFile, before: Member | None, error: OSError, kept: dict[str, str]) -> Member:
    """A file that cannot be looked into now, as it was before: a drive pulled out must not empty a library."""
    why = why_shut(error)
    if before is None or before.document_id is None:
        return _member(name, file, "", None, why)
    kept[name] = f"{why}; what was read of it before stays"
    return before


def _is_same_file(before: Member, file: FoundFile) -> bool:
    return (before.size_bytes, before.mtime_ns, before.root, before.path) == (
        file.size_bytes, file.mtime_ns, written(file.root), written(file.path),
    )  # fmt: skip


def _member(name: str, file: FoundFile, content: str, document: int | None, reason: str) -> Member:
    outcome = FileOutcome.FAILED if document is None else FileOutcome.INDEXED
    return Member(
        name, written(file.root), written(file.path), file.size_bytes, file.mtime_ns, content, document, outcome, reason
    )

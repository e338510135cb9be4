"""What is indexed, what could not be read, and what has changed on disk since?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from panelsearch.ingestion import discovery
from panelsearch.model.ingest_reports import FileOutcome, FileReport, Status
from panelsearch.ocr.engine_selection import how_to_install
from panelsearch.services.snapshot import Snapshot


class StatusService:
    """Tells the state of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def status(self) -> Status:
        """What is indexed, what could not be read and why, and what has changed on disk since."""
        snapshot, documents = self._snapshot, self._snapshot.documents
        pages, passages, mentions = snapshot.store.queries.totals(snapshot.number)
        without = self.without_text()
        added, changed, vanished = self._drift()
        return Status(
            str(snapshot.directory), snapshot.generation.roots, snapshot.generation.built, len(documents), pages,
            passages, mentions, _counted(str(d.kind) for d in documents.values()),
            _counted(d.body or "unknown" for d in documents.values()), self.unreadable(), without, added, changed,
            vanished, snapshot.store.queries.recognised_pages(snapshot.number),
            tuple(m.name for m in snapshot.members if m.document_id is not None and documents[m.document_id].locked),
            how_to_install() if without else "", self.incomplete(),
        )  # fmt: skip

    def without_text(self) -> tuple[FileReport, ...]:
        """The files that have pages without text to search."""
        documents = self._snapshot.documents
        return tuple(
            FileReport(m.name, FileOutcome.INDEXED, d.page_count, d.without_text, d.reason)
            for m in self._snapshot.members
            if m.document_id is not None and (d := documents[m.document_id]).without_text
        )

    def incomplete(self) -> tuple[FileReport, ...]:
        """The files of which a layer could not be made, such as their people."""
        documents, missing = self._snapshot.documents, self._snapshot.store.queries.missing(self._snapshot.number)
        return tuple(
            FileReport(m.name, FileOutcome.INDEXED, documents[m.document_id].page_count, missing=missing[m.document_id])
            for m in self._snapshot.members
            if m.document_id in missing and m.document_id is not None
        )

    def unreadable(self) -> tuple[FileReport, ...]:
        """The files of which nothing could be read."""
        return tuple(
            FileReport(m.name, FileOutcome.FAILED, reason=m.reason)
            for m in self._snapshot.members
            if m.document_id is None
        )

    def _drift(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Files added, changed and vanished since the index was built, by size and time alone."""
        roots = [Path(root) for root in self._snapshot.generation.roots]
        there = [root for root in roots if root.exists()]
        found = {str(f.path): f for f in discovery.discover([discovery.Scope(root, root) for root in there]).files}
        known = {member.path: member for member in self._snapshot.members}
        return (
            tuple(f.name for path, f in found.items() if path not in known),
            tuple(
                m.name
                for path, m in known.items()
                if path in found and (found[path].size_bytes, found[path].mtime_ns) != (m.size_bytes, m.mtime_ns)
            ),
            tuple(m.name for path, m in known.items() if path not in found),
        )


def _counted(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))

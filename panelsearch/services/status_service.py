"""What is indexed, what could not be read, and what has changed on disk since?"""

from __future__ import annotations

from pathlib import Path

from panelsearch.ingestion import discovery
from panelsearch.model.ingest_reports import FileOutcome, FileReport, Paper, Status
from panelsearch.ocr.engines import how_to_install
from panelsearch.services.snapshot import Snapshot
from panelsearch.storage.paper_addresses import is_remote


class StatusService:
    """Tells the state of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def status(self, *, on_disk: bool = True) -> Status:
        """What is indexed, what could not be read and why.

        And, where `on_disk`, what has changed there since: that looks at every file under the roots.
        """
        snapshot, catalogue = self._snapshot, self._snapshot.catalogue
        totals, without = catalogue.totals(), catalogue.without_text()
        bodies = [(body or "unknown", count) for body, count in catalogue.bodies()]
        added, changed, vanished = self._drift() if on_disk else ((), (), ())
        return Status(
            str(snapshot.place), snapshot.generation.roots, snapshot.generation.built, totals.documents,
            totals.pages, totals.passages, totals.mentions, tuple(catalogue.kinds()),
            tuple(sorted(bodies, key=lambda one: (-one[1], one[0]))),
            catalogue.unreadable(), without, added, changed, vanished, totals.recognised, catalogue.locked(),
            how_to_install() if without else "", self._incomplete(),
        )  # fmt: skip

    def count_papers(self, name: str = "") -> int:
        """How many files there are, or those with these letters in their names."""
        return self._snapshot.catalogue.count_papers(name)

    def papers(self, name: str = "", *, first: int = 0, limit: int = 100) -> tuple[Paper, ...]:
        """Files by name, so many from one on that is counted from 0, with what became of each."""
        return self._snapshot.catalogue.papers(name, first, limit)

    def _incomplete(self) -> tuple[FileReport, ...]:
        """The files of which a layer could not be made, such as their people; by name."""
        missing = self._snapshot.store.queries.missing(self._snapshot.number)
        return tuple(
            FileReport(name, FileOutcome.INDEXED, pages, missing=missing[key])
            for name, key, pages in (self._snapshot.catalogue.names_of(missing) if missing else ())
        )

    def _drift(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Files of this machine added, changed and vanished since the index was built, by size and time alone."""
        everything = self._snapshot.store.generations.members(self._snapshot.number)
        members = [member for member in everything if not is_remote(Path(member.path))]
        known = {member.path: member for member in members}
        added, stamps = list[str](), dict[str, tuple[int, int]]()
        for root in map(Path, self._snapshot.generation.roots):
            if is_remote(root):
                continue  # a run asks there
            there = discovery.stamps(root)
            stamps |= there
            added += (discovery.document_name(Path(path), root) for path in there if path not in known)
        return (
            tuple(sorted(added)),
            tuple(m.name for m in members if m.path in stamps and stamps[m.path] != (m.size_bytes, m.mtime_ns)),
            tuple(m.name for m in members if m.path not in stamps),
        )

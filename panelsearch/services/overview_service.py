"""What is in the library, at a glance, and what came in since somebody last looked?"""

from __future__ import annotations

from datetime import datetime

from panelsearch.model.overviews import Overview
from panelsearch.retrieval.provenance import Places
from panelsearch.services.snapshot import Snapshot
from panelsearch.storage.acquisitions import TICK
from panelsearch.storage.tables.cited_places import Place


class OverviewService:
    """Counts the papers of one snapshot."""

    def __init__(self, snapshot: Snapshot, places: Places) -> None:
        self._snapshot, self._places = snapshot, places

    def overview(self, seen: datetime | None = None, *, most_new: int = 5) -> Overview:
        """What there is; new is what came in after the library that was built at `seen`, if that is given."""
        catalogue = self._snapshot.catalogue
        totals = catalogue.totals()
        new = self._arrived_after(seen) if seen is not None and seen < self._snapshot.built else []
        return Overview(
            totals.documents, totals.pages, catalogue.meetings(), tuple(catalogue.bodies()), tuple(catalogue.years()),
            tuple(self._places.at([Place(key, 1) for key in new[:most_new]])), len(new),
            len(catalogue.unreadable()), len(catalogue.without_text()),
            len(self._snapshot.store.queries.missing(self._snapshot.number)),
        )  # fmt: skip

    def _arrived_after(self, seen: datetime) -> list[int]:
        return sorted(key for key, moment in self._snapshot.arrived.items() if moment >= seen + TICK)

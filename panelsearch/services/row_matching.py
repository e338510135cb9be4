"""Which rows of a register does a query ask for? Looked up in the register's own index."""

from __future__ import annotations

from panelsearch.model.register_rows import Wanted
from panelsearch.query.ast import Query
from panelsearch.registers.library_indexes import ACTIONS, DECISIONS
from panelsearch.registers.row_queries import asked_of_rows, movers_widened
from panelsearch.services.entity_service import EntityService
from panelsearch.services.snapshot import Snapshot
from panelsearch.storage.tables.register_queries import RegisterQueries


class RowMatching:
    """Finds rows by their ids; None stands for all of them. QueryError for an unknown field."""

    def __init__(self, snapshot: Snapshot, entities: EntityService, rows: RegisterQueries) -> None:
        self._snapshot, self._entities, self._rows = snapshot, entities, rows

    def decisions(self, query: str, wanted: Wanted) -> frozenset[int] | None:
        """The decisions that match a query; a mover goes by all names that were joined."""
        tree = asked_of_rows(query, wanted)
        if tree is not None:
            tree = movers_widened(tree, self._entities.people, self._rows.movers)
        return self._matching(DECISIONS, tree)

    def actions(self, query: str, wanted: Wanted) -> frozenset[int] | None:
        """The actions that match a query."""
        return self._matching(ACTIONS, asked_of_rows(query, wanted))

    def _matching(self, register: str, tree: Query | None) -> frozenset[int] | None:
        return None if tree is None else self._snapshot.index(register).matching_ids(tree)

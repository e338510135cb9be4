"""Which rows of a register does a query ask for? Looked up in the register's own index."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from panelsearch.model.register_rows import Wanted
from panelsearch.query.ast import Query
from panelsearch.registers.library_indexes import ACTIONS, DECISIONS
from panelsearch.registers.row_queries import asked_of_rows, people_widened
from panelsearch.services.entity_service import EntityService
from panelsearch.services.snapshot import Snapshot
from panelsearch.storage.tables.register_queries import RegisterQueries


class RowMatching:
    """Finds rows by their ids; None stands for all of them. QueryError for an unknown field."""

    def __init__(self, snapshot: Snapshot, entities: EntityService, rows: RegisterQueries) -> None:
        self._snapshot, self._entities, self._rows = snapshot, entities, rows

    def decisions(self, query: str, wanted: Wanted) -> frozenset[int] | None:
        """The decisions that match a query; a mover goes by all names that were joined."""
        return self._matching(DECISIONS, asked_of_rows(query, wanted), self._rows.movers)

    def actions(self, query: str, wanted: Wanted) -> frozenset[int] | None:
        """The actions that match a query; who is to act goes by all names that were joined."""
        return self._matching(ACTIONS, asked_of_rows(query, wanted), self._rows.people_to_act)

    def _matching(
        self, register: str, tree: Query | None, people_of: Callable[[Collection[int]], Iterable[tuple[int, str]]]
    ) -> frozenset[int] | None:
        if tree is None:
            return None
        tree = people_widened(tree, self._entities.people, people_of)
        return self._snapshot.index(register).matching_ids(tree)

"""What do the documents of a generation say together, in SQL?"""

from __future__ import annotations

import json
from collections.abc import Iterable

from panelsearch.model.documents import MissingLayer
from panelsearch.storage import unpacking
from panelsearch.storage.packing import COLUMNS, DOCUMENT_COLUMNS
from panelsearch.storage.records import StoredDocument, StoredPassage
from panelsearch.storage.sql.database import Reading
from panelsearch.storage.sql.document_reader import SqlDocumentReader
from panelsearch.text.near_duplicates import SKETCH_SHARED

_BOILERPLATE_DOCUMENTS = 12
_CANDIDATES = 100
_OURS = "document_id IN (SELECT document_id FROM members WHERE generation = ?)"
_IS_OURS = "EXISTS (SELECT 1 FROM members m WHERE m.document_id = {0}.document_id AND m.generation = ?)"
"""The same where few documents are asked about: it looks each up, and not through all members."""


class SqlLibraryQueries:
    """See `base.LibraryQueries`."""

    def __init__(self, database: Reading, documents: SqlDocumentReader) -> None:
        self._database = database
        self._documents = documents

    def documents(self, generation: int) -> dict[int, StoredDocument]:
        """The front sheets of a generation's documents, by id."""
        sql = (
            f"SELECT id, {','.join(DOCUMENT_COLUMNS)} FROM documents"  # noqa: S608
            " WHERE id IN (SELECT document_id FROM members WHERE generation = ?)"
        )
        return {one.id: one for one in self._database.values(unpacking.document, sql, (generation,))}

    def written_out(self, generation: int, letters: str) -> dict[str, int]:
        """What an acronym (its letters folded) stands for, and in how many documents of a generation."""
        return self._defined("SELECT min(words)", "letters = ? GROUP BY stems", letters, generation)

    def acronyms_of(self, generation: int, stems: str) -> dict[str, int]:
        """The acronyms that words (by their stems) are given, and in how many documents of a generation."""
        return self._defined("SELECT letters", "stems = ? GROUP BY letters", stems, generation)

    def _defined(self, wanted: str, known: str, value: str, generation: int) -> dict[str, int]:
        rows = self._database.rows(
            f"{wanted}, count(DISTINCT document_id) FROM acronyms WHERE {_IS_OURS.format('acronyms')} AND {known}",
            (generation, value),
        )
        return {str(text): int(count) for text, count in rows}

    def alike(self, generation: int, passage_id: int, at_most: int | None = None) -> tuple[StoredPassage, ...]:
        """Passages of a generation that may be of nearly the same words: the likeliest, in order of their ids."""
        rows = self._database.rows(
            "WITH near AS (SELECT b.passage_id AS id, count(*) AS shared FROM sketches a JOIN sketches b"
            " ON b.hash = a.hash AND b.passage_id <> a.passage_id WHERE a.passage_id = ?"
            " GROUP BY b.passage_id HAVING count(*) >= ?)"
            " SELECT near.id FROM near JOIN passages p ON p.id = near.id"
            " JOIN members m ON m.document_id = p.document_id AND m.generation = ?"
            " GROUP BY near.id, near.shared ORDER BY near.shared DESC, min(m.name), near.id LIMIT ?",
            (passage_id, SKETCH_SHARED, generation, min(at_most or _CANDIDATES, _CANDIDATES)),
        )
        return tuple(self._documents.passages_by_id([row[0] for row in rows]).values())

    def reprints(self, generation: int, share: float, *, at_least: int = 4) -> tuple[tuple[int, int], ...]:
        """Pairs of documents of which the shorter shares that part of its passages, word for word, with the other."""
        told = f"SELECT likeness FROM passages WHERE likeness IS NOT NULL AND {_OURS} GROUP BY likeness"  # noqa: S608
        telling = f"{told} HAVING count(DISTINCT document_id) <= {_BOILERPLATE_DOCUMENTS}"
        rows = self._database.rows(
            "WITH p AS (SELECT DISTINCT document_id, likeness FROM passages"  # noqa: S608
            f" WHERE {_OURS} AND likeness IN ({telling})),"
            " n AS (SELECT document_id, count(*) AS count FROM p GROUP BY document_id)"
            " SELECT a.document_id, b.document_id FROM p a JOIN p b"
            " ON b.likeness = a.likeness AND a.document_id < b.document_id"
            " JOIN n na ON na.document_id = a.document_id JOIN n nb ON nb.document_id = b.document_id"
            " GROUP BY 1, 2, na.count, nb.count HAVING count(*) >= max(?, ? * min(na.count, nb.count)) ORDER BY 1, 2",
            (generation, generation, at_least, share),
        )
        return tuple((one, other) for one, other in rows)

    def repeats(self, document_ids: Iterable[int]) -> dict[int, int]:
        """By passage of these documents, in how many of them one of its pattern stands, where more than one."""
        rows = self._database.rows(
            "WITH p AS MATERIALIZED (SELECT id, document_id, pattern FROM passages"
            " WHERE pattern IS NOT NULL AND document_id IN (SELECT CAST(value AS INTEGER) FROM json_each(?)))"
            " SELECT id, n FROM p JOIN (SELECT pattern, count(DISTINCT document_id) AS n FROM p"
            " GROUP BY pattern HAVING count(DISTINCT document_id) > 1) AS repeated USING (pattern)",
            (json.dumps(sorted(document_ids)),),
            at_length=True,  # it goes through the whole library
        )
        return dict(rows)

    def missing(self, generation: int) -> dict[int, tuple[MissingLayer, ...]]:
        """By document, the layers that could not be made, of those that lack any."""
        rows = self._database.rows(
            f"SELECT document_id, {','.join(COLUMNS['missing'])} FROM missing"  # noqa: S608
            f" WHERE {_IS_OURS.format('missing')} ORDER BY document_id, idx",
            (generation,),
        )
        found: dict[int, tuple[MissingLayer, ...]] = {}
        for row in rows:
            found[row[0]] = (*found.get(row[0], ()), unpacking.missing(row[1:]))
        return found

"""What does a library say? Everything that it is asked, in order and with scores, without what its history numbers."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from pathlib import Path

from panelsearch.model.mentions import MentionLabel
from panelsearch.model.search_results import Hit
from panelsearch.services.library import Library

_QUERIES = (
    "minutes", '"true record"', "weir OR precept -playground", "person:harkett pay*", "money:>1000 grass~",
    "body:dunmere has:decision",
)  # fmt: skip
_NUMBERED = frozenset({"passage_id", "document_id", "id", "new", "came_in", "built", "index_dir", "roots"})
"""Fields that tell one history from another of the same papers: numbers given as they came, and moments."""

Said = tuple[str, ...]


def said(index_dir: Path) -> Said:
    """Every answer as one text each: lists of hits with scores and order, facets, registers, pages, sheets."""
    with Library.open(index_dir) as library:
        told: list[object] = [_unfolded(library, query) for query in _QUERIES]
        told += [library.search(query).hits for query in _QUERIES]
        told += [library.search("case number").hits, library.search("households").hits, library.facets("clerk")]
        told += [library.decisions(), library.actions(), library.attendance(), library.gaps()]
        told += [library.decisions("footbridge"), library.actions("clerk"), library.timeline("footbridge")]
        told += [library.entities(label) for label in (MentionLabel.PERSON, MentionLabel.COUNCIL)]
        told += [library.values(label) for label in (MentionLabel.MONEY, MentionLabel.DATE)]
        told += [library.ask("What was paid for the footbridge?")]
        told += [library.show(document) for document in sorted(library.papers())]
        told.append(library.status(on_disk=False))
    return tuple(repr(_plain(one)) for one in told)


def _unfolded(library: Library, query: str) -> list[Hit]:
    """Every hit with its score, in order; of what thousands of papers say, none names all others that say it."""
    hits = library.search(query, limit=None, fold=False, near=False).hits
    return [replace(hit, also_in=()) for hit in hits]


def said_first(index_dir: Path) -> str:
    """A quick look: the answers to one query."""
    with Library.open(index_dir) as library:
        return repr(_plain(library.search("case number", limit=None, fold=False, near=False).hits))


def digest(answers: Said) -> str:
    """What tells one set of answers from another."""
    return hashlib.sha256("\n".join(answers).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def check(index_dir: Path) -> str:
    """What is wrong with the library's file in itself; "" where nothing is."""
    with closing(sqlite3.connect(f"file:{index_dir / 'library.sqlite'}?mode=ro", uri=True)) as db:
        (told,) = db.execute("PRAGMA integrity_check").fetchone()
        orphans = db.execute(
            "SELECT count(*) FROM members WHERE document_id NOT NULL AND document_id NOT IN (SELECT id FROM documents)"
        ).fetchone()[0]
    return "" if told == "ok" and not orphans else f"{told}; {orphans} members without a document"


def documents_ever(index_dir: Path) -> int:
    """How many documents were ever written into the library: no number is given twice."""
    with closing(sqlite3.connect(f"file:{index_dir / 'library.sqlite'}?mode=ro", uri=True)) as db:
        rows = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'documents'").fetchall()
    return int(rows[0][0]) if rows else 0


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value) if f.name not in _NUMBERED}
    if isinstance(value, Enum | date):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value

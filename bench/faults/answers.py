"""What does a library say? Everything that it is asked, in order and with scores, without what its history numbers."""

from __future__ import annotations

import hashlib
import math
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
_CLOSE = 1e-4
_NUMBERED = frozenset({"passage_id", "document_id", "id", "new", "came_in", "built", "index_dir", "roots"})
"""Fields that tell one history from another of the same papers: numbers given as they came, and moments."""

Said = tuple[str, ...]


def said(index_dir: Path) -> Said:
    """Every answer as one text each: lists of hits with scores and order, facets, registers, pages, sheets."""
    return tuple(map(repr, told(index_dir)))


def told(place: Path) -> list[object]:
    """Every answer as plain lists and numbers, to be compared with those of another engine by `alike`."""
    with Library.open(place) as library:
        answers: list[object] = [_unfolded(library, query) for query in _QUERIES]
        answers += [library.search(query).hits for query in _QUERIES]
        answers += [library.search("case number").hits, library.search("households").hits, library.facets("clerk")]
        answers += [library.decisions(), library.actions(), library.attendance(), library.gaps()]
        answers += [library.decisions("footbridge"), library.actions("clerk"), library.timeline("footbridge")]
        answers += [library.entities(label) for label in (MentionLabel.PERSON, MentionLabel.COUNCIL)]
        answers += [library.values(label) for label in (MentionLabel.MONEY, MentionLabel.DATE)]
        answers += [library.ask("What was paid for the footbridge?")]
        answers += [library.show(document) for document in sorted(library.papers())]
        answers.append(library.status(on_disk=False))
    return list(map(_plain, answers))


def alike(one: object, other: object) -> bool:
    """Whether two answers are the same but for the last digits of their scores."""
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=_CLOSE)
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    return one == other


def _unfolded(library: Library, query: str) -> list[Hit]:
    """Every hit with its score, in order; of what thousands of papers say, none names all others that say it."""
    hits = library.search(query, limit=None, fold=False, near=False).hits
    return [replace(hit, also_in=()) for hit in hits]


def said_first(index_dir: Path) -> str:
    """A quick look: the answers to one query."""
    return repr(told_first(index_dir))


def told_first(place: Path) -> object:
    """The same, to be compared by `alike`."""
    with Library.open(place) as library:
        return _plain(library.search("case number", limit=None, fold=False, near=False).hits)


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

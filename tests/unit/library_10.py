"""A library file as version 10 kept it: made of one of this version, so that tests can see it taken over."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

TABLES_10 = """
CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT, sha256 TEXT NOT NULL, fingerprint TEXT NOT NULL,
    kind TEXT NOT NULL, title TEXT NOT NULL, body TEXT, meeting_date TEXT, draft INTEGER NOT NULL,
    inferred TEXT NOT NULL, page_count INTEGER NOT NULL, without_text TEXT NOT NULL, reason TEXT NOT NULL,
    locked INTEGER NOT NULL,
    stamp TEXT NOT NULL, UNIQUE (sha256, fingerprint, stamp));
CREATE TABLE failures (
    sha256 TEXT NOT NULL, fingerprint TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (sha256, fingerprint));
CREATE TABLE pages (
    document_id INTEGER NOT NULL, number INTEGER NOT NULL, text TEXT NOT NULL, label TEXT, width_pt REAL NOT NULL,
    height_pt REAL NOT NULL, source TEXT NOT NULL, problem TEXT, lines BLOB NOT NULL, boxes BLOB NOT NULL,
    furniture TEXT NOT NULL, confidence REAL, PRIMARY KEY (document_id, number)) WITHOUT ROWID;
CREATE TABLE items (
    document_id INTEGER NOT NULL, idx INTEGER NOT NULL, number TEXT, heading TEXT NOT NULL, page INTEGER NOT NULL,
    start INTEGER NOT NULL, finish INTEGER NOT NULL, end_page INTEGER NOT NULL, end_at INTEGER NOT NULL,
    PRIMARY KEY (document_id, idx)) WITHOUT ROWID;
CREATE TABLE parts (
    document_id INTEGER NOT NULL, idx INTEGER NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,
    first_page INTEGER NOT NULL, last_page INTEGER NOT NULL, meeting_date TEXT, item_number TEXT,
    inferred INTEGER NOT NULL, PRIMARY KEY (document_id, idx)) WITHOUT ROWID;
CREATE TABLE decisions (
    document_id INTEGER NOT NULL, idx INTEGER NOT NULL, page INTEGER NOT NULL, start INTEGER NOT NULL,
    finish INTEGER NOT NULL, outcome TEXT NOT NULL, item INTEGER, proposer TEXT, seconder TEXT, votes_for INTEGER,
    votes_against INTEGER, abstained INTEGER, PRIMARY KEY (document_id, idx)) WITHOUT ROWID;
CREATE TABLE actions (
    document_id INTEGER NOT NULL, idx INTEGER NOT NULL, kind TEXT NOT NULL, page INTEGER NOT NULL,
    start INTEGER NOT NULL, finish INTEGER NOT NULL, item INTEGER, owner TEXT NOT NULL, people TEXT NOT NULL,
    PRIMARY KEY (document_id, idx)) WITHOUT ROWID;
CREATE TABLE refs (
    document_id INTEGER NOT NULL, idx INTEGER NOT NULL, kind TEXT NOT NULL, page INTEGER NOT NULL,
    start INTEGER NOT NULL, finish INTEGER NOT NULL, number TEXT NOT NULL, day TEXT,
    PRIMARY KEY (document_id, idx)) WITHOUT ROWID;
CREATE TABLE details (
    document_id INTEGER NOT NULL, idx INTEGER NOT NULL, what TEXT NOT NULL, page INTEGER NOT NULL,
    start INTEGER NOT NULL, finish INTEGER NOT NULL, PRIMARY KEY (document_id, idx)) WITHOUT ROWID;
CREATE TABLE acronyms (
    document_id INTEGER NOT NULL, idx INTEGER NOT NULL, letters TEXT NOT NULL, page INTEGER NOT NULL,
    start INTEGER NOT NULL, finish INTEGER NOT NULL, words TEXT NOT NULL, stems TEXT NOT NULL,
    PRIMARY KEY (document_id, idx)) WITHOUT ROWID;
CREATE INDEX acronyms_by_letters ON acronyms (letters);
CREATE INDEX acronyms_by_stems ON acronyms (stems);
CREATE TABLE attendees (
    document_id INTEGER NOT NULL, idx INTEGER NOT NULL, list TEXT NOT NULL, name TEXT NOT NULL, page INTEGER NOT NULL,
    start INTEGER NOT NULL, finish INTEGER NOT NULL, role TEXT NOT NULL, initials TEXT NOT NULL,
    PRIMARY KEY (document_id, idx)) WITHOUT ROWID;
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, document_id INTEGER NOT NULL, page INTEGER NOT NULL, start INTEGER NOT NULL,
    finish INTEGER NOT NULL, item INTEGER, likeness INTEGER, pattern INTEGER);
CREATE INDEX passages_by_document ON passages (document_id);
CREATE INDEX passages_by_likeness ON passages (likeness) WHERE likeness IS NOT NULL;
CREATE TABLE sketches (
    hash INTEGER NOT NULL, passage_id INTEGER NOT NULL, PRIMARY KEY (hash, passage_id)) WITHOUT ROWID;
CREATE INDEX sketches_by_passage ON sketches (passage_id);
CREATE TABLE mentions (
    document_id INTEGER NOT NULL, idx INTEGER NOT NULL, label TEXT NOT NULL, page INTEGER NOT NULL,
    start INTEGER NOT NULL, finish INTEGER NOT NULL, text TEXT NOT NULL, canonical TEXT, value_pence INTEGER,
    currency TEXT, iso TEXT, unit TEXT, PRIMARY KEY (document_id, idx)) WITHOUT ROWID;
CREATE INDEX mentions_by_label ON mentions (label);
CREATE TABLE generations (
    id INTEGER PRIMARY KEY AUTOINCREMENT, built TEXT NOT NULL, index_name TEXT NOT NULL,
    pipeline_fingerprint TEXT NOT NULL, index_fingerprint TEXT NOT NULL, roots TEXT NOT NULL);
CREATE TABLE members (
    generation INTEGER NOT NULL, name TEXT NOT NULL, root TEXT NOT NULL, path TEXT NOT NULL,
    size_bytes INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL, document_id INTEGER,
    outcome TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (generation, name)) WITHOUT ROWID;
CREATE INDEX members_by_document ON members (document_id);
"""


def downgrade(path: Path, *, fingerprint: str | None = None, retried: tuple[str, ...] = ()) -> None:
    """Write the library at `path` as version 10 would have, under that version's name of the pipeline where given.

    The documents of the hashes `retried` are marked as version 10 marked what it was to read again.
    """
    older = path.with_name("older.sqlite")
    with closing(sqlite3.connect(older)) as db:
        db.executescript(TABLES_10)
        db.execute("ATTACH ? AS new", (str(path),))
        for (table,) in db.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall():
            if table.startswith("sqlite_"):
                continue
            columns = ",".join(f'"{row[1]}"' for row in db.execute(f"PRAGMA main.table_info({table})"))
            db.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}")
        db.execute("DELETE FROM main.sqlite_sequence")
        db.execute("INSERT INTO main.sqlite_sequence SELECT * FROM new.sqlite_sequence")
        for sha256 in retried:
            db.execute("UPDATE main.documents SET stamp = 'to be read again ' || id WHERE sha256 = ?", (sha256,))
        if fingerprint is not None:
            db.execute("UPDATE main.documents SET fingerprint = ?", (fingerprint,))
            db.execute("UPDATE main.failures SET fingerprint = ?", (fingerprint,))
            db.execute(
                "UPDATE main.generations SET pipeline_fingerprint = ?1 || substr(pipeline_fingerprint, 17)",
                (fingerprint,),
            )
        db.execute("PRAGMA user_version=10")
        db.commit()
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    older.replace(path)

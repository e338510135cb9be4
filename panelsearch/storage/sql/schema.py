"""Which tables does a library's store have? In SQLite's words; another engine puts them in its own.

A document's rows are written once, in one transaction, and keyed by the file's hash and the pipeline's fingerprint,
so that nothing is extracted twice, whatever interrupts the run. A generation lists which documents, under which
names, make up the library.
"""

from __future__ import annotations

import re

SCHEMA_VERSION = 13

NUMBERED = frozenset(
    ("items", "parts", "decisions", "actions", "refs", "details", "acronyms", "attendees", "mentions", "missing")
)
"""Tables whose rows are numbered in their document by a column `idx`."""

DOCUMENTS = """
CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT, sha256 TEXT NOT NULL, fingerprint TEXT NOT NULL,
    kind TEXT NOT NULL, title TEXT NOT NULL, body TEXT, meeting_date TEXT, draft INTEGER NOT NULL,
    inferred TEXT NOT NULL, page_count INTEGER NOT NULL, without_text TEXT NOT NULL, reason TEXT NOT NULL,
    locked INTEGER NOT NULL, stamp TEXT NOT NULL, to_retry INTEGER NOT NULL DEFAULT 0);
"""
DOCUMENTS_ONCE = """
CREATE UNIQUE INDEX documents_once ON documents (sha256, fingerprint, stamp) WHERE NOT to_retry;
"""
ADDED_IN_11 = """
CREATE TABLE missing (
    document_id INTEGER NOT NULL, idx INTEGER NOT NULL, layer TEXT NOT NULL, page INTEGER, reason TEXT NOT NULL,
    PRIMARY KEY (document_id, idx)) WITHOUT ROWID;
CREATE TABLE published_tables (name TEXT PRIMARY KEY, version TEXT NOT NULL) WITHOUT ROWID;
"""
_FOUND = "rule TEXT NOT NULL DEFAULT '', score REAL NOT NULL DEFAULT 1.0"

SCHEMA = f"""{DOCUMENTS}{DOCUMENTS_ONCE}
CREATE TABLE failures (
    sha256 TEXT NOT NULL, fingerprint TEXT NOT NULL, reason TEXT NOT NULL, locked INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (sha256, fingerprint));
CREATE TABLE pages (
    document_id INTEGER NOT NULL, number INTEGER NOT NULL, text TEXT NOT NULL, label TEXT, width_pt REAL NOT NULL,
    height_pt REAL NOT NULL, source TEXT NOT NULL, problem TEXT, lines BLOB NOT NULL, boxes BLOB NOT NULL,
    furniture TEXT NOT NULL, confidence REAL, markings TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (document_id, number)) WITHOUT ROWID;
CREATE TABLE items (
    document_id INTEGER NOT NULL, idx INTEGER NOT NULL, number TEXT, heading TEXT NOT NULL, page INTEGER NOT NULL,
    start INTEGER NOT NULL, finish INTEGER NOT NULL, end_page INTEGER NOT NULL, end_at INTEGER NOT NULL,
    {_FOUND}, PRIMARY KEY (document_id, idx)) WITHOUT ROWID;
CREATE TABLE parts (
    document_id INTEGER NOT NULL, idx INTEGER NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,
    first_page INTEGER NOT NULL, last_page INTEGER NOT NULL, meeting_date TEXT, item_number TEXT,
    inferred INTEGER NOT NULL, PRIMARY KEY (document_id, idx)) WITHOUT ROWID;
CREATE TABLE decisions (
    document_id INTEGER NOT NULL, idx INTEGER NOT NULL, page INTEGER NOT NULL, start INTEGER NOT NULL,
    finish INTEGER NOT NULL, outcome TEXT NOT NULL, item INTEGER, proposer TEXT, seconder TEXT, votes_for INTEGER,
    votes_against INTEGER, abstained INTEGER, {_FOUND}, PRIMARY KEY (document_id, idx)) WITHOUT ROWID;
CREATE TABLE actions (
    document_id INTEGER NOT NULL, idx INTEGER NOT NULL, kind TEXT NOT NULL, page INTEGER NOT NULL,
    start INTEGER NOT NULL, finish INTEGER NOT NULL, item INTEGER, owner TEXT NOT NULL, people TEXT NOT NULL,
    {_FOUND}, PRIMARY KEY (document_id, idx)) WITHOUT ROWID;
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
    {_FOUND}, PRIMARY KEY (document_id, idx)) WITHOUT ROWID;
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
    currency TEXT, iso TEXT, unit TEXT, {_FOUND}, PRIMARY KEY (document_id, idx)) WITHOUT ROWID;
CREATE INDEX mentions_by_label ON mentions (label);
CREATE TABLE generations (
    id INTEGER PRIMARY KEY AUTOINCREMENT, built TEXT NOT NULL, index_name TEXT NOT NULL,
    pipeline_fingerprint TEXT NOT NULL, index_fingerprint TEXT NOT NULL, roots TEXT NOT NULL);
CREATE TABLE members (
    generation INTEGER NOT NULL, name TEXT NOT NULL, root TEXT NOT NULL, path TEXT NOT NULL,
    size_bytes INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL, document_id INTEGER,
    outcome TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (generation, name)) WITHOUT ROWID;
CREATE INDEX members_by_document ON members (document_id);
{ADDED_IN_11}"""

OWN_TABLES = frozenset(re.findall(r"CREATE TABLE (\w+)", SCHEMA))
"""Names that no derived table may have."""

"""Whatever values stand in a store's columns, a reader makes something of them or says that they are damaged."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panelsearch.errors import LibraryError
from panelsearch.storage.base import StoreSnapshot
from panelsearch.storage.packing import COLUMNS, DOCUMENT_COLUMNS, pack
from panelsearch.storage.records import Generation, Member
from panelsearch.storage.registry import faults, open_snapshot, open_store
from panelsearch.storage.sqlite.connection import STORE_NAME
from panelsearch.testing.edited_files import edited
from panelsearch.testing.sample_records import sample_record

EXAMPLES = int(os.environ.get("PANELSEARCH_FUZZ", "60"))
PLACES = [("documents", column) for column in DOCUMENT_COLUMNS]
PLACES += [(table, column) for table, columns in COLUMNS.items() for column in columns]
PLACES += [("members", column) for column in ("root", "path", "size_bytes", "sha256", "document_id", "outcome")]
PLACES += [("generations", column) for column in ("built", "index_name", "pipeline_fingerprint", "roots")]

numbers = st.one_of(st.integers(-(2**63), 2**63 - 1), st.sampled_from([-1, 0, 1, 2, 99, 1 << 31]), st.floats())
words = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["", "[]", "{}", "[[]]", "[null]", '[{"a": 1}]', "[" * 3000, "2023-02-31", "9999-12-31", "minutes"]
    ),
)
values = st.one_of(st.none(), numbers, words, st.binary(max_size=40))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("whole")
    with open_store(directory) as store:
        key = store.writer.save("aa", "p", pack(sample_record()))
        generation = Generation(1, "2026-01-01T00:00:00", "generation-1", "p", "i", ("/papers",))
        store.generations.publish(generation, [Member("a.pdf", "/papers", "/papers/a.pdf", 1, 2, "aa", key)])
    return directory


def questions(store: StoreSnapshot) -> Iterator[Callable[[], Any]]:
    documents, queries = store.documents, store.queries
    for asked in (
        documents.document, documents.pages, documents.labels, documents.items, documents.parts, documents.decisions,
        documents.actions, documents.references, documents.details, documents.attendance, documents.mentions,
        documents.missing, documents.passages,
    ):  # fmt: skip
        yield lambda asked=asked: asked(1)  # type: ignore[misc]
    for number in (1, 2):
        yield lambda number=number: documents.page(1, number)  # type: ignore[misc]
        yield lambda number=number: documents.page_text(1, number)  # type: ignore[misc]
        yield lambda number=number: documents.page_facts(1, number)  # type: ignore[misc]
    yield lambda: documents.passages_by_id([1, 2, 3])
    yield store.generations.newest
    yield lambda: store.generations.members(1)
    yield lambda: store.generations.names(1, 1)
    yield lambda: queries.documents(1)
    yield lambda: queries.missing(1)
    yield lambda: queries.repeats([1])
    yield lambda: queries.reprints(1, 0.5)
    yield lambda: queries.alike(1, 1)


@settings(deadline=None, max_examples=EXAMPLES)
@given(changes=st.lists(st.tuples(st.sampled_from(PLACES), values), min_size=1, max_size=3))
def test_any_value_is_read_or_told(
    whole: Path, tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[tuple[str, str], Any]]
) -> None:
    directory = tmp_path_factory.mktemp("odd") / "index"
    shutil.copytree(whole, directory)
    with edited(directory / STORE_NAME) as db:
        for (table, column), value in changes:
            with suppress(apsw.ConstraintError):
                db.execute(f"UPDATE {table} SET {column} = ?", (value,))
    list(faults(directory))
    with suppress(LibraryError), open_snapshot(directory) as store:
        for asked in questions(store):
            with suppress(LibraryError):
                asked()
    shutil.rmtree(directory)

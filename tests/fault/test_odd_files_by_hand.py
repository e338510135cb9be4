"""Files that users write by hand may be anybody's, and anything: told in a line, soon, with exit 3."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import Cli
from hypothesis import given, settings
from hypothesis import strategies as st

from panelsearch.config.owned_tables import parsed, text_of
from panelsearch.errors import LibraryError
from panelsearch.linking.authority_file import read_corrections
from panelsearch.retrieval.synonyms import read_synonyms
from panelsearch.services.saved_searches import SavedSearches
from panelsearch.storage.library_files import DirectoryFiles, OwnFile

ODD: dict[str, bytes] = {
    "nested lists": b"same = " + b"[" * 100_000,
    "nested tables": b"a = " + b"{a = " * 50_000,
    "a number of 5,000 digits": b"same = " + b"9" * 5_000,
    "a name of 100,000 parts": b".".join([b"a"] * 100_000) + b" = 1",
    "a heading of 100,000 parts": b"[" + b".".join([b"a"] * 100_000) + b"]",
    "a name of quoted parts": b".".join([b'"a"', b"'b'"] * 5_000) + b" = 1",
    "a day that never was": b"same = 2023-02-31",
    "the year nought": b"same = 0000-01-01",
    "more than anybody writes": b"# " + b"x" * 2_000_000,
    "no UTF-8": b"same = '\xff\xfe'",
    "a letter that is none": b'same = "\\ud800"',
    "nothing but noughts": bytes(10_000),
}
FILES = ("people.toml", "searches.toml", "synonyms.toml")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("content", ODD.values(), ids=ODD.keys())
def test_an_odd_file_is_told_in_a_line(library: Cli, tmp_path: Path, name: str, content: bytes) -> None:
    cli = library.copied_to(tmp_path / "index")
    (cli.index_dir / name).write_bytes(content)
    asked = {"people.toml": ("people",), "searches.toml": ("searches",), "synonyms.toml": ("search", "tip")}[name]
    began = time.monotonic()
    error = cli.json(*asked, expect=3)["error"]
    assert time.monotonic() - began < 20
    assert name in error["message"]
    assert len(error["message"]) < 1_000


def test_dots_in_quotes_and_remarks_are_no_parts_of_a_name() -> None:
    line = "same = [[" + ", ".join(f'"St. {n}. Mary"' for n in range(40)) + "]]" + " # " + "." * 50
    assert len(parsed(line)["same"][0]) == 40


tables = st.recursive(
    st.one_of(st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.dates(), st.datetimes(), st.times()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
words = st.sampled_from(
    ["[[merge]]", "[[search]]", "[[rename]]", "[[split]]", "same", "only", "name", "also", "query", "=", "\n", '"', "'",
     "[", "]", "{", "}", ",", ".", "1", "-", "1e9", "inf", "nan", "true", "2023-01-01", "0x", "#", "\\u0000", "\\",
     "\ufeff",
     '"""', "''", " ", "é", "\x7f", "\r", "word", '"Pryce"', '["a", "b"]', "papers", "from", "to"],
)  # fmt: skip
texts = st.one_of(st.lists(words, max_size=30).map("".join), st.text(max_size=60))


@settings(deadline=None)
@given(text=texts)
def test_whatever_stands_in_a_file_is_read_or_told(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("odd")
    for name in FILES:
        (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    people, synonyms = OwnFile.at(folder / "people.toml"), OwnFile.at(folder / "synonyms.toml")
    for read in (
        lambda: read_corrections(people), lambda: read_synonyms(synonyms),
        lambda: SavedSearches(DirectoryFiles(folder)).all(), lambda: text_of(people, LibraryError),
    ):  # fmt: skip
        with suppress(LibraryError):
            read()

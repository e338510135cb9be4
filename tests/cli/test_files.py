"""A library's own files are listed, printed and put in place by a command, wherever they are kept."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from conftest import Cli

RENAME = '[[rename]]\nname = "B Nnamdi"\nas = "Bisi Nnamdi"\n'


def written(folder: Path, text: str) -> str:
    (folder / "given.toml").write_text(text, "utf-8")
    return str(folder / "given.toml")


def test_what_is_put_is_listed_and_got_and_heeded(library: Cli, tmp_path: Path) -> None:
    mine = library.copied_to(tmp_path / "index")
    assert [(row["name"], row["bytes"]) for row in mine.json("files")["files"]] == [  # type: ignore[attr-defined]
        ("people.toml", None), ("synonyms.toml", None), ("searches.toml", None), ("basket.json", None),
    ]  # fmt: skip
    done = mine.json("files", "put", "people.toml", written(tmp_path, RENAME))
    assert done == {"name": "people.toml", "where": str(mine.index_dir / "people.toml"), "bytes": len(RENAME)}
    assert mine("files", "get", "people.toml").stdout == RENAME
    assert mine.json("files", "get", "people.toml")["content"] == RENAME
    assert str(len(RENAME)) in mine("files").stdout
    assert "Bisi Nnamdi" in mine("people").stdout


@pytest.mark.parametrize(
    ("name", "text", "code", "line"),
    [
        ("people.toml", '[[rename]]\nname = "B Nnamdi"\n', "people_file", "line 1"),
        ("synonyms.toml", "same = 3", "synonyms_file", "same is a list"),
        ("searches.toml", '[[search]]\nname = "a"\nquery = "b"\nlimit = -1\n', "searches_file", "line 1"),
        ("basket.json", '[{"document": 3}]', "basket_file", "cannot be read"),
    ],
)
def test_what_is_not_understood_is_not_put(
    library: Cli, tmp_path: Path, name: str, text: str, code: str, line: str
) -> None:
    mine = library.copied_to(tmp_path / "index")
    (mine.index_dir / name).write_text("# as it was\n", "utf-8")
    error = mine.json("files", "put", name, written(tmp_path, text), expect=3)["error"]
    assert isinstance(error, dict)
    assert error["code"] == code
    assert line in error["message"]
    assert "given.toml" in error["message"]
    assert (mine.index_dir / name).read_text("utf-8") == "# as it was\n"


def test_a_file_may_come_by_standard_input(library: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = library.copied_to(tmp_path / "index")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(RENAME.encode())))
    mine.json("files", "put", "people.toml", "-")
    assert (mine.index_dir / "people.toml").read_text("utf-8") == RENAME


def test_what_is_no_file_of_its_users_is_told(library: Cli, tmp_path: Path) -> None:
    for name in ("asked.json", "../people.toml", "library.sqlite"):
        assert "people.toml" in str(library.json("files", "get", name, expect=2)["error"])
    assert library.json("files", "get", "people.toml", expect=1)["content"] is None
    for wrong in (("get",), ("put", "people.toml"), ("list", "people.toml"), ("get", "people.toml", "x")):
        assert "files put NAME FILE" in str(library.json("files", *wrong, expect=2)["error"])

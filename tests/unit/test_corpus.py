from pathlib import Path

import pytest

from panelsearch.errors import UsageError
from panelsearch.ingestion.discovery import Scope, discover, document_name, scopes
from panelsearch.storage.content_hash import sha256


def touch(path: Path, content: bytes = b"%PDF-1.4") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_documents_are_named_by_their_path_below_the_root(tmp_path: Path) -> None:
    touch(tmp_path / "panel" / "2023" / "Minutes.PDF")
    touch(tmp_path / "a.pdf")
    touch(tmp_path / "notes.txt")
    touch(tmp_path / ".hidden" / "b.pdf")
    touch(tmp_path / "~$open.pdf")
    found = discover([Scope(tmp_path, tmp_path)])
    assert [file.name for file in found.files] == ["a.pdf", "panel/2023/Minutes.PDF"]
    assert found.unreadable == ()


def test_a_single_pdf_is_a_root_of_its_own(tmp_path: Path) -> None:
    file = touch(tmp_path / "a.pdf")
    assert [f.name for f in discover(scopes([], [file])).files] == ["a.pdf"]


def test_a_folder_inside_a_known_root_is_looked_at_as_a_part_of_it(tmp_path: Path) -> None:
    touch(tmp_path / "in" / "a.pdf")
    (scope,) = scopes([tmp_path], [tmp_path / "in"])
    assert scope == Scope(tmp_path, tmp_path / "in")
    assert [f.name for f in discover([scope]).files] == ["in/a.pdf"]


def test_overlapping_paths_are_looked_at_once(tmp_path: Path) -> None:
    touch(tmp_path / "in" / "a.pdf")
    assert scopes([], [tmp_path / "in", tmp_path]) == (Scope(tmp_path, tmp_path),)
    assert scopes([], [tmp_path, tmp_path / "in"]) == (Scope(tmp_path, tmp_path),)


def test_a_path_that_is_not_there_or_no_pdf_is_an_error_that_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        scopes([], [tmp_path / "nowhere"])
    with pytest.raises(UsageError, match="is not a PDF"):
        scopes([], [touch(tmp_path / "a.txt")])


def test_names_hold_nothing_that_a_terminal_would_obey(tmp_path: Path) -> None:
    assert document_name(tmp_path / "a\x1b[31m.pdf", tmp_path) == "a\ufffd[31m.pdf"


def test_a_folder_that_cannot_be_opened_is_told_and_the_rest_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    touch(tmp_path / "a.pdf")
    shut = tmp_path / "shut"
    shut.mkdir()
    scandir = os.scandir

    def refuse(path: str) -> object:
        if Path(path) == shut:
            raise PermissionError(13, "Permission denied", str(shut))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = discover([Scope(tmp_path, tmp_path)])
    assert [f.name for f in found.files] == ["a.pdf"]
    assert found.unreadable == (
        (shut, "folder: Permission denied (give yourself the right to read it, then index again)"),
    )


def test_equal_bytes_have_equal_hashes(tmp_path: Path) -> None:
    assert sha256(touch(tmp_path / "a.pdf")) == sha256(touch(tmp_path / "b.pdf"))
    assert sha256(touch(tmp_path / "c.pdf", b"other")) != sha256(tmp_path / "a.pdf")

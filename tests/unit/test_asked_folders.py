"""The folders that a run was asked to read are known to the next one, though the run was stopped."""

from pathlib import Path

import pytest

from panelsearch.errors import Interrupted, UsageError
from panelsearch.ingestion.asked_folders import ASKED_NAME, AskedFolders
from panelsearch.ingestion.pipeline import ingest
from panelsearch.model.ingest_reports import FileOutcome
from panelsearch.storage.library_files import DirectoryFiles


@pytest.fixture
def folder(tmp_path: Path, make_pdf) -> Path:
    make_pdf(tmp_path / "papers" / "a.pdf", [["Dunmere Parish Council", "The weir was discussed."]])
    return tmp_path / "papers"


def stopped(index_dir: Path, *roots: Path) -> None:
    with pytest.raises(Interrupted, match="kept, and can be searched once a run has ended"):
        ingest(index_dir, roots, cancelled=lambda: True)


def indexed(index_dir: Path, *roots: Path, forget: tuple[Path, ...] = ()) -> list[str]:
    report = ingest(index_dir, roots, forget=forget)
    return [file.document for file in report.files if file.outcome is FileOutcome.INDEXED]


def test_a_first_run_that_was_stopped_is_gone_on_with(tmp_path: Path, folder: Path) -> None:
    stopped(tmp_path / "index", folder)
    stopped(tmp_path / "index")
    assert indexed(tmp_path / "index") == ["a.pdf"]
    assert not (tmp_path / "index" / ASKED_NAME).exists()


def test_a_folder_that_was_to_be_added_is_gone_on_with(tmp_path: Path, folder: Path, make_pdf) -> None:
    make_pdf(tmp_path / "more" / "b.pdf", [["Dunmere Parish Council", "The lido was discussed."]])
    assert indexed(tmp_path / "index", folder) == ["a.pdf"]
    stopped(tmp_path / "index", tmp_path / "more")
    assert indexed(tmp_path / "index", folder) == []  # that folder alone was asked for, and is known
    assert indexed(tmp_path / "index") == ["b.pdf"]


def test_of_folders_never_read_the_one_asked_for_last_counts(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "wrong").mkdir()
    stopped(tmp_path / "index", tmp_path / "wrong")
    assert indexed(tmp_path / "index", folder) == ["a.pdf"]
    (tmp_path / "wrong").rmdir()
    assert indexed(tmp_path / "index") == []


def test_a_folder_that_is_gone_can_be_forgotten(tmp_path: Path) -> None:
    (tmp_path / "wrong").mkdir()
    stopped(tmp_path / "index", tmp_path / "wrong")
    (tmp_path / "wrong").rmdir()
    with pytest.raises(UsageError, match="is not there") as told:
        ingest(tmp_path / "index", ())
    assert "--forget" in told.value.hint
    assert indexed(tmp_path / "index", forget=(tmp_path / "wrong",)) == []
    assert AskedFolders(DirectoryFiles(tmp_path / "index")).unfinished() == []


@pytest.mark.parametrize("text", ["", "null", "3", "{}", "[[]]", '["papers"]', "[" * 100_000])
def test_a_note_that_says_nothing_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / ASKED_NAME).write_text(text, "utf-8")
    assert AskedFolders(DirectoryFiles(tmp_path)).unfinished() == []


def test_names_that_are_no_utf_8_are_kept(tmp_path: Path) -> None:
    folders = [tmp_path / "papers \udcff", tmp_path / "ü"]
    AskedFolders(DirectoryFiles(tmp_path)).note(folders)
    assert AskedFolders(DirectoryFiles(tmp_path)).unfinished() == folders

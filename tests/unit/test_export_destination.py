"""An export never costs a paper, the library, or a file that nobody said could go."""

from pathlib import Path

import pytest

from panelsearch.errors import UsageError
from panelsearch.exporting.destination import check_destination


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "library.sqlite").write_bytes(b"SQLite format 3\0")
    return tmp_path / "index"


def test_a_new_file_may_be_written(library: Path, tmp_path: Path) -> None:
    check_destination(tmp_path / "found.csv", library=[library], replace=False)


@pytest.mark.parametrize("replace", [False, True])
def test_nothing_is_written_into_the_library(library: Path, replace: bool) -> None:
    for name in ("library.sqlite", "new.csv", "generation-1/new.csv"):
        with pytest.raises(UsageError, match="inside the library"):
            check_destination(library / name, library=[library], replace=replace)


@pytest.mark.parametrize("replace", [False, True])
def test_a_paper_is_never_written_over_whatever_it_is_called(library: Path, tmp_path: Path, replace: bool) -> None:
    paper = tmp_path / "minutes.csv"
    paper.write_bytes(b"\n%PDF-1.7\n...")
    with pytest.raises(UsageError, match="is a PDF"):
        check_destination(paper, library=[library], replace=replace)


def test_a_file_that_is_there_is_written_over_only_when_asked(library: Path, tmp_path: Path) -> None:
    (tmp_path / "found.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="there already") as refused:
        check_destination(tmp_path / "found.csv", library=[library], replace=False)
    assert "--force" in refused.value.hint
    check_destination(tmp_path / "found.csv", library=[library], replace=True)


@pytest.mark.parametrize("replace", [False, True])
def test_a_link_or_a_folder_is_no_place_to_write(library: Path, tmp_path: Path, replace: bool) -> None:
    (tmp_path / "link.csv").symlink_to(tmp_path / "elsewhere.csv")
    (tmp_path / "folder.csv").mkdir()
    for name in ("link.csv", "folder.csv"):
        with pytest.raises(UsageError, match="no ordinary file"):
            check_destination(tmp_path / name, library=[library], replace=replace)


def test_a_link_into_the_library_is_seen_through(library: Path, tmp_path: Path) -> None:
    (tmp_path / "way").symlink_to(library, target_is_directory=True)
    with pytest.raises(UsageError, match="inside the library"):
        check_destination(tmp_path / "way" / "library.sqlite", library=[library], replace=True)


def test_the_library_is_known_by_another_name_too(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where capitals and small letters are the same: no name of the folder tells that it is this one."""
    other = tmp_path / "INDEX"
    other.mkdir()
    (other / "library.sqlite").write_bytes(b"SQLite format 3\0")
    alike = {other, library}
    monkeypatch.setattr(Path, "samefile", lambda one, two: {one, two} <= alike)
    with pytest.raises(UsageError, match="inside the library"):
        check_destination(other / "library.sqlite", library=[library], replace=True)

"""Two libraries are given one place for their index by mistake: the second is refused, and the first stays whole."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import Cli, MakePdf

from panelsearch.errors import ServerError
from panelsearch.indexing.opensearch import engine
from panelsearch.ingestion import pipeline
from panelsearch.ingestion.index_owner import FILE_NAME
from panelsearch.registers.library_indexes import LibraryIndexes
from panelsearch.services.soundness import check


def place(folder: Path, name: str, store: str, index: str) -> Cli:
    (folder / name).write_text(f'store = "{store}"\nindex = "{index}"\n', "utf-8")
    return Cli(folder / name)


def found(cli: Cli) -> list[object]:
    return [(hit["document"], hit["text"]) for hit in cli.json("search", "footbridge")["hits"]]  # type: ignore[attr-defined]


@pytest.fixture
def old(library: Cli, tmp_path: Path) -> Cli:
    return library.copied_to(tmp_path / "index")


def test_a_copy_does_not_take_the_index_of_what_it_copies(old: Cli, tmp_path: Path) -> None:
    before = found(old)
    (tmp_path / "link").symlink_to(old.index_dir)
    for index in ("index", "link"):
        county = place(tmp_path, "county.toml", "papers", index)
        told = old.json("copy", str(old.index_dir), str(county.index_dir), expect=2)
        assert "cannot have one index" in str(told["error"])
    assert found(old) == before
    assert old("status", "--check").returncode == 0


def test_a_copy_is_not_put_among_other_files(old: Cli, papers: Path, tmp_path: Path) -> None:
    there = sorted(papers.rglob("*"))
    told = old.json("copy", str(old.index_dir), str(papers), expect=2)
    assert "none of them is a library's" in str(told["error"])
    assert sorted(papers.rglob("*")) == there
    (tmp_path / "empty").mkdir()
    old.json("copy", str(old.index_dir), str(tmp_path / "empty"))


def test_an_index_elsewhere_than_its_place_says_is_told_by_status(old: Cli, tmp_path: Path) -> None:
    assert old.json("status")["searchable"] is True
    moved = place(tmp_path, "moved.toml", "index", "elsewhere")
    assert "--rebuild" in str(moved.json("status", expect=3)["error"])
    served = place(tmp_path, "served.toml", "index", "http://127.0.0.1:9/county")
    assert "or elsewhere than in http://127.0.0.1:9/county" in str(served.json("search", "path", expect=3)["error"])
    assert served.json("status")["searchable"] is False
    assert "Search     not now: " in served("status").stdout


def test_a_server_that_is_away_is_no_damage(old: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise ServerError("The index server cannot be reached.", "See whether it runs.")

    monkeypatch.setattr(LibraryIndexes, "faults", away)
    with pytest.raises(ServerError, match="cannot be reached"):
        check(old.index_dir)


def test_an_index_does_not_lie_where_another_library_is(old: Cli, papers: Path, tmp_path: Path) -> None:
    before = found(old)
    county = place(tmp_path, "county.toml", "papers", "index")
    for arguments in (("index", str(papers)), ("index", "--repair", str(papers))):
        assert "Name another directory" in str(county.json(*arguments, expect=3)["error"])
    assert found(old) == before
    assert old("status", "--check").returncode == 0


def test_a_directory_of_an_index_is_one_librarys(papers: Path, tmp_path: Path, make_pdf: MakePdf) -> None:
    one = place(tmp_path, "one.toml", "papers", "words")
    one.json("index", str(papers), expect=4)
    before = found(one)
    others = place(tmp_path, "two.toml", "others", "words"), Cli(tmp_path / "words")
    for other in others:
        assert "another library's" in str(other.json("index", str(papers), expect=3)["error"])
        assert other("search", "footbridge").returncode == 3
    assert found(one) == before
    assert one("status", "--check").returncode == 0
    make_pdf(tmp_path / "more" / "new.pdf", [["Oldmere Parish Council", "Minutes, 1 June 2023", "A new footbridge."]])
    one.json("index", str(tmp_path / "more"))
    assert len(found(one)) == len(before) + 1


def test_no_paper_is_read_for_an_index_that_cannot_be_written(
    papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place(tmp_path, "one.toml", "papers", "words").json("index", str(papers), expect=4)

    def read_all(*_: object) -> None:
        raise AssertionError("papers are read")

    monkeypatch.setattr(pipeline, "read_all", read_all)
    monkeypatch.setattr(engine, "_READING", (5.0, 0.0))
    for index, told in (("words", "another library's"), ("http://127.0.0.1:9/county", "cannot be reached")):
        other = place(tmp_path, "other.toml", "others", index)
        assert told in str(other.json("index", str(papers), expect=3)["error"])


def test_a_library_that_is_repaired_keeps_its_index(papers: Path, tmp_path: Path) -> None:
    one = place(tmp_path, "one.toml", "papers", "words")
    one.json("index", str(papers), expect=4)
    before, owner = found(one), (tmp_path / "papers" / FILE_NAME).read_bytes()
    store = tmp_path / "papers" / "library.sqlite"
    store.write_bytes(store.read_bytes()[:5000] + bytes(5000))
    one.json("index", "--repair", str(papers), expect=4)
    assert found(one) == before
    (tmp_path / "papers" / FILE_NAME).unlink()  # its states say it as well
    one.json("index", "--rebuild", expect=4)
    assert found(one) == before
    assert owner.decode() in next((tmp_path / "words").glob("generation-*")).name


def test_a_backup_of_the_index_alone_is_not_answered_from(old: Cli, tmp_path: Path, make_pdf: MakePdf) -> None:
    other = old.copied_to(tmp_path / "other")
    for cli, word in ((old, "lido"), (other, "weir")):
        make_pdf(tmp_path / word / "new.pdf", [["Oldmere Parish Council", "Minutes, 1 June 2023", f"The {word}."]])
        cli.json("index", str(tmp_path / word))
    for folder in ("", "decisions", "actions"):
        for mine in (old.index_dir / folder).glob("generation-*"):
            shutil.rmtree(mine)
        for theirs in (other.index_dir / folder).glob("generation-*"):
            shutil.copytree(theirs, old.index_dir / folder / theirs.name)
    for arguments in (("search", "weir"), ("decisions", "weir"), ("status", "--check")):
        assert "cannot be read" in str(old.json(*arguments, expect=3)["error"])
    old.json("index", "--rebuild", expect=4)
    assert old.json("search", "lido")["total"]
    assert not old.json("search", "weir", expect=1)["total"]

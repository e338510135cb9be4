"""Whatever is done to an export, or to a PDF that it quotes, is found and named; and nothing that was not touched."""

from __future__ import annotations

import random
import re
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from conftest import Cli
from minuted_papers import write_minutes

from bench.altering import IN_ROWS, WAYS, alter, trials
from bench.altering_values import altered_fields
from panelsearch.exporting.formats import VERIFIABLE, format_for
from panelsearch.exporting.manifest import SEAL, manifest_path
from panelsearch.exporting.register_columns import OF_REGISTERS, column_of, label_of
from panelsearch.exporting.shelf import Shelf
from panelsearch.exporting.verification import verify

_QUERY = "kind:minutes OR devices OR commissioner OR meeting"
_SHOWS_LESS = {
    "kwic": {"date", "body", "title"}, "md": {"date", "body", "title"}, "docx": {"date", "body", "title"},
    "html": {"date", "body", "title"}, "qdpx": {"date", "body", "title"},
}  # fmt: skip


@pytest.fixture
def papers_here(papers: Path, tmp_path: Path) -> Path:
    copied = Path(shutil.copytree(papers, tmp_path / "papers"))
    (copied / "broken.pdf").unlink()  # it would take the place of a paper that is replaced by another
    return copied


@pytest.mark.parametrize("form", VERIFIABLE)
def test_each_alteration_is_named_and_nothing_else(library: Cli, papers_here: Path, tmp_path: Path, form: str) -> None:
    query = "meeting devices footbridge market" if form == "kwic" else _QUERY
    file = tmp_path / f"out.{form}"
    library.json("export", query.replace(" ", " OR ") if form == "kwic" else query, "-o", str(file))
    (tmp_path / "aside").mkdir()
    assert verify(file, Shelf.of_folder(papers_here, tmp_path / "aside")).all_there
    done = list(trials(file, form, papers_here, WAYS, random.Random(7)))
    assert {one.way for one in done} == set(WAYS) - _SHOWS_LESS.get(form, set())
    assert [one for one in done if not one.found] == []
    named = {one.way: next(iter(one.named.values())) for one in done}
    assert named["dropped"].startswith("dropped")
    assert named["added"].startswith("added")
    assert named["PDF gone"].startswith("document missing")
    assert named["PDF replaced"].startswith("document altered")
    assert named["PDF truncated"].startswith("document damaged")
    assert all(named[way].startswith("changed") for way in IN_ROWS if way in named)
    if form != "qdpx":  # which holds no words beside its places
        assert named["offset"].startswith("changed: the words")


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl", "bibtex", "html"])
@pytest.mark.parametrize("way", ["letter", "offset", "citation", "half", "dropped", "added"])
def test_the_same_is_found_in_the_file_alone(
    library: Cli, papers_here: Path, tmp_path: Path, form: str, way: str
) -> None:
    file = tmp_path / f"out.{form}"
    library.json("export", _QUERY, "-o", str(file))
    manifest_path(file).unlink()
    row = alter(file, form, way, random.Random(3))
    told = library.json("verify", "--papers", str(papers_here), str(file), expect=1)
    assert [one["row"] for one in told["failures"]] == [row]
    assert told["notes"] == ["no manifest stands beside it: what it says beside its passages cannot be checked"]


_LEAST_VALUES = {
    "csv": 19, "tsv": 19, "xlsx": 20, "jsonl": 20, "md": 14, "docx": 18, "html": 9, "ris": 19, "bibtex": 17,
    "csl-json": 19, "qdpx": 12, "kwic": 11,
}  # fmt: skip
"""How many values a row of a format says, whatever it quotes."""


@pytest.mark.parametrize("form", VERIFIABLE)
def test_whichever_value_of_a_row_is_altered_is_found(
    library: Cli, papers_here: Path, tmp_path: Path, form: str
) -> None:
    file = tmp_path / f"out.{form}"
    library.json("export", "meeting OR devices", "-o", str(file))
    whole = format_for(file).whole
    if whole:  # then the rows alone must tell
        manifest_path(file).unlink()
    (tmp_path / "aside").mkdir()
    shelf = Shelf.of_folder(papers_here, tmp_path / "aside")
    assert verify(file, shelf).all_there
    told = [(name, verify(file, shelf).failures) for name in altered_fields(file, form)]
    assert len(told) >= _LEAST_VALUES[form]
    assert [name for name, failures in told if not failures] == []
    if whole:
        assert {one.row for _, failures in told for one in failures} == {1}


@pytest.mark.parametrize(
    ("form", "before", "after"),
    [("ris", "PY  - 2023", "PY  - 2012"), ("ris", "#page=1", "#page=2"), ("ris", "PB  - ", "PB  - Much "),
     ("ris", "TY  - RPRT", "TY  - RPRT\nPY  - 2012"), ("bibtex", "@techreport{", "@techreport{a"),
     ("bibtex", "  year = {2023}", "  year = {2012}"), ("bibtex", "},\n  year =", '},\n  url = "x",\n  year ='),
     ("csl-json", "#page=1", "#page=7"), ("csl-json", '"id": "', '"id": "a'),
     ("csl-json", '"type"', '"year": 1, "type"')],
)  # fmt: skip
def test_what_an_entry_tells_twice_must_agree(library: Cli, tmp_path: Path, form: str, before: str, after: str) -> None:
    file = tmp_path / f"out.{form}"
    library.json("export", "footbridge", "-o", str(file))
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), "utf-8")
    failure = library.json("verify", str(file), expect=1)["failures"][0]
    assert (failure["verdict"], failure["row"]) == ("changed", 1)
    assert "not as it was written: " in failure["reason"]


@pytest.mark.parametrize(
    ("way", "said"),
    [("date", "meeting date: the PDF gives 2023-"), ("body", "body: the PDF gives "),
     ("title", "title: the PDF gives "),
     ("citation", "citation: the PDF gives ")],
)  # fmt: skip
def test_what_was_changed_is_told_with_what_the_pdf_says(
    library: Cli, papers_here: Path, tmp_path: Path, way: str, said: str
) -> None:
    file = tmp_path / "out.csv"
    library.json("export", _QUERY, "-o", str(file))
    alter(file, "csv", way, random.Random(5))
    (failure,) = library.json("verify", str(file), expect=1)["failures"]
    assert failure["verdict"] == "changed"
    assert failure["reason"].startswith(f"not as the PDF has it: {said}")


def test_what_stands_beside_the_passages_is_held_against_the_manifest(library: Cli, tmp_path: Path) -> None:
    file = tmp_path / "out.md"
    library.json("export", "footbridge", "-o", str(file))
    file.write_text(file.read_text("utf-8").replace("found for: footbridge", "found for: bridges"), "utf-8")
    (failure,) = library.json("verify", str(file), expect=1)["failures"]
    assert (failure["verdict"], failure["row"]) == ("file altered", None)
    manifest_path(file).write_text("{}", "utf-8")
    assert library.json("verify", str(file), expect=1)["failures"][0]["verdict"] == "file altered"


@pytest.mark.parametrize(
    ("form", "before", "after", "said"),
    [("md", "found for: footbridge", "found for: bridges", "its heading was changed"),
     ("html", "<h1>Passages found for: ", "<h1>All of it refused: ", "markup"),
     ("html", "found for: footbridge", "found for: bridges", "its heading was changed"),
     ("md", "- dunmere", "- withdrawn\n- dunmere", "its list of sources"),
     ("html", "<li>", "<li>x", "its list of sources")],
)  # fmt: skip
def test_what_stands_beside_the_passages_must_fit_them_whatever_the_manifest_says(
    library: Cli, tmp_path: Path, form: str, before: str, after: str, said: str
) -> None:
    file = tmp_path / f"out.{form}"
    library.json("export", "footbridge", "-o", str(file))
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")
    written, _, _ = manifest_path(file).read_text("ascii").rpartition(SEAL)
    told = written.replace(sha256(text.encode()).hexdigest(), sha256(file.read_bytes()).hexdigest())
    manifest_path(file).write_text(f'{told}{SEAL}{sha256(told.encode()).hexdigest()}"\n}}\n', "ascii")
    (failure,) = library.json("verify", str(file), expect=1)["failures"]
    assert (failure["verdict"], failure["row"]) == ("file altered", None)
    assert said in failure["reason"]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [('"documents": 1', '"documents": 2', "as many papers"), ('minutes.pdf": "', 'minutes.pdf": "0', "other papers"),
     ('"quote",', '"said",', "other columns")],
)  # fmt: skip
def test_a_manifest_that_was_sealed_anew_must_tell_what_the_file_tells(
    library: Cli, tmp_path: Path, before: str, after: str, said: str
) -> None:
    file = tmp_path / "out.html"
    library.json("export", "footbridge", "-o", str(file))
    written = manifest_path(file).read_text("ascii")
    text = written.replace(before, after, 1)
    assert text != written
    told, _, _ = text.rpartition(SEAL)
    manifest_path(file).write_text(f'{told}{SEAL}{sha256(told.encode()).hexdigest()}"\n}}\n', "ascii")
    (failure,) = library.json("verify", str(file), expect=1)["failures"]
    assert failure["verdict"] == "file altered"
    assert said in failure["reason"]


def test_a_manifest_of_another_export_is_named_and_no_row(library: Cli, tmp_path: Path) -> None:
    file, other = tmp_path / "out.csv", tmp_path / "other.csv"
    library.json("export", "footbridge", "-o", str(file))
    library.json("export", "devices", "-o", str(other))
    shutil.copy(manifest_path(other), manifest_path(file))
    (failure,) = library.json("verify", str(file), expect=1)["failures"]
    assert (failure["verdict"], failure["row"]) == ("file altered", None)
    assert failure["reason"] == "the manifest beside it is that of another export"


def test_a_pdf_that_was_renamed_is_named(library: Cli, papers_here: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    library.json("export", "footbridge", "-o", str(file))
    (paper,) = papers_here.rglob("2023-02-07-minutes.pdf")
    paper.rename(paper.with_name("called-otherwise.pdf"))
    (failure,) = library.json("verify", "--papers", str(papers_here), str(file), expect=1)["failures"]
    assert failure["verdict"] == "document missing"
    assert failure["reason"].endswith("called-otherwise.pdf is the same, under another name")


_LEAST_TOLD = {"decisions": 6, "actions": 2, "attendance": 3}
"""How many things the minutes have a register say of its first row."""


@pytest.mark.parametrize("register", _LEAST_TOLD)
@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl", "csl-json", "docx", "md"])
def test_the_reason_names_the_very_field_that_was_changed(indexed, tmp_path: Path, register: str, form: str) -> None:
    minuted = indexed("minuted", write_minutes)
    file = tmp_path / f"out.{form}"
    minuted.json("export", "--register", register, "-o", str(file))
    manifest_path(file).unlink()
    (tmp_path / "aside").mkdir()
    shelf = Shelf.of_folder(minuted.index_dir.parent / "papers", tmp_path / "aside")
    told = {name: verify(file, shelf).failures for name in altered_fields(file, form)}
    named = 0
    for name, failures in told.items():
        called = re.sub(r"^(?:custom |>|\*)|:.*|<$", "", name.strip())
        column = column_of(called)
        if column in OF_REGISTERS and called in (column, label_of(column)):
            named += 1
            assert [one.row for one in failures] == [1]
            assert failures[0].reason.startswith(f"not as the PDF has it: {column.replace('_', ' ')}: "), name
    assert named >= _LEAST_TOLD[register]

"""What `export` is asked for on the command line, and what it does not do: no more than it writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Cli, CliProcess

from panelsearch.retrieval.hits import Hits
from panelsearch.services.document_service import DocumentService


def test_what_no_export_tells_is_not_worked_out(library: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unwanted(*_: object, **__: object) -> None:
        raise AssertionError("an export has no use for this")

    monkeypatch.setattr(Hits, "twins", unwanted)
    monkeypatch.setattr(DocumentService, "page", unwanted)
    assert library.json("export", "footbridge", "-o", str(tmp_path / "out.csv"))["passages"] == 1
    monkeypatch.setenv("PANELSEARCH_TRACEBACK", "1")
    with pytest.raises(AssertionError):  # which a search has
        library("search", "footbridge")


def test_what_is_text_is_printed_where_a_dash_stands_for_the_file(library: Cli, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    library.json("export", "footbridge", "-o", "a.csv")
    printed = CliProcess(library.index_dir)("export", "footbridge", "--format", "csv", "-o", "-")
    assert printed.stdout == (tmp_path / "a.csv").read_text("utf-8")
    assert printed.stderr == "1 passage written.\n"
    assert "Give --format: csv" in library("export", "footbridge", "-o", "-").stderr
    for form in ("xlsx", "docx", "qdpx"):
        refused = library("export", "footbridge", "--format", form, "-o", "-")
        assert (refused.returncode, refused.stdout) == (2, "")
        assert f"{form} is no text" in refused.stderr
    assert library.json("export", "footbridge", "--format", "csv", "-o", "-", expect=2)["error"]["code"] == "usage"
    assert {path.name for path in tmp_path.iterdir()} == {"a.csv", "a.csv.manifest.json"}


@pytest.mark.parametrize(
    ("name", "form"),
    [("new.pdf", "csv"), ("a.xlsx", "csv"), ("a.csv", "xlsx"), ("a.md", "html"), ("a.json", "trec"), ("a.txt", "docx"),
     ("a.zip", "jsonl"), ("a.png", "md"), ("a.csv.gz", "csv"), ("a.jsonl.XZ", "jsonl")],
)  # fmt: skip
def test_a_name_that_says_another_kind_of_file_is_refused(library: Cli, tmp_path: Path, name: str, form: str) -> None:
    told = library.json("export", "footbridge", "--format", form, "-o", str(tmp_path / name), expect=2)
    assert f"{name} would be taken for " in told["error"]["message"]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.csv", "kwic"), ("a.csv", "counts"), ("a.csv", "edges"), ("a.json", "csl-json"), ("a.json", "jsonl"),
     ("a.xml", "graphml"), ("a.txt", "md"), ("a", "docx"), ("a.b1", "csv")],
)  # fmt: skip
def test_a_name_that_says_nothing_else_is_taken(library: Cli, tmp_path: Path, name: str, form: str) -> None:
    library.json("export", "footbridge OR devices", "--format", form, "-o", str(tmp_path / name))
    assert (tmp_path / name).stat().st_size > 0


_OF_NOTHING = [
    ("quixotic",), ("quixotic", "--force"), ("--register", "decisions", "--from", "2090"),
    ("--register", "attendance", "--person", "quixotic"), ("--register", "people", "quixotic"), ("--basket",),
    ("--ask", "Who painted the moon?"), ("--register", "attendance", "--format", "kwic"),
    ("--register", "attendance", "--format", "edges"),
]  # fmt: skip


@pytest.mark.parametrize("of", _OF_NOTHING)
def test_nothing_is_written_of_nothing(library: Cli, tmp_path: Path, of: tuple[str, ...]) -> None:
    file = tmp_path / "out.csv"
    if "--force" in of:
        file.write_text("as it was")
    told = library.json("export", *of, "-o", str(file), expect=1)
    assert told["file"] is None
    said = library("export", *of, "-o", str(file)).stdout
    assert said.endswith("; no file was written.\n")
    assert said.count("\n") == 1
    assert not file.exists() or file.read_text() == "as it was"
    assert not (tmp_path / "out.csv.manifest.json").exists()


_MANY = [
    ("meeting OR devices",), ("--register", "decisions"), ("--register", "attendance"),
    ("--register", "people"), ("--register", "sums"), ("--ask", "How much was paid to repair the footbridge?"),
]  # fmt: skip


@pytest.mark.parametrize("of", _MANY)
def test_a_limit_is_of_rows_whatever_is_exported(library: Cli, tmp_path: Path, of: tuple[str, ...]) -> None:
    rows = library.json("export", *of, "-o", str(tmp_path / "all.jsonl"))["rows"]
    assert library.json("export", *of, "--limit", "0", "-o", str(tmp_path / "also.jsonl"))["rows"] == rows
    assert library.json("export", *of, "--limit", "1", "-o", str(tmp_path / "one.jsonl"))["rows"] == 1
    (first,) = (json.loads(line) for line in (tmp_path / "one.jsonl").read_text("utf-8").splitlines())
    every = json.loads((tmp_path / "all.jsonl").read_text("utf-8").splitlines()[0])
    assert {**first, "seal": ""} == {**every, "seal": ""}


def test_one_of_something_is_not_called_several(library: Cli, tmp_path: Path) -> None:
    said = library("export", "footbridge", "-o", str(tmp_path / "a.csv")).stdout
    assert said == f"1 passage written to {tmp_path / 'a.csv'}.\n"
    said = library("export", "footbridge OR devices", "--format", "counts", "-o", str(tmp_path / "b.csv")).stdout
    assert said == f"2 rows made of 2 passages written to {tmp_path / 'b.csv'}.\n"
    said = library("export", "--register", "people", "--limit", "1", "-o", str(tmp_path / "c.csv")).stdout
    assert said == f"1 row written to {tmp_path / 'c.csv'}.\n"


def test_an_outcome_is_named_whatever_its_capitals_and_near_ones_are_told(library: Cli, tmp_path: Path) -> None:
    register = ("export", "--register", "decisions", "--outcome")
    some = library.json(*register, "resolved", "-o", str(tmp_path / "a.csv"))["rows"]
    assert library.json(*register, "Resolved", "-o", str(tmp_path / "b.csv"))["rows"] == some > 0
    assert library.json("decisions", "--outcome", "RESOLVED")["total"] == some
    refused = library.json(*register, "resolvd", "-o", str(tmp_path / "c.csv"), expect=2)["error"]["message"]
    assert "did you mean resolved?" in refused
    assert "deferred" in refused


@pytest.mark.parametrize(
    ("register", "by"),
    [("people", ("--body", "dunmere")), ("sums", ("--from", "2022")), ("attendance", ("--outcome", "refused")),
     ("attendance", ("footbridge",)), ("actions", ("--outcome", "refused"))],
)  # fmt: skip
def test_a_register_that_is_not_narrowed_so_says_so(library: Cli, tmp_path: Path, register: str, by) -> None:
    told = library.json("export", "--register", register, *by, "-o", str(tmp_path / "a.csv"), expect=2)["error"]
    assert told["message"].startswith(f"The register {register} is not narrowed by ")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("by", "told"),
    [(("footbridge", "--by", "month"), "csv is not taken by month"),
     (("--register", "people", "--context"), "register: people counts and quotes nothing")],
)  # fmt: skip
def test_what_an_export_would_leave_unregarded_is_refused(library: Cli, tmp_path: Path, by, told: str) -> None:
    assert told in library.json("export", *by, "-o", str(tmp_path / "a.csv"), expect=2)["error"]["message"]
    assert not list(tmp_path.iterdir())

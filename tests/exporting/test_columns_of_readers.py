"""A reader keeps notes in a table that we wrote, turns its columns round, renames some: `verify` says just that."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from conftest import Cli

from panelsearch.exporting.manifest import manifest_path
from panelsearch.exporting.shelf import Shelf
from panelsearch.exporting.tabular import JSONL_SCHEMA
from panelsearch.exporting.verification import Verification, verify

Table = list[dict[str, object]]
Change = Callable[[Table], Table]

_TABLES = ("csv", "tsv", "xlsx", "jsonl")
_NOBODYS = "its column {} was not written by panelsearch: what stands there is somebody's own"


def _read(file: Path) -> Table:
    if file.suffix == ".jsonl":
        return [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    if file.suffix == ".xlsx":
        names, *rows = openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True)
        return [dict(zip(map(str, names), row, strict=True)) for row in rows]
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return [dict(row) for row in csv.DictReader(opened, delimiter="\t" if file.suffix == ".tsv" else ",")]


def _write(file: Path, table: Table) -> None:
    """As somebody's own program would write it."""
    if file.suffix == ".jsonl":
        file.write_text("".join(f"{json.dumps(row)}\n" for row in table), "utf-8")
    elif file.suffix == ".xlsx":
        book = openpyxl.load_workbook(file)
        sheet = book.worksheets[0]
        links = {(row[0].row, cell.hyperlink.target) for row in sheet.iter_rows() for cell in row if cell.hyperlink}
        sheet.delete_cols(1, sheet.max_column)
        sheet.auto_filter.ref = None
        sheet._hyperlinks.clear()
        for at, row in enumerate([dict(zip(table[0], table[0], strict=True)), *table], 1):
            for number, said in enumerate(row.values(), 1):
                sheet.cell(at, number, said)
        for at, target in links:
            sheet.cell(at, [*table[0]].index("citation") + 1).hyperlink = target
        book.save(file)
    else:
        with file.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, list(table[0]), delimiter="\t" if file.suffix == ".tsv" else ",")
            writer.writeheader()
            writer.writerows(table)


@pytest.fixture(params=_TABLES)
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[True, False], ids=["manifest", "alone"])
def changed(
    request: pytest.FixtureRequest, library: Cli, papers: Path, tmp_path: Path, form: str
) -> Callable[..., Verification]:
    """What `verify` says of an export whose table was changed so, with its manifest beside it and without."""

    def of(change: Change, *what: str) -> Verification:
        file = tmp_path / f"out.{form}"
        library.json("export", *(what or ("footbridge OR devices OR apologies",)), "-o", str(file))
        table = _read(file)
        assert len(table) > 1
        _write(file, change(table))
        if not request.param:
            manifest_path(file).unlink()
        (tmp_path / "aside").mkdir()
        return verify(file, Shelf.of_folder(papers, tmp_path / "aside"))

    return of


def _with(name: str, *said: str) -> Change:
    return lambda table: [{**row, name: said[at % len(said)]} for at, row in enumerate(table)]


@pytest.mark.parametrize("name", ["notes", "theme", "note", "Thema (eigene Worte)"])
def test_a_column_of_somebodys_own_is_named_and_every_row_stands(changed, name: str) -> None:
    report = changed(_with(name, "weirs", "", "see p. 3"))
    assert report.failures == ()
    assert _NOBODYS.format(name) in report.notes


def test_an_empty_column_is_somebodys_own_too(changed) -> None:
    report = changed(_with("code", ""))
    assert report.failures == ()
    assert _NOBODYS.format("code") in report.notes


def test_beside_such_a_column_what_was_changed_is_found(changed) -> None:
    def alter(table: Table) -> Table:
        table = _with("theme", "weirs")(table)
        table[1]["body"] = f"{table[1]['body']} of Nowhere"
        return table

    report = changed(alter)
    assert [(one.row, one.verdict) for one in report.failures] == [(2, "changed")]
    assert "body: the PDF gives " in report.failures[0].reason


def test_beside_such_a_column_a_row_without_its_seal_is_the_only_one_that_was_changed(changed) -> None:
    report = changed(lambda table: [{**row, "theme": "weirs", "seal": row["seal"] if at else ""}
                                    for at, row in enumerate(table)])  # fmt: skip
    assert [(one.row, one.verdict, one.reason) for one in report.failures] == [(1, "changed", "its seal is gone")]
    assert _NOBODYS.format("theme") in report.notes


@pytest.mark.parametrize("name", ["outcome", "Quote", "quote ", "Meeting date", "ｂｏｄｙ"])
def test_a_column_more_under_a_name_of_ours_is_told_of_the_file(changed, name: str) -> None:
    (failure,) = changed(_with(name, "refused")).failures
    assert (failure.verdict, failure.row) == ("file altered", None)
    assert failure.reason == f"there is a column more, under a name of ours: {name}"


def test_columns_in_another_order_stand_and_that_is_said(changed) -> None:
    report = changed(lambda table: [dict(reversed(row.items())) for row in table])
    assert report.failures == ()
    assert "its columns stand in another order than they were written" in report.notes


@pytest.mark.parametrize("name", ["title", "quote", "seal", "page"])
def test_a_column_that_is_called_otherwise_is_named(changed, name: str) -> None:
    (failure,) = changed(
        lambda table: [{"Zitat" if one == name else one: said for one, said in row.items()} for row in table]
    ).failures
    assert (failure.verdict, failure.row, failure.reason) == (
        "file altered", None, f"its column {name} is called Zitat"
    )  # fmt: skip


def test_two_columns_that_were_renamed_are_told_apart(changed) -> None:
    called = {"title": "body", "body": "title", "kind": "sort"}
    report = changed(lambda table: [{called.get(one, one): said for one, said in row.items()} for row in table])
    assert report.failures  # two that changed names are two values that were changed
    assert all(one.verdict in ("changed", "file altered") for one in report.failures)


def _without(*names: str) -> Change:
    return lambda table: [{one: said for one, said in row.items() if one not in names} for row in table]


@pytest.mark.parametrize("names", [("title",), ("item_number", "kind"), ("start",)])
def test_columns_that_are_gone_are_named_and_the_rows_held_against_the_pdf(changed, names: tuple[str, ...]) -> None:
    report = changed(_without(*names))
    (failure,) = report.failures
    said = {f"it lacks the column {', '.join(some)}: what its rows say cannot be held against their seals"
            for some in (names, names[::-1])}  # fmt: skip
    assert (failure.verdict, failure.row) == ("file altered", None)
    assert failure.reason in said
    assert report.confirmed == report.checked


def test_without_its_seals_a_table_is_held_against_the_pdf_alone(changed, request: pytest.FixtureRequest) -> None:
    report = changed(_without("seal"))
    if "manifest" in request.node.name:
        (failure,) = report.failures
        assert failure.reason.startswith("its column seal is gone: ")
    else:
        assert report.failures == ()
        assert any("carry no seals" in note for note in report.notes)


def test_a_register_with_notes_stands_whatever_its_columns(library: Cli, papers: Path, tmp_path: Path) -> None:
    for register in ("decisions", "attendance"):
        for form in _TABLES:
            file = tmp_path / f"{register}.{form}"
            library.json("export", "--register", register, "--context", "-o", str(file))
            _write(file, _with("note", "mine")(_read(file)))
            manifest_path(file).unlink()
            told = library.json("verify", "--papers", str(papers), str(file))
            assert (told["confirmed"], told["failures"]) == (told["quotations"], [])
            assert _NOBODYS.format("note") in told["notes"]


def test_without_the_place_nothing_can_be_looked_up(library: Cli, papers: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    library.json("export", "footbridge OR devices", "-o", str(file))
    _write(file, _without("quote")(_read(file)))
    told = library.json("verify", "--papers", str(papers), str(file), expect=2)["error"]["message"]
    assert told.endswith("is not an export of panelsearch: it lacks the column quote.")


def test_a_concordance_may_have_notes_too(library: Cli, papers: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    library.json("export", "footbridge OR devices", "--format", "kwic", "-o", str(file))
    _write(file, _with("sense", "bridge")(_read(file)))
    told = library.json("verify", "--papers", str(papers), str(file))
    assert (told["confirmed"], told["failures"]) == (told["quotations"], [])
    assert _NOBODYS.format("sense") in told["notes"]


def test_one_row_that_says_more_than_the_others_was_changed(library: Cli, papers: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    library.json("export", "footbridge OR devices", "-o", str(file))
    table = _read(file)
    _write(file, [table[0], {**table[1], "theme": "withdrawn"}])
    (failure,) = library.json("verify", "--papers", str(papers), str(file), expect=1)["failures"]
    assert (failure["verdict"], failure["row"]) == ("changed", 2)


def test_a_seal_that_is_none_is_no_missing_seal(library: Cli, papers: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    library.json("export", "footbridge", "-o", str(file))
    manifest_path(file).unlink()
    file.write_text(file.read_text("utf-8").replace("-last", "-lost"), "utf-8")
    (failure,) = library.json("verify", "--papers", str(papers), str(file), expect=1)["failures"]
    assert (failure["verdict"], failure["reason"]) == ("changed", "its seal is gone")


@pytest.mark.parametrize("parting", [";", "\t"])
def test_a_table_that_is_parted_as_another_country_has_it_still_stands(
    library: Cli, papers: Path, tmp_path: Path, parting: str
) -> None:
    file = tmp_path / "out.csv"
    library.json("export", "footbridge OR devices", "-o", str(file))
    table = _read(file)
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.DictWriter(opened, list(table[0]), delimiter=parting)
        writer.writeheader()
        writer.writerows(table)
    told = library.json("verify", "--papers", str(papers), str(file))
    assert told["confirmed"] == told["quotations"] == len(table)
    assert told["notes"] == ["the file was saved again by another program, but says what was written"]


def test_a_table_in_another_encoding_is_told(library: Cli, papers: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    library.json("export", "footbridge OR devices", "-o", str(file))
    file.write_bytes(file.read_text("utf-8").replace("the", "thé", 1).encode("cp1252", "replace"))
    refused = library.json("verify", "--papers", str(papers), str(file), expect=2)["error"]["message"]
    assert refused.endswith("it is no text in UTF-8.")


@pytest.mark.parametrize("form", ["md", "html", "jsonl", "ris"])
def test_a_mark_of_order_that_an_editor_puts_before_a_file_changes_nothing_in_it(
    library: Cli, papers: Path, tmp_path: Path, form: str
) -> None:
    file = tmp_path / f"out.{form}"
    library.json("export", "footbridge OR devices", "-o", str(file))
    manifest_path(file).unlink()
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert library.json("verify", "--papers", str(papers), str(file))["confirmed"] == 2


def test_lines_of_an_earlier_schema_are_read_and_of_a_later_one_told(
    library: Cli, papers: Path, tmp_path: Path
) -> None:
    file = tmp_path / "out.jsonl"
    library.json("export", "footbridge OR devices", "-o", str(file))
    table = _read(file)
    assert {row["schema"] for row in table} == {JSONL_SCHEMA}
    _write(file, [{**row, "schema": 1} for row in table])
    assert library.json("verify", "--papers", str(papers), str(file))["confirmed"] == len(table)
    _write(file, [{**row, "schema": JSONL_SCHEMA + 1} for row in table])
    assert len(library.json("verify", "--papers", str(papers), str(file), expect=1)["failures"]) == len(table)

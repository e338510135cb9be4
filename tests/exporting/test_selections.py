"""What can be exported: a query, a kept search, a basket, an answer, registers; with what is told beside it."""

from __future__ import annotations

import csv
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Cli
from reportlab.pdfgen.canvas import Canvas

from panelsearch.exporting.formats import TABULAR, VERIFIABLE, format_for
from panelsearch.exporting.records import COLUMNS
from panelsearch.exporting.register_columns import DECISION
from panelsearch.exporting.verification import read_rows
from panelsearch.services.basket import Basket, Kept
from panelsearch.storage.library_files import DirectoryFiles

MINUTES = "dunmere/2023-02-07-minutes.pdf"


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.mark.parametrize("form", VERIFIABLE)
def test_every_export_is_verified_with_the_pdfs_and_the_file_alone(
    library: Cli, papers: Path, tmp_path: Path, form: str
) -> None:
    file = tmp_path / f"out.{form}"
    library.json("export", "footbridge OR device", "-o", str(file))
    told = Cli(tmp_path / "no-library").json("verify", "--papers", str(papers), str(file))
    assert told["quotations"] == told["confirmed"] > 0
    assert told["notes"] == []


def test_no_near_miss_is_exported_however_many_are_asked_for(library: Cli, tmp_path: Path) -> None:
    searched = library.json("search", "footbridge boards paid commissioner", "--limit", "50")
    assert len(searched["hits"]) > searched["total"] == 0
    file = str(tmp_path / "a.csv")
    library.json("export", "footbridge boards paid commissioner", "--limit", "50", "-o", file, expect=1)
    assert not list(tmp_path.iterdir())
    told = library.json("export", "footbridge", "--limit", "50", "-o", file)
    assert told["passages"] == library.json("search", "footbridge")["total"] == 1


def test_a_row_says_of_its_place_what_a_search_says(library: Cli, tmp_path: Path) -> None:
    from panelsearch.exporting.records import record_of_hit
    from panelsearch.exporting.selection import of_query
    from panelsearch.services.library import Library
    from panelsearch.services.saved_searches import SavedSearch

    query = "footbridge OR device OR resolved OR agenda"
    with Library.open(library.index_dir) as opened:
        hits = opened.search(query, limit=None, fold=False, strict=True).hits
        selection = of_query(opened, SavedSearch("", query))
        rows = list(selection.rows(format_for(tmp_path / "a.kwic")))
        told = [record_of_hit(hit).told(COLUMNS[:-3]) for hit in hits]
        assert [row.told(COLUMNS[:-3]) for row in rows] == told
        assert [row.highlights for row in rows] == [hit.highlights for hit in hits]
        assert any(row.item_heading for row in rows)
        named = [row.entities for row in selection.rows(format_for(tmp_path / "a.qdpx"))]
        assert any(label == "PERSON" for some in named for label, _, _ in some)


def test_a_manifest_says_what_was_asked_of_which_library(library: Cli, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    told = library.json("export", "footbridge", "paid", "-o", str(file))
    manifest = json.loads(Path(told["manifest"]).read_text("ascii"))
    assert manifest["asked"]["typed"] == "footbridge paid"
    assert manifest["asked"]["understood"]
    assert len(manifest["library"]) == 64
    assert manifest["counts"] == {"rows": len(manifest["rows"]), "documents": 1}
    assert [row["document_sha256"] for row in rows_of(file)] == list(manifest["documents"].values())
    assert manifest["rows"][0] in rows_of(file)[0]["seal"]


def test_a_kept_search_is_exported_as_it_is_kept(library: Cli, tmp_path: Path) -> None:
    own = library.copied_to(tmp_path / "index")
    own("search", "footbridge OR device", "--sort", "-date", "--save", "both")
    told = own.json("export", "--saved", "both", "-o", str(tmp_path / "a.csv"))
    assert told["passages"] == 2
    days = [row["meeting_date"] for row in rows_of(tmp_path / "a.csv")]
    assert days == sorted(days, reverse=True)


def test_a_basket_is_an_export_that_was_picked_from(library: Cli, tmp_path: Path) -> None:
    library.json("export", "footbridge OR device", "-o", str(tmp_path / "all.jsonl"))
    first = (tmp_path / "all.jsonl").read_text("utf-8").splitlines(keepends=True)[0]
    (tmp_path / "some.jsonl").write_text(first, "utf-8")
    told = library.json("export", "--basket", str(tmp_path / "some.jsonl"), "-o", str(tmp_path / "some.docx"))
    assert told["passages"] == 1
    assert library.json("verify", str(tmp_path / "some.docx"))["confirmed"] == 1


def test_what_was_put_aside_is_exported_with_its_notes_and_what_is_gone_is_told(library: Cli, tmp_path: Path) -> None:
    mine = library.copied_to(tmp_path / "index")
    assert mine("export", "--basket", "-o", str(tmp_path / "none.csv")).stdout.startswith(
        "Nothing was put aside; no file"
    )
    library.json("export", "footbridge OR device", "-o", str(tmp_path / "all.jsonl"))
    places = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text("utf-8").splitlines()]
    kept = [
        Kept(*(one[name] for name in ("document", "page", "start", "end", "quote")), note="=mine") for one in places
    ]
    Basket(DirectoryFiles(mine.index_dir)).change(lambda _: (*kept, replace(kept[0], quote="gone")))
    for form in ("docx", "md", "html"):
        shown = tmp_path / f"some.{form}"
        assert mine.json("export", "--basket", "-o", str(shown))["left_out"] == []
        assert [row.values["note"] for row in read_rows(shown)] == ["=mine"] * len(kept)
        assert mine.json("verify", str(shown))["confirmed"] == len(kept)
    assert "Note: ris has no place for note." in mine("export", "--basket", "-o", str(tmp_path / "some.ris")).stdout
    told = mine("export", "--basket", "-o", str(tmp_path / "some.csv")).stdout
    assert told.startswith(f"{len(kept)} passages written")
    assert "Note: 1 of the basket's passages left out" in told
    assert [row["note"] for row in rows_of(tmp_path / "some.csv")] == ["'=mine"] * len(kept)
    assert mine.json("verify", str(tmp_path / "some.csv"))["confirmed"] == len(kept)


def test_an_answer_is_exported_with_its_evidence(library: Cli, tmp_path: Path) -> None:
    question = "How much was paid to repair the footbridge?"
    asked = library.json("ask", question)
    library.json("export", "--ask", question, "-o", str(tmp_path / "a.csv"))
    (row,) = rows_of(tmp_path / "a.csv")
    assert (row["answer"], row["role"]) == (asked["answer"], "answer")
    assert asked["answer"] in row["quote"]
    assert library.json("verify", str(tmp_path / "a.csv"))["confirmed"] == 1
    silent = library.json("export", "--ask", "Who painted the moon?", "-o", str(tmp_path / "b.csv"), expect=1)
    assert silent["file"] is None


@pytest.mark.parametrize("register", ["decisions", "attendance"])
@pytest.mark.parametrize("form", ["csv", "xlsx", "docx", "html"])
def test_a_register_that_quotes_is_verified_like_passages(
    library: Cli, tmp_path: Path, register: str, form: str
) -> None:
    file = tmp_path / f"out.{form}"
    told = library.json("export", "--register", register, "-o", str(file))
    assert told["rows"] > 0
    assert library.json("verify", str(file))["confirmed"] == told["rows"]


def test_the_decisions_register_tells_who_moved_them(library: Cli, tmp_path: Path) -> None:
    library.json("export", "--register", "decisions", "ferris", "-o", str(tmp_path / "a.csv"))
    (row,) = rows_of(tmp_path / "a.csv")
    assert (row["outcome"], row["proposer"], row["document"]) == ("resolved", "B Nnamdi", MINUTES)


@pytest.mark.parametrize("register", ["people", "councils", "sums", "dates"])
def test_a_register_that_counts_goes_into_tables_only(library: Cli, tmp_path: Path, register: str) -> None:
    for form in TABULAR:
        assert library.json("export", "--register", register, "-o", str(tmp_path / f"out.{form}"))["rows"] > 0
    assert all(int(row["count"]) >= 1 for row in rows_of(tmp_path / "out.csv"))
    refused = library.json("export", "--register", register, "-o", str(tmp_path / "out.docx"), expect=2)
    assert "quotes nothing" in refused["error"]["message"]
    assert "quotes nothing" in library.json("verify", str(tmp_path / "out.csv"), expect=2)["error"]["message"]


def test_no_column_of_a_register_is_always_empty(library: Cli, tmp_path: Path) -> None:
    for register, wanting in (("people", {"value_pence", "iso", "places"}), ("sums", {"iso"}), ("dates", {"currency"})):
        library.json("export", "--register", register, "-o", str(tmp_path / f"{register}.csv"))
        assert wanting.isdisjoint(rows_of(tmp_path / f"{register}.csv")[0])
    library.json("export", "--register", "attendance", "-o", str(tmp_path / "came.csv"))
    assert {"item_number", "item_heading"}.isdisjoint(rows_of(tmp_path / "came.csv")[0])
    library.json("export", "--ask", "How much was paid to repair the footbridge?", "-o", str(tmp_path / "a.csv"))
    assert "score" not in rows_of(tmp_path / "a.csv")[0]


def test_sentences_around_a_passage_are_told_on_request(library: Cli, papers: Path, tmp_path: Path) -> None:
    library.json("export", "grass cutting quotations", "--context", "-o", str(tmp_path / "a.csv"))
    (row,) = rows_of(tmp_path / "a.csv")
    assert row["after"].startswith("4. Date of next meeting")
    assert row["before"] == ""
    for form in ("md", "html", "docx"):
        library.json("export", "grass cutting quotations", "--context", "-o", str(tmp_path / f"a.{form}"))
        assert library.json("verify", str(tmp_path / f"a.{form}"))["confirmed"] == 1


@pytest.mark.parametrize("form", ["ris", "bibtex", "csl-json", "qdpx", "kwic", "trec"])
def test_what_a_format_has_no_place_for_is_told(library: Cli, tmp_path: Path, form: str) -> None:
    told = library.json("export", "footbridge", "--context", "-o", str(tmp_path / f"a.{form}"), "--format", form)
    assert told["left_out"] == ["before", "after"]


def test_a_register_tells_which_of_its_columns_a_format_has_no_place_for(library: Cli, tmp_path: Path) -> None:
    told = library.json("export", "--register", "decisions", "-o", str(tmp_path / "a.trec"))
    assert told["left_out"] == list(DECISION)
    for form in VERIFIABLE:
        if form != "kwic":
            assert (
                library.json("export", "--register", "decisions", "-o", str(tmp_path / f"a.{form}"))["left_out"] == []
            )


def test_counts_over_time_are_by_body_and_period(library: Cli, tmp_path: Path) -> None:
    library.json("export", "footbridge OR device", "--format", "counts", "-o", str(tmp_path / "years.csv"))
    rows = rows_of(tmp_path / "years.csv")
    assert [(row["period"], row["body"], row["passages"]) for row in rows] == [
        ("2023", "Dunmere Parish Council", "1"), ("2023", "Severnmoor Police and Crime Panel", "1")
    ]  # fmt: skip
    library.json("export", "footbridge", "--format", "counts", "--by", "month", "-o", str(tmp_path / "months.csv"))
    assert rows_of(tmp_path / "months.csv")[0]["period"] == "2023-02"


def test_one_thing_is_exported_at_a_time(library: Cli, tmp_path: Path) -> None:
    out = ("-o", str(tmp_path / "a.csv"))
    for wrong in (
        ("footbridge", "--saved", "x"),
        ("--ask", "Who?", "--register", "sums"),
        ("footbridge", "--body", "x"),
        ("--register", "decisions", "--sort", "date"),
    ):
        assert library.json("export", *wrong, *out, expect=2)["error"]["code"] == "usage"
    assert library.json("export", *out, expect=2)["error"]["code"] == "query"
    assert not list(tmp_path.iterdir())


def test_a_paper_is_not_written_over_even_when_it_is_damaged(library: Cli, tmp_path: Path) -> None:
    own = tmp_path / "papers" / "a.pdf"
    own.parent.mkdir()
    papers = Path(library.json("status")["roots"][0])
    own.write_bytes((papers / MINUTES).read_bytes())
    cli = Cli(tmp_path / "index")
    cli.json("index", str(own.parent))
    own.write_bytes(b"")
    other = tmp_path / "A.PDF"  # as a disk has it that takes capitals and small letters for the same
    other.hardlink_to(own)
    for path in (own, other):
        told = cli.json("export", "footbridge", "--force", "--format", "csv", "-o", str(path), expect=2)
        assert "paper of the library" in told["error"]["message"]
        assert own.samefile(other)
    assert own.read_bytes() == b""


def test_papers_of_any_name_are_exported_and_verified(papers: Path, tmp_path: Path) -> None:
    own = tmp_path / "papers"
    own.mkdir()
    said = (papers / MINUTES).read_bytes()
    names = [
        b"=1+1.pdf",
        b"-a.pdf",
        b"'@x.pdf",
        b"\xff\xfe.pdf",
        b"a\x01b.pdf",
        b"a\nb.pdf",
        "\u202efdp.a.pdf".encode(),
        b"n" * 251 + b".pdf",
    ]
    for number, name in enumerate(names):
        try:
            (own / os.fsdecode(name)).write_bytes(said + b"%% %d" % number)
        except OSError:  # a file system that takes no such name
            continue
    count = len(list(own.iterdir()))
    cli = Cli(tmp_path / "index")
    cli.json("index", str(own))
    for form in VERIFIABLE:
        told = cli.json("export", "footbridge", "-o", str(tmp_path / f"a.{form}"))
        assert told["passages"] == count
        for papers_of in ((), ("--papers", str(own))):
            verified = cli.json("verify", *papers_of, str(tmp_path / f"a.{form}"))
            assert verified["confirmed"] == told["rows"] >= count
    assert cli("status", "--check").returncode == 0


def test_a_paper_with_words_struck_out_is_verified_as_it_was_read(tmp_path: Path) -> None:
    """Nothing is concluded from them: no item begins there, neither in the library nor when the PDF is opened again."""
    lines = ["Dunmere Parish Council", "Minutes of the meeting held on 7 February 2023", "1. Apologies for absence",
             "Apologies were received from the vicar and the clerk.", "2. Footbridge over the weir",
             "The surveyor spoke of the footbridge and its boards at length.", "3. Date of next meeting",
             "The next meeting will be held in March."]  # fmt: skip
    own = tmp_path / "papers" / "struck.pdf"
    own.parent.mkdir()
    sheet = Canvas(str(own), pagesize=(595, 842), invariant=1)
    for number, line in enumerate(lines):
        sheet.setFont("Helvetica-Bold" if line[0].isdigit() else "Helvetica", 11)
        sheet.drawString(60, 780 - 24 * number, line)
    sheet.line(58, 780 - 24 * 4 + 4, 62 + sheet.stringWidth(lines[4], "Helvetica-Bold", 11), 780 - 24 * 4 + 4)
    sheet.save()
    cli = Cli(tmp_path / "index")
    cli.json("index", str(own.parent))
    assert [one["number"] for one in cli.json("show", "struck.pdf")["items"]] == ["1", "3"]
    for form in ("kwic", "csv", "docx"):
        exported = cli.json("export", "surveyor OR boards OR vicar", "-o", str(tmp_path / f"a.{form}"))
        assert cli.json("verify", str(tmp_path / f"a.{form}"))["confirmed"] == exported["rows"] > 0


def test_several_files_are_verified_in_turn(library: Cli, tmp_path: Path) -> None:
    for name in ("a.csv", "b.md"):
        library.json("export", "footbridge", "-o", str(tmp_path / name))
    (tmp_path / "c.csv").write_text("a,b\n1,2\n", "utf-8")
    two = library.json("verify", str(tmp_path / "a.csv"), str(tmp_path / "b.md"))
    assert [one["confirmed"] for one in two["files"]] == [1, 1]
    three = library.json("verify", *(str(tmp_path / name) for name in ("a.csv", "b.md", "c.csv")), expect=2)
    assert three["files"][2]["error"]["code"] == "usage"


def test_progress_can_end_an_export_and_nothing_is_left(library: Cli, tmp_path: Path, monkeypatch) -> None:
    from panelsearch.exporting import writing
    from panelsearch.exporting.selection import of_query
    from panelsearch.services.library import Library
    from panelsearch.services.saved_searches import SavedSearch

    monkeypatch.setattr(writing, "_TOLD_EVERY", 1)

    def pressed(done: int, total: int | None) -> None:
        assert total == 2
        raise KeyboardInterrupt

    with Library.open(library.index_dir) as opened:
        selection = of_query(opened, SavedSearch("", "footbridge OR device"))
        with pytest.raises(KeyboardInterrupt):
            writing.write(selection, tmp_path / "a.xlsx", None, library=opened, progress=pressed)
    assert not list(tmp_path.iterdir())


def test_a_file_of_the_longest_name_has_a_manifest_too_and_a_longer_one_is_refused(
    library: Cli, tmp_path: Path
) -> None:
    file = tmp_path / ("n" * 251 + ".csv")
    told = library.json("export", "footbridge", "-o", str(file))
    assert Path(told["manifest"]).is_file()
    assert library.json("verify", str(file))["notes"] == []
    assert library.json("export", "footbridge", "-o", f"{file}.csv", expect=2)["error"]["code"] == "usage"

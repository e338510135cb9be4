from pathlib import Path

from panelsearch.ingestion.discovery import Scope
from panelsearch.ingestion.reporting import file_reports, missing_in_words, numbers_in_words, why_without_text
from panelsearch.model.documents import Extracted, MissingLayer
from panelsearch.model.ingest_reports import FileOutcome, FileReport
from panelsearch.model.meetings import DocumentKind
from panelsearch.model.pages import Page, PageProblem, TextSource
from panelsearch.storage.records import Member, StoredDocument
from panelsearch.storage.sqlite.connection import STORE_NAME
from panelsearch.testing.edited_files import edited


def blank(number: int, problem: PageProblem | None) -> Page:
    return Page(number, "", source=TextSource.NONE, problem=problem)


def test_page_numbers_are_told_as_people_write_them() -> None:
    assert numbers_in_words([3]) == "page 3"
    assert numbers_in_words([1, 3, 4, 5, 9]) == "pages 1, 3 to 5, 9"


def test_pages_without_text_are_told_by_what_is_wrong_with_them() -> None:
    pages = (
        Page(1, "Minutes"),
        blank(2, PageProblem.PICTURE),
        blank(3, PageProblem.PICTURE),
        blank(4, PageProblem.BLANK),
        blank(5, PageProblem.GARBLED),
    )
    told = why_without_text(Extracted(pages, failed=((3, "recognising took too long"),)))
    assert told == (
        "no text on page 2 (only a picture); no text on page 3 (only a picture; recognising took too long);"
        " no text on page 5 (unreadable font)"
    )
    assert why_without_text(Extracted(pages[:1])) == ""
    assert why_without_text(Extracted(())) == "no pages"


MISSING = (
    MissingLayer("people", 3, "people.titled: KeyError"),
    MissingLayer("people", 4, "people.titled: KeyError"),
    MissingLayer("decisions", None, "decisions: ValueError"),
)


def test_missing_layers_are_told_by_what_is_wrong_with_them() -> None:
    told = "people on pages 3 to 4 (people.titled: KeyError); decisions (decisions: ValueError)"
    assert missing_in_words(MISSING) == told
    assert missing_in_words(()) == ""


def test_a_report_has_a_line_for_every_file_looked_at_gone_or_shut() -> None:
    def member(name: str, document: int | None, folder: str = "in") -> Member:
        outcome = FileOutcome.FAILED if document is None else FileOutcome.INDEXED
        return Member(
            name, "/papers", f"/papers/{folder}/{name}", 1, 2, name, document, outcome, "" if document else "bad"
        )

    def sheet(key: int) -> StoredDocument:
        return StoredDocument(key, DocumentKind.MINUTES, "", None, None, False, (), 5, (2,), "no text on page 2")

    members = [member("a.pdf", 1), member("b.pdf", 2), member("c.pdf", None), member("d.pdf", 4, "out")]
    old = {one.name: one for one in (member("b.pdf", 2), member("d.pdf", 4, "out"), member("e.pdf", 5))}
    scopes = [Scope(Path("/papers"), Path("/papers/in"))]
    sheets, shut = {key: sheet(key) for key in (1, 2, 4)}, [(Path("/shut"), "folder: Permission denied")]
    lines = file_reports(members, old, sheets, {1: MISSING}, shut, scopes, {"b.pdf": "gone; stays"})
    assert lines == (
        FileReport("a.pdf", FileOutcome.INDEXED, 5, (2,), "no text on page 2", MISSING),
        FileReport("b.pdf", FileOutcome.SKIPPED, 5, (2,), "gone; stays"),
        FileReport("c.pdf", FileOutcome.FAILED, reason="bad"),
        FileReport("e.pdf", FileOutcome.REMOVED),
        FileReport("/shut", FileOutcome.SKIPPED, reason="folder: Permission denied"),
    )


def test_what_a_paper_lacks_is_in_the_report_of_a_run_and_in_the_status(library, tmp_path) -> None:
    cli = library.copied_to(tmp_path / "index")
    name = "dunmere/2023-02-07-minutes.pdf"
    with edited(cli.index_dir / STORE_NAME) as db:
        (key,) = db.execute("SELECT document_id FROM members WHERE name = ?", (name,)).fetchone()
        db.execute("INSERT INTO missing VALUES (?, 0, 'people', 2, 'people.titled: KeyError')", (key,))
    lacking = [{"layer": "people", "page": 2, "reason": "people.titled: KeyError"}]
    (told,) = cli.json("status")["incomplete"]
    assert (told["document"], told["missing"]) == (name, lacking)
    assert f"{name}: people on page 2 (people.titled: KeyError)" in cli("status").stdout
    lines = {line["document"]: line["missing"] for line in cli.json("index", expect=4)["documents"]}
    assert lines == {name: lacking, "severnmoor/speed-report.pdf": [], "broken.pdf": []}
    assert f"{name}: people on page 2 (people.titled: KeyError)" in cli("index").stdout

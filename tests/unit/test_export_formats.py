"""Exports: one registry of formats, the very bytes of each, nothing half written, and read back word for word."""

from __future__ import annotations

import json
import os
import re
import uuid
import zipfile
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import docx
import pytest

from panelsearch.errors import UsageError
from panelsearch.exporting import FORMATS, export
from panelsearch.exporting.formats import NAMES, VERIFIABLE, format_for, readable_format
from panelsearch.exporting.reopening import Reopened
from panelsearch.exporting.shelf import Shelf
from panelsearch.exporting.verification import read_rows, verify
from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
from panelsearch.model.meetings import DocumentKind
from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.pages import Page
from panelsearch.model.search_results import Hit
from panelsearch.model.sources import ItemRef, Source
from panelsearch.model.spans import PageSpan, Span
from panelsearch.storage.place import Place

EXPECTED = Path(__file__).parent / "exports"
PAGES = {
    ("dunmere/minutes.pdf", 1): "2. Foot_bridge\n=£4,500 & no more <b>\n* was paid\tto \"Ferris\" {Timber}.\n",
    ("weir.pdf", 14): "The weir, as drawn.",
}  # fmt: skip
TEXT_FORMATS = ("csv", "tsv", "jsonl", "md", "html", "ris", "bibtex", "csl-json")


class Pages:
    place = Place.parse("no-library-here")
    fingerprint = "the library"

    def page_text(self, document: str, number: int) -> str:
        return PAGES[document, number]

    def papers_called(self, documents: Collection[str]) -> dict[str, tuple[str, Path]]:
        return {one: (sha256(b"").hexdigest(), Path("no-such-folder", one)) for one in documents}

    def is_paper(self, path: Path) -> bool:
        return False

    def mentions_on(self, document: str, page: int) -> list[Mention]:
        named = ((MentionLabel.PERSON, Span(0, 3)), (MentionLabel.ORG, Span(4, 8)))
        return [Mention(label, PageSpan(page, at.start, at.end)) for label, at in named if document == "weir.pdf"]


def hit(rank: int, document: str, page: int, at: Span, marked: tuple[Span, ...], **source: object) -> Hit:
    text = at.of(PAGES[document, page])
    place = Source(document, source.pop("title", ""), DocumentKind.MINUTES, source.pop("body", None),
                   source.pop("day", None), page, source.pop("label", None), **source)  # fmt: skip
    return Hit(rank, 10.123456 / rank, rank, place, PageSpan(page, at.start, at.end), text, marked)


HITS = (
    hit(1, "dunmere/minutes.pdf", 1, Span(15, 70), (Span(1, 7),), title="Minutes & more", body="Dunmere Parish Council",
        day=date(2023, 2, 7), label="iv", item=ItemRef("2", "Foot_bridge")),
    hit(2, "weir.pdf", 14, Span(0, 19), (Span(4, 8),)),
)  # fmt: skip


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_the_bytes_of_each_format_stay_what_they_are(tmp_path: Path, name: str) -> None:
    assert export(HITS, tmp_path / "out", name, query="weir & bridge", library=Pages()) == 2
    written = (tmp_path / "out").read_bytes()
    if os.environ.get("PANELSEARCH_UPDATE_SNAPSHOTS"):
        (EXPECTED / name).write_bytes(written)
    assert written == (EXPECTED / name).read_bytes()


def test_a_page_of_a_project_is_one_source_with_its_selections(tmp_path: Path) -> None:
    export(HITS, tmp_path / "out.qdpx", None, query="weir", library=Pages())
    with zipfile.ZipFile(tmp_path / "out.qdpx") as archive:
        texts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("sources/")]
        project = archive.read("project.qde").decode()
    assert sorted(texts) == sorted(PAGES.values())
    assert 'startPosition="15" endPosition="70"' in project


def test_the_identifiers_of_a_project_are_uuids_as_python_makes_them(tmp_path: Path) -> None:
    export(HITS, tmp_path / "out.qdpx", None, query="weir", library=Pages())
    with zipfile.ZipFile(tmp_path / "out.qdpx") as archive:
        project = archive.read("project.qde").decode()
    export_id = json.loads((tmp_path / "out.qdpx.manifest.json").read_text("ascii"))["export"]
    said = "\x1f".join((export_id, "source", "weir.pdf", "14")).encode().hex()
    assert f'guid="{uuid.uuid5(uuid.NAMESPACE_OID, said)}"' in project
    told = re.findall(r'[gG][uU][iI][dD]="([^"]*)"', project)
    assert all((one := uuid.UUID(guid)).version == 5 and one.variant == uuid.RFC_4122 for guid in told)


def test_no_name_or_ending_is_of_two_formats() -> None:
    told = [name for one in FORMATS for name in (one.name, *one.endings)]
    assert len(told) == len(set(told))
    assert set(VERIFIABLE) <= set(NAMES)


@pytest.mark.parametrize(
    ("file", "name", "found"),
    [("a.csv", None, "csv"), ("a.BIB", None, "bibtex"), ("a.htm", None, "html"), ("a.csv", "md", "md")],
)
def test_a_format_is_named_or_told_by_the_file(file: str, name: str | None, found: str) -> None:
    assert format_for(Path(file), name).name == found


@pytest.mark.parametrize(("file", "name"), [("a.odt", None), ("a", None), ("a.csv", "bib"), ("a.csv", "odt")])
def test_what_is_no_format_is_told_with_those_there_are(file: str, name: str | None) -> None:
    with pytest.raises(UsageError) as caught:
        format_for(Path(file), name)
    assert all(known in caught.value.hint for known in NAMES)


@pytest.mark.parametrize("name", VERIFIABLE)
def test_what_is_written_is_read_back_word_for_word(tmp_path: Path, name: str) -> None:
    file = tmp_path / f"out.{name}"
    export(HITS, file, None, query="weir", library=Pages())
    told = list(read_rows(file))
    assert len(told) == len(HITS)
    for one, found in zip(told, HITS, strict=True):
        assert (one.values["document"], one.values["page"]) == (found.source.document, str(found.source.page))
        held, quote = format_for(file).held, one.values["quote"]
        assert quote in found.text if name == "kwic" else quote == held(found.text)
        assert one.seal


@pytest.mark.parametrize("name", VERIFIABLE)
def test_a_file_that_is_none_of_ours_is_told(tmp_path: Path, name: str) -> None:
    file = tmp_path / f"out.{name}"
    file.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(UsageError, match="not an export of panelsearch"):
        list(read_rows(file))


def test_a_format_without_quotations_names_those_that_have_them() -> None:
    assert {"trec", "edges", "graphml", "counts"} == set(NAMES) - set(VERIFIABLE)
    with pytest.raises(UsageError) as caught:
        readable_format(Path("out.trec"))
    assert caught.value.message == "out.trec cannot be verified: trec carries no quotations."
    assert caught.value.hint.startswith("Export to csv, tsv, xlsx, jsonl, md, docx, html,")


@pytest.mark.parametrize("name", NAMES)
def test_a_passage_that_does_not_stand_leaves_no_file_and_no_half(tmp_path: Path, name: str) -> None:
    wrong = hit(3, "weir.pdf", 14, Span(0, 8), ())
    moved = Hit(3, 1.0, 3, wrong.source, PageSpan(14, 1, 9), wrong.text, ())
    (tmp_path / "out").write_text("as it was")
    with pytest.raises(UsageError, match=r"does not stand on page 14 of weir\.pdf"):
        export((*HITS, moved), tmp_path / "out", name, query="weir", library=Pages(), replace=True)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out").read_text() == "as it was"


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        export(HITS, tmp_path / "none" / "out.csv", None, query="weir", library=Pages())


ODD = {("odd.pdf", 1): "The weir\ufffe was\x01 drawn.\uffff"}
SHOWN = "The weir\ufffd was\ufffd drawn.\ufffd"


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch) -> Hit:
    """A passage with characters that XML cannot hold."""
    text = next(iter(ODD.values()))
    monkeypatch.setitem(PAGES, ("odd.pdf", 1), text)
    return hit(1, "odd.pdf", 1, Span(0, len(text)), (Span(4, 8),), title="Weir\x02")


def xml_parts(file: Path) -> list[bytes]:
    with zipfile.ZipFile(file) as archive:
        return [archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".qde"))]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("sign", ["\udcff", "\x01", "\ufffe", "\x85\n"])
def test_whatever_was_typed_is_written_as_a_heading_that_can_be_read(tmp_path: Path, name: str, sign: str) -> None:
    file = tmp_path / "out"
    assert export(HITS, file, name, query=f"weir {sign}", library=Pages()) == 2
    if zipfile.is_zipfile(file):
        parts = xml_parts(file)
        for part in parts:
            ElementTree.fromstring(part)
        assert name == "xlsx" or any(b"found for: weir" in part for part in parts)
    else:
        text = file.read_bytes().decode()
        assert name not in ("md", "html") or "found for: weir " in text
        assert not {"\x01", "\x85"} & set(text)


@pytest.mark.parametrize("name", NAMES)
def test_a_quotation_with_odd_characters_is_held_or_marked(tmp_path: Path, name: str, odd: Hit) -> None:
    file = tmp_path / f"out.{name}"
    export([odd], file, name, query="weir", library=Pages())
    if zipfile.is_zipfile(file):
        for part in xml_parts(file):
            ElementTree.fromstring(part)
    if name == "docx":
        (table,) = docx.Document(str(file)).tables
        assert table.rows[1].cells[2].text == SHOWN
    if name in VERIFIABLE and name != "kwic":
        (told,) = read_rows(file)
        assert told.values["quote"] == (odd.text if name in ("csv", "tsv", "jsonl", "csl-json") else SHOWN)


def shelf(directory: Path) -> Shelf:
    """The papers of a folder."""
    return Shelf({path.name: path for path in directory.glob("*.pdf")}, directory)


def tells_nothing_of_its_meeting(monkeypatch: pytest.MonkeyPatch, *pages: Page) -> None:
    """Has every PDF hold these pages, and its reading say nothing that a row could be held against."""
    monkeypatch.setattr(PdfminerExtractor, "extract", lambda *_, **__: SimpleNamespace(pages=pages))
    monkeypatch.setattr(Reopened, "facts", lambda *_: iter([{}]))


@pytest.mark.parametrize("name", ["xlsx", "csv", "jsonl"])
def test_a_marked_character_is_confirmed_only_where_the_format_cannot_hold_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, odd: Hit
) -> None:
    (tmp_path / "odd.pdf").touch()
    tells_nothing_of_its_meeting(monkeypatch, Page(1, odd.text))
    file = tmp_path / f"out.{name}"
    export([odd], file, None, query="weir", library=Pages())
    assert verify(file, shelf(tmp_path)).all_there
    monkeypatch.setitem(PAGES, ("odd.pdf", 1), SHOWN)
    export([replace(odd, text=SHOWN)], file, None, query="weir", library=Pages(), replace=True)
    assert verify(file, shelf(tmp_path)).all_there == (name == "xlsx")


@pytest.mark.parametrize("name", VERIFIABLE)
@pytest.mark.parametrize("called", ["a\x01.pdf", "a\ufffe  b.pdf", "=1+1.pdf", "-a.pdf", "'=a.pdf", "\u202efdp.a.pdf"])
def test_a_document_is_found_by_its_name_as_the_format_holds_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, called: str
) -> None:
    monkeypatch.setitem(PAGES, (called, 1), "The weir")
    tells_nothing_of_its_meeting(monkeypatch, Page(1, "The weir"))
    (tmp_path / called).touch()
    file = tmp_path / f"out.{name}"
    export([hit(1, called, 1, Span(0, 8), (Span(4, 8),))], file, None, query="weir", library=Pages())
    assert verify(file, Shelf({called: tmp_path / called}, tmp_path)).all_there


@pytest.mark.parametrize("name", [name for name in VERIFIABLE if name not in ("jsonl", "csl-json")])
def test_half_of_a_pair_is_marked_where_no_file_could_hold_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    text = "The weir \udcff"
    monkeypatch.setitem(PAGES, ("odd.pdf", 1), text)
    odd = hit(1, "odd.pdf", 1, Span(0, len(text)), (Span(0, len(text)),))
    export([odd], tmp_path / "out", name, query="weir", library=Pages())
    assert [told.values["quote"] for told in read_rows(tmp_path / "out")] == ["The weir \ufffd"]
    export([odd], tmp_path / "out.jsonl", None, query="weir", library=Pages())
    assert [told.values["quote"] for told in read_rows(tmp_path / "out.jsonl")] == [text]

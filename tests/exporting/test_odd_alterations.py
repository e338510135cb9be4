"""What is added to an export, hidden in it or put otherwise is found too, whatever its format lets one do."""

from __future__ import annotations

import io
import json
import re
import shutil
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from conftest import Cli
from docx.shared import RGBColor
from openpyxl.comments import Comment
from openpyxl.styles import Font

from panelsearch.exporting.bibtex_syntax import tex
from panelsearch.exporting.formats import VERIFIABLE
from panelsearch.exporting.manifest import manifest_path
from panelsearch.exporting.shelf import Shelf
from panelsearch.exporting.verification import Verification, read_rows, verify

_QUERY = "kind:minutes OR devices OR commissioner OR meeting"
_SHEET, _WORDS, _PROJECT = "xl/worksheets/sheet1.xml", "word/document.xml", "project.qde"
_MAIN_PART = {"xlsx": _SHEET, "docx": _WORDS}
_RUN = '<w:r><w:t xml:space="preserve"> withdrawn</w:t></w:r>'
_QUOTED = r'(<w:pStyle w:val="Quote"/></w:pPr>)'
_SECOND = r"(-->\n\n)> (\w+)"
"""Where the second passage of a file of Markdown begins."""
_ONE, _OTHER = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
_CODING = f'<Coding guid="{_OTHER}"><CodeRef targetGUID="{_ONE}"/></Coding>'
_CODED = f'<PlainTextSelection guid="{_ONE}" name="" startPosition="0" endPosition="0">{_CODING}</PlainTextSelection>'


@pytest.fixture(scope="module")
def written(library: Cli, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """An export of a few passages in a format, with its manifest."""
    folder = tmp_path_factory.mktemp("written")

    def of(form: str) -> Path:
        file = folder / f"out.{form}"
        if not file.exists():
            query = ("meeting", "OR", "devices") if form == "kwic" else (_QUERY,)
            library.json("export", *query, "-o", str(file))
        return file

    return of


@pytest.fixture(scope="module")
def shelf(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf.of_folder(papers, tmp_path_factory.mktemp("aside"))


@pytest.fixture
def verified(written, shelf: Shelf, tmp_path: Path) -> Callable[..., Verification]:
    """What `verify` says of a file of that format with other bytes, its manifest beside it or not."""

    def of(form: str, changed: bytes, *, manifest: bool = True) -> Verification:
        file = tmp_path / f"out.{form}"
        assert changed != written(form).read_bytes()
        file.write_bytes(changed)
        manifest_path(file).unlink(missing_ok=True)
        if manifest:
            shutil.copy(manifest_path(written(form)), manifest_path(file))
        return verify(file, shelf)

    return of


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def joined(some: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in some.items():
            archive.writestr(name, part)
    return file.getvalue()


_SAME_TO_THE_EYE: dict[str, Callable[[str], str]] = {
    "a space of no width": lambda words: f"{words[:2]}\u200b{words[2:]}",
    "a joiner": lambda words: f"{words[:2]}\u2060{words[2:]}",
    "a soft hyphen": lambda words: f"{words[:2]}\u00ad{words[2:]}",
    "a mark of order": lambda words: f"{words[:2]}\ufeff{words[2:]}",
    "another direction": lambda words: f"{words[:2]}\u202e{words[2:]}",
    "a letter of another script": lambda words: words.replace("e", "\u0435", 1),
    "an accent of its own": lambda words: unicodedata.normalize("NFD", words.replace("e", "é", 1)),
    "wide letters": lambda words: chr(ord(words[0]) + 0xFEE0) + words[1:],
    "other capitals": str.swapcase,
    "a blank that does not break": lambda words: words.replace(" ", "\u00a0", 1),
    "two blanks": lambda words: words.replace(" ", "  ", 1),
    "a thin blank": lambda words: words.replace(" ", "\u2009", 1),
    "a tab": lambda words: words.replace(" ", "\t", 1),
    "a line of its own": lambda words: words.replace(" ", "\u2028", 1),
    "no blank": lambda words: words.replace(" ", "", 1),
}  # fmt: skip


@pytest.mark.parametrize("manifest", [True, False])
@pytest.mark.parametrize("form", [form for form in VERIFIABLE if form != "kwic"])
def test_letters_that_look_the_same_are_others(written, verified, form: str, *, manifest: bool) -> None:
    data = written(form).read_bytes()
    archived = parts(data) if zipfile.is_zipfile(written(form)) else {"": data}
    texts = [name for name in archived if name in ("", _MAIN_PART.get(form)) or "sources/" in name]
    once = ((row, name, words) for row, found in reversed(list(enumerate(read_rows(written(form)), 1)))
            for words in re.findall("the [a-z]{4,9}", found.values["quote"]) for name in texts
            if archived[name].count(words.encode()) == 1)  # fmt: skip
    row, name, words = next(once)
    put = {"bibtex": tex, "jsonl": _in_json, "csl-json": _in_json}.get(form, str)
    for way, alter in _SAME_TO_THE_EYE.items():
        changed = {**archived, name: archived[name].replace(words.encode(), put(alter(words)).encode())}
        report = verified(form, joined(changed) if name else changed[""], manifest=manifest)
        assert [one.row for one in report.failures] == [row], (way, report.failures)


def _in_json(text: str) -> str:
    return json.dumps(text)[1:-1]


def _in(pattern: str, instead: str, part: str = "", at: int = 1) -> Callable[[bytes], bytes]:
    """Put something else in place of the match of that number, from 0; `at` -1 for all."""

    def altered(data: bytes) -> bytes:
        some = parts(data) if part else {"": data}
        text = some[part].decode()
        match = list(re.finditer(pattern, text, re.M | re.S))[at]
        some[part] = (text[: match.start()] + match.expand(instead) + text[match.end() :]).encode()
        return joined(some) if part else some[""]

    return altered


def _with(name: str, said: str) -> Callable[[bytes], bytes]:
    return lambda data: joined({**parts(data), name: said.encode()})


def _behind(said: str) -> Callable[[bytes], bytes]:
    return lambda data: data + said.encode()


def _sheet(change: Callable[[openpyxl.Workbook], object]) -> Callable[[bytes], bytes]:
    def altered(data: bytes) -> bytes:
        book, file = openpyxl.load_workbook(io.BytesIO(data)), io.BytesIO()
        change(book)
        book.save(file)
        return file.getvalue()

    return altered


def _cell(name: str, value: object) -> Callable[[bytes], bytes]:
    return _sheet(lambda book: setattr(book.worksheets[0]["F3"], name, value))


def _row(change: Callable[[list], object]) -> Callable[[bytes], bytes]:
    """Change the cells of the second passage of a document."""

    def altered(data: bytes) -> bytes:
        document, file = docx.Document(io.BytesIO(data)), io.BytesIO()
        change(document.tables[0].rows[2].cells)
        document.save(file)
        return file.getvalue()

    return altered


def _runs(change: Callable[[docx.text.run.Run], object]) -> Callable[[bytes], bytes]:
    return _row(lambda cells: [change(run) for run in cells[2].paragraphs[0].runs])


_OF_A_ROW = {
    "xlsx": {
        "a note": _cell("comment", Comment("It was refused", "x")),
        "white letters": _cell("font", Font(color="FFFFFFFF")),
        "struck out": _cell("font", Font(strike=True)), "tiny": _cell("font", Font(size=1)),
        "another format": _cell("number_format", '"It was refused"'),
        "a row that is hidden": _in(r'<row r="3">', '<row r="3" hidden="1">', _SHEET, 0),
        "a row that is hidden and has no number": _in(r'<row r="3">', '<row hidden="1">', _SHEET, 0),
        "a row that is hardly there": _in(r'<row r="3">', '<row r="3" ht="0.1" customHeight="1">', _SHEET, 0),
        "a row of no height": _in(r'<row r="3">', '<row r="3" ht="0" customHeight="1">', _SHEET, 0),
        "a value beside the text": _in(r'(<c r="F3"[^>]*>)', r"\1<v>withdrawn</v>", _SHEET, 0),
        "a reading": _in(r'(<c r="F3"[^>]*><is>.*?)</is>', r'\1<rPh sb="0" eb="1"><t>x</t></rPh></is>', _SHEET, 0),
        "struck out in part": _in(r'(<c r="F3"[^>]*><is>)(<t.*?</t>)', r"\1<r><rPr><strike/></rPr>\2</r>", _SHEET, 0),
        "a note on its link": _in(r'<hyperlink ref="(\w)3"', r'<hyperlink tooltip="refused" ref="\g<1>3"', _SHEET, 0),
        "a condition": _in(r"(</sheetData>)", r'\1<conditionalFormatting sqref="F3"/>', _SHEET, 0),
        "cells made one": _sheet(lambda book: book.worksheets[0].merge_cells("F3:G3")),
        "a cell beyond": _sheet(lambda book: setattr(book.worksheets[0].cell(3, 60), "value", "withdrawn")),
    },
    "docx": {
        "hidden words": _row(lambda cells: setattr(cells[2].paragraphs[0].add_run("x").font, "hidden", True)),
        "another paragraph": _row(lambda cells: cells[3].add_paragraph("withdrawn")),
        "struck out": _runs(lambda run: setattr(run.font, "strike", True)),
        "white letters": _runs(lambda run: setattr(run.font.color, "rgb", RGBColor(255, 255, 255))),
        "not shown": _runs(lambda run: setattr(run.font, "hidden", True)),
        "inserted": _in(_QUOTED, rf'\1<w:ins w:id="1" w:author="x">{_RUN}</w:ins>', _WORDS),
        "deleted": _in(rf"{_QUOTED}(.*?)(</w:p>)", r'\1<w:del w:id="1" w:author="x">\2</w:del>\3', _WORDS),
        "a footnote": _in(_QUOTED, r'\1<w:r><w:footnoteReference w:id="2"/></w:r>', _WORDS),
        "a sign": _in(_QUOTED, r'\1<w:r><w:sym w:font="Symbol" w:char="F0D8"/></w:r>', _WORDS),
        "a table within": _in(rf"(<w:p><w:pPr>{_QUOTED[1:-1]})",
                              rf"<w:tbl><w:tr><w:tc><w:p>{_RUN}</w:p></w:tc></w:tr></w:tbl>\1", _WORDS),
        "a second link": _in(r"(<w:instrText[^>]*> HYPERLINK[^<]*)", r'\1 INCLUDETEXT "x" ', _WORDS),
    },
    "md": {
        "a remark": _in(_SECOND, r"\1> \2<!-- withdrawn -->", at=0),
        "struck out": _in(_SECOND, r"\1> <del>\2</del>", at=0),
        "stressed": _in(_SECOND, r"\1> *\2*", at=0), "a sign by its number": _in(_SECOND, r"\1> &#8203;\2", at=0),
        "a list": _in(_SECOND, r"\1> 1. \2", at=0), "a quotation within": _in(_SECOND, r"\1> > \2", at=0),
        "a line that goes on": _in(r"\n\n— ", "\nwithdrawn\n\n— "),
        "a line of its own": _in(r"\n— ", "\nwithdrawn\n\n— "), "a title of the link": _in(r">\)$", '> "withdrawn")'),
        "a quoted line without a blank": _in(r"\n\n— ", "\n>withdrawn\n\n— "),
        "a name twice in its mark": _in(r'"page": "', '"page": "99", "page": "'),
        "a note": _in(r"\n\n<!-- ", "\n\n*Note:* withdrawn\n\n<!-- "),
        "words before it": _in(_SECOND, r"\1withdrawn\n\n> \2", at=0),
    },
    "html": {
        "a remark": _in("<blockquote>", "<blockquote><!-- withdrawn -->"),
        "not shown": _in("<blockquote>", '<blockquote style="display:none">'),
        "hidden": _in("<figure ", "<figure hidden "),
        "struck out": _in(r"<blockquote>(\w+)", r"<blockquote><s>\1</s>"),
        "words beside": _in("</blockquote>", "</blockquote><p>withdrawn</p>"),
        "words in the caption": _in("</figcaption>", " withdrawn</figcaption>"),
        "a note": _in("</figure>", '<p class="context" data-context="note">withdrawn</p></figure>'),
        "a picture": _in("<blockquote>", "<blockquote><img alt='withdrawn'>"),
        "a title": _in("<blockquote>", "<blockquote title='withdrawn'>"),
        "a place twice": _in('data-page="', 'data-page="99" data-page="'),
        "a link twice": _in('href="', 'href="x" href="'),
        "a script": _in("<a href", "<a onclick='x' href"), "a remark that begins": _in("(<figure )", r"<!--\1"),
    },
    "ris": {
        "a tag twice": _in("^N1  - ", "N1  - withdrawn\r\nN1  - "), "a tag more": _in("^N1  - ", "AB  - x\r\nN1  - "),
        "a line that goes on": _in(r"^(N1  - [^\r]*\r\n)", "\\1withdrawn\r\n"),
        "another tag": _in("^N1  - ", "n1  - x\r\nN1  - "),
        "words at its end": _in("^ER  - ", "ER  - withdrawn"),
        "words before it": _in("^TY  - ", "withdrawn\r\nTY  - "),
        "a name twice in its mark": _in(r'"page": "', '"page": "99", "page": "'),
    },
    "bibtex": {
        "a field twice": _in("^  annote = ", "  annote = {withdrawn},\n  annote = "),
        "a field more": _in("^  annote = ", "  abstract = {withdrawn},\n  annote = "),
        "a field in quotes": _in("^  annote = ", '  abstract = "withdrawn",\n  annote = '),
        "a field in capitals": _in("^  annote = ", "  ANNOTE = {withdrawn},\n  annote = "),
        "joined": _in(r"^(  annote = \{.*?\}),\n", r'\1 # "withdrawn",' "\n"),
    },
    "csl-json": {
        "a name twice": _in('"annote": ', '"annote": "withdrawn", "annote": '),
        "a name more": _in('"annote": ', '"abstract": "withdrawn", "annote": '),
        "no": _in('"annote": ', '"x": false, "annote": '),
        "a list": _in(r'"title": ("[^"]*")', r'"title": [\1, "x"]'),
    },
    "jsonl": {
        "a name twice": _in('"quote":', '"quote":"withdrawn","quote":'),
        "a name more": _in('"quote":', '"note":"x","quote":'),
        "a name with a blank": _in('"quote":', '"quote ":"withdrawn","quote":'),
        "another schema": _in('"schema":2', '"schema":3'),
        "a list": _in(r'"title":("[^"]*")', r'"title":[\1]'),
    },
    "csv": {"a cell more": _in("\r\n", ",withdrawn\r\n", at=2)},
    "qdpx": {
        "another code": _in(r'(</Description><Coding[^>]*><CodeRef targetGUID=")[^"]*', rf"\g<1>{_ONE}", _PROJECT),
        "a code more": _in("</Description>", f"</Description>{_CODING}", _PROJECT),
    },
}  # fmt: skip


@pytest.mark.parametrize("manifest", [True, False])
@pytest.mark.parametrize(("form", "way"), [(form, way) for form, ways in _OF_A_ROW.items() for way in ways])
def test_what_is_done_to_a_row_is_found_and_the_row_is_named(
    written, verified, form: str, way: str, *, manifest: bool
) -> None:
    report = verified(form, _OF_A_ROW[form][way](written(form).read_bytes()), manifest=manifest)
    assert [one.row for one in report.failures] == [2], report.failures


_BESIDE = {
    "xlsx": {
        "a hidden sheet": _sheet(lambda book: setattr(book.create_sheet("x"), "sheet_state", "hidden")),
        "a column that is hidden": _in(r'<col min="6"', '<col hidden="1" min="6"', _SHEET, 0),
        "its title": _sheet(lambda book: setattr(book.properties, "title", "withdrawn")),
        "another name": _sheet(lambda book: setattr(book.worksheets[0], "title", "withdrawn")),
        "a head of its pages": _sheet(lambda book: setattr(book.worksheets[0].oddHeader.left, "text", "Not so")),
        "a program": _with("xl/vbaProject.bin", "x"), "a drawing": _with("xl/drawings/drawing1.xml", "<x/>"),
        "a condition": _in(r"(</sheetData>)", r'\1<conditionalFormatting sqref="F2:F9"/>', _SHEET, 0),
    },
    "docx": {
        "a paragraph": _in("(</w:tbl>)", rf"\1<w:p>{_RUN}</w:p>", _WORDS, 0),
        "the head": _in("<w:t>Passage</w:t>", "<w:t>Refused</w:t>", _WORDS, 0),
        "a source": _in(r" \(SHA-256 [0-9a-f]{64}\)", "", _WORDS, 0),
    },
    "md": {"words at its end": _behind("\nwithdrawn\n"), "words before it": lambda data: b"withdrawn\n\n" + data},
    "html": {
        "words at its end": _behind("withdrawn"), "a style": _in("</style>", "figure{display:none}</style>", at=0),
        "a script": _in("</style>", "</style><script>x</script>", at=0),
        "a base": _in("<style>", "<base href='x'><style>", at=0),
        "no policy": _in("<meta http-equiv[^>]*>\n", "", at=0), "another title": _in("<title>", "<title>x", at=0),
    },
    "ris": {"words at its end": _behind("withdrawn\r\n"), "a record": _behind("TY  - RPRT\r\nN1  - x\r\nER  - \r\n")},
    "bibtex": {
        "words": _behind("withdrawn\n"),
        "a remark": _behind("@comment{withdrawn}\n"),
        "an entry": _behind("@misc{x, note={x}}\n"),
        "a text": lambda data: b'@string{x = "withdrawn"}\n' + data,
        "an entry in round brackets": _behind("@misc(x, note={x})\n"),
    },
    "jsonl": {
        "words at its end": _behind("withdrawn\n"),
        "a list": _behind("[1]\n"),
        "a row": _behind('{"quote": "withdrawn"}\n'),
    },
    "csl-json": {"an entry": _in(r"\n\]", ',\n{"annote": "withdrawn"}]', at=0)},
    "csv": {"a row": _behind("withdrawn\r\n")},
    "qdpx": {
        "a source": _with("sources/extra.txt", "withdrawn"), "a source elsewhere": _with("Sources/x.txt", "x"),
        "a code": _in("</Codes>", f'<Code guid="{_ONE}" name="x" isCodable="true"/></Codes>', _PROJECT, 0),
        "a code's name": _in(r'(<Code guid="[^"]*" name=")(?=PERSON|matching)', r"\1Not ", _PROJECT, 0),
        "a selection": _in(r"(<TextSource [^>]*>\n)", rf"\1{_CODED}", _PROJECT, 0),
        "notes": _in("</Sources>", f'</Sources><Notes><Note guid="{_ONE}"/></Notes>', _PROJECT, 0),
        "another text": _in("<TextSource ", '<TextSource richTextPath="internal://x.docx" ', _PROJECT, 0),
        "more of a page": lambda data: joined({name: part + b" withdrawn" * name.startswith("sources/")
                                               for name, part in parts(data).items()}),
    },
}  # fmt: skip


_DRAWN = '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">{}</xdr:wsDr>'


@pytest.mark.parametrize(("drawn", "failures"), [("", 0), ("<xdr:twoCellAnchor/>", 2)])
def test_a_drawing_that_draws_nothing_is_none(written, verified, drawn: str, failures: int) -> None:
    some = parts(written("xlsx").read_bytes())
    some["xl/drawings/drawing1.xml"] = _DRAWN.format(drawn).encode()
    some[_SHEET] = some[_SHEET].replace(b"</worksheet>", b'<drawing r:id="rId999"/></worksheet>')
    assert len(verified("xlsx", joined(some)).failures) == failures


@pytest.mark.parametrize("manifest", [True, False])
@pytest.mark.parametrize(("form", "way"), [(form, way) for form, ways in _BESIDE.items() for way in ways])
def test_what_is_put_beside_the_rows_is_found(written, verified, form: str, way: str, *, manifest: bool) -> None:
    report = verified(form, _BESIDE[form][way](written(form).read_bytes()), manifest=manifest)
    assert report.failures
    assert {one.verdict for one in report.failures} <= {"file altered", "added"}, report.failures

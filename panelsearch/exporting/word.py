"""An export as a Word document: docx, a table of passages with their meetings and citations, to paste into reports.

python-docx makes the document around the table, whose rows are then written as a stream. What a machine needs to know
of a passage stands beside its number as hidden text.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from panelsearch.exporting.archives import Archive, opened
from panelsearch.exporting.base import Beside, ExportFormat, Found, NotAnExportError, Setting
from panelsearch.exporting.characters import as_xml_holds
from panelsearch.exporting.line_ends import wraps
from panelsearch.exporting.marks import PLACE, found, mark
from panelsearch.exporting.seals import Seal, Sealed
from panelsearch.exporting.sources import Sources

_DOCUMENT = "word/document.xml"
_ROWS, _SOURCES = "ROWS-GO-HERE", "SOURCES-GO-HERE"
_HEAD = ("No.", "Meeting", "Passage", "Source")
_WIDTHS_CM = (1.1, 3.4, 9.0, 3.5)
_MARGIN_CM = 2.0
_PAGE_CM = (21.0, 29.7)
_TWIPS = 1440 / 2.54
"""In a centimetre."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_AROUND, _ENDED, _NOTED = "ContextSentence", "LineEnd", "PassageNote"
_MARKED, _LINKED = 0, 3
"""Which cell holds the mark as hidden text, which a link."""
_WRITTEN = frozenset(
    "tc tcPr tcW p pPr pStyle r rPr rStyle vanish t br cr tab fldChar instrText "
    "lang noProof rFonts proofErr bookmarkStart bookmarkEnd lastRenderedPageBreak".split()
)
"""What stands in a row: what we write, and what Word adds when it saves a document."""
_SPACE = ' xml:space="preserve"'
_LINE_END = f'<w:r><w:rPr><w:rStyle w:val="{_ENDED}"/></w:rPr><w:t{_SPACE}> </w:t></w:r>'
_BREAKS = re.compile(r"(\n|\t|\r)")


def _write(rows: Iterable[Sealed], path: Path, setting: Setting) -> None:
    sources = Sources()
    around = _around(as_xml_holds(setting.heading), noted="note" in setting.columns)
    with zipfile.ZipFile(io.BytesIO(around)) as made, Archive(path) as archive:
        for info in made.infolist():
            if info.filename != _DOCUMENT:
                archive.add(info.filename, made.read(info))
        archive.add(_DOCUMENT, _document(made.read(_DOCUMENT).decode(), rows, sources))


def _around(heading: str, *, noted: bool) -> bytes:
    """A document with a heading, a table of one row to be replaced, and a list of sources to be filled.

    `noted`: passages have notes.
    """
    import docx
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    document = docx.Document()
    document.core_properties.author, document.core_properties.comments = "panelsearch", ""
    document.core_properties.created = document.core_properties.modified = datetime(1980, 1, 1, tzinfo=UTC)
    _set_up(document)
    if noted:
        document.styles.add_style(_NOTED, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    document.add_heading(heading, level=1)
    table = document.add_table(2, len(_HEAD), style="Table Grid")
    table.autofit = False
    for column, cell, name, width in zip(table.columns, table.rows[0].cells, _HEAD, _WIDTHS_CM, strict=True):
        cell.text = name
        column.width = cell.width = Cm(width)
        cell.paragraphs[0].runs[0].bold = True
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))  # the head stands on every page
    table.rows[1].cells[0].text = _ROWS
    document.add_heading("Sources", level=2)
    document.add_paragraph(_SOURCES, style="List Bullet")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: Any) -> None:
    """A4 with narrow margins, small type without room between lines, quotations upright: as reports are set."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt, RGBColor

    page = document.sections[0]
    page.page_width, page.page_height = map(Cm, _PAGE_CM)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(_MARGIN_CM)
    normal, quote = document.styles["Normal"], document.styles["Quote"]
    normal.font.name, normal.font.size = "Calibri", Pt(10)
    normal.paragraph_format.space_after = quote.paragraph_format.space_after = Pt(2)
    quote.font.italic = False
    document.styles.add_style(_ENDED, WD_STYLE_TYPE.CHARACTER)
    around = document.styles.add_style(_AROUND, WD_STYLE_TYPE.PARAGRAPH)
    around.base_style, around.font.color.rgb = normal, RGBColor(0x60, 0x60, 0x60)


def _document(around: str, rows: Iterable[Sealed], sources: Sources) -> Iterator[str]:
    # the placeholders stand last of all that is written, so that no heading can be taken for one
    at = around.rindex(_ROWS)
    start, end = around.rindex("<w:tr>", 0, at), around.index("</w:tr>", at) + len("</w:tr>")
    yield around[:start]
    yield from map(_row, sources.noted(rows))
    behind = around[end:]
    at = behind.rindex(_SOURCES)
    start, end = behind.rindex("<w:p>", 0, at), behind.index("</w:p>", at) + len("</w:p>")
    paragraph = behind[start:end]
    yield behind[:start]
    for told in sources.told:
        yield paragraph.replace(_SOURCES, escape(as_xml_holds(told)))
    yield behind[end:]


def _row(row: Sealed) -> str:
    number = _run(str(row.number)) + f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{escape(mark(row))}</w:t></w:r>"
    passage = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_flowing(text)}</w:p>'
        for style, text in (
            (_AROUND, row.text("before")), ("Quote", row.text("quote")), (_AROUND, row.text("after")),
            (_NOTED, row.text("note")),
        )
        if text
    )  # fmt: skip
    cells = (
        _paragraph(number),
        _paragraph(_run(row.text("meeting"))),
        passage,
        _paragraph(_link(row.text("citation"), row.text("link"))),
    )
    return "<w:tr>" + "".join(map(_cell, cells, _WIDTHS_CM)) + "</w:tr>"


def _cell(paragraphs: str, width_cm: float) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{round(width_cm * _TWIPS)}" w:type="dxa"/></w:tcPr>{paragraphs}</w:tc>'


def _paragraph(runs: str) -> str:
    return f"<w:p>{runs}</w:p>"


def _run(text: str) -> str:
    """A run of text: line breaks and tabs are Word's own, as python-docx reads them back."""
    signs = {"\n": "<w:br/>", "\t": "<w:tab/>", "\r": f"<w:t{_SPACE}>&#13;</w:t>", "": ""}
    pieces = (
        signs[piece] if piece in signs else f"<w:t{_SPACE}>{escape(piece)}</w:t>" for piece in _BREAKS.split(text)
    )  # fmt: skip
    return f"<w:r>{''.join(pieces)}</w:r>"


def _flowing(text: str) -> str:
    """Runs of text in which a line that ended at the margin of the print goes on, its end marked by a style."""
    ends = [-1, *sorted(wraps(text)), len(text)]
    return _LINE_END.join(_run(text[before + 1 : end]) for before, end in pairwise(ends))


def _link(text: str, target: str) -> str:
    """Text that opens a place: a field, which needs no list of links to be kept until the end."""
    if not target:
        return _run(text)
    begin, between, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    address = escape(target.replace("\\", "/").replace('"', "%22"))
    return f'{begin}<w:r><w:instrText{_SPACE}> HYPERLINK "{address}" </w:instrText></w:r>{between}{_run(text)}{end}'


def _read(path: Path) -> Iterator[Found]:
    try:
        with opened(path) as archive, archive.open(_DOCUMENT) as file:
            if archive.getinfo(_DOCUMENT).file_size > 1 << 31:
                raise NotAnExportError("the document is too large")
            yield from _rows(file)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError) as error:
        raise NotAnExportError(str(error)) from error


def _rows(file: Any) -> Iterator[Found]:
    first, tables = True, list[ElementTree.Element]()
    for event, element in ElementTree.iterparse(file, events=("start", "end")):  # noqa: S314 - expat bounds entities
        if element.tag == f"{_WORD}tbl":
            if event == "start":
                tables.append(element)
            else:
                tables.pop()
        elif event == "end" and element.tag == f"{_WORD}tr" and len(tables) == 1:
            if not first:
                yield _found(element)
            elif tuple(map(_text, element.findall(f"{_WORD}tc"))) != _HEAD:
                yield Found({}, aside=True, wrong="the head of its table was changed")
            first = False
            tables[0].remove(element)


def _beside(path: Path) -> Beside:
    """The heading is what stands before the table, the sources what stands below the words behind it."""
    with opened(path) as archive, archive.open(_DOCUMENT) as file:
        paragraphs, tables, before = list[str](), 0, 0
        for event, element in ElementTree.iterparse(file, events=("start", "end")):  # noqa: S314 - expat bounds entities
            if element.tag == f"{_WORD}tbl":
                tables += 1 if event == "start" else -1
                before = before or len(paragraphs)
            elif event == "end" and element.tag == f"{_WORD}tr":
                element.clear()
            elif event == "end" and element.tag == f"{_WORD}p" and not tables:
                paragraphs.append(_text(element))
    return Beside("\n".join(paragraphs[:before]), tuple(paragraphs[before + 1 :]))


def _found(row: ElementTree.Element) -> Found:
    cells = row.findall(f"{_WORD}tc")
    if len(cells) != len(_HEAD):
        return Found({})
    runs = {hidden: "".join(_text(run) for run in cells[0].iter(f"{_WORD}r") if _hidden(run) is hidden)
            for hidden in (True, False)}  # fmt: skip
    texts = {"before": "", "quote": "", "after": "", "note": ""}
    for paragraph in cells[2].findall(f"{_WORD}p"):
        style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
        called = style.get(f"{_WORD}val") if style is not None else ""
        into = {"Quote": "quote", _NOTED: "note"}.get(called or "", "after" if texts["quote"] else "before")
        texts[into] += ("\n" if texts[into] else "") + _text(paragraph)
    link = "".join(part.text or "" for part in cells[3].iter(f"{_WORD}instrText"))
    address = re.fullmatch(r' *HYPERLINK "([^"]*)" *', link)
    texts |= {"meeting": _text(cells[1]), "citation": _text(cells[3]), "link": address[1] if address else ""}
    said = found(runs[True], **texts)
    seal = Seal.parsed(said.seal)
    wrong = ", ".join(dict.fromkeys(_strange(cells)))
    if seal and runs[False].strip() != str(seal.number):
        wrong = wrong or "its number"
    return replace(said, wrong=wrong or ("what its link opens" if link and not address else ""))


def _strange(cells: Sequence[ElementTree.Element]) -> Iterator[str]:
    """What stands in a row that we do not write nor Word adds of itself: it may show other words, or hide these."""
    for at, cell in enumerate(cells):
        for part in cell.iter():
            name = part.tag.removeprefix(_WORD)
            hidden = name == "vanish" and at != _MARKED
            styled = name == "rStyle" and part.get(f"{_WORD}val") != _ENDED
            if name not in _WRITTEN or hidden or styled or (name == "instrText" and at != _LINKED):
                yield f"w:{name}"


def _hidden(run: ElementTree.Element) -> bool:
    return run.find(f"{_WORD}rPr/{_WORD}vanish") is not None


def _text(element: ElementTree.Element) -> str:
    signs = {f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}tab": "\t"}
    told: list[str] = []
    ended = False
    for part in element.iter():
        if part.tag == f"{_WORD}r":
            style = part.find(f"{_WORD}rPr/{_WORD}rStyle")
            ended = style is not None and style.get(f"{_WORD}val") == _ENDED
        text = part.text or "" if part.tag == f"{_WORD}t" else signs.get(part.tag, "")
        told.append("\n" if ended and text == " " else text)
    return "".join(told)


FORMAT = ExportFormat(
    "docx",
    _write,
    _read,
    held=as_xml_holds,
    shows=(*PLACE, "meeting", "quote", "citation", "link", "before", "after"),
    also=("note",),
    beside=_beside,
    linked=True,
)

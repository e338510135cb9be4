"""An export as a Word document: docx, a table of passages with their meetings and citations, to paste into reports.

python-docx makes the document around the table, whose rows are then written as a stream. What a machine needs to know
of a passage stands beside its number in a field that shows nothing, as reference managers keep theirs. What a register
says of it stands in a last column, in lines of their own.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
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
from panelsearch.exporting.register_columns import BESIDE_PASSAGES, GROUPS, column_of, labelled
from panelsearch.exporting.seals import Seal, Sealed
from panelsearch.exporting.sources import Sources

_DOCUMENT = "word/document.xml"
_ROWS, _SOURCES = "ROWS-GO-HERE", "SOURCES-GO-HERE"
_HEAD = ("No.", "Meeting", "Passage", "Source")
_WIDTHS_CM, _WIDTHS_OF_MORE_CM = (1.1, 3.4, 9.0, 3.5), (1.1, 2.8, 7.3, 2.8, 3.0)
_MARGIN_CM = 2.0
_PAGE_CM = (21.0, 29.7)
_TWIPS = 1440 / 2.54
"""In a centimetre."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_AROUND, _ENDED, _DAY = "ContextSentence", "LineEnd", "MeetingDay"
_LINKED, _MORE = 3, 4
"""Which cell holds a link, which what a register says."""
_FIELDS = {
    0: re.compile(r" *ADDIN panelsearch (?P<said>\{.*\}) *"), _LINKED: re.compile(r' *HYPERLINK "(?P<said>[^"]*)" *')
}  # fmt: skip
"""Which cells hold a field: the mark, which shows nothing, and the link."""
_WRITTEN = frozenset(
    "tc tcPr tcW p pPr pStyle r rPr rStyle t br cr tab fldChar instrText "
    "lang noProof rFonts proofErr bookmarkStart bookmarkEnd lastRenderedPageBreak".split()
)
"""What stands in a row: what we write, and what Word adds when it saves a document."""
_SPACE = ' xml:space="preserve"'
_LINE_END = f'<w:r><w:rPr><w:rStyle w:val="{_ENDED}"/></w:rPr><w:t{_SPACE}> </w:t></w:r>'
_BREAKS = re.compile(r"(\n|\t|\r)")


def _write(rows: Iterable[Sealed], path: Path, setting: Setting) -> None:
    sources = Sources()
    head = next((name for name, columns in GROUPS.items() if set(columns) <= set(setting.columns)), None)
    around = _around(as_xml_holds(setting.heading), (*_HEAD, head) if head else _HEAD)
    with zipfile.ZipFile(io.BytesIO(around)) as made, Archive(path) as archive:
        for info in made.infolist():
            if info.filename != _DOCUMENT:
                archive.add(info.filename, made.read(info))
        archive.add(_DOCUMENT, _document(made.read(_DOCUMENT).decode(), rows, sources))


def _around(heading: str, heads: Sequence[str]) -> bytes:
    """A document with a heading, a table of one row to be replaced, and a list of sources to be filled."""
    import docx
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    document = docx.Document()
    document.core_properties.author, document.core_properties.comments = "panelsearch", ""
    document.core_properties.created = document.core_properties.modified = datetime(1980, 1, 1, tzinfo=UTC)
    _set_up(document)
    document.add_heading(heading, level=1)
    table = document.add_table(2, len(heads), style="Table Grid")
    table.autofit = False
    for column, cell, name, width in zip(table.columns, table.rows[0].cells, heads, _widths(heads), strict=True):
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


def _widths(cells: Sequence[object]) -> tuple[float, ...]:
    """How wide each cell of a row is, in centimetres."""
    return _WIDTHS_CM if len(cells) == len(_WIDTHS_CM) else _WIDTHS_OF_MORE_CM


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
    document.styles.add_style(_DAY, WD_STYLE_TYPE.PARAGRAPH).base_style = normal
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
    passage = "".join(
        _paragraph(_flowing(text), style)
        for style, text in ((_AROUND, row.text("before")), ("Quote", row.text("quote")), (_AROUND, row.text("after")))
        if text
    )
    body, day = row.text("body"), row.text("meeting_day")
    cells = [
        _paragraph(_run(str(row.number)) + _field(f"ADDIN panelsearch {mark(row)}")),
        (_paragraph(_run(body)) if body or not day else "") + (_paragraph(_run(day), _DAY) if day else ""),
        passage,
        _paragraph(_link(row.text("citation"), row.text("link"))),
    ]
    if not row.values.keys().isdisjoint(BESIDE_PASSAGES):
        told = (_paragraph(_run(line)) for line in _lines(row.text))
        cells.append("".join(told) or _paragraph(""))
    return "<w:tr>" + "".join(map(_cell, cells, _widths(cells))) + "</w:tr>"


def _lines(text: Callable[[str], str]) -> list[str]:
    """What stands in the last column of a row, a paragraph each."""
    return [f"{label}: {said}" for _, label, said in labelled(text)]


def _cell(paragraphs: str, width_cm: float) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{round(width_cm * _TWIPS)}" w:type="dxa"/></w:tcPr>{paragraphs}</w:tc>'


def _paragraph(runs: str, style: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>' if style else f"<w:p>{runs}</w:p>"


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
    address = target.replace("\\", "/").replace('"', "%22")
    return _field(f'HYPERLINK "{address}"', _run(text)) if target else _run(text)


def _field(said: str, shown: str = "") -> str:
    """A field: what it says to programs, and the runs that readers are shown."""
    begin, between, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText{_SPACE}> {escape(said)} </w:instrText></w:r>{between}{shown}{end}"


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
            elif not _is_head(tuple(map(_text, element.findall(f"{_WORD}tc")))):
                yield Found({}, aside=True, wrong="the head of its table was changed")
            first = False
            tables[0].remove(element)


def _is_head(names: tuple[str, ...]) -> bool:
    return names in (_HEAD, *((*_HEAD, one) for one in GROUPS))


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
    if len(cells) not in (_MORE, _MORE + 1):
        return Found({})
    marked, link = (_said_by_field(cells[at], pattern) for at, pattern in _FIELDS.items())
    texts = {"body": "", "meeting_day": "", "before": "", "quote": "", "after": ""}
    for paragraph in cells[1].findall(f"{_WORD}p"):
        _add(texts, "meeting_day" if _style(paragraph) == _DAY else "body", paragraph)
    for paragraph in cells[2].findall(f"{_WORD}p"):
        into = "quote" if _style(paragraph) == "Quote" else "after" if texts["quote"] else "before"
        _add(texts, into, paragraph)
    lines = [line for cell in cells[_MORE:] for paragraph in cell.findall(f"{_WORD}p") if (line := _text(paragraph))]
    more = {column_of(label): said for label, _, said in (line.partition(": ") for line in lines)}
    texts |= {"citation": _text(cells[_LINKED]), "link": link}
    said = found(marked, **texts, **{name: more[name] for name in BESIDE_PASSAGES if name in more})
    seal = Seal.parsed(said.seal)
    wrong = ", ".join(dict.fromkeys(_strange(cells)))
    if seal and _text(cells[0]).strip() != str(seal.number):
        wrong = wrong or "its number"
    if lines != _lines(lambda name: more.get(name, "")):
        wrong = wrong or f"what stands beside it: {'; '.join(lines)}"
    return replace(said, wrong=wrong)


def _said_by_field(cell: ElementTree.Element, pattern: re.Pattern[str]) -> str:
    said = pattern.fullmatch("".join(part.text or "" for part in cell.iter(f"{_WORD}instrText")))
    return said["said"] if said else ""


def _style(paragraph: ElementTree.Element) -> str:
    style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
    return style.get(f"{_WORD}val", "") if style is not None else ""


def _add(texts: dict[str, str], name: str, paragraph: ElementTree.Element) -> None:
    texts[name] += ("\n" if texts[name] else "") + _text(paragraph)


def _strange(cells: Sequence[ElementTree.Element]) -> Iterator[str]:
    """What stands in a row that we do not write nor Word adds of itself: it may show other words, or hide these."""
    for at, cell in enumerate(cells):
        for part in cell.iter():
            name = part.tag.removeprefix(_WORD)
            styled = name == "rStyle" and part.get(f"{_WORD}val") != _ENDED
            if name not in _WRITTEN or styled or (name == "instrText" and at not in _FIELDS):
                yield f"w:{name}"
        said = "".join(part.text or "" for part in cell.iter(f"{_WORD}instrText"))
        if said and at in _FIELDS and not _FIELDS[at].fullmatch(said):
            yield "what its link opens" if at == _LINKED else "its mark"


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
    shows=(*PLACE, "body", "meeting_day", "quote", "citation", "link", "before", "after"),
    also=BESIDE_PASSAGES,
    beside=_beside,
    linked=True,
    binary=True,
)

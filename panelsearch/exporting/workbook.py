"""An export as a spreadsheet: xlsx, each citation a link that opens the page. Written as a stream, read by openpyxl.

Text is text (inline strings), never a formula. What a cell of Excel cannot hold is refused, never cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, zip_longest
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr
from zipfile import BadZipFile

from panelsearch.exporting.archives import Archive, opened
from panelsearch.exporting.base import ExportFormat, Found, NotAnExportError, Setting
from panelsearch.exporting.characters import as_xml_holds
from panelsearch.exporting.links import opens
from panelsearch.exporting.records import Value, text_of
from panelsearch.exporting.seals import Sealed
from panelsearch.exporting.sheet_looks import Looks, looks_of
from panelsearch.exporting.tabular import SEAL, found_in, names_once

_TITLE = "passages"
_MOST_LINKS = 65_530
_MOST_ROWS = 1_048_576
_LONGEST_CELL = 32_767
_ESCAPE = re.compile(r"(?<=_x)(?=[0-9A-Fa-f]{4}_)")
"""Within what Excel would take for the number of a character; openpyxl would not."""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TOP = 'applyAlignment="1"><alignment vertical="top" wrapText="1"/>'
_PARTS = {
    "[Content_Types].xml": (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        f'<sheet name="{_TITLE}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font>'
        '<font><u/><sz val="11"/><color rgb="FF0563C1"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        f'<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" {_TOP}</xf>'
        f'<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" {_TOP}</xf>'
        f'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" {_TOP}</xf></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}
_WIDTHS = {
    "quote": 80, "citation": 40, "before": 40, "after": 40, "answer": 40, "note": 40, "variants": 40, "places": 40,
    "name": 30, "bodies": 30, "document": 28, "title": 28, "body": 24, "item_heading": 24, "people": 24, "person": 24,
    "proposer": 18, "seconder": 18, "document_sha256": 14, "seal": 14, "meeting_date": 12,
}  # fmt: skip
"""In characters."""
_NARROW = 10
_RETURN = {"\r": "&#13;"}
_BOLD, _LINKED, _PLAIN = ' s="1"', ' s="2"', ' s="3"'


def _write(rows: Iterable[Sealed], path: Path, setting: Setting) -> None:
    links: list[tuple[str, str]] = []
    with Archive(path) as archive:
        for name, said in _PARTS.items():
            archive.add(name, said)
        archive.add("xl/worksheets/sheet1.xml", _sheet(rows, setting, links))
        related = (
            f'<Relationship Id="rId{number}" Type="{_RELATIONS}/hyperlink" Target={quoteattr(target)}'
            ' TargetMode="External"/>'
            for number, (_, target) in enumerate(links, 1)
        )
        open_tag = f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        archive.add("xl/worksheets/_rels/sheet1.xml.rels", chain((open_tag,), related, ("</Relationships>",)))


def _sheet(rows: Iterable[Sealed], setting: Setting, links: list[tuple[str, str]]) -> Iterator[str]:
    """The sheet, a row at a time; `links` are filled with cells and where they lead."""
    columns = (*setting.columns, SEAL)
    linked = columns.index("citation") if "citation" in columns else None
    letters = [_letters(at) for at in range(len(columns))]
    yield (
        f'{_HEAD}<worksheet xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{''.join(_width(at, name) for at, name in enumerate(columns, 1))}</cols>"
        '<sheetData><row r="1">'
    )
    at = 1
    yield "".join(_cell(f"{letter}1", name, _BOLD) for letter, name in zip(letters, columns, strict=True)) + "</row>"
    for row in rows:
        at = row.number + 1
        if at > _MOST_ROWS:
            raise ValueError(f"a sheet holds {_MOST_ROWS:,} rows at most")
        cells = [_cell(f"{letters[c]}{at}", value, _PLAIN) for c, value in enumerate((*row.values.values(), row.seal))]
        if linked is not None and row.record and row.record.link and len(links) < _MOST_LINKS:
            place = f"{letters[linked]}{at}"
            links.append((place, row.record.link))
            cells[linked] = _cell(place, row.values["citation"], _LINKED)
        yield f'<row r="{at}">{"".join(cells)}</row>'
    yield "</sheetData>"
    yield f'<autoFilter ref="A1:{letters[-1]}{at}"/>'
    if links:
        told = (f'<hyperlink ref="{place}" r:id="rId{number}"/>' for number, (place, _) in enumerate(links, 1))
        yield f"<hyperlinks>{''.join(told)}</hyperlinks>"
    yield "</worksheet>"


def _cell(place: str, value: Value, style: str) -> str:
    if isinstance(value, str):
        if not value:
            return ""
        if len(value) > _LONGEST_CELL:
            raise ValueError(f"a cell holds {_LONGEST_CELL:,} characters at most, and a passage has {len(value):,}")
        texts = [f'<t xml:space="preserve">{escape(piece, _RETURN)}</t>' for piece in _ESCAPE.split(value)]
        told = texts[0] if len(texts) == 1 else "".join(f"<r>{text}</r>" for text in texts)  # parted, it is no escape
        return f'<c r="{place}"{style} t="inlineStr"><is>{told}</is></c>'
    if isinstance(value, bool):
        return f'<c r="{place}"{style} t="b"><v>{int(value)}</v></c>'
    return "" if value is None else f'<c r="{place}"{style}><v>{text_of(value)}</v></c>'


def _width(number: int, name: str) -> str:
    return f'<col min="{number}" max="{number}" width="{_WIDTHS.get(name, _NARROW)}" customWidth="1"/>'


def _letters(column: int) -> str:
    """Such as "A" for 0 and "AA" for 26."""
    return (_letters(column // 26 - 1) if column >= 26 else "") + chr(65 + column % 26)


def _read(path: Path) -> Iterator[Found]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    with path.open("rb") as file:  # so that its ending is not looked at
        try:
            book = openpyxl.load_workbook(file, read_only=True)
        except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
            raise NotAnExportError(str(error)) from error
        with opened(path) as archive:
            looks = looks_of(archive, book.worksheets[0]._worksheet_path.strip("/"))  # type: ignore[attr-defined] # its part is told nowhere else
        book.worksheets[0].reset_dimensions()  # what a file says of its size is not believed
        rows = book.worksheets[0].iter_rows(values_only=True, max_row=_MOST_ROWS)
        header = names_once([text_of(name) for name in next(rows, ())])  # type: ignore[arg-type]
        for number, values in enumerate(rows, 2):
            said = [text_of(value) for value in values]  # type: ignore[arg-type]
            if any(said):
                cells = list(zip_longest(header, said, fillvalue=""))
                found = found_in({name: text for name, text in cells if name})
                beyond = "".join(text for name, text in cells if not name)
                yield replace(found, wrong=_wrong(found, beyond, looks, number))
        for sheet in book.worksheets[1:]:
            yield Found({}, aside=True, wrong=f"there is another sheet, {sheet.title}")
        if book.worksheets[0].title != _TITLE:
            looks.aside[f"its sheet is called {book.worksheets[0].title}"] = None
        looks.aside.update(dict.fromkeys(looks.rows.get(1, ())))
        yield from (Found({}, aside=True, wrong=told) for told in looks.aside)
        book.close()


def _wrong(found: Found, beyond: str, looks: Looks, number: int) -> str:
    """What stands in a row of the sheet beside its cells and is not as it was written."""
    if beyond:
        return "a cell under no heading"
    document, page = found.values.get("document", ""), found.values.get("page", "")
    links = looks.links.get(number, [])
    if document and page and not all(opens(link, document, page, as_xml_holds) for link in links):
        return "what its link opens"
    linked = "citation" in found.values and number <= _MOST_LINKS + 1
    if linked and not links:
        return "its link is gone"
    return ", ".join(looks.rows.get(number, ()))


FORMAT = ExportFormat(
    "xlsx", _write, _read, held=as_xml_holds, linked=True, binary=True, tabular=True, headed=True, whole=True
)

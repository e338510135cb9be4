"""What does a spreadsheet show, or hide, beside the text of its cells? A reader goes by what is shown.

A program that saves a sheet again may part, name and style things its own way; what it would not do of itself is told:
a note, a row that is hidden, figures put in other words by their number format, letters struck out or in white.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.etree import ElementTree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_IN = f"{{{MAIN}}}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PARTS = re.compile(
    r"\[Content_Types\]\.xml|(?:.*/)?_rels/.*\.rels|docProps/(?:app|core|custom)\.xml|xl/(?:workbook|styles|sharedStrings"
    r"|calcChain|metadata|theme/theme\d+|worksheets/sheet\d+)\.xml|xl/printerSettings/.*\.bin"
)
"""The parts that a workbook of nothing but cells and links has."""
_NOTES = re.compile(r"xl/(?:.*/)?(?:comment|threadedComment)s?\d*\.xml")
_OF_NOTES = re.compile(r"xl/(?:.*/)?(?:\w*Drawing\d*\.vml|persons/\w*\.xml)|legacyDrawing")
"""What comes with notes: they are told by their rows."""
_DRAWING = re.compile(r"xl/drawings/drawing\d+\.xml")
_BLANK_SHEET = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}wsDr"
"""What a drawing is that draws nothing, if nothing stands in it: some programs save one."""
_OF_SHEET = frozenset(
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData autoFilter hyperlinks printOptions pageMargins "
    "pageSetup headerFooter phoneticPr ignoredErrors".split()
)
"""What stands in a worksheet that shows no words but those of its cells."""
_MORE_ON_SHEET = "there is more on its sheet than cells: {}"
_PLAIN_NUMBERS = (0, 1, 49)
"""The formats General, 0 and Text."""
_PROPERTIES = ("title", "subject", "description", "keywords", "category")
_LEAST_SIZE = 4.0
_YES = ("1", "true")
_ROW = re.compile(r"\d+")


@dataclass(slots=True)
class Looks:
    """`links` are where those of each row lead; `rows` what is odd in each, `aside` what is odd beside them."""

    links: dict[int, list[str]] = field(default_factory=dict)
    rows: dict[int, dict[str, None]] = field(default_factory=dict)
    aside: dict[str, None] = field(default_factory=dict)

    def odd(self, row: int, told: str) -> None:
        """Note what is odd in a row."""
        self.rows.setdefault(row, {})[told] = None


def looks_of(archive: zipfile.ZipFile, sheet: str) -> Looks:
    """How a sheet looks, given the name of its part."""
    looks = Looks()
    blank = {name for name in archive.namelist() if _DRAWING.fullmatch(name) and _draws_nothing(archive, name)}
    names = [name for name in archive.namelist() if name not in blank]
    for name in names:
        if _NOTES.fullmatch(name):
            for note in _elements(archive, name):
                if at := _ROW.search(note.get("ref", "")):
                    looks.odd(int(at[0]), "there is a note on it")
        elif not _PARTS.fullmatch(name):
            looks.aside[f"there is more in it than a sheet: {name}"] = None
    if "docProps/core.xml" in names:
        for one in _elements(archive, "docProps/core.xml"):
            if one.tag.rpartition("}")[2] in _PROPERTIES and (one.text or "").strip():
                looks.aside["its properties say something"] = None
    for one in _elements(archive, "xl/workbook.xml"):
        if one.tag == f"{_IN}definedName" and not one.get("name", "").startswith("_xlnm."):
            looks.aside["there is a name for cells"] = None
    styles, strings = _odd_styles(archive, names), _odd_strings(archive, names)
    with archive.open(sheet) as file:
        _look_at_sheet(file, _targets(archive, sheet, names), styles, strings, looks)
    if blank and not any(map(_DRAWING.fullmatch, names)):
        looks.aside.pop(_MORE_ON_SHEET.format("drawing"), None)
    if any(map(_NOTES.fullmatch, names)):
        looks.aside = {told: None for told in looks.aside if not _OF_NOTES.fullmatch(told.rpartition(": ")[2])}
    return looks


def _draws_nothing(archive: zipfile.ZipFile, part: str) -> bool:
    return [one.tag for one in _elements(archive, part)] == [_BLANK_SHEET]


def _look_at_sheet(
    file: IO[bytes], targets: dict[str, str], styles: dict[str, str], strings: frozenset[str], looks: Looks
) -> None:  # fmt: skip
    inside: list[str] = []
    row = 0
    for event, element in ElementTree.iterparse(file, ("start", "end")):  # noqa: S314 - expat bounds entities
        name = element.tag.removeprefix(_IN)
        if event == "start":
            inside.append(name)
            continue
        inside.pop()
        if len(inside) == 1 and name not in _OF_SHEET:
            _look_at_more(element, name, looks)
        elif name in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"):
            if len(re.findall(r"\w{2,}", re.sub(r'&(?:"[^"]*"|K\w{6}|\d+|.)', " ", element.text or ""))) > 1:
                looks.aside["its pages have a head or foot of their own"] = None
        elif name == "sheetFormatPr" and element.get("zeroHeight") in _YES:
            looks.aside["its rows are hidden"] = None
        elif name == "col" and (element.get("hidden") in _YES or _is_hardly_there(element.get("width"))):
            looks.aside["a column is hidden"] = None
        elif name == "hyperlink":
            _look_at_link(element, targets, looks)
        elif name == "row":
            row = int(element.get("r", row + 1))  # a row without its number is the next
            if element.get("hidden") in _YES or _is_hardly_there(element.get("ht")):
                looks.odd(row, "it is hidden")
            for cell in element:
                for told in _odd_in(cell, styles, strings):
                    looks.odd(row, told)
            element.clear()


def _is_hardly_there(size: str | None) -> bool:
    """Whether a row's height, in points, or a column's width, in letters, is too small to be seen."""
    try:
        return size is not None and float(size) < 1
    except ValueError:
        return True


def _look_at_more(element: ElementTree.Element, name: str, looks: Looks) -> None:
    """Something that is laid over cells: over those of one row, or more."""
    laid = [one.get("ref") or one.get("sqref") or "" for one in element.iter()]
    rows = {int(row) for where in laid for row in _ROW.findall(where)}
    if len(rows) == 1:
        looks.odd(rows.pop(), f"there is more on it than cells: {name}")
    else:
        looks.aside[_MORE_ON_SHEET.format(name)] = None


def _odd_in(cell: ElementTree.Element, styles: dict[str, str], strings: frozenset[str]) -> Iterator[str]:
    if (style := cell.get("s", "0")) in styles:
        yield styles[style]
    children = {child.tag.removeprefix(_IN): child for child in cell}
    if len(children) < len(cell) or {"v", "is"} <= children.keys():
        yield "a cell says two things"
    written = children.get("is")
    if written is not None and _is_odd_text(written):
        yield "a part of it is shown otherwise"
    value = children.get("v")
    if cell.get("t") == "s" and value is not None and value.text in strings:
        yield "a part of it is shown otherwise"


def _look_at_link(element: ElementTree.Element, targets: dict[str, str], looks: Looks) -> None:
    if row := _ROW.search(element.get("ref", "")):
        target, location = targets.get(element.get(_ID, ""), ""), element.get("location")
        looks.links.setdefault(int(row[0]), []).append(f"{target}#{location}" if location else target)
        if element.get("tooltip"):
            looks.odd(int(row[0]), "there is a note on its link")


def _targets(archive: zipfile.ZipFile, sheet: str, names: list[str]) -> dict[str, str]:
    folder, name = posixpath.split(sheet)
    related = f"{folder}/_rels/{name}.rels"
    if related not in names:
        return {}
    return {one.get("Id", ""): one.get("Target", "") for one in _elements(archive, related)}


def _odd_styles(archive: zipfile.ZipFile, names: list[str]) -> dict[str, str]:
    """The styles of cells that show something else than the cell says, by number, with what they do."""
    if "xl/styles.xml" not in names:
        return {}
    with archive.open("xl/styles.xml") as file:
        root = ElementTree.parse(file).getroot()  # noqa: S314 - expat bounds entities
    formats = {one.get("numFmtId", ""): one.get("formatCode", "") for one in root.iter(f"{_IN}numFmt")}
    fonts, fills = (list(root.find(f"{_IN}{name}") or ()) for name in ("fonts", "fills"))
    odd: dict[str, str] = {}
    for number, style in enumerate(root.find(f"{_IN}cellXfs") or ()):
        kind = style.get("numFmtId", "0")
        if formats.get(kind, "General") != "General" or (kind not in formats and int(kind) not in _PLAIN_NUMBERS):
            odd[str(number)] = "a cell is shown in another number format"
        font = fonts[int(style.get("fontId", "0"))]
        fill = fills[int(style.get("fillId", "0"))].find(f"{_IN}patternFill/{_IN}fgColor") if fills else None
        if _is_odd_font(font, fill):
            odd[str(number)] = "a cell is struck out or cannot be seen"
    return odd


def _odd_strings(archive: zipfile.ZipFile, names: list[str]) -> frozenset[str]:
    """The numbers of the shared texts that are shown in part otherwise than they say."""
    if "xl/sharedStrings.xml" not in names:
        return frozenset()
    odd: list[str] = []
    number = 0
    with archive.open("xl/sharedStrings.xml") as file:
        for _, element in ElementTree.iterparse(file):  # noqa: S314 - expat bounds entities
            if element.tag == f"{_IN}si":
                if _is_odd_text(element):
                    odd.append(str(number))
                number += 1
                element.clear()
    return frozenset(odd)


def _is_odd_text(text: ElementTree.Element) -> bool:
    """Whether a text has a reading beside it, or runs that are struck out or cannot be seen."""
    runs = text.iter(f"{_IN}rPr")
    return text.find(f"{_IN}rPh") is not None or any(_is_odd_font(run, None) for run in runs)


def _is_odd_font(font: ElementTree.Element, fill: ElementTree.Element | None) -> bool:
    strike, colour, size = (font.find(f"{_IN}{name}") for name in ("strike", "color", "sz"))
    if strike is not None and strike.get("val", "1") in _YES:
        return True
    if size is not None and float(size.get("val", "11")) < _LEAST_SIZE:
        return True
    if colour is None:
        return False
    behind = {"rgb": "FFFFFF"} if fill is None else {**fill.attrib, "rgb": fill.get("rgb", "")[-6:]}
    shown = {**colour.attrib, "rgb": colour.get("rgb", "")[-6:]}
    if fill is None and (shown.get("theme") == "0" or shown.get("indexed") in ("1", "9")):
        return True
    return bool(shown["rgb"] or len(shown) > 1) and shown == behind


def _elements(archive: zipfile.ZipFile, part: str) -> Iterator[ElementTree.Element]:
    with archive.open(part) as file:
        yield from ElementTree.parse(file).iter()  # noqa: S314 - expat bounds entities

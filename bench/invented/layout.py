"""How does an invented paper come to look like its clerk's? Blocks of text become flowables on numbered pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from reportlab.lib import colors, pagesizes
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    HRFlowable,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    XPreformatted,
)  # fmt: skip

from bench.invented.source import Reader, Source

_DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
_IN_MARK = re.compile(r"\{[^{}]*\}|\[\[[^|\]]*\|")
_ALIGNED = {"left": TA_LEFT, "justify": TA_JUSTIFY}
_DEFAULT_ITEM = "{n}. **{h}**"
_FACES = {
    "times": ("Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic"),
    "helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique"),
    "courier": ("Courier", "Courier-Bold", "Courier-Oblique", "Courier-BoldOblique"),
}
_FILES = {
    "sans": ("DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique", "DejaVuSans-BoldOblique"),
    "serif": ("DejaVuSerif", "DejaVuSerif-Bold", "DejaVuSerif-Italic", "DejaVuSerif-BoldItalic"),
    "narrow": (
        "DejaVuSansCondensed", "DejaVuSansCondensed-Bold", "DejaVuSansCondensed-Oblique",
        "DejaVuSansCondensed-BoldOblique",
    ),
}  # fmt: skip


@cache
def _face(name: str) -> str:
    """The family's name; those with every European letter come from files, or, where those lack, from ReportLab."""
    if name in _FACES:
        return _FACES[name][0]
    files = [_DEJAVU / f"{file}.ttf" for file in _FILES[name]]
    if not all(file.exists() for file in files):
        files = [Path(f"{file}.ttf") for file in ("Vera", "VeraBd", "VeraIt", "VeraBI")]
    faces = [f"{name}-{place}" for place in range(4)]
    for face, file in zip(faces, files, strict=True):
        pdfmetrics.registerFont(TTFont(face, str(file)))
    pdfmetrics.registerFontFamily(faces[0], *faces)
    return faces[0]


def _canvas_of(source: Source) -> Callable[..., Canvas]:
    """A canvas that tells each mark the page on which it is drawn."""

    def told(canvas: Canvas, _kind: str, label: str) -> None:
        source.marks[int(label)].page = canvas.getPageNumber()

    def made(*arguments: Any, **named: Any) -> Canvas:
        canvas = Canvas(*arguments, **named)
        canvas.setNamedCB("told", told)
        return canvas

    return made


class _Styles:
    """The paper's own styles, from its settings."""

    def __init__(self, source: Source) -> None:
        size = float(source.setting("size", "11"))
        self.face = _face(source.setting("font", "times"))
        self.body = ParagraphStyle(
            "body", fontName=self.face, fontSize=size, leading=size * float(source.setting("leading", "1.25")),
            spaceAfter=float(source.setting("gap", "5")), leftIndent=float(source.setting("indent", "0")),
            alignment=_ALIGNED[source.setting("align", "left")],
        )  # fmt: skip
        self.cell = ParagraphStyle("cell", parent=self.body, spaceAfter=0, leftIndent=0, alignment=TA_LEFT)

    def of(self, **changed: Any) -> ParagraphStyle:
        """The body's style with something else about it."""
        return ParagraphStyle("made", parent=self.body, **changed)


def lay_out(source: Source, path: Path) -> int:
    """Write the PDF, tell each mark its page, return how many pages there are. Twice, for `{N}` stands in feet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pages = _built(source, path, 0)
    source.marks.clear()
    return _built(source, path, pages)


def _built(source: Source, path: Path, pages: int) -> int:
    styles, reader = _Styles(source), Reader(source)
    width, height = getattr(pagesizes, source.setting("page", "A4").split()[0].upper())
    if "landscape" in source.setting("page"):
        width, height = height, width
    margin, columns = float(source.setting("margin", "20")) * mm, int(source.setting("columns", "1"))
    each = (width - 2 * margin - (columns - 1) * 16) / columns
    first_top = float(source.setting("letterhead_space", "0"))

    def frames(top: float) -> list[Frame]:
        return [
            Frame(margin + place * (each + 16), 20 * mm, each, height - 40 * mm - top, 0, 0, 0, 0)
            for place in range(columns)
        ]

    def dressed(canvas: Canvas, _: object) -> None:
        _running(canvas, source, styles, reader, pages, (width, height, margin))

    document = BaseDocTemplate(
        str(path), pagesize=(width, height), invariant=1, title=source.setting("title"), author="", creator=""
    )
    document.addPageTemplates(
        [
            PageTemplate("first", frames(first_top), onPage=dressed, autoNextPageTemplate="rest"),
            PageTemplate("rest", frames(0), onPage=dressed),
        ]
    )
    blocks = list(_blocks(source, styles, reader, each))
    reader.close()

    document.build(blocks, canvasmaker=_canvas_of(source))
    return int(document.page)


def page_label(source: Source, page: int) -> str:
    """What the paper prints as a page's number, "" where it prints none."""
    if "{n}" not in source.setting("head") + source.setting("foot"):
        return ""
    if page == 1 and source.setting("first_bare"):
        return ""
    return str(page - 1 + int(source.setting("first", "1")))


def _running(
    canvas: Canvas, source: Source, styles: _Styles, reader: Reader, pages: int, paper: tuple[float, float, float]
) -> None:
    width, height, margin = paper
    number = canvas.getPageNumber()
    for key, at in (("head", height - 14 * mm), ("foot", 9 * mm)):
        text = source.setting(key)
        if not text or (number == 1 and source.setting("first_bare")):
            continue
        text = text.replace("{n}", str(number - 1 + int(source.setting("first", "1")))).replace("{N}", str(pages))
        parts = text.split("|")
        places = (TA_CENTER,) if len(parts) == 1 else (TA_LEFT, TA_CENTER, TA_RIGHT)
        for part, place in zip(parts, places, strict=False):
            made = Paragraph(
                reader.aside(part.strip(), number), styles.of(alignment=place, fontSize=8.5, leading=10, leftIndent=0)
            )
            made.wrapOn(canvas, width - 2 * margin, 60)
            made.drawOn(canvas, margin, at)
    if number == 1 and (text := source.setting("letterhead")):
        made = Paragraph(
            reader.aside(text, number), styles.of(alignment=TA_CENTER, fontSize=9.5, leading=12, leftIndent=0)
        )
        _, tall = made.wrapOn(canvas, width - 2 * margin, 200)
        made.drawOn(canvas, margin, height - 18 * mm - tall)


# -- blocks -----------------------------------------------------------------------------------------------------------


def _blocks(source: Source, styles: _Styles, reader: Reader, width: float) -> Iterator[Flowable]:
    item = source.setting("item", _DEFAULT_ITEM)
    rows: list[str] = []
    options: dict[str, str] = {}
    for line in [*source.lines, ""]:
        if line.startswith("|"):
            rows.append(line)
            continue
        if rows:
            yield _table(rows, options, styles, reader, width)
            rows = []
        if line.startswith("@table"):
            options = dict(word.split("=") for word in line.split()[1:])
        elif line.startswith("@item"):
            item = line[6:]
        elif line.startswith("@page"):
            yield PageBreak()
        elif line.startswith("@space"):
            yield Spacer(1, float(line[6:] or 10))
        elif line.startswith("@keep"):
            yield CondPageBreak(float(line[5:] or 100))
        elif line.startswith("---"):
            yield HRFlowable(width="100%", color=colors.black, thickness=0.7, spaceAfter=6)
        elif line.startswith("#"):
            yield _item(line, item, styles, reader)
        elif line:
            yield _paragraph(line, styles, reader)


def _item(line: str, template: str, styles: _Styles, reader: Reader) -> Flowable:
    """`#4 | Heading || text that runs on`, `#?` where it is in doubt; drawn as the paper's template says."""
    optional = line.startswith("#?")
    number, _, rest = line.lstrip("#?").partition("|")
    heading, _, run_on = rest.partition("||")
    number, heading = number.strip(), heading.strip()
    if "{" in heading:
        raise ValueError(f"a mark within a heading: {heading}")
    before, _, after = template.partition("{h}")
    letter = "i" if optional else "I"
    text = before.replace("{n}", number) + f"{{{letter}:{number}|{heading}}}" + after
    text += f" {run_on.strip()}" if run_on.strip() else ""
    style = styles.of(spaceBefore=float(4), leftIndent=0)
    if text.startswith("hang "):
        indent, text = styles.body.leftIndent or 36, text[5:]
        number, text = text.split("\t", 1)
        style = styles.of(spaceBefore=4, leftIndent=indent, bulletIndent=0)
        bold = number.startswith("**")
        style.bulletFontName = Paragraph("<b>x</b>", styles.body).frags[0].fontName if bold else styles.face
        style.bulletFontSize = styles.body.fontSize
        return Paragraph(reader.marked(text), style, bulletText=number.strip("*"))
    if text.startswith("^ "):
        text, style = text[2:], styles.of(spaceBefore=4, alignment=TA_CENTER, leftIndent=0)
    return Paragraph(reader.marked(text), style)


def _paragraph(line: str, styles: _Styles, reader: Reader) -> Flowable:
    size, indent = styles.body.fontSize, styles.body.leftIndent
    if line.startswith("'"):
        style = styles.of(fontName="Courier", leading=size * 1.15, spaceAfter=0, leftIndent=0)
        return XPreformatted(reader.marked(line[1:]) or " ", style)
    for sign, change in (
        ("^^^ ", {"alignment": TA_CENTER, "fontSize": size * 1.5, "leading": size * 1.9, "leftIndent": 0}),
        ("^^ ", {"alignment": TA_CENTER, "fontSize": size * 1.15, "leading": size * 1.5, "leftIndent": 0}),
        ("^ ", {"alignment": TA_CENTER, "leftIndent": 0}),
        ("!! ", {"fontSize": size * 1.3, "leading": size * 1.7, "leftIndent": 0, "spaceBefore": 4}),
        ("] ", {"alignment": TA_RIGHT, "leftIndent": 0}),
        ("< ", {"leftIndent": 0}),
        (">> ", {"leftIndent": indent + 44}),
        ("> ", {"leftIndent": indent + 22}),
    ):
        if line.startswith(sign):
            text = reader.marked(line[len(sign) :])
            return Paragraph(f"<b>{text}</b>" if sign in ("^^^ ", "^^ ", "!! ") else text, styles.of(**change))
    for sign, bullet in (("* ", "\u2022"), ("- ", "-"), ("o ", "o")):
        if line.startswith(sign):
            style = styles.of(leftIndent=indent + 26, bulletIndent=indent + 10, spaceAfter=2)
            style.bulletFontName, style.bulletFontSize = styles.face, size
            return Paragraph(reader.marked(line[2:]), style, bulletText=bullet)
    return Paragraph(reader.marked(line), styles.body)


def _table(rows: list[str], options: dict[str, str], styles: _Styles, reader: Reader, width: float) -> Flowable:
    cells: list[list[Flowable]] = []
    for line in rows:
        row = _IN_MARK.sub(lambda mark: mark[0].replace("|", "\0"), line.strip().removeprefix("|").removesuffix("|"))
        columns = [part.replace("\0", "|").strip() for part in row.split("|")]
        made: list[Flowable] = []
        for column in columns:
            right = column.startswith("] ")
            style = ParagraphStyle("right", parent=styles.cell, alignment=TA_RIGHT) if right else styles.cell
            made.append(Paragraph(reader.marked(column.removeprefix("] ")), style))
        cells.append(made)
    count = max(len(made) for made in cells)
    shares = [float(share) for share in options.get("widths", ",".join("1" * count)).split(",")]
    for made in cells:
        made.extend(Paragraph("", styles.cell) for _ in range(count - len(made)))
    table = Table(cells, [width * share / sum(shares) for share in shares])
    look: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 2)]
    grid = options.get("grid", "0")
    if grid == "1":
        look.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
    elif grid == "rows":
        look.append(("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey))
    else:
        look += [("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)]
    if options.get("head"):
        look.append(("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey))
    table.setStyle(look)
    table.spaceAfter = 6
    return table

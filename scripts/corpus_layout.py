"""How do council papers look? Pages set the way committee sections set them, made with reportlab.

A paper is a run of `Part`s: the sheets of a pack each keep their own running head and their own page numbers,
and the pack stamps a second number across all of them. Nothing here knows what the papers are about.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import reportlab
from PIL import Image as Picture
from PIL import ImageDraw, ImageFont
from reportlab import rl_config
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    FrameBreak,
    HRFlowable,
    Image,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

FICTION = "Sample paper: invented for testing and demonstration. No such body exists."
BLANK_PAGE = "This page is intentionally left blank"

Flowable = object  # reportlab ships no types
Flow = list[Flowable]

rl_config.useA85 = 0  # plain binary streams: a quarter smaller
_FONTS = Path(reportlab.__file__).parent / "fonts"
for _face, _file in (("Vera", "Vera.ttf"), ("VeraBd", "VeraBd.ttf")):
    pdfmetrics.registerFont(TTFont(_face, str(_FONTS / _file)))
pdfmetrics.registerFontFamily("Vera", normal="Vera", bold="VeraBd", italic="Vera", boldItalic="VeraBd")


@dataclass(frozen=True, slots=True)
class House:
    """The typography of one body: its faces, its size and the width of its margin headings."""

    regular: str
    bold: str
    size_pt: float = 10.5
    margin_pt: float = 64

    def style(self, *, bold: bool = False, scale: float = 1.0, align: int = 0, after_pt: float = 6) -> ParagraphStyle:
        """A paragraph style of this house."""
        size = self.size_pt * scale
        return ParagraphStyle(
            "paper",
            fontName=self.bold if bold else self.regular,
            fontSize=size,
            leading=size * 1.25,
            alignment=align,
            spaceAfter=after_pt,
        )

    def words(self, text: str) -> Flowable:
        """A paragraph of running text."""
        return Paragraph(text, self.style())

    def strong(self, text: str) -> Flowable:
        """A paragraph in bold: a resolution, a label."""
        return Paragraph(text, self.style(bold=True))

    def heading(self, text: str, scale: float = 1.12) -> Flowable:
        """A heading over the text that follows."""
        style = self.style(bold=True, scale=scale, after_pt=4)
        style.spaceBefore = 8
        style.keepWithNext = 1
        return Paragraph(text, style)

    def centred(self, text: str, scale: float = 1.0, *, bold: bool = True) -> Flowable:
        """A centred line of a title."""
        return Paragraph(text, self.style(bold=bold, scale=scale, align=TA_CENTER))

    def right(self, text: str) -> Flowable:
        """A line set to the right, such as a signature's."""
        return Paragraph(text, self.style(align=TA_RIGHT))

    def small(self, text: str) -> Flowable:
        """Small print: notes to tables, footnotes."""
        return Paragraph(text, self.style(scale=0.8))


PANEL = House("Times-Roman", "Times-Bold", 11)
DISTRICT = House("Helvetica", "Helvetica-Bold", 10)
PARISH = House("Vera", "VeraBd", 9.2, 56)


def notice(house: House) -> Flowable:
    """The line that says the paper is fiction; stands on every front sheet."""
    line = Table([[Paragraph(FICTION, house.style(scale=0.85, align=TA_CENTER, after_pt=0))]], colWidths=["100%"])
    line.setStyle(TableStyle([("BOX", (0, 0), (-1, -1), 0.6, colors.grey), ("BOTTOMPADDING", (0, 0), (-1, -1), 5)]))
    return line


def gap(height_pt: float = 10) -> Flowable:
    """White space."""
    return Spacer(1, height_pt)


def next_column() -> Flowable:
    """Goes on at the head of the next column."""
    return FrameBreak()


def rule() -> Flowable:
    """A thin line across the page."""
    return HRFlowable(width="100%", thickness=0.5, color=colors.black, spaceBefore=4, spaceAfter=6)


def title_block(house: House, body: str, *lines: str) -> Flow:
    """The head of a paper: the fiction notice, the body's name and the lines under it."""
    return [
        notice(house),
        gap(12),
        house.centred(body.upper(), 1.3),
        *(house.centred(line, 1.05) for line in lines),
        rule(),
    ]


@dataclass(frozen=True, slots=True)
class Minute:
    """One minute: its number, its heading, its paragraphs ("!" marks a bold one) and who is to act."""

    number: str
    heading: str
    paragraphs: tuple[str, ...]
    action: str = ""


def _set(house: House, text: str) -> Flowable:
    return house.strong(text[1:]) if text.startswith("!") else house.words(text)


def minutes_in_margin(house: House, minutes: Sequence[Minute]) -> Flow:
    """Minutes with number and heading in the left margin beside their text."""
    rows: list[list[object]] = []
    for minute in minutes:
        for place, text in enumerate(minute.paragraphs):
            first = place == 0
            number = house.strong(minute.number) if first else ""
            heading = Paragraph(minute.heading, house.style(bold=True, scale=0.95)) if first else ""
            rows.append([number, heading, _set(house, text)])
    return [_plain_table(rows, [34, 112, 321])]


def minutes_under_headings(house: House, minutes: Sequence[Minute]) -> Flow:
    """Minutes with number and heading on a line of their own."""
    flow: Flow = []
    for minute in minutes:
        flow.append(house.heading(f"{minute.number}&nbsp;&nbsp;&nbsp;{minute.heading}"))
        flow += [_set(house, text) for text in minute.paragraphs]
    return flow


def minutes_with_actions(house: House, minutes: Sequence[Minute]) -> Flow:
    """Minutes as a ruled table whose last column says who is to act, by initials."""
    rows: list[list[object]] = [
        [house.strong("Minute"), house.strong("Discussion and decision"), house.strong("Action")]
    ]
    for minute in minutes:
        rows.append([house.strong(minute.number), house.strong(minute.heading), ""])
        rows += [["", _set(house, text), ""] for text in minute.paragraphs]
        rows[-1][2] = minute.action
    table = Table(rows, colWidths=[58, 355, 54], repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("FONT", (2, 1), (2, -1), house.bold, house.size_pt),
                ("LINEBELOW", (0, 0), (-1, 0), 0.8, colors.black),
                ("LINEBEFORE", (2, 0), (2, -1), 0.4, colors.grey),
                ("TOPPADDING", (0, 0), (-1, -1), 1),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
            ]
        )
    )
    return [table]


def _plain_table(rows: Sequence[Sequence[object]], widths_pt: Sequence[float]) -> Flowable:
    table = Table([list(row) for row in rows], colWidths=list(widths_pt))
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 1),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ]
        )
    )
    return table


def side_by_side(house: House, left: Sequence[str], right: Sequence[str]) -> Flowable:
    """Two lists in two columns, as attendance is often printed."""
    height = max(len(left), len(right))
    columns = [list(names) + [""] * (height - len(names)) for names in (left, right)]
    return _plain_table([[house.words(a), house.words(b)] for a, b in zip(*columns, strict=True)], [233, 233])


def grid(house: House, rows: Sequence[Sequence[str]], widths_pt: Sequence[float], *, sums_from: int = 99) -> Flowable:
    """A ruled table; its first row is repeated on every page, columns from `sums_from` are set right."""
    plain = house.style(scale=0.92, after_pt=0)
    right = house.style(scale=0.92, after_pt=0, align=TA_RIGHT)
    bold = house.style(scale=0.92, after_pt=0, bold=True)
    set_rows = [
        [
            Paragraph(cell, bold if place == 0 else right if column >= sums_from else plain)
            for column, cell in enumerate(row)
        ]
        for place, row in enumerate(rows)
    ]
    table = Table(set_rows, colWidths=list(widths_pt), repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.4, colors.grey),
                ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        )
    )
    return KeepTogether([table, gap(8)]) if len(rows) < 9 else table


def signature(house: House) -> Flow:
    """Where the chair signs."""
    return [
        gap(18),
        house.right("Signed ..................................... Chairman"),
        house.right("Date ...................."),
    ]


def bullets(house: House, texts: Sequence[str]) -> Flow:
    """A bulleted list."""
    style = house.style(after_pt=3)
    style.leftIndent, style.bulletIndent = 18, 6
    return [Paragraph(text, style, bulletText="•") for text in texts]


def numbered(house: House, prefix: str, texts: Sequence[str]) -> Flow:
    """Numbered paragraphs of a report: 2.1, 2.2 and so on, the number hanging in the margin."""
    style = house.style()
    style.leftIndent = 30
    return [Paragraph(text, style, bulletText=f"{prefix}.{place}") for place, text in enumerate(texts, 1)]


def scan(lines: Sequence[str]) -> Flow:
    """A page that is only a picture: typed lines photographed a little askew, with no text behind them."""
    page = Picture.new("L", (827, 1169), 250)
    draw = ImageDraw.Draw(page)
    face = ImageFont.truetype(str(_FONTS / "Vera.ttf"), 17)
    for row, line in enumerate(lines):
        draw.text((92, 84 + 27 * row), line, fill=30, font=face)
    page = page.rotate(0.4, fillcolor=250).quantize(8).convert("L")
    store = io.BytesIO()
    page.save(store, "PNG")
    store.seek(0)
    return [Image(store, width=467, height=467 * 1169 / 827)]


@dataclass(frozen=True, slots=True)
class Part:
    """Sheets that belong together: `flow` sets them anew each time it is called.

    `head` runs along the top. `foot` is the part's own numbering, with {page} and {pages} counted within the part.
    """

    flow: Callable[[], Flow]
    head: str = ""
    foot: str = ""
    wide: bool = False
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Paper:
    """One PDF: where it goes below the corpus, and its parts. `stamp` numbers all pages, with {page}."""

    name: str
    title: str
    house: House
    parts: tuple[Part, ...]
    stamp: str = ""
    first_stamp: int = 1
    author: str = "Sample papers"


def _frames(part: Part, house: House) -> tuple[list[Frame], tuple[float, float]]:
    width, height = landscape(A4) if part.wide else A4
    left, foot = house.margin_pt, 64
    inner, tall = width - 2 * left, height - 2 * foot
    gutter = 22 * (part.columns - 1)
    column = (inner - gutter) / part.columns
    frames = [
        Frame(left + place * (column + 22), foot, column, tall, 0, 0, 0, 0, id=f"column{place}")
        for place in range(part.columns)
    ]
    return frames, (width, height)


def _set_paper(paper: Paper, target: io.BytesIO, sizes: Sequence[int]) -> list[int]:
    """Sets all parts; `sizes` are the page counts of the parts as far as known. Returns them as they came out."""
    counted = [0] * len(paper.parts)

    def furnish(place: int) -> Callable[[Canvas, BaseDocTemplate], None]:
        part = paper.parts[place]

        def draw(sheet: Canvas, _document: BaseDocTemplate) -> None:
            counted[place] += 1
            width, height = _frames(part, paper.house)[1]
            sheet.setFont(paper.house.regular, 8.5)
            if part.head:
                sheet.drawString(paper.house.margin_pt, height - 38, part.head)
            if part.foot:
                own = part.foot.format(page=counted[place], pages=sizes[place] if sizes else 0)
                sheet.drawRightString(width - paper.house.margin_pt, 44, own)
            if paper.stamp:
                sheet.setFont("Helvetica-Bold", 10)
                stamp = paper.stamp.format(page=paper.first_stamp + sum(counted) - 1)
                sheet.drawCentredString(width / 2, 24, stamp)

        return draw

    document = BaseDocTemplate(target, invariant=1, title=paper.title, author=paper.author, pageCompression=1)
    story: Flow = []
    for place, part in enumerate(paper.parts):
        frames, size = _frames(part, paper.house)
        document.addPageTemplates(PageTemplate(id=f"part{place}", frames=frames, pagesize=size, onPage=furnish(place)))
        if place:
            story += [NextPageTemplate(f"part{place}"), PageBreak()]
        story += part.flow()
    document.build(story)
    return counted


def set_paper(paper: Paper) -> bytes:
    """The PDF's bytes, the same on every run. Set twice: "Page 2 of 5" needs the count first."""
    sizes = _set_paper(paper, io.BytesIO(), ())
    target = io.BytesIO()
    _set_paper(paper, target, sizes)
    return target.getvalue()

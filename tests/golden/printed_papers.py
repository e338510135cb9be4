"""Texts set as PDFs: "*" sets a line bold, a tab opens a column, "===" turns the page."""

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

LEFT, TOP, LEADING, SIZE, WIDTH = 60.0, 780.0, 14.0, 10.5, 470.0


def printed(text: str, path: Path) -> None:
    """Set the text as a PDF."""
    canvas = Canvas(str(path), pagesize=A4)
    y = TOP
    for row in text.rstrip("\n").split("\n"):
        if row == "===" or y < 60:
            canvas.showPage()
            y = TOP
        if row == "===":
            continue
        bold = row.startswith("*")
        canvas.setFont("Helvetica-Bold" if bold else "Helvetica", SIZE)
        cells = row.lstrip("*").split("\t")
        if len(cells) > 1:
            for column, cell in enumerate(cells):
                canvas.drawString(LEFT + column * 160 if len(cells) < 3 else LEFT + (0, 150, 380)[column], y, cell)
            y -= LEADING
            continue
        for line in simpleSplit(cells[0], "Helvetica", SIZE, WIDTH) or [""]:
            if line:
                canvas.drawString(LEFT, y, line)
            y -= LEADING
    canvas.save()

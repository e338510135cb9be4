"""Minutes that have a row of every register: a decision with its movers and votes, an action, people on each list."""

from __future__ import annotations

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

_LINES = (
    "Dunmere Parish Council", "Minutes of the meeting held on 7 February 2023",
    "Present: Cllr A Brown (Chairman), Cllr C Dent, Cllr G Hall", "In attendance: J Ives (Clerk)",
    "Apologies: Cllr E Ford", "1. Footbridge over the weir",
    "It was proposed by Cllr A Brown, seconded by Cllr C Dent and",
    "RESOLVED by 5 votes for, 2 against and 1 abstention that the footbridge be mended.", "2. Bus shelter",
    "The shelter leaks.", "ACTION: Clerk to obtain three quotations for the roof.", "3. Date of next meeting",
    "The next meeting will be held in March.",
)  # fmt: skip


def write_minutes(folder: Path) -> None:
    """Write them into a folder that is made."""
    folder.mkdir(parents=True)
    sheet = Canvas(str(folder / "minutes.pdf"), pagesize=(595, 842), invariant=1)
    for number, line in enumerate(_LINES):
        sheet.setFont("Helvetica-Bold" if line[0].isdigit() else "Helvetica", 11)
        sheet.drawString(60, 780 - 24 * number, line)
    sheet.save()

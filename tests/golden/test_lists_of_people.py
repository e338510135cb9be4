"""Is everybody read who is listed as present, in attendance or away, however the list is set?

`lists_of_people.txt` holds the heads of minutes made up for this test, each below its name ("@@ name") and, behind its
`---`, who is on which list. They are set as PDFs as those of `minutes/` are: "*" is bold, a tab opens a column.
"""

from pathlib import Path

import pytest
from printed_papers import printed

from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
from panelsearch.structure.attendance import find_attendance

HEADS = dict(
    block.split("\n", 1)
    for block in (Path(__file__).parent / "lists_of_people.txt").read_text(encoding="utf-8").split("@@ ")[1:]
)


@pytest.mark.parametrize("head", HEADS)
def test_everybody_is_on_the_list_that_the_paper_says(head: str, tmp_path: Path) -> None:
    text, _, facts = HEADS[head].partition("\n---\n")
    printed(text, tmp_path / "head.pdf")
    found = find_attendance(PdfminerExtractor().extract(tmp_path / "head.pdf").pages)
    wanted = dict(line.split(": ", 1) for line in facts.strip().split("\n") if line)
    for which in ("present", "in_attendance", "apologies"):
        people = [name.strip() for name in wanted.get(which, "").split(";") if name.strip()]
        assert [one.name for one in getattr(found, which)] == people, which

"""Are the decisions of the sample papers whole, with those who moved them, and their items named in full?"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
from panelsearch.model.documents import Extracted
from panelsearch.model.meetings import Reading
from panelsearch.structure.parser import read

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


@cache
def paper(name: str) -> tuple[Extracted, Reading]:
    extracted = PdfminerExtractor().extract(CORPUS / name)
    return extracted, read(extracted)


@pytest.mark.parametrize(
    ("name", "begins", "ends", "people", "votes"),
    [
        (  # the movers lead in the resolution
            "severnmoor-dc/2023-03-16-communities-scrutiny-minutes.pdf",
            "Proposed by Councillor Lowri Beynon",
            "Police and Crime Commissioner.",
            ("Lowri Beynon", "Peter Thwaite"),
            (5, 1, 1),
        ),
        (  # a motion, the names of those who voted, then the resolution
            "severnmoor-dc/2024-03-14-communities-scrutiny-minutes.pdf",
            "Resolved (5 for",
            "income after six months.",
            ("Peter Thwaite", "Harjit Sandhu"),
            (5, 2, 1),
        ),
        (  # a lost amendment
            "severnmoor-dc/2024-03-14-communities-scrutiny-minutes.pdf",
            "Councillor Niamh",
            "thirty minutes be free.",
            ("Niamh O’Dwyer", "Kwame Asante-Boyd"),
            (3, 5, None),
        ),
        (  # a name over the end of a line, in a column narrower than the page
            "nether-alderby-pc/2025-01-14-minutes.pdf",
            "Resolved: that the precept for 2025/26",
            "1 abstained.",
            ("B Pryce", "H Drummond-Kerr"),
            (4, 1, 1),
        ),
        (  # beside a side heading of two lines
            "severnmoor-pcp/2025-02-04-minutes.pdf",
            "RESOLVED that the minutes",
            "minute 47.",
            (None, None),
            (None, None, None),
        ),
    ],
)
def test_whole_and_with_their_movers(
    name: str, begins: str, ends: str, people: tuple[str | None, ...], votes: tuple[int | None, ...]
) -> None:
    extracted, reading = paper(name)
    words = {d: " ".join(d.at.span.of(extracted.pages[d.at.page - 1].text).split()) for d in reading.decisions}
    (decision,) = (d for d, text in words.items() if text.startswith(begins) and text.endswith(ends))
    assert (decision.proposer, decision.seconder) == people
    assert (decision.votes_for, decision.votes_against, decision.abstained) == votes


def test_side_headings_are_whole_on_every_page() -> None:
    _, reading = paper("severnmoor-pcp/2023-06-20-minutes.pdf")
    assert [(item.number, item.heading) for item in reading.items] == [
        ("8", "Election of Chairman"),
        ("9", "Apologies"),
        ("10", "Minutes of the previous meeting"),
        ("11", "Recruitment paid for by the precept"),
        ("12", "Public-space cameras"),
        ("13", "Road safety fund"),
        ("14", "Complaints about the Commissioner"),
    ]

"""Attendance, timeline and gaps, drawn from readings made by hand."""

from __future__ import annotations

from datetime import date

import pytest

from panelsearch.model.ingest_reports import FileOutcome, FileReport
from panelsearch.model.meetings import DecisionOutcome, DocumentKind
from panelsearch.model.register_rows import ALL_ROWS, GapKind, Stage, Wanted
from panelsearch.model.sources import Source
from panelsearch.model.spans import PageSpan, Span
from panelsearch.registers.coverage_gaps import Paper, gaps, meeting_gaps
from panelsearch.registers.timeline import Found, timeline
from panelsearch.text.body_names import body_key

BODY = "Dunmere Parish Council"


def source(day: date | None, kind: DocumentKind = DocumentKind.MINUTES, *, draft: bool = False) -> Source:
    name = f"{day}-{kind}{'-draft' if draft else ''}.pdf"
    return Source(name, "", kind, BODY, day, 1, None, draft=draft)


JAN, FEB, MAR, APR = (date(2023, month, 7) for month in (1, 2, 3, 4))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The Corporation of the Town of Ferring", "Town of Ferring Council", True),
        ("Upper-Wend Parish Council", "Upper Wend Parish Council", True),
        ("Wend Parish Council", "Wend District Council", False),
    ],
)
def test_one_body_under_several_names(one, other, same) -> None:
    assert (body_key(one) == body_key(other)) is same


# gaps


def paper(day: date | None, kind: DocumentKind, *names: str, body: str | None = BODY) -> Paper:
    return Paper(names or (f"{day}-{kind}.pdf",), kind, body, day)


def test_an_agenda_without_minutes_is_a_gap_and_said_to_be_inferred() -> None:
    papers = [
        paper(JAN, DocumentKind.AGENDA), paper(JAN, DocumentKind.MINUTES, body="Dunmere Parish"),
        paper(FEB, DocumentKind.PACK), paper(MAR, DocumentKind.AGENDA),
        Paper(("pack.pdf",), DocumentKind.PACK, BODY, APR, holds_minutes_of=(FEB,)),
    ]  # fmt: skip
    found = gaps(meeting_gaps(papers), papers, [], [], [], ALL_ROWS)
    assert [(gap.kind, gap.day, gap.inferred) for gap in found] == [
        (GapKind.NO_MINUTES, MAR, True),
        (GapKind.NO_MINUTES, APR, True),
    ]
    assert [gap.day for gap in gaps(meeting_gaps(papers), papers, [], [], [], Wanted(first=APR))] == [APR]


def test_a_month_of_the_pattern_without_a_meeting() -> None:
    days = [date(year, month, 7) for year in (2019, 2020, 2021, 2022) for month in (3, 9) if (year, month) != (2021, 3)]
    papers = [paper(day, DocumentKind.MINUTES) for day in days]
    found = gaps(meeting_gaps(papers), papers, [], [], [], ALL_ROWS)
    assert [(gap.kind, gap.day) for gap in found] == [(GapKind.NO_MEETING, date(2021, 3, 1))]
    # two years make no pattern
    assert gaps(meeting_gaps(papers[:3]), papers[:3], [], [], [], ALL_ROWS) == ()


def test_what_could_not_be_read_placed_or_told_apart() -> None:
    papers = [
        paper(JAN, DocumentKind.MINUTES, "a.pdf", "copy/a.pdf"),
        paper(None, DocumentKind.MINUTES, "undated.pdf"),
        paper(None, DocumentKind.OTHER, "novel.pdf", body=None),
    ]
    blank = FileReport("a.pdf", FileOutcome.INDEXED, 2, (2,), "no text on page 2 (only a picture)")
    broken = FileReport("broken.pdf", FileOutcome.FAILED, reason="damaged")
    found = gaps(meeting_gaps(papers), papers, [blank], [broken], [("a.pdf", "b.pdf")], ALL_ROWS)
    assert [(gap.kind, gap.documents, gap.inferred) for gap in found] == [
        (GapKind.SEEN_TWICE, ("a.pdf", "b.pdf"), True),
        (GapKind.SEEN_TWICE, ("a.pdf", "copy/a.pdf"), False),
        (GapKind.WITHOUT_TEXT, ("a.pdf",), False),
        (GapKind.UNREAD, ("broken.pdf",), False),
        (GapKind.UNPLACED, ("undated.pdf",), False),
    ]


# timeline


def found(
    day: date | None, text: str, *, formal: Stage | None = None, kind: DocumentKind = DocumentKind.MINUTES
) -> Found:
    focus = text.lower().find("footbridge")
    return Found(source(day, kind), PageSpan(1, 0, len(text)), text, Span(focus, focus + 10), formal=formal)


def test_a_matter_through_the_meetings() -> None:
    rows = timeline(
        [
            found(APR, "The new footbridge has been installed."),
            found(MAR, "RESOLVED: That the footbridge be repaired.", formal=Stage.DECIDED),
            found(MAR, "Nobody came. RESOLVED: That the footbridge be repaired."),
            found(FEB, "The grass is long. The clerk reported that the footbridge had lost two boards. All is well."),
            found(JAN, "A resident asked about the footbridge."),
            found(None, "The footbridge again."),
        ]
    )
    assert [(row.stage, row.citation.source.meeting_date, row.inferred) for row in rows] == [
        (Stage.RAISED, JAN, True),
        (Stage.REPORTED, FEB, True),
        (Stage.DECIDED, MAR, False),
        (Stage.ACTED, APR, True),
    ]
    assert rows[1].citation.quote == "The clerk reported that the footbridge had lost two boards."
    assert rows[1].citation.at.span == Span(19, 19 + len(rows[1].citation.quote))


def test_a_lost_motion_is_told_with_its_outcome() -> None:
    lost = Found(
        source(JAN), PageSpan(1, 0, 9), "The motion was lost.", Span(0, 0), 0.0, Stage.DECIDED, DecisionOutcome.REFUSED
    )  # fmt: skip
    (row,) = timeline([lost])
    assert row.told == "decided: refused"


def test_nothing_is_acted_on_before_it_is_decided() -> None:
    rows = timeline([found(JAN, "A footbridge was asked for."), found(FEB, "The footbridge was painted and repaired.")])
    assert [row.stage for row in rows] == [Stage.RAISED, Stage.DISCUSSED]


def test_a_long_passage_is_quoted_in_part() -> None:
    text = "word " * 200 + "footbridge " + "word " * 200
    (row,) = timeline([found(JAN, text)])
    assert "footbridge" in row.citation.quote
    assert len(row.citation.quote) <= 400
    assert row.citation.at.span.of(text) == row.citation.quote


def test_a_period_that_ends_before_it_begins_cannot_be_asked_for() -> None:
    with pytest.raises(ValueError, match="before"):
        Wanted(first=FEB, last=JAN)

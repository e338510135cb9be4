"""What does a record look like that has something of everything? Small invented papers for tests of what keeps them."""

from __future__ import annotations

from datetime import date

from panelsearch.model.documents import DocumentRecord, Extracted, MissingLayer
from panelsearch.model.meetings import (
    Acronym,
    Action,
    ActionKind,
    Attendance,
    Attendee,
    Decision,
    DecisionOutcome,
    Detail,
    DetailKind,
    DocumentKind,
    Item,
    Part,
    PartKind,
    Passage,
    Reading,
    Reference,
    ReferenceKind,
)
from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.pages import Line, Marked, Marking, Page, PageProblem, Rect, TextSource, WordBox
from panelsearch.model.spans import PageSpan, Span

_RECT = Rect(72.0, 700.0, 144.0, 712.0)


def sample_record(matter: str = "Footbridge", body: str = "Dunmere Parish Council") -> DocumentRecord:
    """Minutes of two pages of text and one that is a picture, about one `matter` of one `body`."""
    text = (
        f"5 {matter}\nIt was agreed by the Dunmere Town Panel (DTP) that £4,500 be paid to Ferris Ltd for the"
        f" {matter.lower()} at Mill Lane, as minute 3 of 10 January 2023 had foreseen. Clerk to write.\n"
    )
    scan = "Alwyn Pryce gave his apologies for the meeting, which the council noted and agreed without a vote.\n"

    def at(words: str) -> PageSpan:
        return PageSpan(1, text.index(words), text.index(words) + len(words))

    head, decided = PageSpan(1, 0, text.index("\n")), PageSpan(1, text.index("It was"), text.index(" Clerk"))
    pages = (
        Page(
            1, text, "14", 595.0, 842.0, furniture=("Page 14",), boxes=(WordBox(Span(2, 12), _RECT),),
            lines=(Line(head.span, _RECT, 11.0, bold=True, side=True, cells=(Span(0, 1), Span(2, head.end))),),
            markings=(Marking(Span(2, 12), Marked.STRUCK),),
        ),
        Page(2, scan, "", 595.0, 842.0, TextSource.OCR, confidence=0.75),
        Page(3, "", None, 595.0, 842.0, TextSource.NONE, PageProblem.PICTURE),
    )  # fmt: skip
    reading = Reading(
        DocumentKind.MINUTES, f"Minutes: {matter}", body, date(2023, 2, 7), draft=True,
        items=(Item("5", matter, head, 1, len(text), "items.numbered", 0.9),),
        decisions=(
            Decision(decided, DecisionOutcome.AGREED, 0, "A Pryce", None, 4, 1, 0, "decisions.agreed", 0.8),
        ),
        attendance=Attendance(
            present=(Attendee("A Pryce", at("Dunmere"), "Chair", "AP", "attendance.cue", 0.7),),
            apologies=(Attendee("B Nnamdi", PageSpan(2, 0, 5)),),
        ),
        passages=(Passage(PageSpan(1, 0, len(text)), 0), Passage(PageSpan(2, 0, len(scan)))),
        inferred=("body",),
        parts=(Part(PartKind.MINUTES, matter, 1, 3, date(2023, 1, 10), "5", inferred=True),),
        actions=(Action(at("Clerk to write."), ActionKind.ACTION, 0, "Clerk", ("A Pryce",), "actions.to", 0.6),),
        references=(Reference(at("minute 3 of 10 January 2023"), ReferenceKind.MINUTE, "3", date(2023, 1, 10)),),
        details=(Detail(DetailKind.PLACE, at("Mill Lane")),),
        acronyms=(Acronym("DTP", at("Dunmere Town Panel")),),
    )  # fmt: skip
    money = at("£4,500")
    mentions = (
        Mention(MentionLabel.MONEY, money, None, 450000, "GBP", None, "per year", "money.pounds", 0.95),
        Mention(MentionLabel.ORG, at("Ferris Ltd"), "Ferris Ltd", rule="organisations.ending"),
        Mention(MentionLabel.PERSON, PageSpan(2, 0, 11), "A Pryce", rule="people.titled", score=0.5),
    )
    missing = (MissingLayer("councils", 2, "councils.named: KeyError"), MissingLayer("actions", None, "ValueError"))
    return DocumentRecord(Extracted(pages, pictures=(2, 3)), reading, mentions, missing)

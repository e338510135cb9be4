"""Counting against gold: what is right, what is missed, what is too much, and what counts neither way."""

from datetime import date
from typing import Any

from bench.gold import Count, GoldPaper, counted
from panelsearch.model.documents import DocumentRecord, Extracted
from panelsearch.model.meetings import Attendance, Attendee, Decision, DecisionOutcome, DocumentKind, Item, Reading
from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.pages import Page
from panelsearch.model.spans import PageSpan

TEXT = "Present: Cllr Ann Orrin, Bo Lusk\n3. Footbridge\nRESOLVED that £20 be paid to Bo Lusk.\n"


def place(words: str) -> PageSpan:
    start = TEXT.index(words)
    return PageSpan(1, start, start + len(words))


RECORD = DocumentRecord(
    Extracted((Page(1, TEXT, "7"),)),
    Reading(
        DocumentKind.MINUTES, body="Dunmere Parish Council", meeting_date=date(2023, 2, 7),
        items=(Item("3", "Footbridge", place("3. Footbridge"), 1, len(TEXT)),),
        decisions=(Decision(place("RESOLVED that £20 be paid to Bo Lusk."), DecisionOutcome.RESOLVED, 0, "Ann Orrin"),),
        attendance=Attendance(present=(Attendee("Ann Orrin", place("Ann Orrin")), Attendee("Lusk", place("Lusk")))),
    ),
    (Mention(MentionLabel.MONEY, place("£20"), value_pence=2000, currency="GBP"),),
)  # fmt: skip


def gold(**changed: object) -> GoldPaper:
    facts: dict[str, Any] = {
        "document": "dunmere/minutes.pdf", "kind": "minutes", "body": "Dunmere Parish Council",
        "meeting_date": "2023-02-07", "pages": [{"index": 1, "label": "7"}],
        "attendance": {"present": ["Cllr Ann Orrin", "Bo Lusk"]}, "entity_pages": [1],
        "items": [{"number": "3", "heading": "Footbridge", "page": 1}],
        "decisions": [{"text": "Resolved that £20 be paid to Bo Lusk", "page": 1, "outcome": "resolved",
                       "proposer": "AO", "seconder": None}],
        "initials": {"AO": "Ann Orrin"},
        "entities": [{"label": "SUM", "page": 1, "text": "£20", "value_pence": 2000},
                     {"label": "PERSON", "page": 1, "text": "Bo Lusk"}],
    }  # fmt: skip
    return GoldPaper("dunmere/minutes.pdf", facts | changed)


def test_what_is_right_missed_and_too_much_is_told_apart() -> None:
    counts = counted(gold(), RECORD)
    right = Count(1, 1, 1)
    for row in ("read at all", "kind", "body", "date", "page labels", "items", "decisions", "outcome", "MONEY"):
        assert counts[row] == right, row
    assert counts["mover"] == Count(2, 2, 2)  # the seconder that nobody names is right where none is given
    assert counts["MONEY value"] == right
    assert counts["present"] == Count(1, 2, 2)  # "Lusk" is not "Bo Lusk"
    assert counts["PERSON"] == Count(0, 0, 1)


def test_a_borderline_case_counts_neither_way() -> None:
    counts = counted(gold(items=[], items_optional=[{"number": "3", "heading": "Footbridge", "page": 1}]), RECORD)
    assert counts["items"] == Count(0, 0, 0)
    counts = counted(gold(attendance={"present": ["Ann Orrin", "Lusk"], "either_list": ["Lusk"]}), RECORD)
    assert counts["present"] == Count(1, 1, 1)


def test_a_paper_that_could_not_be_read_holds_nothing() -> None:
    counts = counted(gold(), None)
    assert counts["read at all"].right == 0
    assert counts["kind"].right == 0
    assert counts["decisions"] == Count(0, 0, 1)


def test_of_a_wrong_value_the_words_are_right_and_the_value_is_not() -> None:
    facts = [{"label": "SUM", "page": 1, "text": "£20", "value_pence": 2001}]
    counts = counted(gold(entities=facts), RECORD)
    assert (counts["MONEY"], counts["MONEY value"]) == (Count(1, 1, 1), Count(0, 1, 1))

"""One slip costs one finding: with any rule failing, a document keeps its pages and what all other layers found."""

import logging
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from functools import cache

import pytest

from panelsearch.model.documents import DocumentRecord, Extracted, FileFacts
from panelsearch.model.meetings import Attendance, DocumentKind, Reading
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.pages import Line, Page, Rect
from panelsearch.model.spans import Span
from panelsearch.ner import councils as councils_module
from panelsearch.ner.councils import find_councils
from panelsearch.ner.people import find_people
from panelsearch.ner.recognizers import LAYERS
from panelsearch.ner.rule_tagger import RuleTagger
from panelsearch.ner.spacy_tagger import SpacyTagger
from panelsearch.storage.packing import pack
from panelsearch.structure.parser import read
from panelsearch.text.rule_engine import OPEN, DocumentFence, Rule, rule, rules

MINUTES = """Dunmere Parish Council
Minutes of the meeting held on Tuesday 7 February 2023 at 7.30 pm in the Village Hall

Present: Cllr Barnaby Nnamdi (Chair), Cllr Ann Pryce, Cllr Ola Brandt
In attendance: Tom Ash (Clerk)
Apologies: Cllr Una Fenn

1. Minutes
It was resolved to approve the minutes of 10 January 2023. Proposed by Cllr Pryce, seconded by Cllr Brandt.

2. Footbridge
The Clerk to write to Ferrisham District Council (FDC) about the Long Meadow Fund (LMF). See Appendix A.
It was resolved on 7 February 2023 to pay Ferris Timber Ltd £4,500 per annum. Vote: 3 for, 1 against.

Signed: Barnaby Nnamdi"""


def _page(number: int, text: str) -> Page:
    lines, at = [], 0
    for row, words in enumerate(text.split("\n")):
        if words:
            lines.append(
                Line(Span(at, at + len(words)), Rect(72, 760 - 14 * row, 72 + 5 * len(words), 772 - 14 * row), 11)
            )
        at += len(words) + 1
    return Page(number, text, lines=tuple(lines), width_pt=595, height_pt=842)


PAPERS = {
    "minutes": Extracted((_page(1, MINUTES),), FileFacts("minutes 7 February 2023.pdf")),
    "report": Extracted(
        (_page(1, "Dunmere Parish Council\nReport of the Clerk\nReport author: Tom Ash\nIt is recommended that the "
                  "Council approves £50.\n\nRecommendations\n1. That the hedge be cut."),),
        FileFacts("report.pdf"),
    ),
    "agenda": Extracted(
        (
            _page(1, "Dunmere Parish Council\nAGENDA\n1. Apologies\n2. Minutes (pages 2 to 3)\n3. Hedges"),
            _page(2, "Minutes of the meeting held on 10 January 2023\nPresent: Cllr Ann Pryce, Cllr Ola Fenn\n1. Hay"),
            _page(3, "Appendix A\nHedges"),
            _page(4, "Report of the Clerk\nPurpose of report"),
        ),
        FileFacts("agenda 2023-02-07.pdf"),
    ),
}  # fmt: skip


def _record(paper: Extracted, fence: DocumentFence) -> DocumentRecord:
    reading = read(paper, fence)
    return DocumentRecord(paper, reading, RuleTagger().tag(paper.pages, reading, fence), fence.missing)


@cache
def _whole(name: str) -> DocumentRecord:
    return _record(PAPERS[name], DocumentFence())


ALL = {one.name: one for one in rules()}
# What is read by means of what: the layers that may be poorer where another fails.
_NEEDED_BY = {
    "kind": {"meeting_date", "body", "attendance", "items", "parts", "decisions", "actions", "references", "details",
             "passages", "title", "draft", "inferred"},
    "attendance": {"kind", "parts", "items", "decisions", "actions", "details", "passages", "body", "title",
                   "meeting_date", "references", "draft", "inferred"},
    "body": {"title", "parts", "decisions", "items", "passages"},
    "meeting_date": {"inferred", "parts"},
    "items": {"passages", "decisions", "actions"},
    "parts": {"items", "passages", "actions"},
    "dates": {"meeting_date", "references", "title", "parts", "inferred"},
    "acronyms": set(),
}  # fmt: skip
_MENTIONS_NEED = {"kind", "attendance", "body", "meeting_date", "dates", "parts"}


class _SlipError(Exception):
    pass


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", ALL)
def test_a_rule_that_fails_costs_its_own_layer_only(
    name: str, paper: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def slip(*_: object, **__: object) -> object:
        raise _SlipError

    whole, failing = _whole(paper), ALL[name]
    monkeypatch.setattr(failing, "find", slip)
    fence = DocumentFence("one.pdf")
    with caplog.at_level(logging.WARNING):
        record = _record(PAPERS[paper], fence)
    assert pack(record) is not None
    assert {one.layer for one in record.missing} <= {failing.layer}
    assert all("_SlipError" in one.reason for one in record.missing)
    assert bool(caplog.records) == bool(record.missing)
    spared = {field.name for field in fields(Reading)} - {failing.layer, *_NEEDED_BY.get(failing.layer, ())}
    for layer in spared:
        assert getattr(record.reading, layer) == getattr(whole.reading, layer), layer
    for page in record.extracted.pages:
        words = {
            m for p in record.reading.passages if p.at.page == page.number for m in _words(page, p.at.start, p.at.end)
        }
        assert words == set(_words(page, 0, len(page.text)))
    if failing.layer not in _MENTIONS_NEED:
        for label, layer in LAYERS.items():
            if layer != failing.layer and failing.layer not in LAYERS.values():
                assert _of(record, label) == _of(whole, label)
            elif layer != failing.layer:  # what another label no longer claims may be named by this one
                assert _of(record, label) >= _of(whole, label) or layer == "people"


def _words(page: Page, start: int, end: int) -> list[tuple[int, str]]:
    at, found = start, []
    for word in page.text[start:end].split():
        at = page.text.index(word, at)
        found.append((at, word))
        at += len(word)
    return found


def _of(record: DocumentRecord, label: MentionLabel) -> set[object]:
    return {(m.at, m.canonical, m.iso, m.value_pence) for m in record.mentions if m.label is label}


def test_the_papers_meet_most_rules() -> None:
    met: set[str] = set()
    for paper in PAPERS.values():
        fence = DocumentFence()
        _record(paper, fence)
        assert fence.missing == ()
        met |= set(fence.fired)
    assert {one.partition(".")[0] for one in met} >= {
        *LAYERS.values(), "kind", "body", "meeting_date", "attendance", "items", "decisions", "actions", "references",
        "acronyms", "details", "passages", "parts",
    }  # fmt: skip


def test_every_finding_says_which_rule_found_it() -> None:
    for name in PAPERS:
        record = _whole(name)
        came = record.reading.attendance
        for one in (
            *record.mentions, *record.reading.items, *record.reading.decisions, *record.reading.actions,
            *came.present, *came.in_attendance, *came.apologies,
        ):  # fmt: skip
            assert one.rule in ALL or one.rule in ("decisions.announced", "decisions.verdict", "items.reference"), one
            assert 0 < one.score <= 1


@pytest.mark.parametrize("tagger", [RuleTagger(), SpacyTagger()])
def test_a_label_that_fails_leaves_the_others(
    tagger: RuleTagger | SpacyTagger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(councils_module, "plain", lambda text: 1 / 0)
    fence, reading = DocumentFence(), Reading(DocumentKind.MINUTES, meeting_date=date(2023, 2, 7))
    found = tagger.tag(PAPERS["minutes"].pages, reading, fence)
    assert {one.layer for one in fence.missing} == {"councils"}
    assert {one.page for one in fence.missing} == {None, 1}
    assert {one.label for one in found} >= {MentionLabel.PERSON, MentionLabel.MONEY, MentionLabel.DATE}


def test_a_stage_that_fails_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("panelsearch.structure.parser.find_attendance", lambda *_: 1 / 0)
    fence = DocumentFence()
    reading = read(PAPERS["minutes"], fence)
    assert [(one.layer, one.page, one.reason) for one in fence.missing] == [
        ("attendance", None, "attendance: ZeroDivisionError")
    ]
    assert reading.attendance == Attendance()
    assert replace(reading, attendance=_whole("minutes").reading.attendance).items == _whole("minutes").reading.items
    assert len(reading.decisions) == 2


def test_what_came_before_a_slip_stands_and_memory_is_no_slip() -> None:
    def some() -> Iterator[int]:
        yield 1
        yield 2
        raise IndexError

    def greedy() -> Iterator[int]:
        raise MemoryError
        yield 1

    fence = DocumentFence("one.pdf")
    assert list(fence.at(3).each(Rule("tests.some", some))) == [1, 2]
    assert [(one.layer, one.page, one.reason) for one in fence.missing] == [("tests", 3, "tests.some: IndexError")]
    assert fence.fired == {"tests.some": 2}
    with pytest.raises(MemoryError):
        fence.each(Rule("tests.greedy", greedy))
    with pytest.raises(IndexError):
        OPEN.each(Rule("tests.some", some))


def test_a_traceback_is_logged_once_for_each_rule(caplog: pytest.LogCaptureFixture) -> None:
    fence, failing = DocumentFence("one.pdf"), Rule("tests.failing", lambda: 1 / 0)
    for page in range(1, 9):
        assert fence.at(page).ask(failing, None) is None
    assert len(fence.missing) == 8
    (record,) = caplog.records
    assert record.exc_info
    assert "one.pdf" in record.message


def test_spans_that_cannot_be_are_refused_where_they_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Dunmere Parish Council met."
    monkeypatch.setattr(
        ALL["councils.welsh"], "find", lambda page: iter([(5, 2, "x"), (-3, 4, "y"), (8, 99, "z"), (4, 4, "")])
    )
    fence = DocumentFence()
    assert [one.canonical for one in find_councils(text, fence=fence)] == ["Dunmere Parish Council"]
    assert len(fence.missing) == 4
    with pytest.raises(ValueError, match=r"councils\.welsh"):
        find_councils(text)
    monkeypatch.setattr(ALL["people.titled"], "find", lambda page: iter([(9, 3)]))
    assert find_people(text, fence=fence) == ()
    assert "people.titled: 9..3 is no stretch of the page" in {one.reason for one in fence.missing}


def test_the_surer_of_two_that_overlap_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Dunmere Parish Council met."
    monkeypatch.setattr(ALL["councils.welsh"], "find", lambda page: iter([(8, 14, "Parish")]))
    assert [one.canonical for one in find_councils(text)] == ["Dunmere Parish Council"]
    monkeypatch.setattr(ALL["councils.kind"], "score", 0.5)
    (found,) = find_councils(text)
    assert (found.canonical, found.rule, found.score) == ("Parish", "councils.welsh", 1.0)


def test_names_of_rules_are_their_own() -> None:
    with pytest.raises(ValueError, match=r"people\.titled"):
        rule("people.titled")(lambda: ())


@pytest.mark.parametrize(
    "text",
    [
        "Council\tDecision",
        "Council met.\tx",
        "Ash\t Council met",
        "\t Parish Council",
        "Council",
        "a\tCouncil\tb",
        "\tCouncil",
    ],
)
def test_a_councils_name_may_begin_a_page_or_stand_behind_a_tab(text: str) -> None:
    for one in find_councils(text):
        assert text[one.span.start : one.span.end].strip() == text[one.span.start : one.span.end]


def test_a_council_behind_a_tab_is_the_documents_own() -> None:
    page, reading = Page(1, "Paid\t Parish Council\t£40"), Reading(DocumentKind.MINUTES, body="Dunmere Parish Council")
    found = RuleTagger().tag([page], reading)
    assert ("Dunmere Parish Council", 6, 20) in {(one.canonical, one.at.start, one.at.end) for one in found}

"""What the user looks at, without a screen: what is wanted, what is shown, what acts on which."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from panelsearch.indexing.base import Sort
from panelsearch.model.answers import Answer, AnswerOutcome
from panelsearch.model.meetings import DocumentKind, Part, PartKind
from panelsearch.model.search_results import Hit, Holds, SearchResult, UnknownWord
from panelsearch.model.sources import Source
from panelsearch.model.spans import PageSpan, Span
from panelsearch.services.basket import Kept
from panelsearch.services.saved_searches import SavedSearch
from panelsearch.tui.entries import Entry
from panelsearch.tui.narration import place_told
from panelsearch.tui.rendering.lines import one_line
from panelsearch.tui.rendering.results import place_line
from panelsearch.tui.requests import Chosen, SearchRequest
from panelsearch.tui.session import SearchSession

SOURCE = Source("a/minutes.pdf", "Minutes", DocumentKind.MINUTES, "Dunmere Parish Council", None, 1, None)


def hit(number: int) -> Hit:
    return Hit(number, 1.0, number, SOURCE, PageSpan(1, 0, 5), "words", ())


def result(query: str, count: int = 3, **more: object) -> SearchResult:
    return SearchResult(query, query, count, tuple(hit(n) for n in range(1, count + 1)), **more)


def searched(query: str = "bridge", count: int = 3) -> SearchSession:
    session = SearchSession()
    session.type(query)
    request = session.search()
    assert request is not None
    assert session.show_result(request, result(query, count))
    return session


def test_a_result_that_was_overtaken_is_not_shown() -> None:
    session = searched()
    session.type("gra")
    old = session.search()
    session.type("grass")
    new = session.search()
    assert old is not None
    assert new is not None
    assert not session.show_result(old, result("gra"))
    assert session.shown_query == "bridge"
    assert session.show_result(new, result("grass"))
    assert session.shown_query == "grass"


def test_typing_alone_makes_what_is_under_way_stale() -> None:
    session = searched()
    session.type("grass")
    request = session.search()
    session.type("grass c")
    assert isinstance(request, SearchRequest)
    assert not session.show_result(request, result("grass"))


def test_what_is_put_aside_stays_through_queries_and_orders() -> None:
    session = searched()
    session.kept = (session.to_keep(session.entries[1]),)
    session.next_sort()
    request = session.search()
    assert request is not None
    assert request.terms.sort is Sort.OLDEST
    session.show_result(request, result("bridge"))
    assert session.kept_places == {session.entries[1].place}
    session.type("grass")
    request = session.search()
    assert request is not None
    session.show_result(request, result("grass"))
    assert [one.query for one in session.kept] == ["bridge"]


def test_what_is_put_aside_knows_its_words_and_what_found_them() -> None:
    session = searched()
    assert session.to_keep(session.entries[0]) == Kept("a/minutes.pdf", 1, 0, 5, "words", "bridge")


def test_what_is_exported_is_what_is_on_screen_and_as_much_as_is_said() -> None:
    session = searched("bridge", 3)
    session.type("another query, not searched for yet")
    wanted = session.to_export()
    assert wanted is not None
    assert (wanted.query, wanted.kept, wanted.told) == ("bridge", (), "all 3 matching passages")
    assert session.basket_to_export() is None
    session.kept = (session.to_keep(session.entries[0]),)
    wanted = session.basket_to_export()
    assert wanted is not None
    assert (len(wanted.kept), wanted.told) == (1, "1 marked passage")


def test_nothing_of_the_search_before_acts_on_an_answer() -> None:
    session = searched()
    session.type("Who paid?")
    question = session.ask()
    assert question is not None
    assert session.show_answer(question.number, Answer("Who paid?", AnswerOutcome.NOTHING_FOUND))
    assert session.shown_query == ""
    assert session.to_export() is None
    assert session.to_save() is None
    assert "answer is on screen" in session.why_not("sort")
    assert session.told == "Nothing in the library is about this."


def test_a_follow_up_keeps_to_the_question_before() -> None:
    session = SearchSession()
    session.type("How much was paid for the bridge?")
    session.ask()
    session.type("and who seconded it?")
    question = session.ask()
    assert question is not None
    assert question.previous == "How much was paid for the bridge?"


def test_a_saved_search_is_left_when_another_query_is_typed() -> None:
    session = SearchSession()
    session.run_saved(Chosen(SavedSearch("mine", "bridge", Sort.NEWEST)))
    request = session.search()
    assert request is not None
    session.show_result(request, result("bridge"))
    assert "for mine" in session.told
    assert "newest first" in session.told
    assert session.to_save() == SavedSearch("mine", "bridge", Sort.NEWEST)
    session.type("bridges")
    assert session.terms.kept is None


def test_a_query_of_alternatives_is_narrowed_as_one() -> None:
    assert searched("a OR b").narrowed("date:2023") == "(a OR b) date:2023"
    assert searched("a b").narrowed("-date:2023") == "a b -date:2023"


def test_nothing_matches_is_told_with_what_was_meant() -> None:
    session = SearchSession(documents=2)
    assert session.told.startswith("2 documents.")
    session.type("brige")
    request = session.search()
    assert request is not None
    session.show_result(request, replace(result("brige", 0), suggestions=("bridge",)))
    assert session.told == "Nothing matches. · Did you mean: bridge?"


def test_words_in_no_paper_are_named_and_others_taken_for_them() -> None:
    session = SearchSession()
    session.type("the Brige of grass")
    request = session.search()
    assert request is not None
    unknown = (UnknownWord("Brige", ("bridge", "brig")), UnknownWord("of", ()))
    session.show_result(request, replace(result("the Brige of grass", 0), unknown=unknown))
    assert session.told == "Nothing matches. · in no paper: Brige, of · ctrl+g takes bridge"
    assert session.corrected == "the bridge of grass"


def test_values_that_no_paper_has_are_named_and_others_taken_for_them() -> None:
    session = SearchSession()
    query = 'grass BODY: "Dunmeer PC" outcome:refusd -person:pryse'
    session.type(query)
    request = session.search()
    assert request is not None
    unknown = (
        UnknownWord("Dunmeer PC", ("Dunmere Parish Council",), "body"), UnknownWord("refusd", ("refused",), "outcome"),
        UnknownWord("pryse", (), "person"),
    )  # fmt: skip
    session.show_result(request, replace(result(query, 0), unknown=unknown))
    assert 'in no paper: body:"Dunmeer PC", outcome:refusd, person:pryse' in session.told
    assert session.corrected == 'grass body:"Dunmere Parish Council" outcome:refused -person:pryse'


def test_after_a_fault_the_query_is_kept_and_nothing_else() -> None:
    session = searched()
    fresh = session.afresh()
    assert (fresh.text, fresh.terms) == (session.text, session.terms)
    assert fresh.shown is None


def test_what_stands_over_the_results_tells_near_misses_from_them() -> None:
    near = replace(hit(2), holds=Holds.SOME)
    found = SearchResult("footbridge wall", "footbridge wall", 1, (hit(1), near, near))
    assert place_told(found, 0, 3, 2) == "Results 1 of 1 · basket 2 · 3 listed"
    assert place_told(found, 2, 3, 2) == "Near misses 2 of 2 · basket 2 · 1 result before"
    assert place_told(replace(found, total=0, hits=(near,)), None, 1, 0) == "Near misses 1 of 1"


@pytest.mark.parametrize("width", [120, 54, 40, 34])
def test_a_result_tells_its_day_and_page_however_little_room_there_is(width: int) -> None:
    body = "The Bainbridge, Askrigg and West Burton Federation of Schools"
    source = replace(SOURCE, body=body, meeting_date=date(2023, 2, 7), page=14, page_label="ii")
    line = one_line(place_line(Entry(1, source, Span(0, 5), "words"), width), width)
    assert line.cell_len <= width
    assert line.plain.strip().startswith("The Bai")
    assert " · 2023-02-07 · p. 14" in line.plain


def test_a_result_in_minutes_inside_a_pack_tells_their_day() -> None:
    minutes = Part(PartKind.MINUTES, "", 1, 4, meeting_date=date(2022, 11, 8))
    pack = replace(SOURCE, meeting_date=date(2023, 2, 7), part=minutes, inferred=("meeting_date",))
    assert " · 2022-11-08 · p. " in place_line(Entry(1, pack, Span(0, 5), "words"), 120).plain
    undated = replace(pack, part=replace(minutes, meeting_date=None))
    assert " · 2023-02-07 (inferred) · p. " in place_line(Entry(1, undated, Span(0, 5), "words"), 120).plain

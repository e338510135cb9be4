"""The terminal UI, driven by keys: state and messages first, at the two sizes people use."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from driving import SIZES, drive, on_screen, picture, search_for, shown, type_query, until
from textual.pilot import Pilot
from textual.widgets import Input

from panelsearch.exporting import writing
from panelsearch.exporting.formats import NAMES
from panelsearch.model.ingest_reports import IngestReport, Progress
from panelsearch.model.search_results import SearchResult
from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.rendering.drawing import page_text, row_of, safe
from panelsearch.tui.requests import SearchRequest, Terms
from panelsearch.tui.screens.help import HelpScreen
from panelsearch.tui.screens.indexing import IndexScreen
from panelsearch.tui.screens.line import LineDialog
from panelsearch.tui.screens.reader import ReaderScreen
from panelsearch.tui.screens.register import RegisterScreen
from panelsearch.tui.screens.search import SearchScreen
from panelsearch.tui.widgets.result_list import ResultList


@pytest.mark.parametrize("size", SIZES)
def test_typing_searches_and_the_preview_shows_the_match(library, size) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = await search_for(pilot, "footbridge")
        assert len(screen.session.entries) == 1
        assert "1 passage" in shown(app, "#told")
        await until(pilot, lambda: "RESOLVED" in shown(app, "#page"))
        for name in ("#query", "#results", "#preview"):
            region = screen.query_one(name).region
            assert region.width > 20
            assert region.height >= 1
            assert region.right <= size[0]
            assert region.bottom <= size[1]

    drive(library.index_dir, script, size)


@pytest.mark.parametrize("size", SIZES)
def test_reading_a_page_moving_and_coming_back(library, size) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        search = await search_for(pilot, "footbridge")
        await pilot.press("enter", "enter")
        reader = await on_screen(pilot, ReaderScreen)
        await until(pilot, lambda: reader.view is not None)
        assert reader.view is not None
        assert "PDF p. 1 of 2" in shown(app, "#place")
        assert len(reader.view.matches) >= 3
        first = reader.view.current
        await pilot.press("n")
        assert reader.view.current == (first or 0) + 1
        await pilot.press("N")
        assert reader.view.current == first
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: reader.page_number == 2)
        await pilot.press("right_square_bracket")
        assert reader.page_number == 2
        await pilot.press("g")
        await until(pilot, lambda: reader.page_number == 1)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is search)

    drive(library.index_dir, script, size)


def test_two_turns_while_a_page_is_read_are_two_pages(make_pdf, fresh, tmp_path) -> None:
    make_pdf(tmp_path / "papers" / "long.pdf", [[f"Page of footbridge matters {n}"] for n in range(5)])
    fresh.json("index", str(tmp_path / "papers"))

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await search_for(pilot, "footbridge")
        await pilot.press("enter", "enter")
        reader = await on_screen(pilot, ReaderScreen)
        await until(pilot, lambda: reader.page_number > 0)
        begun = reader.page_number
        reader.action_next_page()
        reader.action_next_page()
        await until(pilot, lambda: reader.page_number == begun + 2)

    drive(fresh.index_dir, script)


def test_a_question_is_answered_with_its_quotation(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = await ask(app, pilot, "How much was Ferris Timber paid to repair the footbridge?")
        assert "Answer" in shown(app, "#told")
        assert "£4,500" in screen.session.entries[0].quote

    drive(library.index_dir, script)


def test_a_second_question_keeps_to_the_matter(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = await ask(app, pilot, "How much was Ferris Timber paid to repair the footbridge?")
        assert "a sum" in shown(app, "#told")
        await pilot.press("slash")
        screen.query_one(Input).value = "and who seconded it?"
        await pilot.press("f2")
        await until(pilot, lambda: "a seconder" in shown(app, "#told"))
        assert "O'Rourke" in screen.session.entries[0].quote

    drive(library.index_dir, script)


def test_an_answer_is_opened_with_its_quotation_marked_and_only_that(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await ask(app, pilot, "How much was Ferris Timber paid to repair the footbridge?")
        await pilot.press("enter")
        reader = await on_screen(pilot, ReaderScreen)
        await until(pilot, lambda: reader.view is not None)
        assert reader.view is not None
        (match,) = reader.view.matches
        assert "£4,500" in match.of(reader.view.page.text)

    drive(library.index_dir, script)


def test_what_an_answer_was_found_among_stands_below_it_and_a_figure_opens_it(library, make_pdf, tmp_path) -> None:
    grown = library.copied_to(tmp_path / "index")
    make_pdf(
        tmp_path / "more" / "report.pdf",
        [["Report on the footbridge", "Ferris Timber was asked to look at the footbridge, which wants repair."]],
    )
    grown.json("index", str(tmp_path / "more"))

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = await ask(app, pilot, "How much was Ferris Timber paid to repair the footbridge?")
        answer, *others = screen.session.entries
        assert answer.said == "£4,500"
        heads = [entry.head for entry in others if entry.head]
        assert heads == ["Evidence: passages on the matter"]
        assert [entry.number for entry in screen.session.entries] == list(range(1, len(others) + 2))
        assert all(not (o.source == answer.source and o.at.start <= answer.at.start < o.at.end) for o in others)
        assert "Answer and evidence, 1 of" in picture(app)
        await pilot.press(str(others[-1].number))
        reader = await on_screen(pilot, ReaderScreen)
        await until(pilot, lambda: reader.view is not None)
        assert reader.view is not None
        assert reader.view.document == others[-1].source.document
        (match,) = reader.view.matches
        assert match == others[-1].at

    drive(grown.index_dir, script)


@pytest.mark.parametrize(
    ("key", "told"),
    [("s", "to sort passages"), ("f", "to count passages"), ("e", "to export passages"), ("x", "Looked for"),
     ("v", "to group passages"), ("ctrl+s", "to keep passages")],
)  # fmt: skip
def test_keys_on_an_answer_do_not_act_on_the_search_before_it(library, key, told) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = await search_for(pilot, "grass")
        screen = await ask(app, pilot, "How much was Ferris Timber paid to repair the footbridge?")
        before = screen.session.shown
        await pilot.press(key)
        await until(pilot, lambda: told in shown(app, "#told"))
        assert app.screen is screen
        assert screen.session.shown is before

    drive(library.index_dir, script)


def test_a_language_model_is_asked_only_where_one_is_set(library, monkeypatch) -> None:
    monkeypatch.delenv("PANELSEARCH_WRITER_URL", raising=False)

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await pilot.press("f9")
        await until(pilot, lambda: "Ask a question first" in shown(app, "#told"))
        await ask(app, pilot, "How much was Ferris Timber paid to repair the footbridge?")
        await pilot.press("f9")
        await until(pilot, lambda: "PANELSEARCH_WRITER_URL" in shown(app, "#told"))

    drive(library.index_dir, script)


async def ask(app: PanelsearchApp, pilot: Pilot[int], question: str) -> SearchScreen:
    screen = app.screen
    assert isinstance(screen, SearchScreen)
    screen.query_one(Input).value = question
    screen.query_one(Input).focus()
    await pilot.press("enter")
    await until(pilot, lambda: screen.session.answer is not None)
    return screen


def test_letters_are_letters_in_the_query_box(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await type_query(pilot, "jkqsyoeng?")
        assert app.screen.query_one(Input).value == "jkqsyoeng?"

    assert drive(library.index_dir, script) is None


def test_a_late_result_of_an_older_request_is_dropped(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = await search_for(pilot, "grass")
        before = screen.session.shown
        screen._show_result(SearchRequest(0, "footbridge", Terms()), SearchResult("footbridge", "footbridge", 0, ()))
        assert screen.session.shown is before
        assert "1 passage" in shown(app, "#told")

    drive(library.index_dir, script)


def test_an_unknown_field_is_told_in_place(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        app.screen.query_one(Input).value = "colour:red"
        await until(pilot, lambda: "no field colour" in shown(app, "#told"))

    drive(library.index_dir, script)


@pytest.mark.parametrize("wrong", ["foo:bar", "quixotic"])
def test_enter_on_a_query_without_results_stays_in_the_box(library, wrong: str) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = await search_for(pilot, "footbridge")
        assert len(screen.session.entries) == 1
        await pilot.press(*["backspace"] * len("footbridge"))
        await type_query(pilot, wrong)
        await pilot.press("enter")
        await until(pilot, lambda: "foo:" in shown(app, "#told") or "othing" in shown(app, "#told"))
        assert not screen.session.entries  # those of another query do not stay under the message
        assert shown(app, "#page") == ""
        await type_query(pilot, "quorum")
        assert screen.query_one(Input).value == f"{wrong}quorum"

    assert drive(library.index_dir, script) is None


def test_a_wrong_field_typed_over_live_results_and_enter_leaves_no_stale_page(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = await search_for(pilot, "footbridge")
        await pilot.press("down")
        box = screen.query_one(Input)
        box.value = "colour:red"  # the results of footbridge still stand
        await pilot.press("enter")  # and are opened
        reader = await on_screen(pilot, ReaderScreen)
        await until(pilot, lambda: reader.view is not None and len(reader.view.matches) >= 3)

    drive(library.index_dir, script)


def test_marking_sorting_and_exporting(library, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    counted: list[str] = []
    monkeypatch.setattr(writing, "_TOLD_EVERY", 1)
    monkeypatch.setattr(SearchScreen, "tell_later", lambda _, text: counted.append(text))

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        screen.query_one(Input).value = "kind:minutes OR devices"
        await until(pilot, lambda: len(screen.session.entries) > 2)
        screen.query_one(ResultList).focus()
        await pilot.press("space")
        await pilot.press("space")
        assert len(screen.session.kept) == 2
        await pilot.press("s")
        await until(pilot, lambda: "oldest first" in shown(app, "#told"))
        assert len(screen.session.kept) == 2
        await pilot.press("e")
        dialog = await on_screen(pilot, LineDialog)
        assert "2 marked passages" in shown(app, "#question")
        assert f"({' '.join(NAMES)})" in " ".join(shown(app, "#question").split())
        await pilot.press("enter")
        await until(pilot, lambda: (tmp_path / "passages.csv").exists())
        await until(pilot, lambda: "2 passages written" in shown(app, "#told"))
        assert counted == ["writing: 1 of 2 passages", "writing: 2 of 2 passages"]

        (tmp_path / "passages.csv").write_text("mine")
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, LineDialog) and app.screen is not dialog)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, LineDialog) and "already" in shown(app, "#question"))
        await pilot.press("escape")
        assert (tmp_path / "passages.csv").read_text() == "mine"
        await pilot.press("e")
        await on_screen(pilot, LineDialog)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, LineDialog) and "already" in shown(app, "#question"))
        await pilot.press("enter")
        await until(pilot, lambda: (tmp_path / "passages.csv").read_text(errors="replace") != "mine")

    drive(library.copied_to(tmp_path / "index").index_dir, script)
    assert len((tmp_path / "passages.csv").read_text(encoding="utf-8-sig").splitlines()) >= 3


def test_help_and_decisions_open_and_close(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await pilot.press("f1")
        await on_screen(pilot, HelpScreen)
        await pilot.press("escape")
        await pilot.press("f3")
        register = await on_screen(pilot, RegisterScreen)
        await until(pilot, lambda: register.loaded is not None)
        assert "decisions, newest first" in shown(app, "#heading")
        await pilot.press("enter")
        await on_screen(pilot, ReaderScreen)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is register)
        await pilot.press("escape")
        await on_screen(pilot, SearchScreen)

    drive(library.index_dir, script)


def test_quitting_exits_cleanly(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await pilot.press("ctrl+q")

    assert drive(library.index_dir, script) == 0


def test_without_a_library_it_offers_to_index_and_does(papers, tmp_path) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = await on_screen(pilot, IndexScreen)
        screen.query_one(Input).value = str(tmp_path / "nowhere")
        await pilot.press("enter")
        await until(pilot, lambda: "does not exist" in shown(app, "#told"))
        screen.query_one(Input).value = str(papers)
        await pilot.press("enter")
        await until(pilot, lambda: "Done in" in shown(app, "#told"), 60)
        assert "broken.pdf" in shown(app, "#report")
        await pilot.press("escape")
        await on_screen(pilot, SearchScreen)
        await until(pilot, lambda: app.session.documents == 2)
        assert len((await search_for(pilot, "grass")).session.entries) == 1

    drive(tmp_path / "index", script)


def hold_runs(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Have runs of indexing wait, once they know what there is to read, until the event is set: keys come first."""
    from panelsearch.ingestion import pipeline

    go, real = threading.Event(), pipeline.ingest

    def ingest(index_dir: Path, roots: list[Path], *, on_progress, **options) -> IngestReport:
        def told(progress: Progress) -> None:
            on_progress(progress)
            if progress.files_total:
                go.wait(60)

        return real(index_dir, roots, on_progress=told, **options)

    monkeypatch.setattr(pipeline, "ingest", ingest)
    return go


def test_indexing_can_be_stopped_and_started_again(tmp_path, make_pdf, monkeypatch) -> None:
    go = hold_runs(monkeypatch)
    for n in range(30):
        make_pdf(tmp_path / "papers" / f"{n}.pdf", [[f"Paper {n} about a matter."]])

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = await on_screen(pilot, IndexScreen)
        await pilot.press("enter")
        await until(pilot, lambda: screen.is_indexing)
        await pilot.press("escape")
        go.set()
        await until(pilot, lambda: not screen.is_indexing)
        await until(pilot, lambda: "Stopped" in shown(app, "#told"))
        assert app.screen is screen
        await pilot.press("enter")
        await until(pilot, lambda: app.session.documents == 30, 60)

    drive(tmp_path / "index", script, roots=[tmp_path / "papers"])


def test_quitting_while_indexing_stops_the_run_and_keeps_what_is_finished(tmp_path, make_pdf, monkeypatch) -> None:
    go = hold_runs(monkeypatch)
    for n in range(30):
        make_pdf(tmp_path / "papers" / f"{n}.pdf", [[f"Paper {n} about a matter."]])
    run = []

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = await on_screen(pilot, IndexScreen)
        await pilot.press("enter")
        await until(pilot, lambda: app.indexing.latest is not None and app.indexing.latest.files_total > 0)
        run.append(app.indexing)
        await pilot.press("ctrl+q")
        assert app.screen is screen
        go.set()
        await until(pilot, lambda: app.indexing.end is not None)
        await until(pilot, lambda: not app.is_running or app.return_value is not None)

    assert drive(tmp_path / "index", script, roots=[tmp_path / "papers"]) == 0
    assert "Stopped" in run[0].end.told

    async def again(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = await on_screen(pilot, IndexScreen)
        assert "was never finished" in shown(app, "#welcome")
        assert screen.run.has_library
        await pilot.press("enter")
        await until(pilot, lambda: app.session.documents == 30, 60)

    drive(tmp_path / "index", again)


def test_document_text_cannot_style_the_screen() -> None:
    text = "[bold red]not markup[/] \x1b[31mred"
    assert safe(text) == text.replace("\x1b", "\ufffd")
    drawn = page_text(text, ())
    assert drawn.plain == safe(text)
    assert not drawn.spans


def test_the_row_of_a_match_counts_wrapped_lines() -> None:
    text = "one two three four\nfive six"
    assert row_of(text, 0, 40) == 0
    assert row_of(text, text.index("five"), 40) == 1
    assert row_of(text, text.index("five") + 1, 9) == 3

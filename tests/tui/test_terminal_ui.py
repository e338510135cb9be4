"""The terminal UI, driven by keys: state and messages first, at the two sizes people use."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from panelsearch.tui.actions import ACTIONS, key_table
from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.dialogs import DecisionsScreen, HelpScreen
from panelsearch.tui.drawing import page_text, row_of, safe
from panelsearch.tui.indexing import IndexScreen
from panelsearch.tui.reader import ReaderScreen
from panelsearch.tui.search import SearchScreen

SIZES = [(80, 24), (120, 40)]
Script = Callable[[PanelsearchApp, Pilot[int]], Awaitable[None]]


def drive(
    index_dir: Path, script: Script, size: tuple[int, int] = (80, 24), roots: list[Path] | None = None
) -> int | None:
    """Run the app on a library and a script of keys; what it exited with."""

    async def session() -> int | None:
        app = PanelsearchApp(index_dir, roots or [])
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.2)
            await script(app, pilot)
        return app.return_value

    return asyncio.run(session())


async def until(pilot: Pilot[int], holds: Callable[[], bool], seconds: float = 20) -> None:
    for _ in range(int(seconds / 0.05)):
        if holds():
            return
        await pilot.pause(0.05)
    raise AssertionError("it did not come to that")


async def type_query(pilot: Pilot[int], text: str) -> None:
    for c in text:
        await pilot.press({" ": "space", "?": "question_mark"}.get(c, c))


def shown(app: PanelsearchApp, selector: str) -> str:
    return str(app.screen.query_one(selector, Static).render())


@pytest.mark.parametrize("size", SIZES)
def test_typing_searches_and_the_preview_shows_the_match(library, size) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        await type_query(pilot, "footbridge")
        await until(pilot, lambda: len(screen.entries) == 1)
        assert "1 passage" in shown(app, "#told")
        assert "RESOLVED" in shown(app, "#page")
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
        search = app.screen
        assert isinstance(search, SearchScreen)
        await type_query(pilot, "footbridge")
        await until(pilot, lambda: bool(search.entries))
        await pilot.press("enter")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen) and bool(app.screen.matches))
        reader = app.screen
        assert isinstance(reader, ReaderScreen)
        assert "PDF p. 1 of 2" in shown(app, "#place")
        assert len(reader.matches) >= 3
        first = reader.current
        await pilot.press("n")
        assert reader.current == (first or 0) + 1
        await pilot.press("N")
        assert reader.current == first
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: reader.page_number == 2)
        await pilot.press("right_square_bracket")
        assert reader.page_number == 2
        await pilot.press("g")
        await until(pilot, lambda: reader.page_number == 1)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is search)

    drive(library.index_dir, script, size)


def test_a_question_is_answered_with_its_quotation(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        screen.query_one(Input).value = "How much was Ferris Timber paid to repair the footbridge?"
        await pilot.press("enter")
        await until(pilot, lambda: bool(screen.entries))
        assert "Answer" in shown(app, "#told")
        assert "£4,500" in screen.entries[0].quote

    drive(library.index_dir, script)


def test_a_second_question_keeps_to_the_matter(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        box = screen.query_one(Input)
        box.value = "How much was Ferris Timber paid to repair the footbridge?"
        await pilot.press("enter")
        await until(pilot, lambda: bool(screen.entries))
        assert "a sum" in shown(app, "#told")
        await pilot.press("slash")
        box.value = "and who seconded it?"
        await pilot.press("f2")
        await until(pilot, lambda: "a seconder" in shown(app, "#told"))
        assert "O'Rourke" in screen.entries[0].quote

    drive(library.index_dir, script)


def test_a_language_model_is_asked_only_where_one_is_set(library, monkeypatch) -> None:
    monkeypatch.delenv("PANELSEARCH_WRITER_URL", raising=False)

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        await pilot.press("f9")
        await until(pilot, lambda: "Ask a question first" in shown(app, "#told"))
        screen.query_one(Input).value = "How much was Ferris Timber paid to repair the footbridge?"
        await pilot.press("enter")
        await until(pilot, lambda: bool(screen.entries))
        await pilot.press("f9")
        await until(pilot, lambda: "PANELSEARCH_WRITER_URL" in shown(app, "#told"))

    drive(library.index_dir, script)


def test_letters_are_letters_in_the_query_box(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await type_query(pilot, "jkqsyoeng?")
        assert app.screen.query_one(Input).value == "jkqsyoeng?"

    assert drive(library.index_dir, script) is None


def test_a_stale_answer_is_dropped(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        old = screen.library.search("footbridge")
        screen.query_one(Input).value = "grass"
        await until(pilot, lambda: bool(screen.entries))
        before = screen.entries
        screen.post_message(SearchScreen.Searched(0, old))
        await pilot.pause(0.1)
        assert screen.entries is before

    drive(library.index_dir, script)


def test_an_unknown_field_is_told_in_place(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        app.screen.query_one(Input).value = "colour:red"
        await until(pilot, lambda: "no field colour" in shown(app, "#told"))

    drive(library.index_dir, script)


@pytest.mark.parametrize("wrong", ["foo:bar", "quixotic"])
def test_enter_on_a_query_without_results_stays_in_the_box(library, wrong: str) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        await type_query(pilot, "footbridge")
        await until(pilot, lambda: len(screen.entries) == 1)
        await pilot.press(*["backspace"] * len("footbridge"))
        await type_query(pilot, wrong)
        await pilot.press("enter")
        await until(pilot, lambda: "foo:" in shown(app, "#told") or "othing" in shown(app, "#told"))
        assert not screen.entries  # those of another query do not stay under the message
        await type_query(pilot, "quorum")
        assert screen.query_text == f"{wrong}quorum"

    assert drive(library.index_dir, script) is None


def test_marking_sorting_and_exporting(library, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        screen.query_one(Input).value = "kind:minutes OR devices"
        await until(pilot, lambda: len(screen.entries) > 2)
        screen.query_one(OptionList).focus()
        await pilot.press("space")
        await pilot.press("space")
        assert len(screen.marked) == 2
        await pilot.press("e")
        await pilot.press("enter")
        await until(pilot, lambda: (tmp_path / "passages.csv").exists())
        await pilot.press("s")
        await until(pilot, lambda: "oldest first" in shown(app, "#told"))

    drive(library.index_dir, script)
    assert len((tmp_path / "passages.csv").read_text(encoding="utf-8-sig").splitlines()) >= 3


def test_help_and_decisions_open_and_close(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await pilot.press("escape")
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, DecisionsScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, SearchScreen))

    drive(library.index_dir, script)


def test_quitting_exits_cleanly(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await pilot.press("ctrl+q")

    assert drive(library.index_dir, script) == 0


def test_without_a_library_it_offers_to_index_and_does(papers, tmp_path) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = app.screen
        assert isinstance(screen, IndexScreen)
        screen.query_one(Input).value = str(tmp_path / "nowhere")
        await pilot.press("enter")
        await until(pilot, lambda: "does not exist" in shown(app, "#told"))
        screen.query_one(Input).value = str(papers)
        await pilot.press("enter")
        await until(pilot, lambda: "Done in" in shown(app, "#told"), 60)
        assert "broken.pdf" in shown(app, "#report")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, SearchScreen))
        await type_query(pilot, "grass")
        await until(pilot, lambda: len(app.screen.entries) == 1)

    drive(tmp_path / "index", script)


def test_indexing_can_be_stopped(papers, tmp_path, make_pdf) -> None:
    for n in range(30):
        make_pdf(tmp_path / "papers" / f"{n}.pdf", [[f"Paper {n} about a matter."]])

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = app.screen
        assert isinstance(screen, IndexScreen)
        await pilot.press("enter")
        await until(pilot, lambda: screen.is_indexing)
        await pilot.press("escape")
        await until(pilot, lambda: not screen.is_indexing)
        assert "Stopped" in shown(app, "#told")

    drive(tmp_path / "index", script, roots=[tmp_path / "papers"])


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


def test_the_manual_prints_every_key() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "terminal.md").read_text(encoding="utf-8")
    assert key_table() in manual
    assert len({(a.where, key) for a in ACTIONS for key in a.keys.split(",")}) == sum(
        len(a.keys.split(",")) for a in ACTIONS
    )

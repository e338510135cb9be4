"""Each screen as it looks at the two sizes people use: empty, loading, with an error, full."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Awaitable, Callable
from functools import wraps
from pathlib import Path

import pytest
from driving import SIZES, drive, on_screen, picture, search_for, type_query, until
from snapshots import assert_looks_as_before
from textual.pilot import Pilot
from textual.widgets import Input

from panelsearch.cli.main import main
from panelsearch.errors import LibraryDamagedError, UsageError
from panelsearch.model.ingest_reports import FileOutcome, FileReport, IngestReport, Progress
from panelsearch.services.answer_service import AnswerService
from panelsearch.services.basket import Basket, Kept, turned
from panelsearch.services.document_service import DocumentService
from panelsearch.services.library import Library
from panelsearch.services.register_service import RegisterService
from panelsearch.services.saved_searches import SavedSearches
from panelsearch.services.search_service import SearchService
from panelsearch.services.status_service import StatusService
from panelsearch.storage.library_files import DirectoryFiles
from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.controllers.indexing import RunEnded
from panelsearch.tui.palette import Palette
from panelsearch.tui.screens.basket import BasketScreen
from panelsearch.tui.screens.facets import FacetsScreen
from panelsearch.tui.screens.indexing import IndexScreen
from panelsearch.tui.screens.line import LineDialog
from panelsearch.tui.screens.months import MonthsScreen
from panelsearch.tui.screens.outline import OutlineScreen
from panelsearch.tui.screens.reader import ReaderScreen
from panelsearch.tui.screens.register import RegisterScreen
from panelsearch.tui.screens.saved_searches import SavedSearchesScreen

Scene = Callable[[PanelsearchApp, Pilot[int]], Awaitable[None]]
QUESTION = "How much was Ferris Timber paid to repair the footbridge?"


def sees(app: PanelsearchApp, pilot: Pilot[int], words: str) -> Awaitable[None]:
    return until(pilot, lambda: words in picture(app))


async def search_greeting(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await sees(app, pilot, "documents")


async def search_results(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await search_for(pilot, "footbridge")
    await pilot.press("down")
    await sees(app, pilot, "RESOLVED")


async def search_nothing(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await type_query(pilot, "quixotic")
    await sees(app, pilot, "in no paper: quixotic")


async def search_error(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    app.screen.query_one(Input).value = "colour:red"
    await sees(app, pilot, "no field colour")


async def search_answer(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    app.screen.query_one(Input).value = QUESTION
    await pilot.press("enter")
    await sees(app, pilot, "Answer, quoted")
    await sees(app, pilot, "clerk reported")


async def search_loading(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    app.screen.query_one(Input).value = QUESTION
    await pilot.press("enter")
    await sees(app, pilot, "looking for an answer")


async def reader_page(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await search_for(pilot, "footbridge")
    await pilot.press("enter", "enter")
    await on_screen(pilot, ReaderScreen)
    await sees(app, pilot, "match 1 of")


async def reader_finding(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await reader_page(app, pilot)
    await pilot.press("slash", "c", "l", "l", "r", "enter")
    await sees(app, pilot, "in the paper")


async def reader_going(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await reader_page(app, pilot)
    await pilot.press("p")
    await sees(app, pilot, "Which page?")


async def reader_picture(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await reader_page(app, pilot)
    await pilot.press("v")
    await sees(app, pilot, "▀▀▀▀")


async def outline(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await reader_page(app, pilot)
    await pilot.press("t")
    await on_screen(pilot, OutlineScreen)
    await sees(app, pilot, "items and parts")


async def outline_loading(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await reader_page(app, pilot)
    await pilot.press("t")
    await on_screen(pilot, OutlineScreen)
    await sees(app, pilot, "reading ...")


async def outline_error(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await reader_page(app, pilot)
    await pilot.press("t")
    await on_screen(pilot, OutlineScreen)
    await sees(app, pilot, TORN)


async def outline_empty(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await search_for(pilot, "speed indicator")
    await pilot.press("enter", "enter")
    await sees(app, pilot, "match 1 of")
    await pilot.press("t")
    await sees(app, pilot, "No items and no parts")


async def reader_error(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await search_for(pilot, "footbridge")
    await pilot.press("enter", "enter")
    await on_screen(pilot, ReaderScreen)
    await sees(app, pilot, TORN)


async def reader_loading(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await search_for(pilot, "footbridge")
    await pilot.press("enter", "enter")
    await sees(app, pilot, "reading ...")


async def register_decisions(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await pilot.press("f3")
    await on_screen(pilot, RegisterScreen)
    await sees(app, pilot, "newest first")


async def register_loading(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await pilot.press("f3")
    await sees(app, pilot, "Decisions: reading")


async def register_empty(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await type_query(pilot, "quixotic")
    await pilot.press("f8")
    await sees(app, pilot, "No action matches")


async def register_error(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    app.screen.query_one(Input).value = "colour:red"
    await pilot.press("f5")
    await on_screen(pilot, RegisterScreen)
    await sees(app, pilot, "no field colour")


async def register_without_a_query(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await pilot.press("f5")
    await sees(app, pilot, "Type what the matter")


async def register_attendance(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await pilot.press("f6")
    await sees(app, pilot, "absences are inferred")


async def register_timeline(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await type_query(pilot, "footbridge")
    await pilot.press("f5")
    await sees(app, pilot, "through the meetings")


async def register_people(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await pilot.press("f10")
    await sees(app, pilot, "most often named first")


async def register_sums(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await pilot.press("f3")
    await sees(app, pilot, "newest first")
    await pilot.press("7")
    await sees(app, pilot, "sums, most often named first")


async def register_gaps(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await pilot.press("f7")
    await sees(app, pilot, "what an empty result")


async def facets(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await search_for(pilot, "footbridge")
    await pilot.press("down", "f")
    await on_screen(pilot, FacetsScreen)
    await sees(app, pilot, "enter narrows")


async def facets_loading(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await search_for(pilot, "footbridge")
    await pilot.press("down", "f")
    await sees(app, pilot, "counting the matches ...")


async def facets_error(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await search_for(pilot, "footbridge")
    await pilot.press("down", "f")
    await sees(app, pilot, TORN)


async def months(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await search_for(pilot, "footbridge")
    await pilot.press("down", "m")
    await sees(app, pilot, "1 passage by month")


async def months_empty(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await app.push_screen(MonthsScreen(app.access, "quixotic"))
    await sees(app, pilot, "nothing to draw")


async def months_loading(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await search_for(pilot, "footbridge")
    await pilot.press("down", "m")
    await sees(app, pilot, "counting the matches by month ...")


async def months_error(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await search_for(pilot, "footbridge")
    await pilot.press("down", "m")
    await sees(app, pilot, TORN)


async def facets_empty(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await app.push_screen(FacetsScreen(app.access, "quixotic"))
    await sees(app, pilot, "No passage matches")


async def saved(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await pilot.press("ctrl+o")
    await on_screen(pilot, SavedSearchesScreen)
    await sees(app, pilot, "never run")


async def saved_loading(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await pilot.press("ctrl+o")
    await sees(app, pilot, "counting what is new ...")


async def saved_error(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await pilot.press("ctrl+o")
    await sees(app, pilot, TORN)


async def saved_empty(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await pilot.press("ctrl+o")
    await sees(app, pilot, "No search is saved yet")


async def basket(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await pilot.press("f12")
    await on_screen(pilot, BasketScreen)
    await sees(app, pilot, "ask the clerk")
    await sees(app, pilot, "not there any more")
    await sees(app, pilot, "Dunmere Parish Council, 7")


async def basket_loading(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await search_for(pilot, "footbridge")
    await pilot.press("down", "space", "f12")
    await sees(app, pilot, "1 passage put aside")


async def basket_error(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await search_for(pilot, "footbridge")
    await pilot.press("down", "space", "f12")
    await sees(app, pilot, TORN)


async def basket_empty(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await pilot.press("f12")
    await sees(app, pilot, "Nothing is put aside yet")


async def help_keys(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await pilot.press("f1")
    await sees(app, pilot, "esc closes this")


async def line(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await search_for(pilot, "footbridge")
    await pilot.press("down", "e")
    await on_screen(pilot, LineDialog)
    await sees(app, pilot, "passages.csv")


async def palette(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await pilot.press("ctrl+p")
    await on_screen(pilot, Palette)
    await pilot.press("d", "e", "c", "i", "s")
    await sees(app, pilot, "the decisions register")


async def index_welcome(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await pilot.press("f4")
    await sees(app, pilot, "could not be read")


async def papers(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await pilot.press("ctrl+y")
    await sees(app, pilot, "3 papers")


async def papers_empty(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await pilot.press("ctrl+y")
    await sees(app, pilot, "There is no paper yet.")


async def papers_loading(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await pilot.press("ctrl+y")
    await sees(app, pilot, "Papers: reading ...")


async def papers_error(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await pilot.press("ctrl+y")
    await sees(app, pilot, TORN)


async def help_nothing(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await pilot.press("f1", "q", "u", "i", "x")
    await sees(app, pilot, "Nothing here is about quix.")


async def palette_nothing(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await pilot.press("ctrl+p")
    await on_screen(pilot, Palette)
    await pilot.press("q", "u", "i", "x")
    await sees(app, pilot, "No matches found")


async def index_error(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await pilot.press("f4")
    screen = await on_screen(pilot, IndexScreen)
    await sees(app, pilot, "could not be read")
    screen.show_end(RunEnded(None, UsageError("nowhere does not exist.", "Name a folder of PDFs.")))
    await sees(app, pilot, "does not exist")


async def index_progress(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await pilot.press("f4")
    screen = await on_screen(pilot, IndexScreen)
    await sees(app, pilot, "could not be read")
    screen.query_one("#bar").display = True
    app.indexing.failures.append("broken.pdf: it is no PDF")
    screen.show_progress(Progress("reading", 3, 9, 41, 300, 900, "a/minutes.pdf", recognised=2, to_recognise=5))
    await sees(app, pilot, "scanned pages")


async def index_report(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    await pilot.press("f4")
    screen = await on_screen(pilot, IndexScreen)
    await sees(app, pilot, "could not be read")
    files = (
        FileReport("a/minutes.pdf", FileOutcome.INDEXED, 4),
        FileReport("broken.pdf", FileOutcome.FAILED, reason="it is no PDF"),
    )
    screen.show_end(RunEnded(IngestReport(files, 1.23), None))
    await sees(app, pilot, "Done in 1.2 s")


TORN = "A page of the library is torn."
SLOW = {search_loading: (AnswerService, "ask"), reader_loading: (DocumentService, "page"),
        register_loading: (RegisterService, "count_decisions"), outline_loading: (DocumentService, "outline"),
        facets_loading: (SearchService, "facets"), months_loading: (SearchService, "by_month"),
        saved_loading: (SavedSearches, "standings"), basket_loading: (DocumentService, "page_text"),
        papers_loading: (StatusService, "count_papers")}  # fmt: skip
BROKEN = {reader_error: (DocumentService, "page"), outline_error: (DocumentService, "outline"),
          facets_error: (SearchService, "facets"), months_error: (SearchService, "by_month"),
          saved_error: (SavedSearches, "standings"), basket_error: (DocumentService, "page_text"),
          papers_error: (StatusService, "count_papers")}  # fmt: skip
"""What each scene finds slow, or damaged."""
SCENES: tuple[Scene, ...] = (
    search_greeting, search_results, search_nothing, search_error, search_answer, search_loading, reader_page,
    reader_loading, reader_finding, reader_going, reader_picture, outline, register_decisions, register_loading,
    register_empty, register_error, register_without_a_query, register_attendance, register_timeline, register_gaps,
    facets, facets_empty, saved_empty, basket_empty, help_keys, line, palette, papers, index_welcome, index_error,
    index_progress, index_report, reader_error, outline_empty, outline_loading, outline_error, register_people,
    register_sums, facets_loading, facets_error, months, months_empty, months_loading, months_error, saved_loading,
    saved_error, papers_loading, papers_error, help_nothing, palette_nothing,
)  # fmt: skip


def draw(index_dir: Path, scene: Scene, size: tuple[int, int]) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await scene(app, pilot)
        await pilot.pause()
        assert_looks_as_before(f"{scene.__name__}-{size[0]}x{size[1]}", picture(app))

    drive(index_dir, script, size)


def draw_hindered(index_dir: Path, scene: Scene, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw a scene that finds something slow or broken, though what begins the session is neither."""
    gate = threading.Event()

    def waits(*_: object, **__: object) -> None:
        gate.wait(20)
        raise LibraryDamagedError(TORN)  # nobody looks any more

    def breaks(*_: object, **__: object) -> None:
        raise LibraryDamagedError(TORN, "panelsearch index makes it anew.")

    @wraps(scene)
    async def hindered(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        for hinder, scenes in ((waits, SLOW), (breaks, BROKEN)):
            if scene in scenes:
                monkeypatch.setattr(*scenes[scene], hinder)
        await scene(app, pilot)

    try:
        draw(index_dir, hindered, size)
    finally:
        gate.set()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_screens_look_as_before(library, scene: Scene, size: tuple[int, int], monkeypatch, tmp_path) -> None:
    monkeypatch.chdir(tmp_path)
    draw_hindered(library.index_dir, scene, size, monkeypatch)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scene", [basket_loading, basket_error], ids=lambda scene: scene.__name__)
def test_a_basket_being_filled_looks_as_before(
    library, scene: Scene, size: tuple[int, int], monkeypatch, tmp_path
) -> None:
    draw_hindered(library.copied_to(tmp_path / "index").index_dir, scene, size, monkeypatch)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_saved_searches_look_as_before(library, size: tuple[int, int], tmp_path) -> None:
    shutil.copytree(library.index_dir, tmp_path / "index")
    (tmp_path / "index" / "searches.toml").write_text(
        '[[search]]\nname = "bridge"\nquery = "footbridge"\n\n[[search]]\nname = "wrong"\nquery = "colour:red"\n'
    )
    draw(tmp_path / "index", saved, size)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_basket_looks_as_before(library, size: tuple[int, int], tmp_path) -> None:
    index_dir = library.copied_to(tmp_path / "index").index_dir
    with Library.open(index_dir) as opened:
        hit = opened.search("footbridge").hits[0]
    here = Kept(hit.source.document, hit.at.page, hit.at.start, hit.at.end, hit.text, "footbridge")
    for one in (here, Kept("gone.pdf", 3, 0, 5, "words that were there", "", "ask the clerk")):
        Basket(DirectoryFiles(index_dir)).change(turned(one))
    draw(index_dir, basket, size)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_an_empty_library_looks_as_before(size: tuple[int, int], tmp_path) -> None:
    (tmp_path / "papers").mkdir()
    assert main(["--index", str(tmp_path / "index"), "index", str(tmp_path / "papers")]) == 0

    async def search_empty(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await sees(app, pilot, "Nothing is indexed yet")

    draw(tmp_path / "index", search_empty, size)
    draw(tmp_path / "index", papers_empty, size)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_page_without_text_looks_as_before(make_pdf, fresh, size: tuple[int, int], tmp_path) -> None:
    make_pdf(tmp_path / "papers" / "minutes.pdf", [["Minutes of 7 February 2023", "The stile was mended."], []])
    assert fresh("index", str(tmp_path / "papers"), "--ocr", "off").returncode == 0

    async def reader_empty(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await search_for(pilot, "stile")
        await pilot.press("enter", "enter")
        await sees(app, pilot, "match 1 of")
        await pilot.press("right_square_bracket")
        await sees(app, pilot, "PDF p. 2")

    draw(fresh.index_dir, reader_empty, size)

"""The registers in the terminal UI: a key opens one, enter opens a row's page."""

from __future__ import annotations

import threading
from functools import partial

import pytest
from driving import drive, on_screen, picture, search_for, shown, type_query, until
from rich.text import Text
from textual.pilot import Pilot
from textual.widgets import Input

from panelsearch.errors import LibraryDamagedError
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.register_rows import EntityRow, Wanted
from panelsearch.services.library import Library
from panelsearch.services.register_service import RegisterService
from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.controllers.registers import FIRST_ROWS, REGISTERS, Loaded, Register, wanted_of
from panelsearch.tui.rendering.plots import bars, bars_by_year
from panelsearch.tui.rendering.register_rows import RegisterEntry, named_entry
from panelsearch.tui.rendering.table import Column, fitted, table_line
from panelsearch.tui.screens.reader import ReaderScreen
from panelsearch.tui.screens.register import RegisterScreen
from panelsearch.tui.screens.search import SearchScreen
from panelsearch.tui.widgets.lazy_list import LazyList


@pytest.mark.parametrize(("key", "told"), [("f5", "through the meetings"), ("f6", "1 meeting"), ("f7", "gap")])
def test_a_register_opens_its_pages(library, key, told) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await type_query(pilot, "footbridge")
        await pilot.press(key)
        screen = await on_screen(pilot, RegisterScreen)
        await until(pilot, lambda: screen.loaded is not None)
        assert screen.loaded is not None
        assert told in shown(app, "#heading")
        entries = [screen.entry(row) for row in range(screen.loaded.count)]
        at = next((n for n, entry in enumerate(entries) if entry is not None and entry.source is not None), None)
        await pilot.press(*["j"] * (at or 0), "enter")
        if at is None:
            assert app.screen is screen
            return
        await on_screen(pilot, ReaderScreen)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        assert screen.query_one(LazyList).cursor == at

    drive(library.index_dir, script)


def test_attendance_is_read_a_page_at_a_time(library, monkeypatch) -> None:
    asked: list[tuple[int, int | None]] = []
    attendance = RegisterService.attendance

    def noted(service: RegisterService, *wanted: Wanted, first: int = 0, limit: int | None = None) -> object:
        asked.append((first, limit))
        return attendance(service, *wanted, first=first, limit=limit)

    monkeypatch.setattr(RegisterService, "attendance", noted)
    (register,) = (one for one in REGISTERS if one.name == "attendance")
    with Library.open(library.index_dir) as papers:
        loaded = register.load(papers, "")
        assert asked == [(0, FIRST_ROWS)]
        assert loaded.heading.startswith("Attendance at 1 meeting")
        every = [entry.cells for entry in loaded.read(papers, 0, 100)]
        assert loaded.count == len(every) > 2
        assert [entry.cells for entry in loaded.read(papers, 1, 2)] == every[1:3]
    assert asked[-1] == (1, 2)


def test_actions_are_shown_with_their_owner_and_when_they_were_spoken_of_later(make_pdf, fresh, tmp_path) -> None:
    for name, day, said in (
        ("minutes", "7 February 2023", "Cllr Pryce to ask the owner to mend the stile by the rotten willow."),
        ("later", "7 March 2023", "The owner had come to mend the stile, and the rotten willow was felled."),
    ):
        make_pdf(
            tmp_path / "papers" / f"{name}.pdf",
            [
                [
                    "Dunmere Parish Council", f"Minutes of the meeting held on Tuesday {day}",
                    "Present: Cllr A Pryce (Chair)", "", "1. Apologies", "None.", "", "2. Stile", said,
                ]
            ],
        )  # fmt: skip
    fresh.json("index", str(tmp_path / "papers"))

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await pilot.press("f8")
        await on_screen(pilot, RegisterScreen)
        await until(pilot, lambda: "action: A Pryce" in picture(app))
        await until(pilot, lambda: "spoken of later (inferred): 2023-03-07" in picture(app))

    drive(fresh.index_dir, script)


def test_a_reference_is_followed_to_the_paper_it_means(make_pdf, fresh, tmp_path) -> None:
    for day, before in (("7 February 2023", "10 January 2023"), ("10 January 2023", "6 December 2022")):
        make_pdf(
            tmp_path / "papers" / f"{day}.pdf",
            [
                [
                    "Dunmere Parish Council", f"Minutes of the meeting held on Tuesday {day}",
                    "Present: Cllr A Pryce (Chair)", "", "1. Apologies", "None.", "", "2. Minutes",
                    f"The minutes of the meeting held on {before} were signed as a true record.",
                ]
            ],
        )  # fmt: skip
    fresh.json("index", str(tmp_path / "papers"))

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await search_for(pilot, "date:2023-02 signed")
        await pilot.press("enter", "enter")
        reader = await on_screen(pilot, ReaderScreen)
        await until(pilot, lambda: reader.page_number == 1)
        await pilot.press("f")
        register = await on_screen(pilot, RegisterScreen)
        await until(pilot, lambda: register.loaded is not None)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen) and app.screen is not reader)
        await until(pilot, lambda: "10 January 2023.pdf" in shown(app, "#place"))

    drive(fresh.index_dir, script)


@pytest.mark.parametrize("query", ["", "foo:bar"])
def test_a_register_that_cannot_be_read_says_why(library, query) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await type_query(pilot, query)
        await pilot.press("f5")
        await on_screen(pilot, RegisterScreen)
        await until(pilot, lambda: ("no field foo" if query else "Type what the matter is") in shown(app, "#heading"))
        await pilot.press("enter", "enter", "escape")
        await on_screen(pilot, SearchScreen)

    drive(library.index_dir, script)


def test_keys_go_on_while_a_register_is_read_and_a_late_one_is_dropped(library, monkeypatch) -> None:
    gate = threading.Event()
    count = RegisterService.count_decisions

    def slow(self: RegisterService, *arguments: object, **options: object) -> object:
        gate.wait(20)
        return count(self, *arguments, **options)

    monkeypatch.setattr(RegisterService, "count_decisions", slow)

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await pilot.press("f3")
        register = await on_screen(pilot, RegisterScreen)
        assert "reading" in shown(app, "#heading")
        await pilot.press("escape")
        await on_screen(pilot, SearchScreen)
        await search_for(pilot, "grass")
        await pilot.press("f3")
        second = await on_screen(pilot, RegisterScreen)
        gate.set()
        await until(pilot, lambda: second.loaded is not None)
        assert register.loaded is None

    drive(library.index_dir, script)


def test_opening_does_not_depend_on_the_number_of_rows(library) -> None:
    read_rows: list[int] = []

    def read(library: Library, first: int, limit: int) -> list[RegisterEntry]:
        rows = range(first, min(first + limit, 1_000_000))
        read_rows.extend(rows)
        return [RegisterEntry((Text(f"row {row}"), Text("its place"), Text("its words"))) for row in rows]

    register = Register("many", "Many", "", "", lambda library, query: Loaded("many", 1_000_000, read), "nothing")

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = RegisterScreen(app.access, register, "")
        await app.push_screen(screen)
        await until(pilot, lambda: "row 0" in picture(app))
        assert len(read_rows) == 50
        await pilot.press("G")
        assert screen.query_one(LazyList).cursor == 999_999
        await until(pilot, lambda: "row 999999" in picture(app))
        await pilot.press("pageup", "pageup", "pagedown", "g")
        assert screen.query_one(LazyList).cursor == 0
        await until(pilot, lambda: "row 0" in picture(app))
        assert len(read_rows) == 100

    drive(library.index_dir, script)


def test_the_first_rows_are_there_while_all_are_still_counted(library) -> None:
    gate = threading.Event()

    def read(library: Library, first: int, limit: int) -> list[RegisterEntry]:
        return [RegisterEntry((Text(f"row {row}"),)) for row in range(first, min(first + limit, 120))]

    def whole(library: Library) -> Loaded:
        gate.wait(20)
        return Loaded("all 120", 120, read, lambda library: {2001: 20, 2002: 100})

    first = Loaded("the first 50", 50, read, whole=whole)
    register = Register("many", "Many", "", "", lambda library, query: first, "nothing")

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = RegisterScreen(app.access, register, "")
        await app.push_screen(screen)
        await until(pilot, lambda: "row 0" in picture(app))
        await pilot.press("j", "j")
        assert shown(app, "#heading") == "the first 50"
        gate.set()
        await until(pilot, lambda: shown(app, "#heading") == "all 120")
        assert screen.query_one(LazyList).cursor == 2
        await until(pilot, lambda: "most: 100 in 2002" in shown(app, "#years"))
        await pilot.press("G")
        await until(pilot, lambda: "row 119" in picture(app))

    drive(library.index_dir, script)


def test_more_is_read_of_the_row_that_is_looked_at_alone(library) -> None:
    asked: list[int] = []

    def more(row: int, library: Library) -> tuple[Text, ...]:
        asked.append(row)
        return (Text(f"more of row {row}"),)

    def read(library: Library, first: int, limit: int) -> list[RegisterEntry]:
        rows = range(first, min(first + limit, 30))
        return [RegisterEntry((Text(f"row {n}"),), (Text(f"about {n}"),), more=partial(more, n)) for n in rows]

    register = Register("many", "Many", "", "", lambda library, query: Loaded("many", 30, read), "nothing")

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await app.push_screen(RegisterScreen(app.access, register, ""))
        await until(pilot, lambda: "more of row 0" in picture(app))
        await pilot.press("j")
        await until(pilot, lambda: "more of row 1" in picture(app))
        assert shown(app, "#detail").split("\n") == ["about 1", "more of row 1"]
        assert asked == [0, 1]

    drive(library.index_dir, script)


def test_what_comes_too_late_of_all_rows_is_dropped(library) -> None:
    gate = threading.Event()

    def read(library: Library, first: int, limit: int) -> list[RegisterEntry]:
        return [RegisterEntry((Text(f"row {row}"),)) for row in range(first, first + limit)]

    def load(library: Library, query: str) -> Loaded:
        if query:
            return Loaded(f"one for {query}", 1, lambda library, first, limit: read(library, 0, 1))

        def whole(library: Library) -> Loaded:
            gate.wait(20)
            return Loaded("all 120", 120, read)

        return Loaded("the first 50", 50, read, whole=whole)

    register = Register("many", "Many", "", "", load, "nothing", filters="words")

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = RegisterScreen(app.access, register, "")
        await app.push_screen(screen)
        await until(pilot, lambda: shown(app, "#heading") == "the first 50")
        await pilot.press("slash", "x", "enter")
        await until(pilot, lambda: shown(app, "#heading") == "one for x")
        gate.set()
        await pilot.pause(0.2)
        assert shown(app, "#heading") == "one for x"
        assert screen.query_one(LazyList).count == 1

    drive(library.index_dir, script)


def test_a_page_of_rows_that_could_not_be_read_is_read_when_it_is_looked_at_again(library) -> None:
    fails = [LibraryDamagedError("A page is torn.")]

    def read(library: Library, first: int, limit: int) -> list[RegisterEntry]:
        if first and fails:
            raise fails.pop()
        return [RegisterEntry((Text(f"row {row}"),)) for row in range(first, first + limit)]

    register = Register("many", "Many", "", "", lambda library, query: Loaded("many", 1000, read), "nothing")

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await app.push_screen(RegisterScreen(app.access, register, ""))
        await until(pilot, lambda: "row 0" in picture(app))
        await pilot.press("G")
        await until(pilot, lambda: "A page is torn." in shown(app, "#heading"))
        await pilot.press("k")
        await until(pilot, lambda: "row 999" in picture(app), seconds=5)
        assert shown(app, "#heading") == "many"

    drive(library.index_dir, script)


def test_a_person_of_the_register_is_searched_for(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await type_query(pilot, "nnamdi")
        await pilot.press("f10")
        screen = await on_screen(pilot, RegisterScreen)
        await until(pilot, lambda: "1 people for nnamdi" in shown(app, "#heading"))
        assert "named" in picture(app)
        await pilot.press("enter")
        search = await on_screen(pilot, SearchScreen)
        await until(pilot, lambda: search.session.shown_query == 'person:"B Nnamdi"')
        assert len(search.session.entries) > 0
        assert not screen.is_attached
        search.query_one(Input).value = "footbridge"
        await pilot.press("f10")
        await until(pilot, lambda: "none of them called footbridge" in shown(app, "#heading"))

    drive(library.index_dir, script)


def test_rows_are_filtered_while_words_are_typed(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await pilot.press("f3")
        screen = await on_screen(pilot, RegisterScreen)
        await until(pilot, lambda: screen.loaded is not None)
        assert screen.loaded is not None
        every = screen.loaded.count
        await pilot.press("slash")
        await type_query(pilot, "footbridge")
        await until(pilot, lambda: "1 decision for footbridge" in shown(app, "#heading"))
        assert every > 1
        await pilot.press("enter", "enter")
        await on_screen(pilot, ReaderScreen)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("slash")
        await type_query(pilot, " body:nowhere")
        await until(pilot, lambda: "No decision matches. In no paper: body:nowhere" in shown(app, "#heading"))
        screen.query_one(Input).value = "foo:bar"
        await until(pilot, lambda: "no field foo" in shown(app, "#heading"))
        screen.query_one(Input).value = ""
        await until(pilot, lambda: f"{every} decisions" in shown(app, "#heading"))

    drive(library.index_dir, script)


def test_attendance_is_filtered_by_name_body_and_day(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await pilot.press("f6")
        screen = await on_screen(pilot, RegisterScreen)
        await until(pilot, lambda: "B Nnamdi" in picture(app))
        for words, there, gone in (("nnamdi", "B Nnamdi", "A Pryce"), ("body:dunmere fraser", "D Fraser", "B Nnamdi"),
                                   ("date:2019", "No list of who came", "Fraser")):  # fmt: skip
            screen.query_one(Input).value = words
            await until(pilot, lambda there=there, gone=gone: there in picture(app) and gone not in rows_of(app))
        screen.query_one(Input).value = "date:never"
        await until(pilot, lambda: "never is no date" in shown(app, "#heading"))

    drive(library.index_dir, script)


@pytest.mark.parametrize(
    ("key", "orders"),
    [
        ("f3", ["newest first", "oldest first"]), ("f8", ["newest first", "oldest first"]),
        ("f5", ["oldest first", "latest first"]),
        ("f6", ["by body", "who missed most first", "who missed the largest share first", "by name"]),
        ("f10", ["most often named first", "by name", "named last first"]),
    ],
)  # fmt: skip
def test_a_key_sorts_a_register_in_each_of_its_orders_and_the_heading_says_in_which(library, key, orders) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await type_query(pilot, "footbridge OR clerk" if key in ("f5", "f8") else "")
        await pilot.press(key)
        screen = await on_screen(pilot, RegisterScreen)
        seen = []
        for told in (*orders, orders[0]):
            await until(pilot, lambda told=told: told in shown(app, "#heading") or "No " in shown(app, "#heading"))
            seen.append([screen.entry(row) for row in range(screen.loaded.count)] if screen.loaded else [])
            await pilot.press("s")
        assert seen[0] == seen[-1]
        assert all(sorted(map(repr, rows)) == sorted(map(repr, seen[0])) for rows in seen)

    drive(library.index_dir, script)


def test_who_missed_most_meetings_is_two_keys_away(make_pdf, fresh, tmp_path) -> None:
    for day, who in (("10 January", "A Pryce, Cllr B Nnamdi"), ("7 February", "A Pryce"), ("7 March", "A Pryce"),
                     ("4 April", "A Pryce, Cllr B Nnamdi")):  # fmt: skip
        make_pdf(
            tmp_path / "papers" / f"{day}.pdf",
            [["Dunmere Parish Council", f"Minutes of the meeting held on {day} 2023", f"Present: Cllr {who}", "",
              "1. Grass", "It was noted."]],
        )  # fmt: skip
    fresh.json("index", str(tmp_path / "papers"))

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await pilot.press("f6", "s")
        await until(pilot, lambda: "who missed most first" in picture(app) and "B Nnamdi" in picture(app))
        screen = await on_screen(pilot, RegisterScreen)
        first = screen.entry(0)
        assert first is not None
        assert [cell.plain for cell in first.cells[:3]] == ["B Nnamdi", "2", "2"]
        grid = {entry.cells[0].plain: entry.cells[5].plain for n in range(2) if (entry := screen.entry(n))}
        assert grid == {"B Nnamdi": "●··●", "A Pryce": "●●●●"}

    drive(fresh.index_dir, script)


def rows_of(app: PanelsearchApp) -> str:
    return "\n".join(picture(app).splitlines()[4:])


def test_a_number_leads_to_another_register(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await pilot.press("f3")
        await on_screen(pilot, RegisterScreen)
        for key, heading in (("7", "2 sums"), ("8", "dates"), ("6", "councils"), ("4", "Attendance")):
            await pilot.press(key)
            await until(pilot, lambda heading=heading: heading in shown(app, "#heading"))
        await pilot.press("7")
        await until(pilot, lambda: "2 sums" in shown(app, "#heading"))
        await pilot.press("enter")
        reader = await on_screen(pilot, ReaderScreen)
        await until(pilot, lambda: reader.view is not None and bool(reader.view.matches))
        assert reader.view is not None
        assert reader.view.matches[0].of(reader.view.page.text) == "£1.2m"
        await pilot.press("escape", "escape")
        await on_screen(pilot, SearchScreen)

    drive(library.index_dir, script)


def test_columns_that_matter_least_go_first() -> None:
    columns = (Column("date", 10), Column("body", 20, rank=1), Column("words"), Column("who", 12, rank=2))
    assert fitted(columns, 100) == (10, 20, 53, 12)
    assert fitted(columns, 60) == (10, 20, 26, -1)
    assert fitted(columns, 40) == (10, -1, 27, -1)
    line = table_line([Text("2023-02-07"), Text("会議" * 9), Text("x" * 90), Text("B Nnamdi")], columns, 100)
    assert line.cell_len <= 100


def test_bars_tell_more_from_fewer() -> None:
    assert bars([0, 1, 8, 4]) == " ▁█▄"
    assert bars_by_year({2018: 2, 2020: 8}) == "2018 ▂ █ 2020 (most: 8 in 2020)"
    assert bars_by_year({2018: 2}) == ""


def test_what_rows_are_asked_for() -> None:
    wanted = wanted_of('person:"A Pryce" body:Dunmere date:2018..2019')
    assert (wanted.person, wanted.body) == ("A Pryce", "Dunmere")
    assert (str(wanted.first), str(wanted.last)) == ("2018-01-01", "2019-12-31")
    assert wanted_of("Dunmere", named="body") == Wanted(body="Dunmere")


@pytest.mark.parametrize(
    ("name", "currency", "count", "shown", "told"),
    [
        ("$5,000", "CAD", 1, "$5,000 CAD", "named once in 1 document"),
        ("$5,000", "USD", 3, "$5,000 USD", "named 3 times in 3 documents"),
        ("£40", "GBP", 2, "£40", "named 2 times in 2 documents"),
    ],
)
def test_sums_in_dollars_of_two_countries_look_different(
    name: str, currency: str, count: int, shown: str, told: str
) -> None:
    entry = named_entry(EntityRow(MentionLabel.MONEY, name, count, count, currency=currency))
    assert entry.cells[0].plain == shown
    assert [line.plain for line in entry.detail[:2]] == [shown, told]

"""Which folder the indexing screen offers: a library's own, never the sample papers in their place."""

import asyncio
from pathlib import Path

from driving import until
from textual.widgets import Input

from panelsearch.model.ingest_reports import FileOutcome, FileReport, IngestReport
from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.controllers.indexing import RunEnded
from panelsearch.tui.screens.indexing import IndexScreen


def test_an_empty_place_offers_the_folder_and_a_library_its_own(library, tmp_path: Path) -> None:
    async def offered(index_dir: Path) -> str:
        app = PanelsearchApp(index_dir, [Path("sample-papers")])
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            if not isinstance(app.screen, IndexScreen):
                await pilot.press("f4")
            await until(pilot, lambda: isinstance(app.screen, IndexScreen))
            return app.screen.query_one("#folder", Input).value

    assert asyncio.run(offered(tmp_path / "none")) == "sample-papers"
    assert asyncio.run(offered(library.index_dir)) == ""


def test_what_a_run_has_to_tell_beside_its_files_is_told() -> None:
    notice = "The library is up to date, but its older indexes could not be swept: no room. The next run will."
    files = (FileReport("a.pdf", FileOutcome.INDEXED, 2),)
    assert RunEnded(IngestReport(files, 1.0), None).is_clean
    end = RunEnded(IngestReport(files, 1.0, notice=notice), None)
    assert end.told == f"Done in 1.0 s: 1 indexed. {notice}"
    assert not end.is_clean  # nobody is taken away from it

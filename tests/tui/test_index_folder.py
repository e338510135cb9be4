"""Which folder the indexing screen offers: a library's own, never the sample papers in their place."""

import asyncio
from pathlib import Path

from driving import until
from textual.widgets import Input

from panelsearch.tui.app import PanelsearchApp
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

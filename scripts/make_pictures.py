"""Makes the README's pictures anew: the terminal UI over the sample papers, as SVG, driven by keys as a user would.

python scripts/make_pictures.py     # writes docs/pictures/*.svg
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from textual.pilot import Pilot

from panelsearch.ingestion.pipeline import ingest
from panelsearch.tui.app import PanelsearchApp

ROOT = Path(__file__).resolve().parents[1]
_SIZE = (120, 34)
_SETTLED_SECONDS = 1.5
_FONTS_FROM_ELSEWHERE = re.compile(r"@font-face\s*\{[^}]*\}\s*")
_PICTURES: dict[str, tuple[str, Sequence[str]]] = {
    "search": ("A search", ("footbridge", "enter")),
    "page": ("A page", ("footbridge", "enter", "enter")),
    "decisions": ("The decisions register", ("footbridge", "enter", "f3")),
    "question": ("An answered question", ("Who was elected chairman in 2024?", "enter")),
}


async def _typed(pilot: Pilot[int], keys: Sequence[str]) -> None:
    for key in keys:
        if key == "enter" or re.fullmatch(r"f\d+", key):
            await pilot.press(key)
            await pilot.pause(_SETTLED_SECONDS)
        else:
            await pilot.press(*({" ": "space", "?": "question_mark"}.get(letter, letter) for letter in key))
            await pilot.pause(_SETTLED_SECONDS)


async def _picture(index: Path, title: str, keys: Sequence[str]) -> str:
    app = PanelsearchApp(index, [])
    async with app.run_test(size=_SIZE) as pilot:
        await pilot.pause(_SETTLED_SECONDS)
        await _typed(pilot, keys)
        return _FONTS_FROM_ELSEWHERE.sub("", app.export_screenshot(title=title))


def main() -> None:
    """Index the sample papers in a place of their own and draw each picture."""
    folder = ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        index = Path(scratch) / "index"
        ingest(index, [ROOT / "corpus"])
        for name, (title, keys) in _PICTURES.items():
            (folder / f"{name}.svg").write_text(asyncio.run(_picture(index, title, keys)) + "\n", encoding="utf-8")
            print(f"docs/pictures/{name}.svg")


if __name__ == "__main__":
    main()

"""Does a screen look as it did? Plain text, a file a screen and size; PANELSEARCH_SNAPSHOTS=write draws them anew."""

from __future__ import annotations

import os
import re
from pathlib import Path

_SCROLLBARS = dict.fromkeys(range(9601, 9608), " ")
"""The ends of scroll bars: where they stand hangs on how far a layout has got."""
_A_PATH = re.compile(r"^(\s+)/\S+$")
"""A line that is a folder of this machine, which has another name in each run."""
FOLDER = Path(__file__).parent / "snapshots"


def assert_looks_as_before(name: str, text: str) -> None:
    """Compare a screen's text with the one that is kept."""
    kept = FOLDER / f"{name}.txt"
    lines = (_A_PATH.sub(r"\1/a/folder", line.rstrip()) for line in text.translate(_SCROLLBARS).splitlines())
    drawn = "\n".join(lines).rstrip() + "\n"
    if os.environ.get("PANELSEARCH_SNAPSHOTS") == "write":
        FOLDER.mkdir(exist_ok=True)
        kept.write_text(drawn, encoding="utf-8")
    assert kept.exists(), f"{kept.name} is not there yet: PANELSEARCH_SNAPSHOTS=write draws it"
    assert drawn == kept.read_text(encoding="utf-8"), f"{name} looks otherwise now; look at it, then draw it anew"

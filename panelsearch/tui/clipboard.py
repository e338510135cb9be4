"""Where does copied text go? To the terminal's clipboard where it allows that, and to a file of who sits there."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_cache_path

from panelsearch.tui import confinement


def copy_to_file(text: str) -> str:
    """Write the text and say where to find it: many terminals and multiplexers block the clipboard.

    Who comes by a browser has that one's clipboard: a file would be read by whoever comes next.
    """
    if confinement.folder() is not None:
        return "Copied to the clipboard, if the browser allows it"
    try:
        folder = user_cache_path("panelsearch", ensure_exists=True)
        file = Path(folder, "copied.txt")
        file.write_text(text + "\n", encoding="utf-8")
    except OSError:
        return "Copied to the clipboard, if the terminal allows it"
    return f"Copied; also in {file}"

"""Where does copied text go? To the terminal's clipboard where it allows that, and always to a file."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_cache_path


def copy_to_file(text: str) -> str:
    """Write the text and say where to find it: many terminals and multiplexers block the clipboard."""
    try:
        folder = user_cache_path("panelsearch", ensure_exists=True)
        file = Path(folder, "copied.txt")
        file.write_text(text + "\n", encoding="utf-8")
    except OSError:
        return "Copied to the clipboard, if the terminal allows it"
    return f"Copied; also in {file}"

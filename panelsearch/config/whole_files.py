"""How is a small file of the user's written? Whole or not at all, whenever the program ends."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Put a text (UTF-8) in the place of a file. OSError, which leaves the file as it was."""
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(4)}")  # a name that nobody could plant a link at
    try:
        with unfinished.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)  # noqa: PTH105 - the same call under its clearer name
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise

"""How does the user want the terminal UI? A file of theirs, where the system keeps settings, and the theme last chosen.

theme = "high-contrast"        # dark, light, high-contrast, monochrome

[keys]                         # other keys for an action, by the names that docs/terminal.md lists
"results.mark" = "m,space"
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from panelsearch.config.owned_tables import parsed, text_of
from panelsearch.config.whole_files import write_whole
from panelsearch.errors import LibraryError
from panelsearch.storage.library_files import OwnFile
from panelsearch.tui import confinement

FILE_NAME = "settings.toml"
_THEME_NAME = "theme"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file says; "" and nothing where it does not say."""

    theme: str = ""
    keys: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Preferences:
    """The settings, and what in their file cannot be followed; `chosen` is where the theme last chosen is noted."""

    settings: Settings = field(default_factory=Settings)
    complaint: str = ""
    chosen: Path | None = None

    @classmethod
    def of_user(cls) -> Preferences:
        """What this user wants."""
        from platformdirs import user_config_path, user_state_path

        path = user_config_path("panelsearch", appauthor=False) / FILE_NAME
        settings, complaint = Settings(), ""
        try:
            settings = msgspec.convert(parsed(text_of(OwnFile.at(path), LibraryError)), Settings)
        except LibraryError as error:
            complaint = error.message
        except ValueError as error:
            complaint = f"{path} cannot be followed: {error}"
        if confinement.folder() is not None:  # who comes by a browser changes nothing for others
            return cls(settings, complaint)
        return cls(settings, complaint, user_state_path("panelsearch", appauthor=False) / _THEME_NAME)

    @property
    def theme(self) -> str:
        """The theme last chosen, or that of the file; "" for neither."""
        if self.chosen is not None:
            with contextlib.suppress(OSError, UnicodeDecodeError):
                return self.chosen.read_text(encoding="utf-8").strip()
        return self.settings.theme

    def note_theme(self, name: str) -> None:
        """A theme was chosen. OSError where that cannot be written."""
        if self.chosen is not None:
            self.chosen.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.chosen, name)

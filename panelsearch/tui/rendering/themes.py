"""In which colours? Dark, light, high contrast, and none at all."""

from __future__ import annotations

from textual.theme import Theme

MONOCHROME = "monochrome"
DEFAULT = "dark"

THEMES = (
    Theme(
        "dark", primary="#5b9bd5", secondary="#87a6c4", accent="#e0b050", foreground="#e4e4e4", background="#16191d",
        surface="#1c2025", panel="#262c33", warning="#e0b050", error="#e06c75", success="#8fbf7f",
    ),
    Theme(
        "light", primary="#1d5fa6", secondary="#4a6b8a", accent="#8a5a00", foreground="#1b1b1b", background="#fafafa",
        surface="#ffffff", panel="#e8ecf0", warning="#8a5a00", error="#a31621", success="#20662c", dark=False,
    ),
    Theme(
        "high-contrast", primary="#ffff00", secondary="#00ffff", accent="#ffff00", foreground="#ffffff",
        background="#000000", surface="#000000", panel="#000000", warning="#ffff00", error="#ff6060",
        success="#00ff00",
    ),
    Theme(
        MONOCHROME, primary="#bbbbbb", secondary="#bbbbbb", accent="#ffffff", foreground="#eeeeee",
        background="#000000", surface="#000000", panel="#222222", warning="#ffffff", error="#ffffff",
        success="#ffffff",
    ),
)  # fmt: skip

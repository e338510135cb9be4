"""How does the screen look without any colour? What lies on another ground than the rest is reversed instead."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

_BRIGHT = 80
"""Grounds that have a component above this stand out from the black of the theme without colours."""
_STYLES_KEPT = 1024


class Colourless(LineFilter):
    """No colour reaches the terminal: its own stand, whatever they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same words, with nothing but bold, underlined, reversed and the like."""
        return [Segment(text, _uncoloured(style) if style else None, control) for text, style, control in segments]


@lru_cache(_STYLES_KEPT)
def _uncoloured(style: Style) -> Style:
    ground, plain = style.bgcolor, style.without_color
    if ground is None or ground.is_default or max(ground.get_truecolor(foreground=False)) <= _BRIGHT:
        return plain
    return plain + Style(reverse=not style.reverse)

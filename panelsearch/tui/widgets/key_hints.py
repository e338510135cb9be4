"""The keys that do something here, in a line at the bottom: as many as there is room for, the way back always."""

from __future__ import annotations

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.binding import ActiveBinding
from textual.screen import Screen
from textual.widget import Widget

_ALWAYS = ("screen.back", "screen.stop", "screen.to_box", "app.visit('help')")
_BETWEEN = 2


class KeyHints(Widget):
    """Shows the actions that are to stand at the foot; a click presses the key."""

    DEFAULT_CSS = """
    KeyHints { height: 1; dock: bottom; padding: 0 1; background: $footer-background; color: $footer-foreground; }
    """

    def on_mount(self) -> None:
        """Look again whenever other keys do something."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def on_unmount(self) -> None:
        """Look no longer."""
        self.screen.bindings_updated_signal.unsubscribe(self)

    def _changed(self, _: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Text:
        """The line."""
        hints = self._hints()
        left = self.size.width - sum(_room(hint) for hint in hints if _is_needed(hint[0]))
        drawn = Text(no_wrap=True, end="")
        for hint in hints:
            binding, key, label = hint
            if not _is_needed(binding):
                if _room(hint) > left:
                    continue
                left -= _room(hint)
            click = Style.from_meta({"@click": f"press({binding.binding.key!r})"})
            drawn.append(key, Style(bold=True) + click)
            drawn.append(f" {label}", click)
            drawn.append(" " * _BETWEEN)
        return drawn

    def _hints(self) -> list[tuple[ActiveBinding, str, str]]:
        """Each action once, under its first key, in the registry's order."""
        seen: dict[str, tuple[ActiveBinding, str, str]] = {}
        for one in self.screen.active_bindings.values():
            if one.binding.show and one.enabled and one.binding.action not in seen:
                seen[one.binding.action] = one, self.app.get_key_display(one.binding), one.binding.description
        return list(seen.values())

    def action_press(self, key: str) -> None:
        """Press a key."""
        self.app.simulate_key(key)


def _room(hint: tuple[ActiveBinding, str, str]) -> int:
    return cell_len(hint[1]) + 1 + cell_len(hint[2]) + _BETWEEN


def _is_needed(one: ActiveBinding) -> bool:
    return one.binding.action in _ALWAYS

"""How many of something, in words: the noun agrees with its number."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """Such as "1 meeting", "1,204 meetings"; `many` is for a noun that takes more than an s: "body", "bodies"."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"

"""How does BibTeX write a text, and where do its entries and fields begin and end?

Braces are counted by BibTeX whatever stands before them: those of a text are put as commands, so that they balance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SIGNS = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "&": r"\&",
    "#": r"\#", "%": r"\%", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_TO_TEX = str.maketrans(_SIGNS)
_FROM_TEX = {told: sign for sign, told in _SIGNS.items()}
_TOLD = re.compile("|".join(re.escape(told) for told in sorted(_FROM_TEX, key=len, reverse=True)))
_ENTRY = re.compile(r"@\w+\s*\{\s*[^\s,{}]+\s*,")
_FIELD = re.compile(r"\s*,?\s*([A-Za-z][\w:-]*)\s*=\s*\{")


def tex(text: str) -> str:
    """The text as TeX shows it."""
    return text.translate(_TO_TEX)


def untex(told: str) -> str:
    """The text that `tex` put so."""
    return _TOLD.sub(lambda match: _FROM_TEX[match[0]], told)


def entries(text: str) -> Iterator[dict[str, str]]:
    """The entries of a file by their fields, in small letters; only values in braces are read."""
    at = 0
    while entry := _ENTRY.search(text, at):
        fields: dict[str, str] = {}
        at = entry.end()
        while field := _FIELD.match(text, at):
            end = _closing(text, field.end())
            fields[field[1].lower()] = text[field.end() : end]
            at = end + 1
        yield fields


def _closing(text: str, at: int) -> int:
    """Where the brace that was opened before `at` is closed."""
    depth = 1
    for brace in re.compile(r"[{}]").finditer(text, at):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.start()
    return len(text)

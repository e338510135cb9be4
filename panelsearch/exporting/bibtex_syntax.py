"""How does BibTeX write a text, and where do its entries and fields begin and end?

Braces are counted by BibTeX whatever stands before them: those of a text are put as commands, so that they balance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SIGNS = {
    "\\": r"\textbackslash{}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_BRACES = {"{": (r"\{", r"\textbraceleft{}"), "}": (r"\}", r"\textbraceright{}")}
"""As they are put where they pair off, and where one stands alone: then no brace of the entry may be counted for it."""
_APART = {"-": "-{}", "'": "'{}", "`": "`{}", "<": "<{}", ">": ">{}", ",": ",{}"}
"""Signs of which two or three in a row would be set as another."""
_LIGATURE = re.compile(r"-(?=-)|'(?=')|[`?!](?=`)|<(?=<)|>(?=>)|,(?=,)")
_FROM_TEX = (
    {told: sign for sign, told in _SIGNS.items()}
    | {told: sign for sign, some in _BRACES.items() for told in some}
    | {told: sign for sign, told in _APART.items()}
    | {"?{}": "?", "!{}": "!"}
)
_TOLD = re.compile("|".join(re.escape(told) for told in sorted(_FROM_TEX, key=len, reverse=True)))
_ENTRY = re.compile(r"@(\w+)\s*\{\s*([^\s,{}]+)\s*,")
_END = re.compile(r"\s*,?\s*\}")
_FIELD = re.compile(r"\s*,?\s*([A-Za-z][\w:-]*)\s*=\s*\{")


def tex(text: str) -> str:
    """The text as TeX shows it."""
    paired = _paired(text)
    apart = {match.start() for match in _LIGATURE.finditer(text)}
    return "".join(
        _BRACES[sign][at not in paired] if sign in _BRACES else _SIGNS.get(sign, sign) + "{}" * (at in apart)
        for at, sign in enumerate(text)
    )


def _paired(text: str) -> set[int]:
    """Where the braces of a text stand that pair off."""
    paired: set[int] = set()
    opened: list[int] = []
    for brace in re.finditer(r"[{}]", text):
        if brace[0] == "{":
            opened.append(brace.start())
        elif opened:
            paired |= {opened.pop(), brace.start()}
    return paired


def untex(told: str) -> str:
    """The text that `tex` put so."""
    return _TOLD.sub(lambda match: _FROM_TEX[match[0]], told)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: its kind and its fields' names in small letters, its key, its fields in order.

    `whole`: nothing stands in it but what is said here; only values in braces are read.
    """

    kind: str
    key: str
    fields: tuple[tuple[str, str], ...]
    whole: bool = True


def entries(text: str) -> Iterator[Entry | str]:
    """The entries of a file, and what stands between them that is none."""
    at = 0
    while entry := _ENTRY.search(text, at):
        yield from _beside(text[at : entry.start()])
        fields: list[tuple[str, str]] = []
        at = entry.end()
        while field := _FIELD.match(text, at):
            end = _closing(text, field.end())
            fields.append((field[1].lower(), text[field.end() : end]))
            at = end + 1
        closed = _END.match(text, at)
        yield Entry(entry[1].lower(), entry[2], tuple(fields), closed is not None)
        following = _ENTRY.search(text, at)
        at = closed.end() if closed else following.start() if following else len(text)
    yield from _beside(text[at:])


def _beside(text: str) -> Iterator[str]:
    if text.strip():
        yield text.strip()


def _closing(text: str, at: int) -> int:
    """Where the brace that was opened before `at` is closed."""
    depth = 1
    for brace in re.compile(r"[{}]").finditer(text, at):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.start()
    return len(text)

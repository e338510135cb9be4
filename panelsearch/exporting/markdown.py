"""An export for reading and pasting: md. Each passage is a block quote with its citation, linked to the page, below it.

What Markdown would obey is escaped, so that a CommonMark renderer shows the very words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from panelsearch.exporting.base import ExportFormat, Found, Setting
from panelsearch.exporting.characters import as_markup_holds, on_one_line
from panelsearch.exporting.line_ends import wraps
from panelsearch.exporting.marks import PLACE, found, mark
from panelsearch.exporting.seals import Sealed
from panelsearch.exporting.sources import Sources

_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~&!]")
_LIST = re.compile(r"^(\d{1,9})([.)])")
_RULE = re.compile(r"^([-+=])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINK = re.compile(r"^\[(?P<text>.*)\]\(<(?P<link>[^<>]*)>\)$", re.S)
_CITED, _BEFORE, _AFTER = "— ", "*Before:* ", "*After:* "
_MARK, _END = "<!-- panelsearch ", " -->"


def _write(rows: Iterable[Sealed], path: Path, setting: Setting) -> None:
    sources = Sources()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"# {escaped(setting.heading)}\n")
        for row in sources.noted(rows):
            lines = filter(None, map(on_one_line, _flowing(as_markup_holds(row.passage.quote)).splitlines()))
            quoted = "  \n".join(f"> {escaped(line)}" for line in lines)
            cited = escaped(row.text("citation"))
            link = row.text("link")
            before, after = escaped(row.text("before")), escaped(row.text("after"))
            file.write(
                (f"\n{_BEFORE}{before}\n" if before else "")
                + f"\n{quoted}\n"
                + (f"\n{_AFTER}{after}\n" if after else "")
                + f"\n{_CITED}{f'[{cited}](<{link}>)' if link else cited}\n"
                + f"\n{_MARK}{mark(row)}{_END}\n"
            )
        file.write("\nSources:\n\n" + "".join(f"- {escaped(on_one_line(told))}\n" for told in sources.told))


def _flowing(text: str) -> str:
    """The text in which lines go on that ended at the margin of the print."""
    ends = wraps(text)
    return "".join(" " if at in ends else sign for at, sign in enumerate(text)) if ends else text


def escaped(line: str) -> str:
    """One line of text, without anything in it that Markdown would obey."""
    line = _SIGNS.sub(r"\\\g<0>", line)
    return _RULE.sub(r"\\\1", _LIST.sub(r"\1\\\2", line))


def _unescaped(line: str) -> str:
    return _ESCAPED.sub(r"\1", line)


def _read(path: Path) -> Iterator[Found]:
    quote: list[str] = []
    said: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            line = line.rstrip("\n").removesuffix("\r")
            if line.startswith("> "):
                if "citation" in said:
                    yield _found("", quote, said)
                    quote, said = [], {}
                quote.append(line[2:].strip())
            elif line.startswith(_CITED):
                cited = line.removeprefix(_CITED)
                linked = _LINK.match(cited)
                said["citation"] = linked["text"] if linked else cited
                said["link"] = linked["link"] if linked else ""
            elif line.startswith(_BEFORE):
                if quote or "citation" in said:
                    yield _found("", quote, said)
                    quote, said = [], {}
                said["before"] = line.removeprefix(_BEFORE)
            elif line.startswith(_AFTER):
                said["after"] = line.removeprefix(_AFTER)
            elif line.startswith(_MARK):
                yield _found(line.removeprefix(_MARK).removesuffix(_END), quote, said)
                quote, said = [], {}
    if quote or "citation" in said:
        yield _found("", quote, said)


def _found(marked: str, quote: list[str], said: dict[str, str]) -> Found:
    texts = {name: _unescaped(said.get(name, "")) for name in ("citation", "before", "after")}
    return found(marked, quote=" ".join(map(_unescaped, quote)), link=said.get("link", ""), **texts)


FORMAT = ExportFormat(
    "md", _write, _read, endings=("markdown",), held=on_one_line,
    shows=(*PLACE, "quote", "citation", "link", "before", "after"),
)  # fmt: skip

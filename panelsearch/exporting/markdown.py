"""An export for reading and pasting: md. Each passage is a block quote with its citation, linked to the page, below it.

What Markdown would obey is escaped, so that a CommonMark renderer shows the very words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from panelsearch.exporting.base import Beside, ExportFormat, Found, Setting
from panelsearch.exporting.characters import as_markup_holds, on_one_line
from panelsearch.exporting.line_ends import wraps
from panelsearch.exporting.marks import PLACE, found, mark
from panelsearch.exporting.pieces import first_and_last, found_in
from panelsearch.exporting.records import CONTEXT
from panelsearch.exporting.register_columns import BESIDE_PASSAGES, column_of, labelled
from panelsearch.exporting.seals import Sealed
from panelsearch.exporting.sources import Sources

_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~&!]")
_LIST = re.compile(r"^(\d{1,9})([.)])")
_RULE = re.compile(r"^([-+=])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINK = re.compile(r"^\[(?P<text>.*)\]\(<(?P<link>[^<>]*)>\)$", re.S)
_BREAK = "  \n"
"""What Markdown shows as the end of a line."""
_CITED, _BEFORE, _AFTER = "— ", "*Before:* ", "*After:* "
_TOLD = re.compile(r"\*(?P<label>[A-Z][a-z ]*):\* (?P<said>.*?)(?:  )?")
_BESIDE = (*CONTEXT, *BESIDE_PASSAGES)
_MARK, _END = "<!-- panelsearch ", " -->\n"
_SOURCES = "\nSources:\n\n"
_HEAD, _TAIL = re.compile(r"# [^\n]*"), re.compile(rf"{_SOURCES.strip()}\n*(?:- [^\n]*\n?)*")
_STRAY = "text or markup that was not written so"


def _write(rows: Iterable[Sealed], path: Path, setting: Setting) -> None:
    sources = Sources()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"# {escaped(setting.heading)}\n")
        for row in sources.noted(rows):
            lines = filter(None, map(on_one_line, _flowing(as_markup_holds(row.passage.quote)).splitlines()))
            file.write(_block(row.text, _BREAK.join(f"> {escaped(line)}" for line in lines), mark(row)))
        file.write(_SOURCES + "".join(f"- {escaped(on_one_line(told))}\n" for told in sources.told))


def _block(text: Callable[[str], str], quoted: str, marked: str) -> str:
    """A passage; `text` gives what it says in a column, `quoted` are the lines of its quotation."""
    link = text("link")
    cited, before, after = (escaped(text(name)) for name in ("citation", "before", "after"))
    told = _BREAK.join(f"*{label}:* {escaped(said)}" for _, label, said in labelled(text))
    return (
        (f"\n{_BEFORE}{before}\n" if before else "")
        + f"\n{quoted}\n"
        + (f"\n{_AFTER}{after}\n" if after else "")
        + f"\n{_CITED}{f'[{cited}](<{link}>)' if link else cited}\n"
        + (f"\n{told}\n" if told else "")
        + f"\n{_MARK}{marked}{_END}"
    )


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
    """Each passage; what stands beside them as we would not have written it is told, for a renderer shows all of it."""
    return found_in(path, _END, _of_piece)


def _of_piece(piece: str, first: bool) -> Iterator[Found]:
    *unmarked, last = _passages(piece)
    yield from map(_found, unmarked)
    stray = False
    if last.marked:
        found = _found(last)
        before = piece.removesuffix(_block(lambda name: found.values.get(name, ""), last.quoted, last.marked))
        whole = before != piece and (first or unmarked or not before.strip())
        yield found if whole else replace(found, wrong=_STRAY)
        stray = first and not unmarked and before != piece and not _HEAD.fullmatch(before.strip())
    elif last.lines or last.said:
        yield _found(last)
    else:
        stray = not _TAIL.fullmatch(piece.strip())
    if stray:
        yield Found({}, aside=True, wrong=_STRAY)


def _beside(path: Path) -> Beside:
    first, last = first_and_last(path, _END)
    heading, _, _ = first.partition("\n")
    listed = re.findall(r"^- (.*)$", last.partition(_SOURCES.strip())[2], re.M)
    return Beside(_unescaped(heading.removeprefix("# ")), tuple(map(_unescaped, listed)))


class _Passage:
    """What a passage is read as: the lines of its quotation, what stands around and below it, and its mark."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.said: dict[str, str] = {}
        self.marked = ""

    @property
    def quoted(self) -> str:
        """Its quotation as it stands there."""
        return "\n".join(f"> {line}" for line in self.lines)


def _passages(piece: str) -> list[_Passage]:
    """Those that a piece of a file holds: one, unless marks are gone."""
    found = [_Passage()]
    for line in piece.split("\n"):
        last = found[-1]
        begins = line.startswith("> ") and "citation" in last.said
        begins |= line.startswith(_BEFORE) and bool(last.lines or "citation" in last.said)
        if begins:
            found.append(last := _Passage())
        if line.startswith("> "):
            last.lines.append(line[2:])
        elif line.startswith(_CITED):
            cited = line.removeprefix(_CITED)
            linked = _LINK.match(cited)
            last.said["citation"] = linked["text"] if linked else cited
            last.said["link"] = linked["link"] if linked else ""
        elif (told := _TOLD.fullmatch(line)) and (column := column_of(told["label"])) in _BESIDE:
            last.said[column] = told["said"]
        elif line.startswith(_MARK):
            last.marked = line.removeprefix(_MARK).removesuffix(_END.rstrip("\n"))
    return found


def _found(passage: _Passage) -> Found:
    said = {"citation": "", "before": "", "after": "", **passage.said}
    link = said.pop("link", "")
    quote = _unescaped("\n".join(passage.lines).replace(_BREAK, " "))
    return found(passage.marked, quote=quote, link=link, **{name: _unescaped(text) for name, text in said.items()})


FORMAT = ExportFormat(
    "md", _write, _read, endings=("markdown",), held=on_one_line,
    shows=(*PLACE, "quote", "citation", "link", "before", "after"), also=BESIDE_PASSAGES, beside=_beside, linked=True,
)  # fmt: skip

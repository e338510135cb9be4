"""Does `verify` find whichever value of a row is altered? Each that an export of any format says, one at a time."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.altering import DOCX, QDPX, TEXTS, Handled

_VALUES = {
    "ris": r"^[A-Z][A-Z0-9]  - ([^\r\n]+)", "bibtex": r"^@(\w+)|(?<=@techreport\{)([^,\n]+)|^  \w+ = \{(.*)\},?$",
    "md": r"^(?:> |— \[|\*[A-Z][a-z ]*:\* )(.+?)(?=\]\(<|$)|\]\(<(.*)>\)$", "html": r'\w="([^"]+)"|>([^<]*\w[^<]*)<',
    "docx": r">([^<]*\w[^<]*)<", "qdpx": r'\w="([^"]+)"',
}  # fmt: skip
"""Where a value stands in the piece that a row is, of formats that are text."""
_IN_MARK = r'"\w+": "([^"]+)"'


def altered_fields(file: Path, form: str) -> Iterator[str]:
    """Alters each value that the first row says, one at a time, wherever it stands; which it is, with the file so."""
    whole = file.read_bytes()
    at = 0
    while (told := _alter_value(file, form, at)) is not None:
        yield told
        file.write_bytes(whole)
        at += 1


def _alter_value(file: Path, form: str, at: int) -> str | None:
    """Alter the value of that number, from 0; its name, None where there are no more."""
    if form in ("csv", "tsv", "kwic"):
        with file.open(encoding="utf-8-sig", newline="") as opened:
            names, first, *rest = csv.reader(opened, delimiter="\t" if form == "tsv" else ",")
        if at < len(names):
            first[at] = str(_another(first[at]))
        with file.open("w", encoding="utf-8-sig", newline="") as opened:
            csv.writer(opened, delimiter="\t" if form == "tsv" else ",").writerows([names, first, *rest])
        return names[at] if at < len(names) else None
    if form == "xlsx":
        return _alter_cell(file, at)
    if form in ("jsonl", "csl-json"):
        return _alter_json(file, form, at)
    if form in ("docx", "qdpx"):
        part, how = ("word/document.xml", DOCX) if form == "docx" else ("project.qde", QDPX)
        with zipfile.ZipFile(file) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        changed = _with_another(parts[part].decode(), how, _VALUES[form], at)
        if changed is None:
            return None
        parts[part] = changed[0].encode()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, said in parts.items():
                archive.writestr(name, said)
        return changed[1]
    changed = _with_another(file.read_bytes().decode(), TEXTS[form], _VALUES[form], at)
    if changed is None:
        return None
    file.write_bytes(changed[0].encode())
    return changed[1]


def _with_another(text: str, how: Handled, values: str, at: int) -> tuple[str, str] | None:
    piece = how.rows(text)[0]
    found = [*re.finditer(values, piece, re.M), *re.finditer(_IN_MARK, piece)]
    if at >= len(found):
        return None
    group = found[at].lastindex or 0
    start, end = found[at].span(group)
    changed = piece[:start] + str(_another(piece[start:end])) + piece[end:]
    return text.replace(piece, changed, 1), found[at][0]


def _alter_cell(file: Path, at: int) -> str | None:
    import openpyxl

    book = openpyxl.load_workbook(file)
    cells: list[Any] = list(book.worksheets[0][2])
    links = [cell.hyperlink for cell in cells if cell.hyperlink]
    if at < len(cells):
        cells[at].value = _another(cells[at].value)
        told = str(book.worksheets[0].cell(1, at + 1).value)
    elif at < len(cells) + len(links):
        link = links[at - len(cells)]
        link.target, told = _another(link.target), "link"
    else:
        return None
    book.save(file)
    return told


def _alter_json(file: Path, form: str, at: int) -> str | None:
    lines = file.read_text("utf-8").splitlines()
    entries = json.loads("\n".join(lines)) if form == "csl-json" else list(map(json.loads, lines))
    places = list(_leaves(entries[0]))
    if at >= len(places):
        return None
    inside: Any = entries[0]
    *way, last = places[at]
    for step in way:
        inside = inside[step]
    inside[last] = _another(inside[last])
    told = json.dumps(entries) if form == "csl-json" else "".join(f"{json.dumps(entry)}\n" for entry in entries)
    file.write_text(told, "utf-8")
    return " ".join(map(str, places[at]))


def _leaves(said: object) -> Iterator[tuple[str | int, ...]]:
    """Where the values of a piece of JSON stand."""
    inside = said.items() if isinstance(said, dict) else enumerate(said) if isinstance(said, list) else None
    if inside is None:
        yield ()
        return
    for name, value in inside:
        yield from ((name, *rest) for rest in _leaves(value))


def _another(value: object) -> object:
    """Another value of that sort: a text with its last sign changed that means something."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return value + 1
    text = str(value or "")
    at = next((at for at in range(len(text) - 1, -1, -1) if text[at].isascii() and text[at].isalnum()), None)
    if at is None:
        return text + "x"
    sign = text[at]
    other = str((int(sign) + 1) % 10) if sign.isdecimal() else "x" if sign not in "xX" else "y"
    return text[:at] + other + text[at + 1 :]

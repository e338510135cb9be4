"""Exports that are tables of text: csv, tsv, jsonl, written a row at a time and read back for verification."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TextIO, TypeVar

import msgspec

from panelsearch.exporting.base import ExportFormat, Found, NotAnExportError, Setting
from panelsearch.exporting.characters import as_utf_8_holds
from panelsearch.exporting.records import text_of
from panelsearch.exporting.seals import Sealed

T = TypeVar("T")

SEAL = "seal"
SCHEMA = "schema"
JSONL_SCHEMA = 2
"""Raised when a column of jsonl changes its meaning or goes; docs/exports.md describes them. Earlier ones are read."""
_KNOWN = {"quote", SEAL}
"""By one of these a table of ours is known."""
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")  # the wide signs are formulas to spreadsheets of East Asia
_YES_OR_NO = "draft"
_OF_SPREADSHEETS = {
    f"{sign}{said.upper()}{end}": said for said in map(str, (True, False)) for sign, end in (("", ""), ("=", "()"))
}
_PARTING = (",", ";", "\t")
_LONGEST_CELL = 1 << 24
_AT_ONCE = 1 << 18


def write_table(rows: Iterable[Sealed], path: Path, setting: Setting, *, delimiter: str) -> None:
    """UTF-8 with a byte order mark, which spreadsheets need; cells that look like formulas are disarmed."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow([*setting.columns, SEAL])
        for row in rows:
            writer.writerow([*(_disarmed(text_of(value)) for value in row.values.values()), row.seal])


def read_table(path: Path, *, delimiter: str) -> Iterator[Found]:
    """The rows of a table, whichever columns it has."""
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            reader = csv.DictReader(file, delimiter=_parting(file, delimiter), restkey="", restval="")
            if not _KNOWN & set(names_once(reader.fieldnames or ())):
                raise NotAnExportError("it has no column quote")
            for row in reader:
                beyond = "".join(row.pop("", ""))
                found = found_in({str(name): _rearmed(str(value)) for name, value in row.items()})
                yield replace(found, wrong="a cell under no heading" if beyond else "")
        except csv.Error as error:
            raise NotAnExportError(str(error)) from error


def _parting(file: TextIO, delimiter: str) -> str:
    """What parts the cells of a file: spreadsheets of some countries take another sign for it when they save one."""
    head = file.readline(_LONGEST_CELL)
    file.seek(0)
    return next((one for one in (delimiter, *_PARTING) if _KNOWN & set(next(csv.reader([head], delimiter=one), ()))),
                delimiter)  # fmt: skip


def names_once(names: Sequence[str]) -> Sequence[str]:
    """The names of a table's columns. NotAnExportError where two are the same: a reader sees one, a program another."""
    if twice := [name for name, count in Counter(names).items() if name and count > 1]:
        raise NotAnExportError(f"two of its columns are called {twice[0]}")
    return names


def found_in(texts: dict[str, str]) -> Found:
    """The row with these texts by column; yes and no are put back that a spreadsheet puts its own way."""
    seal = texts.pop(SEAL, "")
    if (said := texts.get(_YES_OR_NO)) in _OF_SPREADSHEETS:
        texts[_YES_OR_NO] = _OF_SPREADSHEETS[said]
    return Found(texts, seal)


def _write_jsonl(rows: Iterable[Sealed], path: Path, setting: Setting) -> None:
    """One JSON object a line; what UTF-8 cannot hold is escaped, as JSON has it: this format holds every character."""
    encode = msgspec.json.Encoder().encode
    with path.open("wb", buffering=_AT_ONCE) as file:
        for row in rows:
            said = {SCHEMA: JSONL_SCHEMA, **row.values, SEAL: row.seal}
            try:
                file.write(encode(said) + b"\n")
            except UnicodeEncodeError:  # half of a pair
                file.write(json.dumps(said).encode("ascii") + b"\n")


def _read_jsonl(path: Path) -> Iterator[Found]:
    with path.open(encoding="utf-8-sig", newline="\n") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line, object_pairs_hook=every_name)
            except ValueError as error:
                yield Found({}, aside=True, wrong=f"line {number} cannot be read: {error}")
                continue
            if not isinstance(row, dict):
                yield Found({}, aside=True, wrong=f"line {number} is no JSON object")
                continue
            schema = row.pop(SCHEMA, JSONL_SCHEMA)
            found = found_in({str(name): text_of(value) for name, value in row.items()})
            yield replace(found, wrong="" if schema in range(1, JSONL_SCHEMA + 1) else SCHEMA)


def every_name(pairs: list[tuple[str, T]]) -> dict[str, T]:
    """The object of these pairs; a name that comes again is told too, for a reader sees one and a program the other."""
    said: dict[str, T] = {}
    for name, value in pairs:
        said[f"{name} again" if name in said else name] = value
    return said


def _disarmed(text: str) -> str:
    return f"'{text}" if not text[:1].isalnum() and _FORMULA.match(text) else text


def _rearmed(text: str) -> str:
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _table(name: str, delimiter: str) -> ExportFormat:
    return ExportFormat(
        name, partial(write_table, delimiter=delimiter), partial(read_table, delimiter=delimiter),
        held=as_utf_8_holds, tabular=True, headed=True, whole=True,
    )  # fmt: skip


FORMATS = (
    _table("csv", ","), _table("tsv", "\t"),
    ExportFormat("jsonl", _write_jsonl, _read_jsonl, may_end=("json",), tabular=True, headed=True, whole=True),
)  # fmt: skip

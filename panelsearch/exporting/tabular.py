"""Exports that are tables: csv, tsv, xlsx, jsonl. `read_quotations` reads them back."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from zipfile import BadZipFile

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.exceptions import InvalidFileException

from panelsearch.errors import UsageError
from panelsearch.exporting.records import COLUMNS, ExportRecord

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_DELIMITERS = {".csv": ",", ".tsv": "\t"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """What an export claims: these words stand on that page."""

    document: str
    page: int
    quote: str


def write_csv(records: Sequence[ExportRecord], path: Path, delimiter: str = ",") -> None:
    """UTF-8 with a byte order mark, which spreadsheets need; cells that look like formulas are disarmed."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(COLUMNS)
        for record in records:
            writer.writerow([_disarmed(value) for value in astuple(record)])


def write_tsv(records: Sequence[ExportRecord], path: Path) -> None:
    """As csv, with tabs between."""
    write_csv(records, path, "\t")


def write_xlsx(records: Sequence[ExportRecord], path: Path) -> None:
    """One sheet; text is written as text, never as a formula."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("passages")
    sheet.append(list(COLUMNS))
    for record in records:
        cells = []
        for value in astuple(record):
            cell = WriteOnlyCell(sheet, value=value)
            if isinstance(value, str):
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    book.save(path)


def write_jsonl(records: Sequence[ExportRecord], path: Path) -> None:
    """One JSON object a line."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for record in records:
            file.write(json.dumps(asdict(record), ensure_ascii=False) + "\n")


def read_quotations(path: Path) -> tuple[Quotation, ...]:
    """The quotations of a table that we exported. UsageError where the file is not one."""
    readers = {".csv": _csv_rows, ".tsv": _csv_rows, ".xlsx": _xlsx_rows, ".jsonl": _jsonl_rows}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise UsageError(
            f"{path} cannot be verified: its quotations cannot be told apart from the text around them.",
            "Export to csv, tsv, xlsx or jsonl, and verify that.",
        )
    try:
        return tuple(Quotation(document, int(page), quote) for document, page, quote in reader(path))
    except OSError as error:
        raise UsageError(f"{path} cannot be opened: {error.strerror or error}.") from error
    except (KeyError, ValueError, TypeError, csv.Error, BadZipFile, InvalidFileException) as error:
        raise UsageError(
            f"{path} is not an export of panelsearch: {error}.", "It needs the columns document, page and quote."
        ) from error


def _csv_rows(path: Path) -> Iterator[tuple[str, str, str]]:
    csv.field_size_limit(1 << 24)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=_DELIMITERS[path.suffix.lower()]):
            yield row["document"], row["page"], _rearmed(row["quote"])


def _xlsx_rows(path: Path) -> Iterator[tuple[str, str, str]]:
    book = openpyxl.load_workbook(path, read_only=True)
    try:
        rows = book.worksheets[0].iter_rows(values_only=True)
        header = [str(name) for name in next(rows, ())]
        for values in rows:
            row = dict(zip(header, map(str, values), strict=False))
            yield row["document"], row["page"], row["quote"]
    finally:
        book.close()


def _jsonl_rows(path: Path) -> Iterator[tuple[str, str, str]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                row = json.loads(line)
                yield row["document"], row["page"], row["quote"]


def _disarmed(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def _rearmed(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA_STARTS) else text

"""Exports that are tables: csv, tsv, xlsx, jsonl, written a row at a time and read back for verification."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from zipfile import BadZipFile

from panelsearch.exporting.base import ExportFormat, Quotation, Setting
from panelsearch.exporting.records import COLUMNS, ExportRecord

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_CELL = 1 << 24


def _write_csv(records: Iterable[ExportRecord], path: Path, setting: Setting, *, delimiter: str) -> None:
    """UTF-8 with a byte order mark, which spreadsheets need; cells that look like formulas are disarmed."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(COLUMNS)
        writer.writerows([_disarmed(value) for value in record.row.values()] for record in records)


def _write_xlsx(records: Iterable[ExportRecord], path: Path, setting: Setting) -> None:
    """One sheet; text is written as text, never as a formula."""
    import openpyxl
    from openpyxl.cell import WriteOnlyCell

    book = openpyxl.Workbook(write_only=True)
    with closing(book.create_sheet("passages")) as sheet:
        sheet.append(list(COLUMNS))
        for record in records:
            cells = []
            for value in record.row.values():
                cell = WriteOnlyCell(sheet, value=value)
                if isinstance(value, str):
                    cell.data_type = "s"
                cells.append(cell)
            sheet.append(cells)
    book.save(path)


def _write_jsonl(records: Iterable[ExportRecord], path: Path, setting: Setting) -> None:
    """One JSON object a line."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(record.row, ensure_ascii=False) + "\n" for record in records)


def _read_csv(path: Path, *, delimiter: str) -> Iterator[Quotation]:
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            for row in csv.DictReader(file, delimiter=delimiter):
                yield Quotation(row["document"], int(row["page"]), _rearmed(row["quote"]))
        except csv.Error as error:
            raise ValueError(str(error)) from error


def _read_xlsx(path: Path) -> Iterator[Quotation]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(path, read_only=True)
    except (BadZipFile, InvalidFileException) as error:
        raise ValueError(str(error)) from error
    try:
        rows = book.worksheets[0].iter_rows(values_only=True)
        header = [str(name) for name in next(rows, ())]
        for values in rows:
            row = dict(zip(header, map(str, values), strict=False))
            yield Quotation(row["document"], int(row["page"]), row["quote"])
    finally:
        book.close()


def _read_jsonl(path: Path) -> Iterator[Quotation]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                row = json.loads(line)
                yield Quotation(row["document"], int(row["page"]), row["quote"])


FORMATS = (
    ExportFormat("csv", partial(_write_csv, delimiter=","), partial(_read_csv, delimiter=",")),
    ExportFormat("tsv", partial(_write_csv, delimiter="\t"), partial(_read_csv, delimiter="\t")),
    ExportFormat("xlsx", _write_xlsx, _read_xlsx),
    ExportFormat("jsonl", _write_jsonl, _read_jsonl),
)


def _disarmed(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def _rearmed(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA_STARTS) else text

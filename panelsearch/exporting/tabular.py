"""Exports that are tables: csv, tsv, xlsx, jsonl, written a row at a time and read back for verification."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from zipfile import BadZipFile

from panelsearch.exporting.base import ExportFormat, Quotation, Setting
from panelsearch.exporting.characters import as_xml_holds
from panelsearch.exporting.records import COLUMNS, ExportRecord

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_CELL = 1 << 24


def write_table(path: Path, header: Sequence[str], rows: Iterable[Iterable[object]], *, delimiter: str = ",") -> None:
    """UTF-8 with a byte order mark, which spreadsheets need; cells that look like formulas are disarmed."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(header)
        writer.writerows(map(_disarmed, row) for row in rows)


def _write_csv(records: Iterable[ExportRecord], path: Path, setting: Setting, *, delimiter: str) -> None:
    write_table(path, COLUMNS, (record.row.values() for record in records), delimiter=delimiter)


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
    """One JSON object a line; what UTF-8 cannot hold is escaped, as JSON has it: this format holds every character."""
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        file.writelines(json.dumps(record.row, ensure_ascii=False) + "\n" for record in records)


def read_table(path: Path, *, delimiter: str = ",") -> Iterator[Quotation]:
    """The quotations of a table with the columns document, page and quote, whichever others it has."""
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
    ExportFormat("csv", partial(_write_csv, delimiter=","), partial(read_table, delimiter=",")),
    ExportFormat("tsv", partial(_write_csv, delimiter="\t"), partial(read_table, delimiter="\t")),
    ExportFormat("xlsx", _write_xlsx, _read_xlsx, held=as_xml_holds),
    ExportFormat("jsonl", _write_jsonl, _read_jsonl),
)


def _disarmed(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def _rearmed(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA_STARTS) else text

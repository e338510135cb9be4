"""Does `verify` find whatever is done to an export? Files of every format, each altered in one way by a seed.

A file is altered as somebody would who has only its own program: a cell of a table, the text of a paragraph, an
attribute of a project. What was done, and to which row, is known; what `verify` names must be that, and nothing else.
"""

from __future__ import annotations

import contextlib
import csv
import json
import random
import re
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path

from bench.figures import OURS, Figure
from panelsearch.exporting.bibtex_syntax import tex, untex
from panelsearch.exporting.formats import VERIFIABLE, format_for
from panelsearch.exporting.manifest import manifest_path
from panelsearch.exporting.markdown import escaped
from panelsearch.exporting.selection import of_query
from panelsearch.exporting.shelf import Shelf
from panelsearch.exporting.verification import read_rows, verify
from panelsearch.exporting.writing import write
from panelsearch.services.library import Library
from panelsearch.services.saved_searches import SavedSearch

Fields = dict[str, str]
"""What can be altered in a row: `quote` and, where the format shows them, others by their column."""

IN_ROWS = ("letter", "half", "one letter", "offset", "page", "document", "citation", "date", "body", "title")
WAYS = (*IN_ROWS, "dropped", "last dropped", "added", "PDF replaced", "PDF truncated", "PDF gone")


@dataclass(frozen=True, slots=True)
class Handled:
    """How the rows of a format are taken out of a file and put back: where each stands, and how a field is changed.

    `rows(text)` are the pieces that stand for a row, in order; `put(piece, field, dice)` gives the piece with that
    field altered, None where it has none such.
    """

    rows: Callable[[str], list[str]]
    put: Callable[[str, str, random.Random], str | None]


def altered_text(words: str, way: str, dice: random.Random) -> str:
    """A text altered in a way that is not the same words any more."""
    if way == "half":
        return words[: max(1, len(words) // 2)].rstrip() or words[0]
    if way == "one letter":
        return words.strip()[0]
    letters = [at for at, sign in enumerate(words) if sign.isascii() and sign.isalnum()]
    if not letters:
        return words + "x"
    at = dice.choice(letters)
    other = dice.choice([sign for sign in "aeiouxyz0123456789" if sign != words[at].lower()])
    return words[:at] + other + words[at + 1 :]


_COLUMN = {
    "letter": "quote", "half": "quote", "one letter": "quote", "offset": "start", "page": "page",
    "document": "document", "citation": "citation", "date": "meeting_date", "body": "body", "title": "title",
}  # fmt: skip


def new_value(way: str, before: str, dice: random.Random) -> str:
    """What a field is altered to."""
    if way in ("offset", "page"):
        return str(int(before) + dice.choice((1, 2, 3, 7)))
    if way == "date":
        return "1987-05-03" if before != "1987-05-03" else "1988-06-04"
    if way == "document":
        return "another.pdf"
    if way in ("body", "title"):
        return f"{before} of Nowhere"
    return altered_text(before, way, dice)


def _put_in_cells(names: Sequence[str], cells: list[str], way: str, dice: random.Random) -> bool:
    column = _COLUMN[way]
    if column not in names:
        return False
    at = names.index(column)
    cells[at] = new_value(way, cells[at], dice)
    return True


def alter(file: Path, form: str, way: str, dice: random.Random) -> int | None:
    """Alter one row of a file, in place; its number from 1, None where the format shows no such thing."""
    if form in ("csv", "tsv", "kwic"):
        return _alter_table(file, "\t" if form == "tsv" else ",", way, dice)
    if form == "xlsx":
        return _alter_workbook(file, way, dice)
    if form == "docx":
        return _alter_in_archive(file, "word/document.xml", DOCX, way, dice)
    if form == "qdpx":
        return _alter_project(file, way, dice)
    return _alter_pieces(file, TEXTS[form], way, dice)


def _alter_table(file: Path, delimiter: str, way: str, dice: random.Random) -> int | None:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        names, *rows = csv.reader(opened, delimiter=delimiter)
    number = _alter_list(rows, names, way, dice)
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        csv.writer(opened, delimiter=delimiter).writerows([names, *rows])
    return number


def _alter_list(rows: list[list[str]], names: Sequence[str], way: str, dice: random.Random) -> int | None:
    at = dice.randrange(len(rows))
    if way == "last dropped":
        at = len(rows) - 1
    if way in ("dropped", "last dropped"):
        del rows[at]
    elif way == "added":
        rows.insert(dice.randrange(len(rows) + 1), list(rows[at]))
    elif not _put_in_cells(names, rows[at], way, dice):
        return None
    return at + 1


def _alter_workbook(file: Path, way: str, dice: random.Random) -> int | None:
    import openpyxl

    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    names = [str(cell.value) for cell in sheet[1]]
    at = sheet.max_row if way == "last dropped" else dice.randint(2, sheet.max_row)
    if way in ("dropped", "last dropped"):
        sheet.delete_rows(at)
        for row in sheet.iter_rows(min_row=at):
            for cell in row:
                if cell.hyperlink:
                    cell.hyperlink.ref = cell.coordinate  # openpyxl leaves the links where they were
    elif way == "added":
        sheet.append([cell.value for cell in sheet[at]])
    else:
        if _COLUMN[way] not in names:
            return None
        cell = sheet.cell(at, names.index(_COLUMN[way]) + 1)
        value = new_value(way, str("" if cell.value is None else cell.value), dice)
        cell.value = int(value) if way in ("offset", "page") else value
    book.save(file)
    return at - 1


def _alter_pieces(file: Path, how: Handled, way: str, dice: random.Random) -> int | None:
    with file.open(encoding="utf-8", newline="") as opened:
        text = opened.read()
    if text.startswith("["):  # a list of entries
        rows = [json.dumps(entry, ensure_ascii=False) for entry in json.loads(text)]
        changed = _altered("".join(f"{row}\n" for row in rows), how, way, dice)
        if changed:
            entries = ",".join(changed[0].rstrip("\n").split("\n"))
            changed = f"[{entries}]", changed[1]
    else:
        changed = _altered(text, how, way, dice)
    if changed is None:
        return None
    with file.open("w", encoding="utf-8", newline="") as opened:
        opened.write(changed[0])
    return changed[1]


def _altered(text: str, how: Handled, way: str, dice: random.Random) -> tuple[str, int] | None:
    pieces = how.rows(text)
    at = len(pieces) - 1 if way == "last dropped" else dice.randrange(len(pieces))
    piece = pieces[at]
    start = -1
    for one in pieces[: at + 1]:
        start = text.index(one, start + 1)
    before, after = text[:start], text[start + len(piece) :]
    if way in ("dropped", "last dropped"):
        return before + after, at + 1
    if way == "added":
        return before + piece + piece + after, at + 1
    changed = how.put(piece, way, dice)
    return None if changed is None or changed == piece else (before + changed + after, at + 1)


def _alter_in_archive(file: Path, part: str, how: Handled, way: str, dice: random.Random) -> int | None:
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    changed = _altered(parts[part].decode(), how, way, dice)
    if changed is None:
        return None
    parts[part] = changed[0].encode()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, said in parts.items():
            archive.writestr(name, said)
    return changed[1]


def _jsonl_put(piece: str, way: str, dice: random.Random) -> str | None:
    row = json.loads(piece)
    column = _COLUMN[way]
    if column not in row:
        return None
    value = new_value(way, str(row[column]), dice)
    row[column] = int(value) if way in ("offset", "page") else value
    return json.dumps(row, ensure_ascii=False) + "\n"


def _csl_put(piece: str, way: str, dice: random.Random) -> str | None:
    entry = json.loads(piece)
    name = {"quote": "annote", "citation": "note", "title": "title"}.get(_COLUMN[way])
    if name:
        entry[name] = new_value(way, entry[name], dice)
    elif way == "date" and "issued" in entry:
        entry["issued"]["date-parts"][0][0] += 1
    elif way == "body" and "author" in entry:
        entry["author"][0]["literal"] += " of Nowhere"
    elif way in ("offset", "page", "document"):
        value = new_value(way, str(entry["custom"][_COLUMN[way]]), dice)
        entry["custom"][_COLUMN[way]] = value if way == "document" else int(value)
    else:
        return None
    return json.dumps(entry, ensure_ascii=False) + "\n"


def _in_mark(piece: str, way: str, dice: random.Random) -> str | None:
    """Alter what a mark says of the place."""
    name = _COLUMN[way]
    found = re.search(rf'"{name}": "((?:[^"\\]|\\.)*)"', piece)
    if found is None:
        return None
    return piece[: found.start(1)] + new_value(way, found[1], dice) + piece[found.end(1) :]


def _field_put(
    fields: Mapping[str, str], put: Callable[[str], str], plain: Callable[[str], str]
) -> Callable[[str, str, random.Random], str | None]:
    """Alters what stands in the group of a field's pattern."""

    def altered(piece: str, way: str, dice: random.Random) -> str | None:
        pattern = fields.get(_COLUMN[way])
        if pattern is None:
            return _in_mark(piece, way, dice) if way in ("offset", "page", "document") else None
        found = re.search(pattern, piece, re.S | re.M)
        if found is None:
            return None
        return piece[: found.start(1)] + put(new_value(way, plain(found[1]), dice)) + piece[found.end(1) :]

    return altered


def _md_put(piece: str, way: str, dice: random.Random) -> str | None:
    if _COLUMN[way] == "quote":
        lines = piece.splitlines(keepends=True)
        quoted = [at for at, line in enumerate(lines) if line.startswith("> ")]
        at = quoted[0] if way != "letter" else dice.choice(quoted)
        words = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", lines[at][2:].rstrip("\n").rstrip())
        lines[at] = f"> {escaped(new_value(way, words, dice))}\n"
        if way != "letter":
            lines = [line for number, line in enumerate(lines) if number not in quoted[1:]]
        return "".join(lines)
    if way == "citation":
        found = re.search(r"^— \[(.*?)\]\(<", piece, re.M)
        assert found is not None
        return piece[: found.start(1)] + altered_text(found[1], "letter", dice) + piece[found.end(1) :]
    return _in_mark(piece, way, dice) if way in ("offset", "page", "document") else None


TEXTS = {
    "jsonl": Handled(lambda text: re.findall(r".*\n", text), _jsonl_put),
    "csl-json": Handled(lambda text: re.findall(r".*\n", text), _csl_put),
    "ris": Handled(
        lambda text: re.findall(r"TY  - .*?ER  - \r\n\r\n", text, re.S),
        _field_put(
            {"quote": r"^N1  - (.*?)\r\n", "citation": r"^RN  - (.*?)\r\n", "meeting_date": r"^DA  - (.*?)\r\n",
             "body": r"^AU  - (.*?)\r\n", "title": r"^TI  - (.*?)\r\n"}, str, str,
        ),
    ),
    "bibtex": Handled(
        lambda text: re.findall(r"@techreport\{.*?\n\}\n\n", text, re.S),
        _field_put(
            {"quote": r"^  annote = \{(.*?)\}(?:,\n|\n\})", "citation": r"^  note = \{(.*?)\},\n",
             "meeting_date": r"^  date = \{(.*?)\},\n", "body": r"^  author = \{\{(.*?)\}\}(?:,\n|\n\})",
             "title": r"^  title = \{(.*?)\},\n", "start": r"^  start = \{(.*?)\},\n",
             "page": r"^  pdfpage = \{(.*?)\},\n", "document": r"^  file = \{(.*?)\},\n"}, tex, untex,
        ),
    ),
    "md": Handled(
        lambda text: re.findall(
            r"(?:^\*Before:.*\n\n)?(?:^> .*\n)+\n(?:^\*After:.*\n\n)?— .*\n\n(?:(?:^\*.*\n)+\n)?<!-- .*\n", text, re.M
        ),
        _md_put,
    ),
    "html": Handled(
        lambda text: re.findall(r"<figure .*?</figure>\n", text, re.S),
        _field_put(
            {"quote": r"<blockquote>(.*?)</blockquote>", "citation": r"<cite>(.*?)</cite>",
             "start": r'data-start="(.*?)"', "page": r'data-page="(.*?)"', "document": r'data-document="(.*?)"'},
            escape, unescape,
        ),
    ),
}  # fmt: skip


def _docx_put(piece: str, way: str, dice: random.Random) -> str | None:
    if way in ("offset", "page", "document"):
        return _in_mark(piece, way, dice)
    if _COLUMN[way] not in ("quote", "citation"):
        return None
    cells = re.findall(r"<w:tc>.*?</w:tc>", piece, re.S)
    cell = cells[2] if _COLUMN[way] == "quote" else cells[3]
    runs = [one for one in re.finditer(r"<w:t [^>]*>([^<]*)</w:t>", cell) if unescape(one[1]).strip()]
    run = runs[0] if way != "letter" else dice.choice(runs)
    text = unescape(run[1])
    changed = cell[: run.start(1)] + escape(altered_text(text, "letter" if way == "citation" else way, dice),
                                            quote=False)  # fmt: skip
    rest = cell[run.end(1) :]
    if way in ("half", "one letter"):
        rest = "</w:t></w:r></w:p></w:tc>"
    return piece.replace(cell, changed + rest)


DOCX = Handled(lambda text: re.findall(r"<w:tr>.*?</w:tr>", text, re.S)[1:], _docx_put)


def _qdpx_put(piece: str, way: str, dice: random.Random) -> str | None:
    if way == "offset":
        return re.sub(
            r'(startPosition|endPosition)="(\d+)"', lambda at: f'{at[1]}="{int(at[2]) + 2}"', piece, count=2
        )  # fmt: skip
    if way in ("half", "one letter"):
        start, end = (int(at) for at in re.findall(r'Position="(\d+)"', piece)[:2])
        left = start + ((end - start) // 2 if way == "half" else 1)
        return re.sub(r'endPosition="\d+"', f'endPosition="{left}"', piece, count=1)
    if way in ("page", "document"):
        name = _COLUMN[way]
        found = re.search(rf'"{name}": "((?:[^"\\]|\\.)*)"', piece)
        assert found is not None
        return piece[: found.start(1)] + new_value(way, found[1], dice) + piece[found.end(1) :]
    if way == "citation":
        found = re.search(r' name="(.*?)"', piece)
        assert found is not None
        return (
            piece[: found.start(1)] + escape(altered_text(unescape(found[1]), "letter", dice)) + piece[found.end(1) :]
        )
    return None


QDPX = Handled(
    lambda text: [
        one
        for one in re.findall(r"<PlainTextSelection .*?</PlainTextSelection>\n", text, re.S)
        if "<Description" in one
    ],
    _qdpx_put,
)


def _alter_project(file: Path, way: str, dice: random.Random) -> int | None:
    if way != "letter":
        return _alter_in_archive(file, "project.qde", QDPX, way, dice)
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    selections = QDPX.rows(parts["project.qde"].decode())
    at = dice.randrange(len(selections))
    project = parts["project.qde"].decode()
    place = project.index(selections[at])
    path = re.findall(r'plainTextPath="internal://(.*?)"', project[:place])[-1]
    start, end = (int(one) for one in re.findall(r'Position="(\d+)"', selections[at])[:2])
    text = parts[f"sources/{path}"].decode()
    parts[f"sources/{path}"] = (text[:start] + altered_text(text[start:end], way, dice) + text[end:]).encode()
    with zipfile.ZipFile(file, "w") as archive:
        for name, said in parts.items():
            archive.writestr(name, said)
    return at + 1


def alter_paper(path: Path, way: str, other: bytes) -> None:
    """Replace a PDF by another, cut it short, or take it away."""
    said = path.read_bytes()
    path.unlink()
    if way == "PDF replaced":
        path.write_bytes(other if other != said else said + b"\n% another\n")
    elif way == "PDF truncated":
        path.write_bytes(said[: len(said) * 2 // 3])


@dataclass(frozen=True, slots=True)
class Trial:
    """What was done to which row of an export, and what `verify` named: rows, with why."""

    form: str
    way: str
    rows: frozenset[int]
    named: Mapping[int | None, str]

    @property
    def found(self) -> bool:
        """Whether just that was named."""
        return set(self.named) == self.rows


def trials(file: Path, form: str, papers: Path, ways: Sequence[str], dice: random.Random) -> Iterator[Trial]:
    """Alter copies of an export in these ways, one after the other, and verify them against the papers of a folder."""
    aside = file.parent / "aside"
    aside.mkdir(exist_ok=True)
    shelf = Shelf.of_folder(papers, aside)
    copy = aside / file.name
    shutil.copy(manifest_path(file), manifest_path(copy))
    for way in ways:
        shutil.copy(file, copy)
        if way.startswith("PDF"):
            trial = _with_altered_paper(copy, form, papers, way, aside, dice)
        else:
            row = alter(copy, form, way, dice)
            if row is None:
                continue
            trial = Trial(form, way, frozenset([row]), _named(copy, form, shelf))
        yield trial


def _with_altered_paper(
    file: Path, form: str, papers: Path, way: str, aside: Path, dice: random.Random
) -> Trial:  # fmt: skip
    rows = list(read_rows(file, format_for(file, form)))
    document = dice.choice(sorted({row.values["document"] for row in rows}))
    wanted = frozenset(at for at, row in enumerate(rows, 1) if row.values["document"] == document)
    others = [path for path in sorted(papers.rglob("*.pdf")) if path.name != document]
    kept = papers / f"{document}.kept"
    shutil.copy(papers / document, kept)
    try:
        alter_paper(papers / document, way, dice.choice(others).read_bytes())
        return Trial(form, way, wanted, _named(file, form, Shelf.of_folder(papers, aside)))
    finally:
        kept.replace(papers / document)


def _named(file: Path, form: str, shelf: Shelf) -> dict[int | None, str]:
    report = verify(file, shelf, form=form)
    return {one.row: f"{one.verdict}: {one.reason}" for one in report.failures}


def measure(index: Path, queries: Sequence[str], each: int, scratch: Path) -> Iterator[Figure]:
    """Exports of queries in every format that can be verified, `each` of them altered in ways drawn by a seed."""
    dice = random.Random("altered exports")
    with Library.open(index) as library:
        papers = library.papers()
        for form in VERIFIABLE:
            done: list[Trial] = []
            standing = 0
            for query in queries:
                folder = scratch / f"{form}-{abs(hash(query))}"
                (folder / "papers").mkdir(parents=True)
                file = folder / f"export.{form}"
                selection = of_query(library, SavedSearch("", query), limit=12)
                if not selection.total:
                    continue
                write(selection, file, form, library=library)
                for name in {row.values["document"] for row in read_rows(file, format_for(file, form))}:
                    (folder / "papers" / name).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(papers[name], folder / "papers" / name)
                (folder / "aside").mkdir()
                standing += verify(file, Shelf.of_folder(folder / "papers", folder / "aside"), form=form).all_there
                ways = [dice.choice(WAYS) for _ in range(each)]
                done += trials(file, form, folder / "papers", ways, dice)
                shutil.rmtree(folder)
            wrong = [trial for trial in done if not trial.found]
            told = "; ".join(f"{one.way}: {set(one.rows)} named {dict(one.named)}" for one in wrong)[:400]
            yield Figure(f"verify {form}: exports that stand", OURS, float(standing), "", "")
            yield Figure(
                f"verify {form}: alterations named, of {len(done)}", OURS, float(len(done) - len(wrong)), "", told
            )


QUERIES = (
    "minutes", "meeting", "report", "police precept", "budget", "resolved", "apologies", "chairman OR chair",
    "planning", "grant", "footbridge OR bridge", "crime", "commissioner", "finance", "councillor", "agenda",
    "community", "proposed", "public", "annual",
)  # fmt: skip


def measure_papers(papers: Path, altered: int, scratch: Path) -> Iterator[Figure]:
    """Reads the papers and exports twenty queries in every format; of each format so many exports are altered."""
    from panelsearch.cli.main import main

    index = scratch / "index"
    with contextlib.redirect_stdout(sys.stderr):
        main(["--index", str(index), "index", "--ocr", "off", str(papers)])
    yield from measure(index, QUERIES, max(1, altered // len(QUERIES)), scratch)

"""Exports for reference managers: ris, bibtex, csl-json. One entry a passage, its words in the note.

The body is the author, as an institution; the page is the printed one where there is one, as members cite it. Keys
are made of the document, the page and the place, so that they stay the same from export to export.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from panelsearch.exporting.base import ExportFormat, Found, NotAnExportError, Setting
from panelsearch.exporting.bibtex_syntax import entries, tex, untex
from panelsearch.exporting.characters import on_one_line
from panelsearch.exporting.marks import PLACE, found, mark
from panelsearch.exporting.records import text_of
from panelsearch.exporting.seals import Sealed

_SHOWN = (*PLACE, "quote", "citation", "titled", "kind", "body", "meeting_date", "locator")
_LONGEST_STEM = 40
_RIS_LINE = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*))?")
_RIS = {
    "N1": "quote",
    "N2": "citation",
    "TI": "titled",
    "M3": "kind",
    "AU": "body",
    "DA": "meeting_date",
    "SP": "locator",
}
_BIBTEX = {
    "title": "titled", "institution": "body", "type": "kind", "date": "meeting_date", "pages": "locator",
    "note": "citation", "annote": "quote", "file": "document", "pdfpage": "page", "start": "start", "end": "end",
    "sha256": "document_sha256",
}  # fmt: skip


class Keys:
    """Gives keys that differ, capitals aside, whatever the documents are called."""

    def __init__(self) -> None:
        self._given: set[bytes] = set()

    def of(self, row: Sealed) -> str:
        """Such as "dunmere-minutes-0f3ab19c-p3-120": the same place has the same key in every export."""
        record = row.passage
        stem = re.sub(r"[^a-z0-9]+", "-", record.document.removesuffix(".pdf").lower())[:_LONGEST_STEM].strip("-")
        name = hashlib.sha256(record.document.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        key = first = f"{stem or 'paper'}-{name}-p{record.page}-{record.start}"
        number = 1
        while (digest := hashlib.blake2b(key.encode(), digest_size=8).digest()) in self._given:
            number += 1
            key = f"{first}-{number}"
        self._given.add(digest)
        return key


def _write_ris(rows: Iterable[Sealed], path: Path, setting: Setting) -> None:
    """RIS, type RPRT; N1 holds the quotation on one line, C1 what `verify` needs."""
    keys = Keys()
    with path.open("w", encoding="utf-8", newline="\r\n") as file:
        for row in rows:
            day = row.text("meeting_date")
            fields = (
                ("TY", "RPRT"), ("ID", keys.of(row)), ("TI", row.text("titled")), ("AU", row.text("body")),
                ("PB", row.text("body")), ("M3", row.text("kind")), ("DA", day.replace("-", "/")), ("PY", day[:4]),
                ("SP", row.text("locator")), ("L1", f"{row.text('document')}#page={row.text('page')}"),
                ("N1", row.text("quote")), ("N2", row.text("citation")), ("C1", mark(row)),
            )  # fmt: skip
            file.writelines(f"{tag}  - {value}\n" for tag, value in fields if value)
            file.write("ER  - \n\n")


def _read_ris(path: Path) -> Iterator[Found]:
    said: dict[str, str] = {}
    with path.open(encoding="utf-8-sig") as file:
        for line in file:
            tag, value = match.groups("") if (match := _RIS_LINE.match(line.rstrip("\n"))) else ("", "")
            if tag == "ER":
                texts = {name: said.get(other, "") for other, name in _RIS.items()}
                texts["meeting_date"] = texts["meeting_date"].replace("/", "-").rstrip("-")
                yield found(said.get("C1", ""), **texts)
                said = {}
            elif tag:
                said.setdefault(tag, value.strip())


def _write_bibtex(rows: Iterable[Sealed], path: Path, setting: Setting) -> None:
    """BibTeX @techreport entries, UTF-8; what `verify` needs stands in fields that no style prints."""
    keys = Keys()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            said = {name: tex(row.text(column)) for name, column in _BIBTEX.items()}
            said["author"] = f"{{{said['institution']}}}" if said["institution"] else ""
            said["year"] = row.text("meeting_date")[:4]
            said["panelsearch"] = row.seal
            body = ",\n".join(f"  {name} = {{{value}}}" for name, value in said.items() if value)
            file.write(f"@techreport{{{keys.of(row)},\n{body}\n}}\n\n")


def _read_bibtex(path: Path) -> Iterator[Found]:
    for fields in entries(path.read_text(encoding="utf-8-sig")):
        texts = {column: on_one_line(untex(fields.get(name, ""))) for name, column in _BIBTEX.items()}
        author = on_one_line(untex(fields.get("author", "").removeprefix("{").removesuffix("}")))
        if author != texts["body"]:  # the one that was changed is not known
            texts["body"] = f"{texts['body']} / {author}"
        if fields.get("year", "") != texts["meeting_date"][:4]:
            texts["meeting_date"] = f"{texts['meeting_date']} / {fields.get('year', '')}"
        yield Found(texts, fields.get("panelsearch", ""))


def _write_csl_json(rows: Iterable[Sealed], path: Path, setting: Setting) -> None:
    """CSL-JSON, type report; what `verify` needs stands under `custom`."""
    keys = Keys()
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        file.write("[")
        for row in rows:
            body, day = row.text("body"), row.text("meeting_date")
            entry: dict[str, object] = {
                "id": keys.of(row), "type": "report", "title": row.text("titled"), "genre": row.text("kind"),
                "page": row.text("locator"), "note": row.text("citation"), "annote": row.text("quote"),
                "source": f"{row.text('document')}#page={row.text('page')}",
            }  # fmt: skip
            if body:
                entry |= {"author": [{"literal": body}], "publisher": body}
            if day:
                entry["issued"] = {"date-parts": [[int(part) for part in day.split("-")]]}
            entry["custom"] = {**{name: row.values[name] for name in PLACE}, "seal": row.seal}
            file.write(",\n" if row.number > 1 else "\n")
            file.write(json.dumps(entry, ensure_ascii=False, indent=1))
        file.write("\n]\n")


_CSL = {"title": "titled", "genre": "kind", "page": "locator", "note": "citation", "annote": "quote"}


def _read_csl_json(path: Path) -> Iterator[Found]:
    said = json.loads(path.read_text(encoding="utf-8-sig"))
    if not isinstance(said, list):
        raise NotAnExportError("it is no list of entries")
    for entry in said:
        if not isinstance(entry, dict):
            raise NotAnExportError("an entry is no object")
        texts = {column: text_of(entry.get(name)) for name, column in _CSL.items()}
        author, publisher = entry.get("author"), text_of(entry.get("publisher"))
        literal = text_of(author[0].get("literal")) if author else ""
        texts["body"] = literal if literal == publisher else f"{publisher} / {literal}"
        parts = [part for one in (entry.get("issued") or {}).get("date-parts", []) for part in one]
        texts["meeting_date"] = "-".join(f"{int(part):02}" for part in parts)
        custom = entry.get("custom")
        place = {str(name): text_of(value) for name, value in custom.items()} if isinstance(custom, dict) else {}
        seal = place.pop("seal", "")
        yield Found({**place, **texts}, seal)


FORMATS = (
    ExportFormat("ris", _write_ris, _read_ris, held=on_one_line, shows=_SHOWN, whole=True),
    ExportFormat(
        "bibtex", _write_bibtex, _read_bibtex, endings=("bib",), held=on_one_line, shows=_SHOWN, whole=True
    ),
    ExportFormat("csl-json", _write_csl_json, _read_csl_json, shows=_SHOWN, whole=True),
)  # fmt: skip

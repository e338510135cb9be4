"""Exports for reference managers: ris, bibtex, csl-json. One entry a passage, its words in the note.

The body is the author, as an institution; the page is the printed one where there is one, as members cite it. Keys
are made of the document, the page and the place, so that they stay the same from export to export.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from panelsearch.exporting.base import ExportFormat, Found, NotAnExportError, Setting
from panelsearch.exporting.bibtex_syntax import entries, tex, untex
from panelsearch.exporting.characters import on_one_line
from panelsearch.exporting.marks import PLACE, found, mark
from panelsearch.exporting.records import text_of, whole_number
from panelsearch.exporting.register_columns import OF_REGISTERS, column_of, labelled
from panelsearch.exporting.seals import Sealed
from panelsearch.exporting.tabular import every_name

_SHOWN = (*PLACE, "quote", "citation", "titled", "kind", "body", "meeting_date", "locator")
_LONGEST_STEM = 40
_RIS_LINE = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*))?")
_STRAY = "a line of no field"
_OF_NO_ENTRY = "text of no entry"
_RIS = {
    "N1": "quote",
    "RN": "citation",
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


Told = Callable[[str], str]
"""What a row says in a column, as the format holds it: of a row that is written, or of one that was read back."""
Fields = list[tuple[str, str]]
"""An entry: names and what they say, empty ones left out."""


class Keys:
    """Gives keys that differ, capitals aside, whatever the documents are called."""

    def __init__(self) -> None:
        self._given: set[bytes] = set()

    def of(self, text: Told) -> str:
        """Such as "dunmere-minutes-0f3ab19c-p3-120": the same place has the same key in every export."""
        document = text("document")
        stem = re.sub(r"[^a-z0-9]+", "-", document.removesuffix(".pdf").lower())[:_LONGEST_STEM].strip("-")
        name = hashlib.sha256(document.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        key = first = f"{stem or 'paper'}-{name}-p{text('page')}-{text('start')}"
        number = 1
        while (digest := hashlib.blake2b(key.encode(), digest_size=8).digest()) in self._given:
            number += 1
            key = f"{first}-{number}"
        self._given.add(digest)
        return key


def _read_back(values: Mapping[str, str], seal: str, said: Fields, written: Callable[[Told], Fields]) -> Found:
    """The row that an entry says, and which of its fields are not those that would be `written` of such a row.

    An entry tells the same several times over, and what cites it takes any of them: all must agree.
    """
    would = Counter(written(lambda column: values.get(column, "")))
    found = Counter(said)
    wrong = dict.fromkeys(name for name, _ in (*(found - would), *(would - found)))
    return Found(values, seal, wrong=", ".join(wrong))


def _ris(text: Told, key: str, marked: str) -> Fields:
    day = text("meeting_date")
    fields = (
        ("TY", "RPRT"), ("ID", key), ("TI", text("titled")), ("AU", text("body")), ("PB", text("body")),
        ("M3", text("kind")), ("DA", day.replace("-", "/")), ("PY", day[:4]), ("SP", text("locator")),
        ("L1", f"{text('document')}#page={text('page')}"), ("N1", text("quote")), ("RN", text("citation")),
        *(("KW", f"{label}: {said}") for name, label, said in labelled(text) if name in OF_REGISTERS),
        ("C1", marked),
    )  # fmt: skip
    return [(tag, value) for tag, value in fields if value]


def _write_ris(rows: Iterable[Sealed], path: Path, setting: Setting) -> None:
    """RIS, type RPRT: N1 holds the quotation on one line, RN the citation, KW what a register says.

    C1 holds what `verify` needs. N2 would be an abstract to those that read it.
    """
    keys = Keys()
    with path.open("w", encoding="utf-8", newline="\r\n") as file:
        for row in rows:
            file.writelines(f"{tag}  - {value}\n" for tag, value in _ris(row.text, keys.of(row.text), mark(row)))
            file.write("ER  - \n\n")


def _read_ris(path: Path) -> Iterator[Found]:
    keys = Keys()
    fields: Fields = []
    with path.open(encoding="utf-8-sig") as file:
        for line in file:
            match = _RIS_LINE.match(line.rstrip("\n"))
            tag, value = match.groups("") if match else (_STRAY, line.strip())
            if value:
                fields.append((tag, value))
            if tag == "ER":
                yield _of_ris(fields, keys)
                fields = []
    if any(tag != _STRAY for tag, _ in fields):
        yield _of_ris(fields, keys)
    elif fields:
        yield Found({}, aside=True, wrong=f"{_STRAY}: {fields[0][1]}")


def _of_ris(fields: Fields, keys: Keys) -> Found:
    said = dict(reversed(fields))  # of two the first
    texts = {name: said.get(other, "") for other, name in _RIS.items()}
    texts["meeting_date"] = texts["meeting_date"].replace("/", "-").rstrip("-")
    told = (value.partition(": ") for tag, value in fields if tag == "KW")
    texts |= {name: value for label, _, value in told if (name := column_of(label)) in OF_REGISTERS}
    marked = said.get("C1", "")
    row = found(marked, **texts)
    return _read_back(row.values, row.seal, fields, lambda text: _ris(text, keys.of(text), marked))


def _bibtex(text: Told, key: str, seal: str) -> Fields:
    said = {"type of entry": "techreport", "key": key}
    said |= {name: tex(text(column)) for name, column in _BIBTEX.items()}
    said["author"] = f"{{{said['institution']}}}" if said["institution"] else ""
    said["year"] = text("meeting_date")[:4]
    said |= {name: tex(text(name)) for name in OF_REGISTERS}
    said["panelsearch"] = seal
    return [(name, value) for name, value in said.items() if value]


def _write_bibtex(rows: Iterable[Sealed], path: Path, setting: Setting) -> None:
    """BibTeX @techreport entries, UTF-8; what `verify` needs stands in fields that no style prints."""
    keys = Keys()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            (_, kind), (_, key), *fields = _bibtex(row.text, keys.of(row.text), row.seal)
            body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields)
            file.write(f"@{kind}{{{key},\n{body}\n}}\n\n")


def _read_bibtex(path: Path) -> Iterator[Found]:
    keys = Keys()
    for entry in entries(path.read_text(encoding="utf-8-sig")):
        if isinstance(entry, str):
            yield Found({}, aside=True, wrong=f"{_OF_NO_ENTRY}: {on_one_line(entry)}")
            continue
        said = {name: untex(value) for name, value in entry.fields}
        texts = {column: said.get(name, "") for name, column in _BIBTEX.items()}
        texts |= {name: said[name] for name in OF_REGISTERS if name in said}
        seal = said.get("panelsearch", "")
        fields = [("type of entry", entry.kind), ("key", entry.key)]
        fields += [(name, untex(value)) for name, value in entry.fields if value]
        fields += [("a field that is not in braces", "")] * (not entry.whole)

        def written(text: Told, seal: str = seal) -> Fields:
            return [(name, untex(value)) for name, value in _bibtex(text, keys.of(text), seal)]

        yield _read_back(texts, seal, fields, written)


def _csl(text: Told, key: str, seal: str) -> dict[str, object]:
    body, day = text("body"), text("meeting_date")
    entry: dict[str, object] = {
        "id": key, "type": "report", "title": text("titled"), "genre": text("kind"), "page": text("locator"),
        "note": text("citation"), "annote": text("quote"), "source": f"{text('document')}#page={text('page')}",
    }  # fmt: skip
    if body:
        entry |= {"author": [{"literal": body}], "publisher": body}
    if day:
        entry["issued"] = {"date-parts": [[int(part) for part in day.split("-")]]}
    numbers = ((name, whole_number(text(name)) if name in _NUMBERS else None) for name in PLACE)
    entry["custom"] = {
        **{name: text(name) if number is None else number for name, number in numbers},
        **{name: said for name in OF_REGISTERS if (said := text(name))},
        "seal": seal,
    }
    return entry


_NUMBERS = ("page", "start", "end")


def _write_csl_json(rows: Iterable[Sealed], path: Path, setting: Setting) -> None:
    """CSL-JSON, type report; what `verify` needs stands under `custom`."""
    keys = Keys()
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        file.write("[")
        for row in rows:
            entry = _csl(row.text, keys.of(row.text), row.seal)
            file.write(",\n" if row.number > 1 else "\n")
            file.write(json.dumps(entry, ensure_ascii=False, indent=1))
        file.write("\n]\n")


_CSL = {"title": "titled", "genre": "kind", "page": "locator", "note": "citation", "annote": "quote"}


def _read_csl_json(path: Path) -> Iterator[Found]:
    said = json.loads(path.read_text(encoding="utf-8-sig"), object_pairs_hook=every_name)
    if not isinstance(said, list):
        raise NotAnExportError("it is no list of entries")
    keys = Keys()
    for entry in said:
        if not isinstance(entry, dict):
            raise NotAnExportError("an entry is no object")
        texts = {column: text_of(entry.get(name)) for name, column in _CSL.items()}
        texts["body"] = text_of(entry.get("publisher"))
        parts = [part for one in (entry.get("issued") or {}).get("date-parts", []) for part in one]
        texts["meeting_date"] = "-".join(f"{int(part):02}" for part in parts)
        custom = entry.get("custom")
        place = {str(name): text_of(value) for name, value in custom.items()} if isinstance(custom, dict) else {}
        seal = place.pop("seal", "")

        def written(text: Told, seal: str = seal) -> Fields:
            return list(_flat(_csl(text, keys.of(text), seal)))

        yield _read_back({**place, **texts}, seal, list(_flat(entry)), written)


def _flat(said: object, name: str = "") -> Iterator[tuple[str, str]]:
    """What a piece of JSON says, each text by where it stands."""
    if isinstance(said, dict):
        for inside, value in said.items():
            yield from _flat(value, f"{name} {inside}".lstrip())
    elif isinstance(said, list):
        for value in said:
            yield from _flat(value, name)
    elif told := text_of(said):  # type: ignore[arg-type]
        yield name, told


FORMATS = (
    ExportFormat("ris", _write_ris, _read_ris, held=on_one_line, shows=_SHOWN, also=OF_REGISTERS, whole=True),
    ExportFormat(
        "bibtex", _write_bibtex, _read_bibtex, endings=("bib",), held=on_one_line, shows=_SHOWN, also=OF_REGISTERS,
        whole=True,
    ),
    ExportFormat(
        "csl-json", _write_csl_json, _read_csl_json, shows=_SHOWN, also=OF_REGISTERS, may_end=("json",), whole=True
    ),
)  # fmt: skip

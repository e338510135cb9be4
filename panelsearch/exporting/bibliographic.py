"""Exports for reference managers: ris, bibtex, csl-json. One entry a passage, its words in the note."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from panelsearch.exporting.base import ExportFormat, Setting
from panelsearch.exporting.records import ExportRecord

_TEX_SIGNS = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def _write_ris(records: Iterable[ExportRecord], path: Path, setting: Setting) -> None:
    """RIS, type RPRT; N1 holds the quotation on one line."""
    lines = []
    for r in records:
        fields = [
            ("TY", "RPRT"), ("TI", r.title or r.document), ("AU", r.body), ("DA", r.meeting_date.replace("-", "/")),
            ("PY", r.meeting_date[:4]), ("SP", r.page_label or str(r.page)), ("L1", f"{r.document}#page={r.page}"),
            ("N1", r.quote), ("N2", r.citation), ("ER", ""),
        ]  # fmt: skip
        lines += [f"{tag}  - {_one_line(value)}" for tag, value in fields if value or tag == "ER"]
        lines.append("")
    path.write_text("\r\n".join(lines), encoding="utf-8", newline="")


def _write_bibtex(records: Iterable[ExportRecord], path: Path, setting: Setting) -> None:
    """BibTeX @techreport entries; keys are made of document, page and offset, and are unique."""
    entries = []
    for r in records:
        fields = [
            ("title", r.title or r.document), ("author", f"{{{_tex(r.body)}}}" if r.body else ""),
            ("year", r.meeting_date[:4]), ("date", r.meeting_date), ("pages", r.page_label or str(r.page)),
            ("file", f"{r.document}"), ("note", r.citation), ("annote", r.quote),
        ]  # fmt: skip
        body = ",\n".join(
            f"  {name} = {{{value if name == 'author' else _tex(_one_line(value))}}}" for name, value in fields if value
        )
        entries.append(f"@techreport{{{_key(r)},\n{body}\n}}\n")
    path.write_text("\n".join(entries), encoding="utf-8", newline="\n")


def _write_csl_json(records: Iterable[ExportRecord], path: Path, setting: Setting) -> None:
    """CSL-JSON, type report."""
    shown = []
    for r in records:
        entry: dict[str, object] = {
            "id": _key(r), "type": "report", "title": r.title or r.document, "page": r.page_label or str(r.page),
            "note": r.citation, "annote": r.quote, "source": f"{r.document}#page={r.page}",
        }  # fmt: skip
        if r.body:
            entry["author"] = [{"literal": r.body}]
        if r.meeting_date:
            entry["issued"] = {"date-parts": [[int(part) for part in r.meeting_date.split("-")]]}
        shown.append(entry)
    path.write_text(json.dumps(shown, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _key(record: ExportRecord) -> str:
    stem = re.sub(r"[^A-Za-z0-9]+", "-", record.document).strip("-")
    return f"{stem}-p{record.page}-{record.start}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _tex(text: str) -> str:
    return "".join(_TEX_SIGNS.get(c, c) for c in text)


FORMATS = (
    ExportFormat("ris", _write_ris),
    ExportFormat("bibtex", _write_bibtex, endings=("bib",)),
    ExportFormat("csl-json", _write_csl_json),
)

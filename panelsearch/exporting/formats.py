"""Which export formats are there, and which does a name or a file ask for? Nothing heavy is loaded to tell."""

from __future__ import annotations

from collections.abc import Sequence
from mimetypes import MimeTypes
from pathlib import Path

from panelsearch.errors import UsageError
from panelsearch.exporting import (
    bibliographic,
    concordance,
    cooccurrence,
    markdown,
    over_time,
    qdpx,
    tabular,
    trec,
    webpage,
    word,
    workbook,
)
from panelsearch.exporting.base import ExportFormat
from panelsearch.exporting.manifest import read_manifest

_CSV, _TSV, _JSONL = tabular.FORMATS
FORMATS: tuple[ExportFormat, ...] = (
    _CSV, _TSV, workbook.FORMAT, _JSONL, markdown.FORMAT, word.FORMAT, webpage.FORMAT, *bibliographic.FORMATS,
    qdpx.FORMAT, concordance.FORMAT, trec.FORMAT, cooccurrence.EDGES, cooccurrence.GRAPHML, over_time.FORMAT,
)  # fmt: skip
"""In the order in which they are told; a new format is added here and nowhere else."""

NAMES = tuple(one.name for one in FORMATS)
VERIFIABLE = tuple(one.name for one in FORMATS if one.verifiable)
TABULAR = tuple(one.name for one in FORMATS if one.tabular)
_PLAIN = "text/plain"
_BY_NAME = {one.name: one for one in FORMATS}
_BY_ENDING = {ending: one for one in FORMATS for ending in (one.name, *one.endings)}


def format_for(path: Path, name: str | None = None) -> ExportFormat:
    """The format of that name, or without one the format that the file's ending stands for. UsageError for neither."""
    found = _BY_NAME.get(name) if name else _BY_ENDING.get(_ending(path))
    if found is None:
        raise UsageError(f"No export format is named by {path.name}.", "Give --format: " + ", ".join(NAMES))
    return found


def check_ending(path: Path, form: ExportFormat) -> None:
    """Refuse a name that says of a file that it is something else. UsageError."""
    ending, own = _ending(path), (*form.may_end, form.name, *form.endings)
    other = _BY_ENDING.get(ending)
    guessed, packed = MimeTypes().guess_type(f"x.{ending}")
    kind = other.name if other else guessed or packed or ""
    if ending not in own and kind not in ("", *(() if form.binary else (_PLAIN,))):
        raise UsageError(
            f"{path.name} would be taken for {kind}, and {form.name} is to be written.",
            f"Choose a name that ends in .{own[0]}, or another --format.",
        )


def readable_format(path: Path, name: str | None = None) -> ExportFormat:
    """The format that a file's quotations are read back in: the one named, or that of its manifest or of its ending.

    UsageError where it has none that can be verified.
    """
    found = _BY_NAME.get(name) if name else _BY_NAME.get(_told(path)) or _BY_ENDING.get(_ending(path))
    if found is None or not found.verifiable:
        if found:
            told, hint = f"{found.name} carries no quotations", f"Export to {_either(VERIFIABLE)}, and verify that."
        else:
            ending = _ending(path)
            may_be = tuple(one.name for one in FORMATS if one.verifiable and ending in one.may_end)
            told = "no manifest tells its format, and its ending names none"
            hint = f"Name its format: --format {_either(may_be or VERIFIABLE)}."
        raise UsageError(f"{path} cannot be verified: {told}.", hint)
    return found


def _either(names: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _told(path: Path) -> str:
    try:
        manifest = read_manifest(path)
    except ValueError:
        return ""
    return manifest.format if manifest else ""


def _ending(path: Path) -> str:
    return path.suffix.lower().lstrip(".")

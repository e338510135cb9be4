"""Which export formats are there, and which does a name or a file ask for? Nothing heavy is loaded to tell."""

from __future__ import annotations

from pathlib import Path

from panelsearch.errors import UsageError
from panelsearch.exporting import bibliographic, concordance, narrative, qdpx, tabular
from panelsearch.exporting.base import ExportFormat

FORMATS: tuple[ExportFormat, ...] = (
    *tabular.FORMATS, *narrative.FORMATS, *bibliographic.FORMATS, qdpx.FORMAT, concordance.FORMAT,
)  # fmt: skip
"""In the order in which they are told; a new format is added here and nowhere else."""

NAMES = tuple(one.name for one in FORMATS)
VERIFIABLE = tuple(one.name for one in FORMATS if one.verifiable)
_BY_NAME = {one.name: one for one in FORMATS}
_BY_ENDING = {ending: one for one in FORMATS for ending in (one.name, *one.endings)}


def format_for(path: Path, name: str | None = None) -> ExportFormat:
    """The format of that name, or without one the format that the file's ending stands for. UsageError for neither."""
    found = _BY_NAME.get(name) if name else _BY_ENDING.get(_ending(path))
    if found is None:
        raise UsageError(f"No export format is named by {path.name}.", "Give --format: " + ", ".join(NAMES))
    return found


def readable_format(path: Path) -> ExportFormat:
    """The format that a file's quotations are read back in. UsageError where it has none that can be verified."""
    found = _BY_ENDING.get(_ending(path))
    if found is None or not found.verifiable:
        names = ", ".join(VERIFIABLE[:-1]) + f" or {VERIFIABLE[-1]}"
        raise UsageError(
            f"{path} cannot be verified: its quotations cannot be told apart from the text around them.",
            f"Export to {names}, and verify that.",
        )
    return found


def _ending(path: Path) -> str:
    return path.suffix.lower().lstrip(".")

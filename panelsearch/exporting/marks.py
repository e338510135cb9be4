"""How does a file for readers say, for a machine, which passage stands where? By a mark: what its reader need not see.

A mark is a JSON object with the place, the PDF's checksum and the seal, in characters that neither XML nor a comment
of HTML would take for its own.
"""

from __future__ import annotations

import json

from panelsearch.exporting.base import Found
from panelsearch.exporting.seals import Sealed
from panelsearch.exporting.tabular import every_name

PLACE = ("document", "page", "start", "end", "document_sha256")
"""What a mark says; what else a row says is there to be read."""
IN_MARK = " in its mark"
"""Stands behind the name of what a mark says otherwise than the file does, or should not say."""
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}


def mark(row: Sealed) -> str:
    """The mark of a row."""
    said = {name: row.text(name) for name in PLACE} | {"seal": row.seal}
    return json.dumps(said).translate(_ESCAPED).replace("--", "-\\u002d")


def found(marked: str, **shown: str) -> Found:
    """The row of a mark and of what the file shows beside it; a mark that is not readable says nothing."""
    try:
        said = json.loads(marked, object_pairs_hook=every_name)
    except ValueError:
        said = None
    place = {str(name): str(value) for name, value in said.items()} if isinstance(said, dict) else {}
    seal = place.pop("seal", "")
    place = {
        name if name in PLACE and shown.get(name, value) == value else f"{name}{IN_MARK}": value
        for name, value in place.items()
    }
    return Found({**place, **shown}, seal)

"""An export for evaluating retrieval: a TREC run, "topic Q0 passage rank score tag" on each line.

A passage is called by its document, percent-encoded, with page and offsets, "a/b.pdf#page=3&chars=120,480": no blank
stands in it, and the place can be opened and checked. Nothing is quoted, so there is nothing to verify.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from panelsearch.exporting.base import ExportFormat, Setting
from panelsearch.exporting.seals import Sealed
from panelsearch.retrieval.citations import address_of

_SHOWN = ("document", "page", "start", "end", "rank", "score")


def _write(rows: Iterable[Sealed], path: Path, setting: Setting) -> None:
    topic = re.sub(r"\s+", "_", quote(setting.asked, safe=' "():*')) or "query"
    with path.open("w", encoding="ascii", newline="\n") as file:
        for row in rows:
            record = row.passage
            place = f"{address_of(record.document, None)}#page={record.page}&chars={record.start},{record.end}"
            file.write(f"{topic} Q0 {place} {row.number} {record.score} panelsearch\n")


FORMAT = ExportFormat("trec", _write, endings=("run",), shows=_SHOWN)

"""What became of an export's rows? Each stands, or is named with what is wrong with it; and none is missing unsaid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from panelsearch.exporting.manifest import Manifest
from panelsearch.exporting.seals import Seal

SEAL_GONE = "its seal is gone"
_MOST_NAMED = 100_000
"""So many missing rows are named one by one: how many there were, a seal says, and anybody can write that."""


class Verdict(StrEnum):
    """What a row, or the file, is found to be."""

    STANDS = "stands"
    MOVED = "moved"
    CHANGED = "changed"
    READ_OTHERWISE = "read otherwise"
    DOCUMENT_MISSING = "document missing"
    DOCUMENT_ALTERED = "document altered"
    DOCUMENT_DAMAGED = "document damaged"
    UNREADABLE = "cannot be read"
    ADDED = "added"
    DROPPED = "dropped"
    FILE_ALTERED = "file altered"


@dataclass(frozen=True, slots=True)
class Judged:
    """A row and what it is found to be; `reason` says how that shows.

    `document_sha256` is the checksum that it says its PDF had. `row` counts from 1 in the export as it was written, or
    in the file where that is not known; None where what is wrong is no row's. `seal` is the
    one that it carries, `intact` whether it fits what the row says.
    """

    verdict: Verdict
    document: str
    page: int | None
    quote: str
    reason: str = ""
    row: int | None = None
    seal: Seal | None = None
    intact: bool = False
    recognised: bool = False
    document_sha256: str = ""


def completed(rows: Sequence[Judged], manifest: Manifest | None) -> list[Judged]:
    """The rows, with those named that are not of the export, and those that are of it and not there.

    Nothing can be said where neither a seal nor a manifest tells how many there were.
    """
    sealed = [row for row in rows if row.seal]
    if not sealed and manifest is None:
        return list(rows)
    export = (
        manifest.export if manifest else Counter(row.seal.export for row in sealed if row.seal).most_common(1)[0][0]
    )
    taken = {row.seal.number for row in sealed if row.seal and row.intact and row.seal.export == export}
    judged: list[Judged] = []
    seen: set[int] = set()
    strays: list[int] = []
    for at, row in enumerate(rows):
        seal = row.seal
        if seal is None:
            strays.append(at)
            judged.append(row)
            continue
        number = seal.number
        repeated = number in seen if row.intact else number in seen or number in taken
        if repeated or seal.export != export:
            told = f"row {number} is there twice" if seal.export == export else "its seal is that of another export"
            judged.append(replace(row, verdict=Verdict.ADDED, reason=told, row=number))
            continue
        seen.add(number)
        if manifest and row.intact and manifest.rows[number - 1 : number] != (seal.checksum,):
            told = "the manifest has another checksum for it"
            row = replace(row, verdict=Verdict.CHANGED, reason=told) if row.verdict is Verdict.STANDS else row
        judged.append(replace(row, row=number))
    missing = _missing(seen, judged, manifest)
    for at in strays:
        if number := next(missing, 0):
            judged[at] = _without_seal(judged[at], number)
        else:
            judged[at] = replace(judged[at], verdict=Verdict.ADDED, reason="it has no seal, and no row is missing")
    judged += map(_dropped, islice(missing, _MOST_NAMED))
    if number := next(missing, 0):
        judged.append(_dropped(number, "nor are others behind it"))
    return judged


def out_of_order(rows: Sequence[Judged]) -> str:
    """Which row stands behind a later one; "" where all are in the order in which they were written."""
    standing = [row.seal.number for row in rows if row.seal and row.verdict is Verdict.STANDS]
    at = next((at for at in range(1, len(standing)) if standing[at] < standing[at - 1]), None)
    return "" if at is None else f"row {standing[at]} stands behind row {standing[at - 1]}"


def _missing(seen: set[int], rows: Sequence[Judged], manifest: Manifest | None) -> Iterator[int]:
    last = next((row.seal.number for row in rows if row.seal and row.seal.last), None)
    count = manifest.row_count if manifest else last
    if count is None:
        count = max(seen, default=0) + 1  # the last row, at least, is gone
    yield from (number for number in range(1, count + 1) if number not in seen)


def _without_seal(row: Judged, number: int) -> Judged:
    told = "; ".join(dict.fromkeys(filter(None, (SEAL_GONE, row.reason))))
    return replace(row, verdict=Verdict.CHANGED, reason=told, row=number)


def _dropped(number: int, more: str = "") -> Judged:
    told = ", ".join(filter(None, (f"row {number} of the export is not in the file", more)))
    return Judged(Verdict.DROPPED, "", None, "", told, number)

"""How is a row known again? By its seal: the export it is of, its number, and a checksum of what it says.

A seal is a text that any format can hold, "EXPORT-NUMBER-CHECKSUM", and "-last" behind that of the last row: so a row
that was changed, dropped, added, or is of another export is found in the file alone. Anybody can make a checksum: it
proves that nothing was changed by mistake or on the way, not who wrote it; that the words stand is looked up in the
PDFs.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter

import msgspec

from panelsearch.exporting.characters import as_it_is
from panelsearch.exporting.records import MOST_FIGURES, ExportRecord, Row, Value, text_of, texts_of

_SEAL = re.compile(
    rf"(?P<export>[0-9a-f]{{16}})-(?P<number>[1-9][0-9]{{0,{MOST_FIGURES - 1}}})"
    "-(?P<checksum>[0-9a-f]{32})(?P<last>-last)?"
)


class Seal(msgspec.Struct, frozen=True, gc=False):
    """A row's number in its export, counted from 1, whether it is the `last`, and the checksum of what it says."""

    export: str
    number: int
    checksum: str
    last: bool

    def __str__(self) -> str:
        return f"{self.export}-{self.number}-{self.checksum}{'-last' * self.last}"

    @classmethod
    def parsed(cls, text: str) -> Seal | None:
        """The seal that a text is; None for any other text."""
        found = _SEAL.fullmatch(text.strip())
        if found is None:
            return None
        return cls(found["export"], int(found["number"]), found["checksum"], bool(found["last"]))


def checksum_of(export: str, number: int, *, last: bool, names: tuple[str, ...], texts: Sequence[str]) -> str:
    """The checksum of what a row says: the texts in its columns, by name in the order of the names.

    It is the first half of the SHA-256 of a JSON array: export, number, last, the names, the texts.
    """
    head = f'["{export}",{number},{"true" if last else "false"},'
    return hashlib.sha256(b"%b%b,%b" % (head.encode(), _inside(names), _as_json(texts)[1:])).hexdigest()[:32]


_quick = msgspec.json.Encoder().encode


def _as_json(said: Sequence[str]) -> bytes:
    """An array as JSON in UTF-8, without blanks, escaping only what has to be; halves of pairs are kept."""
    try:
        return _quick(said)
    except UnicodeEncodeError:
        return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


@lru_cache(16)
def _inside(names: tuple[str, ...]) -> bytes:
    """The names of an export's columns as they stand in the array, the same for each of its rows."""
    return _as_json(names)[1:-1]


class Sealed(msgspec.Struct, frozen=True, gc=False):
    """A row as it is written: its values as the format can hold them, and its seal. `record` is None for counts."""

    values: dict[str, Value]
    seal: str
    number: int
    checksum: str
    record: ExportRecord | None

    @property
    def passage(self) -> ExportRecord:
        """The passage that the row is; only formats that are given no others ask for it."""
        assert self.record is not None
        return self.record

    def text(self, column: str) -> str:
        """What the row says in a column, as the format can hold it; "" where it has none."""
        return text_of(self.values.get(column))


def sealed(
    rows: Iterable[Row], export: str, shown: tuple[str, ...], held: Callable[[str], str]
) -> Iterator[Sealed]:  # fmt: skip
    """The rows with their seals, one looked ahead: the last says that it is."""
    by_name = tuple(sorted(shown))
    in_order = itemgetter(*by_name)
    put = None if held is as_it_is else held

    def seal(row: Row, number: int, *, last: bool) -> Sealed:
        kept = row.told(shown)
        if put is not None:
            kept = {name: put(value) if isinstance(value, str) else value for name, value in kept.items()}
        checksum = checksum_of(export, number, last=last, names=by_name, texts=texts_of(in_order(kept)))
        name = str(Seal(export, number, checksum, last))
        return Sealed(kept, name, number, checksum, row if isinstance(row, ExportRecord) else None)

    number, before = 0, None
    for number, row in enumerate(rows):
        if before is not None:
            yield seal(before, number, last=False)
        before = row
    if before is not None:
        yield seal(before, number + 1, last=True)

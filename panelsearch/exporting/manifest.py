"""What does an export say of itself? A manifest beside each: what was asked of which library, and checksums of all.

`FILE.manifest.json` stands beside FILE. It names the query as typed and as understood, the library by the checksums of
its papers and of what read them, the program's version, the rows by their checksums, the file by its own, and the PDFs
quoted from by theirs. It holds no time and no place: the same query of the same library gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from panelsearch import __version__
from panelsearch.exporting.characters import as_heading, as_utf_8_holds
from panelsearch.exporting.seals import Sealed
from panelsearch.storage.content_hash import sha256

SCHEMA = 1
ENDING = ".manifest.json"
_LONGEST_NAME = 255
_AT_ONCE = 16 * 1024
SEAL = ',\n "checksum": "'
"""What stands before a manifest's own checksum, which is over all that stands before this."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an export is of: `what` was asked for (a query, a register, an answer), as typed and as understood."""

    what: str
    typed: str
    understood: str = ""
    notes: tuple[str, ...] = ()
    options: Mapping[str, str | int | bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says. `rows` are the checksums in the order of the rows, `documents` the PDFs' by name.

    `heading` is what stands over the file, where anything does.
    """

    export: str
    format: str
    columns: tuple[str, ...]
    row_count: int
    rows: tuple[str, ...]
    whole: str
    documents: Mapping[str, str]
    document_count: int
    heading: str


_HEADINGS = {"query": "Passages found for", "passages": "Passages found for", "question": "Answer to"}


def heading_of(what: str, typed: str) -> str:
    """What stands over an export, given what was asked for, as it was typed."""
    said, asked = _HEADINGS.get(what, what.capitalize()), as_heading(typed)
    return f"{said}: {asked}" if asked else said


def export_id(asked: Asked, library: str, form: str) -> str:
    """The name of an export: the same for the same query, library, format and version."""
    return _export_id(__version__, form, library, _asked(asked))


def _export_id(version: str, form: str, library: str, asked: Mapping[str, object]) -> str:
    said = json.dumps([SCHEMA, version, form, library, asked], sort_keys=True)
    return hashlib.sha256(said.encode("ascii")).hexdigest()[:16]


def manifest_path(path: Path) -> Path:
    """Where the manifest of a file stands; under a shorter name where its own is as long as names may be."""
    name = path.name + ENDING
    if len(os.fsencode(name)) > _LONGEST_NAME:
        name = hashlib.sha256(os.fsencode(path.name)).hexdigest()[:32] + ENDING
    return path.with_name(name)


class ManifestOf:
    """Notes the rows that pass by; sixteen bytes a row are kept, and a line a document."""

    def __init__(self, asked: Asked, library: str, form: str, columns: tuple[str, ...]) -> None:
        self._asked, self._library, self._form, self._columns = asked, library, form, columns
        self._checksums = bytearray()
        self._documents: dict[str, str] = {}
        self.count = 0
        self.export = export_id(asked, library, form)

    def noted(self, rows: Iterable[Sealed]) -> Iterator[Sealed]:
        """The same rows."""
        for row in rows:
            self.count += 1
            self._checksums += bytes.fromhex(row.checksum)
            if row.record is not None:
                self._documents[row.record.document] = row.record.document_sha256
            yield row

    def write(self, path: Path, of: Path) -> None:
        """Write the manifest of the finished file `of`."""
        documents = {as_utf_8_holds(name): checksum for name, checksum in sorted(self._documents.items())}
        shown = {
            "manifest": SCHEMA, "program": "panelsearch", "version": __version__, "export": self.export,
            "format": self._form, "columns": self._columns, "asked": _asked(self._asked), "library": self._library,
            "counts": {"rows": self.count, "documents": len(documents)},
            "sha256": sha256(of), "documents": documents,
        }  # fmt: skip
        head = json.dumps(shown, indent=1).removesuffix("\n}")
        checksum = hashlib.sha256()
        with path.open("wb") as file:

            def put(text: str) -> None:
                file.write(piece := text.encode("ascii"))
                checksum.update(piece)

            put(head + ',\n "rows": [')
            for at in range(0, len(self._checksums), _AT_ONCE):
                some = self._checksums[at : at + _AT_ONCE].hex("\n", 16).split("\n")
                put(("," if at else "") + ",".join(f'\n  "{one}"' for one in some))
            put("\n ]")
            put(f'{SEAL}{checksum.hexdigest()}"\n}}\n')


def read_manifest(of: Path) -> Manifest | None:
    """The manifest beside a file; None where there is none. ValueError where what stands there is none."""
    path = manifest_path(of)
    try:
        written = path.read_bytes()
        said = msgspec.json.decode(written, type=_Written)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise ValueError(f"{path} is no manifest: {error}") from error
    before, _, behind = written.rpartition(SEAL.encode("ascii"))
    if behind != f'{hashlib.sha256(before).hexdigest()}"\n}}\n'.encode("ascii"):
        raise ValueError(f"{path} was changed: its checksum does not fit what it says")
    if said.export != _export_id(said.version, said.format, said.library, said.asked):
        raise ValueError(f"{path} was changed: it is not the export's that it names")
    return Manifest(
        said.export, said.format, said.columns, said.counts.rows, said.rows, said.sha256, said.documents,
        said.counts.documents, heading_of(str(said.asked.get("what", "")), str(said.asked.get("typed", ""))),
    )  # fmt: skip


class _Counts(msgspec.Struct):
    rows: int
    documents: int


class _Written(msgspec.Struct):
    version: str
    export: str
    format: str
    library: str
    asked: dict[str, object]
    columns: tuple[str, ...]
    counts: _Counts
    rows: tuple[str, ...]
    sha256: str
    documents: dict[str, str]


def _asked(asked: Asked) -> dict[str, object]:
    put = as_utf_8_holds  # what was typed may be no text, and readers of JSON refuse that
    return {
        "what": asked.what, "typed": put(asked.typed), "understood": put(asked.understood),
        "notes": list(map(put, asked.notes)), "options": dict(asked.options),
    }  # fmt: skip

"""Which papers does an export quote? The list of sources behind its passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from panelsearch.exporting.seals import Sealed


class Sources:
    """Notes the documents of the passages that pass by."""

    def __init__(self) -> None:
        self._checksums: dict[str, str] = {}

    def noted(self, rows: Iterable[Sealed]) -> Iterator[Sealed]:
        """The same rows."""
        for row in rows:
            self._checksums[row.passage.document] = row.passage.document_sha256
            yield row

    @property
    def told(self) -> Iterator[str]:
        """Each document with the checksum of its PDF, in the order in which they came."""
        return told_of(self._checksums)


def told_of(checksums: Mapping[str, str]) -> Iterator[str]:
    """Each document with the checksum of its PDF."""
    for name, checksum in checksums.items():
        yield f"{name} (SHA-256 {checksum})" if checksum else name

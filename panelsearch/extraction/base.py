"""The extraction seam: what turns a PDF into pages of text with positions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Protocol

from panelsearch.model.documents import Extracted


class Extractor(Protocol):
    """Reads one PDF. `fingerprint` changes whenever the pages it makes could change."""

    fingerprint: str

    def extract(
        self, path: Path, on_page: Callable[[int, int], None] | None = None, content: BinaryIO | None = None
    ) -> Extracted:
        """All pages in order, of the file's bytes in `content` where they are held already.

        `on_page(done, total)` is called after each page.

        Raises NotADocumentError, EncryptedDocumentError or DamagedDocumentError; nothing else, MemoryError apart.
        """
        ...

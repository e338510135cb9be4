"""Does a link open the page that a row cites? By the file's name and the page; where it lies may change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

from panelsearch.ingestion.discovery import document_name


def opens(link: str, document: str, page: str, held: Callable[[str], str]) -> bool:
    """Whether it does; `document` is the paper's name as a format holds it, `held(text)` holds another so."""
    address, _, fragment = link.rpartition("#")
    opened = unquote(address.replace("\\", "/"), errors="surrogateescape")
    called = {held(name) for name in _names(document)}
    return not called.isdisjoint(map(held, _names(opened))) and fragment == f"page={page}"


def _names(path: str) -> tuple[str, str]:
    """How a library calls a file, and how it is called."""
    called = path.rpartition("/")[2]
    return document_name(Path(called), Path(called)), called

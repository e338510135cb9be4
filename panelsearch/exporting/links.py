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
    names = {
        held(_file_name(opened)),
        held(opened.rpartition("/")[2]),
    }  # as a library calls the file, or as it is called
    return held(_file_name(document)) in names and fragment == f"page={page}"


def _file_name(path: str) -> str:
    name = Path(path.rpartition("/")[2])
    return document_name(name, name)

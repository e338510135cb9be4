"""How is a document of the library opened in the user's own PDF viewer?"""

from __future__ import annotations

from panelsearch.errors import UnreadableDocumentError
from panelsearch.services.library import Library
from panelsearch.tui import confinement
from panelsearch.tui.pdf_viewer import open_pdf


def open_document(library: Library, document: str, page: int) -> str:
    """Open a document's PDF at a page (counted from 1) and say what was done, or why it could not be."""
    try:
        path = library.pdf_path(document)
    except UnreadableDocumentError as error:
        return error.message
    if path is None:
        return f"{document} is no longer where it was indexed"
    if confinement.folder() is not None:
        return f"From a browser no program is started here. The file is {path}, page {page}"
    return open_pdf(path, page) + ("; it will ask for its password" if library.needs_password(document) else "")

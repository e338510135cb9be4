"""The one exception hierarchy: what the user must act on.

Expected outcomes (no hits, no evidence, a page that is only a picture, a skipped file) are values, not errors.
Third-party exceptions are translated here-wards in one place per adapter and never cross a seam.
"""

from __future__ import annotations

TO_REPAIR = "Make it anew of the PDFs, whatever you wrote kept: panelsearch index --repair"
"""The hint where a library is damaged."""


class PanelsearchError(Exception):
    """What happened (`message`), what to do next (`hint`), and how scripts tell it apart (`code`, `exit_code`)."""

    code = "error"
    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(PanelsearchError):
    """The command was called in a way it cannot serve."""

    code = "usage"


class QueryError(PanelsearchError):
    """The query names something that does not exist, such as an unknown field, at `position` (from 0) of `query`."""

    code = "query"

    def __init__(self, message: str, hint: str = "", position: int | None = None, query: str = "") -> None:
        super().__init__(message, hint)
        self.position = position
        self.query = query

    @property
    def marked(self) -> str:
        """The query with its place marked below it; nothing where there is none."""
        return "" if self.position is None or not self.query else f"{self.query}\n{' ' * self.position}^"


class DocumentNotFoundError(PanelsearchError):
    """No document of that name, or no such page in it, is in the library."""

    code = "not_found"
    exit_code = 1


class PaintingError(PanelsearchError):
    """A page's picture cannot be made."""

    code = "no_picture"


class LibraryError(PanelsearchError):
    """The index directory cannot be used as it is."""

    code = "index_unusable"
    exit_code = 3


class ServerError(LibraryError):
    """A server that keeps the library cannot be asked now, or does not do what is asked; the library may be whole."""


class LibraryMissingError(LibraryError):
    """There is no index in that directory yet."""

    code = "index_missing"


class LibraryOutdatedError(LibraryError):
    """The index was made by another version and has to be rebuilt; the PDFs are all that is needed for it."""

    code = "index_outdated"


class LibraryMovedOnError(LibraryOutdatedError):
    """Later runs swept what is asked of a library that was open meanwhile; opened again, it answers."""


class LibraryDamagedError(LibraryError):
    """The index contradicts itself or cannot be read."""

    code = "index_damaged"


class LibraryBusyError(LibraryError):
    """Another process is indexing into that directory."""

    code = "index_busy"


class ClusterError(LibraryError):
    """The machines that were to read papers cannot be used; what they read is kept, the library is as it was."""

    code = "cluster_unusable"


class UnreadableDocumentError(PanelsearchError):
    """One PDF cannot be read. It costs that file its line in the report, never the run."""

    code = "unreadable"
    exit_code = 4


class NotADocumentError(UnreadableDocumentError):
    """The file is empty or not a PDF."""

    code = "not_a_pdf"


class EncryptedDocumentError(UnreadableDocumentError):
    """The PDF is encrypted, and cannot be opened as things stand."""

    code = "encrypted"


class LockedDocumentError(EncryptedDocumentError):
    """The PDF asks for a password that was not given."""


class DamagedDocumentError(UnreadableDocumentError):
    """The PDF's structure is broken beyond reading."""

    code = "damaged"


class WriterError(PanelsearchError):
    """A language model was asked to phrase an answer and did not, or none is set."""

    code = "writer"


class Interrupted(PanelsearchError):  # noqa: N818 - not a fault: the user asked for it
    """The user stopped the work; what was finished is kept."""

    code = "interrupted"
    exit_code = 130

"""What does linking ask of a document? Its name, whose paper it is and of which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from panelsearch.text.body_names import body_key


@dataclass(frozen=True, slots=True)
class DocumentSheet:
    """A document as linking sees it. `name` is the least of its names in the library: ties are settled by it."""

    name: str
    body: str | None = None
    meeting_date: date | None = None

    @property
    def body_key(self) -> str:
        """Equal for the papers of one body; empty where it is not known."""
        return body_key(self.body) if self.body else ""

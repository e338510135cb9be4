"""What does a library hold, at a glance?"""

from __future__ import annotations

from dataclasses import dataclass

from panelsearch.model.sources import Source


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts of papers, their pages and the meetings they are of; `bodies` with their papers, most first.

    `years` are those of the meetings with their papers, oldest first. Of `new` papers, that came in since a moment,
    there are `new_count`. `unreadable` papers could not be read at all, `without_text` on some pages, `incomplete` but
    for some of their words.
    """

    documents: int
    pages: int
    meetings: int
    bodies: tuple[tuple[str, int], ...]
    years: tuple[tuple[int, int], ...]
    new: tuple[Source, ...] = ()
    new_count: int = 0
    unreadable: int = 0
    without_text: int = 0
    incomplete: int = 0

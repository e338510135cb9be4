"""The tagging seam: what finds people, councils, organisations, sums and dates in page text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from panelsearch.model.meetings import Reading
from panelsearch.model.mentions import Mention
from panelsearch.model.pages import Page
from panelsearch.text.rule_engine import Fence


class Tagger(Protocol):
    """Tags the pages of one document. `fingerprint` changes whenever the mentions it makes could change."""

    fingerprint: str

    def tag(self, pages: Sequence[Page], reading: Reading, fence: Fence | None = None) -> tuple[Mention, ...]:
        """Mentions in order of place, non-overlapping, `page.text[start:end]` true for each.

        The reading gives what the document itself defines: attendance (a roster with initials), body, meeting date.
        A rule that fails costs what it would have found; `fence` tells which, and one of its own is used without.
        """
        ...

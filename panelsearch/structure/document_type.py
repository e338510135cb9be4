"""What sort of paper is it: minutes, agenda, pack, report or something else? What its witnesses say, weighed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from panelsearch.model.documents import FileFacts
from panelsearch.model.meetings import DocumentKind
from panelsearch.model.pages import Page
from panelsearch.structure.attendance import opens_minutes
from panelsearch.structure.kind_witnesses import (
    BY_NAME,
    KIND_RULES,
    PACK_FROM_PAGES,
    Signs,
    named_kind,
    opens_paper,
    opens_with_minutes,
)
from panelsearch.text.rule_engine import OPEN, Fence

_BELIEVED = 2.0
_TWO_PAGES = 2


@dataclass(frozen=True, slots=True)
class FoundKind:
    """The kind, and whether only the file's name or title says so."""

    kind: DocumentKind
    inferred: bool = False


def find_kind(pages: Sequence[Page], facts: FileFacts, fence: Fence = OPEN) -> FoundKind:
    """The kind from the words at the head and what follows; the file's name is one witness among them.

    A paper without words is what its file is called. An agenda is a pack where it is long or papers stand behind it.
    """
    signs = Signs(pages, facts, fence)
    if signs.first_text is None:
        kind = named_kind(facts, len(pages))
        return FoundKind(kind, kind is not DocumentKind.OTHER)
    weights: Counter[DocumentKind] = Counter()
    printed: Counter[DocumentKind] = Counter()
    for of in KIND_RULES:
        for vote in fence.each(of, signs):
            weights[vote.kind] += vote.share * of.score  # type: ignore[assignment]
            if of.name != BY_NAME:
                printed[vote.kind] += vote.share * of.score  # type: ignore[assignment]
    kind = _heaviest(weights)
    if kind is DocumentKind.AGENDA and _is_pack(signs):
        kind = DocumentKind.PACK
    told = _heaviest(printed)
    inferred = kind is not DocumentKind.OTHER and told is DocumentKind.OTHER
    return FoundKind(kind, inferred)


def _heaviest(weights: Counter[DocumentKind]) -> DocumentKind:
    """The kind that most speaks for; other where too little speaks for any."""
    kind = max(DocumentKind, key=lambda kind: weights[kind])
    return kind if weights[kind] >= _BELIEVED else DocumentKind.OTHER


def _is_pack(signs: Signs) -> bool:
    """Whether an agenda is long, or papers stand behind it; a page or two must be headed as such."""
    if len(signs.behind) + 1 >= PACK_FROM_PAGES:
        return True
    few = len(signs.behind) <= _TWO_PAGES
    return any(
        opens_paper(page) or ((not few or opens_with_minutes(page)) and opens_minutes(page, signs.fence))
        for page in signs.behind
    )

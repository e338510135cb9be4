"""What is a line of the results? A place to open, what copying gives, what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from panelsearch.model.answers import Answer
from panelsearch.model.search_results import Hit, SearchResult
from panelsearch.model.sources import Citation, Source
from panelsearch.model.spans import Span
from panelsearch.retrieval.citations import group_head
from panelsearch.services.basket import Place

if TYPE_CHECKING:
    from panelsearch.answering.generation.grounding import Written


@dataclass(frozen=True, slots=True)
class Entry:
    """`number` is its rank, `head` stands over a group's first hit, `said` is an answer's words with a `remark` on it.

    `quote` stands on the source's page at `at`; `hit` is the search's, where it comes from one.
    """

    number: int
    source: Source
    at: Span
    quote: str
    hit: Hit | None = None
    head: str = ""
    said: str = ""
    remark: str = ""
    quoted: bool = False

    @property
    def place(self) -> Place:
        """What tells its passage from others."""
        return self.source.document, self.source.page, self.at.start, self.at.end


def entries_of_result(found: SearchResult) -> tuple[Entry, ...]:
    """The hits of a search, the first of each group under the group's head."""
    heads = {group.hits[0].rank: group_head(group) for group in found.groups if group.hits}
    return tuple(_of_hit(hit, heads.get(hit.rank, "")) for hit in found.hits)


def entries_of_answer(answer: Answer, phrased: Written | None = None) -> tuple[Entry, ...]:
    """The answer's citations, other meetings' answers, a language model's sentences, then what it was found among.

    The nearest passages alone where there is no answer.
    """
    if answer.answer is None:
        return tuple(map(_of_hit, answer.nearest))
    told = [
        _of_citation(cited, "" if number else answer.answer, quoted=True)
        for number, cited in enumerate(answer.citations)
    ]
    told += _headed(
        "Other meetings answer", [_of_citation(o.citation, o.answer, "another meeting") for o in answer.alternatives]
    )
    told += [
        _of_citation(one.citation, one.text, "phrased by a language model")
        for one in (phrased.sentences if phrased else ())
    ]
    quoted = {(cited.source.document, cited.at.page, cited.at.start) for cited in answer.citations}
    beside = [hit for hit in answer.nearest if not any(_holds(hit, *place) for place in quoted)]
    told += _headed("Evidence: passages on the matter", list(map(_of_hit, beside)))
    return tuple(replace(entry, number=number) for number, entry in enumerate(told, 1))


def _holds(hit: Hit, document: str, page: int, start: int) -> bool:
    return hit.source.document == document and hit.at.page == page and hit.at.start <= start < hit.at.end


def _headed(head: str, entries: Sequence[Entry]) -> list[Entry]:
    """The entries, the first under a head."""
    return [replace(entry, head=head if n == 0 else entry.head) for n, entry in enumerate(entries)]


def _of_citation(cited: Citation, said: str, remark: str = "", *, quoted: bool = False) -> Entry:
    return Entry(0, cited.source, cited.at.span, cited.quote, said=said, remark=remark, quoted=quoted)


def _of_hit(hit: Hit, head: str = "") -> Entry:
    return Entry(hit.rank, hit.source, hit.at.span, hit.text, hit, head)

"""What is a line of the results? A place to open, what copying gives, what is said of it."""

from __future__ import annotations

from dataclasses import dataclass

from panelsearch.answering.generation.grounding import Written
from panelsearch.model.answers import Answer
from panelsearch.model.search_results import Hit, SearchResult
from panelsearch.model.sources import Citation, Source
from panelsearch.model.spans import Span
from panelsearch.retrieval.citations import group_head
from panelsearch.services.basket import Place


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
    """The answer's citations, other meetings' answers, a language model's sentences; or the nearest passages."""
    if answer.answer is None:
        return tuple(map(_of_hit, answer.nearest))
    told: list[tuple[Citation, str, str, bool]] = [
        (cited, "" if number else answer.answer, "", True) for number, cited in enumerate(answer.citations)
    ]
    told += [(other.citation, other.answer, "another meeting", False) for other in answer.alternatives]
    for sentence in phrased.sentences if phrased else ():
        told.append((sentence.citation, sentence.text, "phrased by a language model", False))
    return tuple(
        Entry(number, cited.source, cited.at.span, cited.quote, None, "", said, remark, quoted)
        for number, (cited, said, remark, quoted) in enumerate(told, 1)
    )


def _of_hit(hit: Hit, head: str = "") -> Entry:
    return Entry(hit.rank, hit.source, hit.at.span, hit.text, hit, head)

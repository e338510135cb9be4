"""What does the user look at, and which results are still wanted? The state of searching, without a screen.

What is on screen is one value, a search's result or an answer: whatever acts on it takes its query from there, never
from the box, in which the next query may already stand.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from panelsearch.answering.generation.grounding import Written
from panelsearch.answering.question_analysis import follows
from panelsearch.indexing.base import Sort
from panelsearch.model.answers import Answer, AnswerOutcome
from panelsearch.model.search_results import Grouping, Hit, SearchResult
from panelsearch.services.library import Library
from panelsearch.services.saved_searches import SavedSearch
from panelsearch.storage.acquisitions import moment
from panelsearch.tui.entries import Entry, entries_of_answer, entries_of_result

LIMIT = 50
"""How many results a search puts on screen."""

_SILENCE = {
    AnswerOutcome.EMPTY_INDEX: "Nothing is indexed yet: f4 reads a folder of PDFs.",
    AnswerOutcome.NOTHING_FOUND: "Nothing in the library is about this.",
    AnswerOutcome.NOT_ANSWERED: "The papers do not answer this, as far as can be told. Nearest passages:",
}

NOTHING_INDEXED = _SILENCE[AnswerOutcome.EMPTY_INDEX]

_E = TypeVar("_E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A saved search to run, over the papers that came in at `since` or later where it is given."""

    search: SavedSearch
    since: datetime | None = None


_NOT_KEPT = Chosen(SavedSearch("", ""))


@dataclass(frozen=True, slots=True)
class Terms:
    """How passages are searched for and ranked; `kept` is the saved search that is run, if it is one."""

    sort: Sort = Sort.RELEVANCE
    group: Grouping = Grouping.PASSAGE
    boilerplate: bool = False
    kept: Chosen | None = None

    def run(self, library: Library, query: str, *, every: bool = False) -> SearchResult:
        """Search; for a screenful, or for `every` matching page without groups. QueryError for an unknown field."""
        kept = self.kept or _NOT_KEPT
        return library.search(
            query, limit=None if every or kept.since else LIMIT, sort=self.sort, boilerplate=self.boilerplate,
            group=Grouping.PASSAGE if every else self.group, fold=not every, strict=kept.search.strict,
            synonyms=kept.search.synonyms, since=kept.since,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search under a number that grows with every change of what is wanted."""

    number: int
    query: str
    terms: Terms

    def run(self, library: Library) -> SearchResult:
        """Search. QueryError for an unknown field."""
        return self.terms.run(library, self.query)


@dataclass(frozen=True, slots=True)
class Question:
    """A question under its number; `previous` is the question that it follows."""

    number: int
    text: str
    previous: str | None

    def run(self, library: Library) -> Answer:
        """Answer it."""
        return library.ask(self.text, self.previous)


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer on screen, with a language model's words for it where they were asked for."""

    answer: Answer
    phrased: Written | None = None


@dataclass(frozen=True, slots=True)
class ToExport:
    """What is to be written: marked `hits`, or everywhere the query on screen matches."""

    query: str
    terms: Terms
    hits: tuple[Hit, ...]
    told: str

    def passages(self, library: Library) -> tuple[Hit, ...]:
        """The passages themselves."""
        return self.hits or self.terms.run(library, self.query, every=True).hits


@dataclass
class SearchSession:
    """`text` stands in the query box; `shown` is on screen, found under `shown_terms`; `marked` is by passage."""

    text: str = ""
    terms: Terms = field(default_factory=Terms)
    shown: SearchResult | Answered | None = None
    shown_terms: Terms = field(default_factory=Terms)
    marked: dict[int, Hit] = field(default_factory=dict)
    documents: int = 0
    _number: int = 0
    _asked: str | None = None

    def afresh(self) -> SearchSession:
        """A session with the same query and order, of which nothing is on screen yet."""
        return SearchSession(self.text, self.terms, documents=self.documents)

    # what is wanted

    @property
    def is_question(self) -> bool:
        """Whether what stands in the box is asked, not searched for."""
        return self.text.strip().endswith("?")

    def type(self, text: str) -> None:
        """Another text stands in the box: whatever is under way is stale."""
        self.text = text
        self._number += 1
        if self.terms.kept is not None and self.terms.kept.search.query != text:
            self.terms = replace(self.terms, kept=None)

    def search(self) -> SearchRequest | None:
        """Search for the words in the box; None where there are none, or a question."""
        self._number += 1
        if not self.text.strip() or self.is_question:
            return None
        return SearchRequest(self._number, self.text, self.terms)

    def ask(self) -> Question | None:
        """Ask what stands in the box; None for nothing."""
        if not self.text.strip():
            return None
        self._number += 1
        question = Question(self._number, self.text, self._asked)
        if not follows(self.text):
            self._asked = self.text
        return question

    def run_saved(self, chosen: Chosen) -> None:
        """Take up a saved search: its words, its order."""
        self.type(chosen.search.query)
        self.terms = Terms(chosen.search.sort, self.terms.group, chosen.search.boilerplate, chosen)

    def is_wanted(self, number: int) -> bool:
        """Whether the request of that number is the latest."""
        return number == self._number

    @property
    def number(self) -> int:
        """The latest request's number."""
        return self._number

    # what is shown

    def show_result(self, request: SearchRequest, found: SearchResult) -> bool:
        """Put a search's result on screen, if it is still wanted; marks stay with their query."""
        if not self.is_wanted(request.number):
            return False
        if self.result is None or self.result.query != found.query:
            self.marked.clear()
        self.shown, self.shown_terms = found, request.terms
        return True

    def show_answer(self, number: int, answer: Answer, phrased: Written | None = None) -> bool:
        """Put an answer on screen, if it is still wanted."""
        if not self.is_wanted(number):
            return False
        self.marked.clear()
        self.shown = Answered(answer, phrased)
        return True

    def show_nothing(self) -> None:
        """Clear the screen."""
        self.marked.clear()
        self.shown = None

    @property
    def result(self) -> SearchResult | None:
        """The search on screen, if it is one."""
        return self.shown if isinstance(self.shown, SearchResult) else None

    @property
    def answer(self) -> Answer | None:
        """The answer on screen, if the papers gave one."""
        if isinstance(self.shown, Answered) and self.shown.answer.outcome is AnswerOutcome.ANSWERED:
            return self.shown.answer
        return None

    @property
    def shown_query(self) -> str:
        """The query whose passages are on screen; "" for an answer."""
        return self.result.query if self.result else ""

    @property
    def matter(self) -> str:
        """What registers are asked about: the words in the box, a question's without its mark."""
        return self.text.strip().rstrip("?").strip()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The lines of the results."""
        if isinstance(self.shown, Answered):
            return entries_of_answer(self.shown.answer, self.shown.phrased)
        return entries_of_result(self.shown) if self.shown else ()

    # acting on what is shown

    def why_not(self, what: str) -> str:
        """Why something cannot be done with what is on screen; "" where it can."""
        if self.result is not None:
            return ""
        if self.shown is None:
            return f"There is nothing to {what}: search first."
        return f"An answer is on screen: search for words, without a question mark, to {what} passages."

    def next_sort(self) -> None:
        """The next order."""
        self.terms = replace(self.terms, sort=_next(self.terms.sort))

    def next_group(self) -> None:
        """The next way of putting hits together."""
        self.terms = replace(self.terms, group=_next(self.terms.group))

    def turn_boilerplate(self) -> None:
        """Rank what many papers repeat lower, or like the rest."""
        self.terms = replace(self.terms, boilerplate=not self.terms.boilerplate)

    def mark(self, hit: Hit) -> None:
        """Mark a passage, or unmark it."""
        if self.marked.pop(hit.passage_id, None) is None:
            self.marked[hit.passage_id] = hit

    def narrowed(self, added: str) -> str:
        """The query on screen, cut down by a field or its opposite."""
        query = self.shown_query.strip()
        either = " OR " in query or " || " in query
        return f"({query}) {added}" if either else f"{query} {added}"

    def to_export(self) -> ToExport | None:
        """The marked passages, or all that match; None where nothing is on screen."""
        found = self.result
        if found is None or not found.hits:
            return None
        hits = tuple(self.marked.values())
        if hits:
            return ToExport(found.query, self.shown_terms, hits, _passages(len(hits), "marked "))
        return ToExport(found.query, self.shown_terms, (), f"all {_passages(found.total, 'matching ')}")

    def to_save(self) -> SavedSearch | None:
        """The search on screen as it would be kept, under its own words or its old name."""
        if self.result is None:
            return None
        query = self.shown_query.strip()
        kept = self.shown_terms.kept
        base = kept.search if kept else SavedSearch(query, query)
        return replace(base, query=query, sort=self.shown_terms.sort, boilerplate=self.shown_terms.boilerplate)

    # told

    @property
    def greeting(self) -> str:
        """What there is, where nothing is asked."""
        if not self.documents:
            return NOTHING_INDEXED
        return f"{self.documents} documents. Type to search; end with ? to ask; f1 for keys."

    @property
    def told(self) -> str:
        """What is on screen, in a line."""
        if isinstance(self.shown, Answered):
            return _told_answer(self.shown)
        return _told_result(self.shown, self.shown_terms) if self.shown else self.greeting

    @property
    def explained(self) -> str:
        """How what is on screen was understood."""
        if isinstance(self.shown, Answered):
            understood = self.shown.answer.understood
            return "Looked for " + ", ".join(understood) if understood else "Nothing special was looked for."
        if self.shown is None:
            return self.why_not("explain")
        told = [f"Understood as: {self.shown.canonical}"]
        told += [f"for {one.words} also {', '.join(one.others)}" for one in self.shown.synonyms]
        if self.shown.related:
            told.append("words that go with them: " + ", ".join(self.shown.related))
        return " · ".join(told)


def _next(one: _E) -> _E:
    all_of_them = list(type(one))
    return all_of_them[(all_of_them.index(one) + 1) % len(all_of_them)]


def _passages(count: int, sort: str = "") -> str:
    return f"{count} {sort}passage{'s' if count != 1 else ''}"


def _told_answer(shown: Answered) -> str:
    answer = shown.answer
    if answer.outcome is AnswerOutcome.ANSWERED:
        told = [f"Answer, quoted from its page (confidence {answer.confidence:.0%})"]
    else:
        told = [f"{_SILENCE[answer.outcome]} {answer.explanation}".rstrip()]
    if shown.phrased is not None:
        told[0] += f" · phrased by {shown.phrased.address}, {shown.phrased.dropped} sentences left out"
    if answer.understood:
        told.append("looked for " + ", ".join(answer.understood))
    return " · ".join(told)


def _told_result(found: SearchResult, terms: Terms) -> str:
    if found.library_empty:
        return NOTHING_INDEXED
    if not found.hits:
        since = f"that came in since {moment(found.since)} " if found.since else ""
        told = [f"Nothing {since}matches.", *found.notes]
        if found.suggestions:
            told.append("Did you mean: " + ", ".join(found.suggestions) + "?")
        return " · ".join(told)
    told = [_passages(found.total)]
    if found.groups:
        told.append(f"by {terms.group}")
    if terms.kept is not None:
        told[0] += f" for {terms.kept.search.name}"
    if found.since is not None:
        told[0] += f" in papers that came in since {moment(found.since)}"
    if terms.sort is not Sort.RELEVANCE:
        told.append("oldest first" if terms.sort is Sort.OLDEST else "newest first")
    if terms.boilerplate:
        told.append("what many papers repeat ranks like the rest")
    return " · ".join([*told, *found.notes])

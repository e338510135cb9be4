"""How is the library searched line by line? For screen readers, and for terminals that cannot draw.

Nothing is drawn, nothing moves: each line typed gives some lines that are read from top to bottom.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from panelsearch.cli.output_text import printable
from panelsearch.errors import PanelsearchError
from panelsearch.model.answers import Answer
from panelsearch.model.search_results import Hit, SearchResult
from panelsearch.model.sources import Citation
from panelsearch.retrieval.citations import citation
from panelsearch.services.library import Library
from panelsearch.text.counts import counted

_SCREENFUL = 5
_MOST = 50
HELP = """\
Type words to search for, or a question that ends with ?.
more        the next results
a number    the page of that result, in full
next, back  the page after, or before
help        this
quit        leave"""


@dataclass
class PlainSession:
    """Searches in turn; what was found last is at hand under its numbers."""

    library: Library
    _found: Sequence[Hit] = ()
    _cited: Sequence[Citation] = ()
    _told: int = 0
    _page: tuple[str, int] | None = None
    _total: int = 0
    _asked: str | None = field(default=None)

    def answer(self, line: str) -> Iterator[str]:
        """What is said to a line that was typed. PanelsearchError."""
        words = line.strip()
        if words.isdecimal():
            yield from self._open(int(words))
        elif words == "more":
            yield from self._more()
        elif words in ("next", "back"):
            yield from self._turn(1 if words == "next" else -1)
        elif words == "help":
            yield HELP
        elif words.endswith("?"):
            yield from self._ask(words)
        elif words:
            yield from self._search(words)

    def _search(self, query: str) -> Iterator[str]:
        found = self.library.search(query, limit=_MOST)
        self._found, self._cited, self._told, self._total = found.hits, (), 0, found.total
        yield _count(found)
        if found.hits:
            yield from self._more()

    def _more(self) -> Iterator[str]:
        if self._told >= len(self._found):
            yield "There are no more results." if self._found else "Type words to search for first."
            return
        some = self._found[self._told : self._told + _SCREENFUL]
        for number, hit in enumerate(some, self._told + 1):
            yield f"Result {number}. {citation(hit.source)}."
            yield f"  {_flat(hit.text)}"
        self._told += len(some)
        left = len(self._found) - self._told
        yield f"{left} more: type more, or a number to read its page." if left else "Type a number to read its page."

    def _ask(self, question: str) -> Iterator[str]:
        given = self.library.ask(question, self._asked)
        self._asked, self._found, self._cited = question, (), given.citations
        yield _told(given)
        for number, one in enumerate(given.citations, 1):
            yield f"Quotation {number}: {_flat(one.quote)}"
            yield f"  {citation(one.source)}."
        if not given.citations and given.nearest:
            self._found, self._told = given.nearest, 0
            yield "Nearest passages:"
            yield from self._more()

    def _open(self, number: int) -> Iterator[str]:
        places = [(cited.source.document, cited.at.page) for cited in self._cited] or [
            (hit.source.document, hit.at.page) for hit in self._found
        ]
        if not 1 <= number <= len(places):
            yield f"There is no result {number}." if places else "Type words to search for first."
            return
        yield from self._read(*places[number - 1])

    def _turn(self, step: int) -> Iterator[str]:
        if self._page is None:
            yield "Read a page first: type the number of a result."
            return
        document, number = self._page
        count = self.library.page_count(document)
        if not 1 <= number + step <= count:
            yield "This is the last page." if step > 0 else "This is the first page."
            return
        yield from self._read(document, number + step)

    def _read(self, document: str, number: int) -> Iterator[str]:
        self._page = (document, number)
        page = self.library.page(document, number)
        printed = f", printed {page.label}" if page.label else ""
        yield f"{document}, PDF page {number} of {self.library.page_count(document)}{printed}."
        yield page.text.strip() or "This page has no text."


def converse(library: Library, read: Callable[[str], str], say: Callable[[str], None]) -> None:
    """Answer line after line, until the user leaves or there is no more to read."""
    session = PlainSession(library)
    papers = counted(library.document_count, "document")
    say(f"{papers}. Type words, or a question that ends with ?. help tells more; quit leaves.")
    while True:
        try:
            line = read("> ")
        except EOFError:
            return
        if line.strip() in ("quit", "exit", "q"):
            return
        try:
            for told in session.answer(line):
                say(printable(told))
        except PanelsearchError as error:
            say(printable(f"{error.message} {error.hint}".strip()))


def _count(found: SearchResult) -> str:
    told = [f"{counted(found.total, 'passage matches', 'passages match')}."]
    if found.unknown:
        told.append(f"In no paper: {', '.join(one.told for one in found.unknown)}.")
    if found.suggestions:
        told.append(f"Did you mean {', '.join(found.suggestions)}?")
    return " ".join([*told, *(f"{note[:1].upper()}{note[1:]}." for note in found.notes)])


def _told(given: Answer) -> str:
    if given.answer is not None:
        return f"Answer, {given.confidence:.0%} sure: {_flat(given.answer)}"
    return given.explanation or "The papers do not answer this, as far as can be told."


def _flat(text: str) -> str:
    return " ".join(text.split())

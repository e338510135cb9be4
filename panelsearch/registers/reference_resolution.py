"""Which page does a reference mean? Resolved among the papers of the same body, or left as it is.

Where the words name the meeting and the number, nothing is guessed. A minute's number without its meeting is only
followed where one paper of the body has it, and that is said to be inferred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from panelsearch.model.document_views import ItemView
from panelsearch.model.meetings import DocumentKind, Part, PartKind, Reference, ReferenceKind
from panelsearch.text.body_names import body_key


@dataclass(frozen=True, slots=True)
class Shelved:
    """A document on the shelf. `part_at` and the like are asked only where they are needed."""

    id: int
    kind: DocumentKind
    body: str | None
    day: date | None
    draft: bool
    parts: tuple[Part, ...]

    def part_at(self, page: int) -> Part | None:
        """The part that a page belongs to."""
        return next((part for part in self.parts if part.first_page <= page <= part.last_page), None)

    def held(self, page: int) -> date | None:
        """The day of the meeting that a page is of."""
        part = self.part_at(page)
        return (part.meeting_date if part else None) or self.day


@dataclass(frozen=True, slots=True)
class Target:
    """The page meant; `inferred` where the words alone do not say so."""

    document_id: int
    page: int
    inferred: bool = False


class Shelf:
    """The papers of a library, to resolve references among; of several of a meeting the one that comes first is meant.

    They are given in the library's order: their numbers tell when they came in, which says nothing.
    """

    def __init__(
        self,
        papers: Iterable[Shelved],
        items: Callable[[int], Sequence[ItemView]],
        labels: Callable[[int], Sequence[tuple[int, str | None]]],
    ) -> None:
        self._papers = {paper.id: paper for paper in papers}
        self._items = items
        self._labels = labels
        self._minutes: dict[tuple[str, date], list[tuple[bool, bool, int, int, int]]] = defaultdict(list)
        self._agendas: dict[tuple[str, date], list[tuple[int, int, int]]] = defaultdict(list)
        self._numbered: dict[str, dict[str, set[tuple[date, int, int]]]] = {}
        for place, paper in enumerate(self._papers.values()):
            body = body_key(paper.body or "")
            if not body:
                continue
            if paper.day is not None and paper.kind is DocumentKind.MINUTES:
                self._minutes[body, paper.day].append((paper.draft, False, place, paper.id, 1))
            elif paper.day is not None and paper.kind in (DocumentKind.AGENDA, DocumentKind.PACK):
                self._agendas[body, paper.day].append((-len(paper.parts), place, paper.id))
            for part in paper.parts:
                if part.kind is PartKind.MINUTES and part.meeting_date and paper.kind is not DocumentKind.MINUTES:
                    # a paper of its own comes before its copy in a later pack, the signed one before a draft
                    at = (paper.draft, True, place, paper.id, part.first_page)
                    self._minutes[body, part.meeting_date].append(at)

    def is_own_heading(self, reference: Reference, document_id: int) -> bool:
        """Whether minutes only name themselves ("Minutes of the meeting held on ..."): that refers to nothing."""
        held = self._papers[document_id].held(reference.at.page)
        return reference.kind is ReferenceKind.MINUTES and reference.day == held

    def resolve(self, reference: Reference, document_id: int) -> Target | None:
        """The page meant by a reference in a document; None where the library does not hold it, or holds several."""
        paper = self._papers[document_id]
        match reference.kind:
            case ReferenceKind.MINUTES:
                return self._of_minutes(reference, paper)
            case ReferenceKind.MINUTE:
                return self._of_minute(reference, paper)
            case ReferenceKind.PAGE:
                return self._of_page(reference, paper)
            case ReferenceKind.APPENDIX:
                return _of_appendix(reference, paper)
            case ReferenceKind.ITEM:
                return self._of_item(reference, paper)

    def _of_minutes(self, reference: Reference, paper: Shelved) -> Target | None:
        if reference.day is None:
            return None
        found = sorted(self._minutes.get((body_key(paper.body or ""), reference.day), ()))
        return Target(*found[0][-2:]) if found else None

    def _of_minute(self, reference: Reference, paper: Shelved) -> Target | None:
        if reference.day is not None:
            if (minutes := sorted(self._minutes.get((body_key(paper.body or ""), reference.day), ()))) == []:
                return None
            *_, document_id, first = minutes[0]
            pages = self._pages_of(reference.number, document_id, first)
            return Target(document_id, pages[0]) if len(pages) == 1 else None
        return self._of_lone_minute(reference, paper)

    def _of_lone_minute(self, reference: Reference, paper: Shelved) -> Target | None:
        body, now = body_key(paper.body or ""), paper.held(reference.at.page)
        if now is None:
            return None
        if body not in self._numbered:
            self._numbered[body] = self._numbers_in_minutes(body)
        found = {one for one in self._numbered[body].get(_plain(reference.number), ()) if one[0] < now}
        if len(found) != 1:
            return None
        ((_, document_id, page),) = found
        return Target(document_id, page, inferred=True)

    def _numbers_in_minutes(self, body: str) -> dict[str, set[tuple[date, int, int]]]:
        """By item number, where the minutes of a body have it: day, document and page."""
        numbered: dict[str, set[tuple[date, int, int]]] = defaultdict(set)
        for (owner, day), places in self._minutes.items():
            if owner == body:
                *_, document_id, first = min(places)
                for item in self._items_of(document_id, first):
                    if item.number is not None:
                        numbered[_plain(item.number)].add((day, document_id, item.page))
        return numbered

    def _pages_of(self, number: str, document_id: int, first: int) -> list[int]:
        return [item.page for item in self._items_of(document_id, first) if _same_number(item.number, number)]

    def _items_of(self, document_id: int, first: int) -> Iterator[ItemView]:
        """The items of the paper that begins on a page of a document."""
        part = self._papers[document_id].part_at(first)
        for item in self._items(document_id):
            if part is None or part.first_page <= item.page <= part.last_page:
                yield item

    def _of_page(self, reference: Reference, paper: Shelved) -> Target | None:
        part = paper.part_at(reference.at.page)
        pack: int | None = paper.id
        if paper.kind is DocumentKind.MINUTES or (part is not None and part.kind is PartKind.MINUTES):
            held = paper.held(reference.at.page)
            packs = sorted(self._agendas.get((body_key(paper.body or ""), held), ())) if held else []
            pack = packs[0][-1] if packs else None
        if pack is None:
            return None
        pages = [page for page, label in self._labels(pack) if label == reference.number]
        return Target(pack, pages[0]) if len(pages) == 1 else None

    def _of_item(self, reference: Reference, paper: Shelved) -> Target | None:
        here = paper.part_at(reference.at.page)
        papers = [part.first_page for part in paper.parts if part.item_number == reference.number and part is not here]
        if here is None or here.kind is not PartKind.MINUTES:
            if len(papers) == 1:
                return Target(paper.id, papers[0])
            if papers:
                return None
        pages = [item.page for item in self._items(paper.id) if _same_number(item.number, reference.number)]
        inside = [page for page in pages if paper.part_at(page) == here]
        return Target(paper.id, inside[0]) if len(inside) == 1 else None


def _of_appendix(reference: Reference, paper: Shelved) -> Target | None:
    """The appendix of that name behind the same report; elsewhere only where the document has one of that name."""
    here = paper.part_at(reference.at.page)
    named = [
        (at, part)
        for at, part in enumerate(paper.parts)
        if part.kind is PartKind.APPENDIX
        and part is not here
        and (words := part.title.casefold().replace(":", " ").split())
        and len(words) > 1
        and words[1].strip(".,-–") == reference.number.casefold()
    ]
    if here is not None and paper.parts[0].kind is PartKind.AGENDA:
        at = paper.parts.index(here)
        for number, part in named:  # every report of a pack may have an appendix of that name
            between = paper.parts[at + 1 : number]
            if number > at and all(other.kind is PartKind.APPENDIX for other in between):
                return Target(paper.id, part.first_page)
        return None
    return Target(paper.id, named[0][1].first_page) if len(named) == 1 else None


def _same_number(one: str | None, other: str) -> bool:
    return one is not None and _plain(one) == _plain(other)


def _plain(number: str) -> str:
    return number.casefold().strip(" .")

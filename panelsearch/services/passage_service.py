"""Which passages leave the library? All that match, a batch at a time, and what is told of each paper they are from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path

from panelsearch.errors import DocumentNotFoundError
from panelsearch.indexing.base import Match
from panelsearch.model.mentions import Mention
from panelsearch.retrieval.hits import Hits, Marks, Matched
from panelsearch.retrieval.provenance import Places
from panelsearch.services.saved_searches import SavedSearch
from panelsearch.services.search_service import SearchService
from panelsearch.services.snapshot import Snapshot
from panelsearch.storage.own_files import is_same_file

_KEPT = 2
"""Of how many documents the mentions are kept at hand."""


@dataclass(frozen=True, slots=True)
class EveryMatch:
    """All matches of a query with their ranks; `canonical` is how it was understood, `marks` what is marked in them."""

    canonical: str
    notes: tuple[str, ...]
    matches: Sequence[tuple[int, Match]]
    marks: Marks


class PassageService:
    """Gives the passages of one snapshot to whoever takes very many."""

    def __init__(self, snapshot: Snapshot, places: Places, hits: Hits, search: SearchService) -> None:
        self._snapshot, self._places, self._hits, self._search = snapshot, places, hits, search
        self._mentions = lru_cache(_KEPT)(self._by_page)

    def every_match(self, search: SavedSearch, limit: int | None = None) -> EveryMatch:
        """All matches, or the first `limit`; never what only comes near. QueryError for an unknown field."""
        parsed, matches, marks = self._search.matching(search)
        return EveryMatch(parsed.canonical, parsed.notes, tuple(enumerate(matches[:limit], 1)), marks)

    def by_place(self, matches: Sequence[tuple[int, Match]]) -> Sequence[tuple[int, Match]]:
        """The matches in the order of the papers' names, pages and places."""
        ranks = {match.passage_id: (rank, match) for rank, match in matches}
        return [ranks[key] for key in self._places.in_order(list(ranks))]

    def passages_of(self, matches: Sequence[tuple[int, Match]], marks: Marks | None) -> Sequence[Matched]:
        """The passages of some matches, each by itself; without marks nothing is marked in them."""
        return self._hits.matched(matches, marks)

    def papers_called(self, documents: Collection[str]) -> Mapping[str, tuple[str, Path]]:
        """The SHA-256 of each document's PDF, and where it lay when it was read. DocumentNotFoundError."""
        found = self._snapshot.catalogue.files(documents)
        for document in documents:
            if document not in found:
                raise DocumentNotFoundError(
                    f"There is no document {document} in the library.", "See panelsearch status."
                )
        return found

    def papers(self) -> Mapping[str, Path]:
        """Where every PDF lies, by its name."""
        members = self._snapshot.store.generations.members(self._snapshot.number)
        return {member.name: Path(member.path) for member in members}

    def is_paper(self, path: Path) -> bool:
        """Whether a file is a PDF that the library was read from, whatever it holds by now."""
        named = path.resolve()
        alike = self._paths.get(named.name.casefold(), ())
        return any(named == one.resolve() or is_same_file(named, one) for one in alike)

    def mentions_on(self, document: str, page: int) -> Sequence[Mention]:
        """Who and what is named on a page, in order of place. DocumentNotFoundError."""
        return self._mentions(document).get(page, ())

    def _by_page(self, document: str) -> Mapping[int, Sequence[Mention]]:
        """All of a document at once: to look for those of one page takes as long."""
        key, _ = self._snapshot.member(document)
        by_page: dict[int, list[Mention]] = {}
        for mention in self._snapshot.store.documents.mentions(key):
            by_page.setdefault(mention.at.page, []).append(mention)
        return by_page

    @cached_property
    def fingerprint(self) -> str:
        """What tells the library from one of other papers, or read in another way: of no moment, and of no place."""
        members = self._snapshot.store.generations.members(self._snapshot.number)
        generation = self._snapshot.generation
        said = [generation.pipeline_fingerprint, generation.index_fingerprint]
        said += [f"{member.name}\0{member.sha256}" for member in members]
        return sha256("\n".join(said).encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def _paths(self) -> Mapping[str, list[Path]]:
        """Where the papers lie, by their files' names in small letters."""
        found: dict[str, list[Path]] = {}
        for path in self.papers().values():
            found.setdefault(path.name.casefold(), []).append(path)
        return found
